"""What the encoder's outputs mean: eight sigmoid labels on one token classifier.

Token labels are read at every token but the first; sentence labels only at the first.
"""

from typing import Final

TOKEN_LABELS: Final = ("source", "cue", "hedge", "loaded")
SENTENCE_LABELS: Final = ("attributed", "hedged", "loaded", "checkable")
SENTENCE_PREFIX: Final = "sentence:"
LANGUAGES: Final = ("en", "fr", "zh")

EVIDENCE: Final = {"attributed": ("source", "cue"), "hedged": ("hedge",), "loaded": ("loaded",)}
"""Sentence label to the token labels whose strongest word speaks for it."""

ID2LABEL: Final[dict[int, str]] = dict(
    enumerate((*TOKEN_LABELS, *(SENTENCE_PREFIX + name for name in SENTENCE_LABELS)))
)
LABEL2ID: Final[dict[str, int]] = {name: index for index, name in ID2LABEL.items()}
