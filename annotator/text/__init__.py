"""Text in: read, decode, segment, recognise the language, measure readability, show safely.

Importing this is cheap: py3langid, charset-normalizer and textstat load when first needed.
"""

from annotator.text.display import display_text
from annotator.text.language import LANGUAGES, detect_language
from annotator.text.read import MAX_BYTES, UnreadableDocument, document_from_text, read
from annotator.text.readability import Measure, Readability, readability
from annotator.text.segment import segment

__all__ = [
    "LANGUAGES",
    "MAX_BYTES",
    "Measure",
    "Readability",
    "UnreadableDocument",
    "detect_language",
    "display_text",
    "document_from_text",
    "read",
    "readability",
    "segment",
]
