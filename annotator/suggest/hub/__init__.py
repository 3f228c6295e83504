"""Any Hugging Face model on this machine as a suggester; needs the extra ``annotator[torch]``.

Nothing is downloaded unless the spec says ``download=yes``. Importing this loads neither torch nor
transformers; the first document does.
"""

from annotator.suggest.hub.loading import load_hub

__all__ = ["load_hub"]
