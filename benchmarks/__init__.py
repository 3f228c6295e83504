"""What Annotator takes, beside what a named peer takes for the same work (``make bench``)."""
