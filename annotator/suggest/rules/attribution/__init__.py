"""Find who says what: sources and reporting cues in languages written with an alphabet."""
