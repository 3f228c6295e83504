"""What the encoder's outputs mean: sigmoid labels on one token classifier.

Token labels are read at every token but the first; sentence labels only at the first. Kinds tell
which of the codebook's labels a span of a token label has; they are read inside such spans only.
"""

from collections.abc import Mapping
from typing import Final

TOKEN_LABELS: Final = ("source", "cue", "hedge", "loaded")
SENTENCE_LABELS: Final = ("attributed", "hedged", "loaded", "checkable")
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "source": ("document", "named_person", "organisation", "unnamed", "vague"),
    "hedge": ("modal", "epistemic", "conditional", "evidential", "approximator", "weasel"),
}
"""Token label to the codebook's labels that its spans can have."""
SENTENCE_PREFIX: Final = "sentence:"
LANGUAGES: Final = ("en", "fr", "zh")

EVIDENCE: Final = {"attributed": ("source", "cue"), "hedged": ("hedge",), "loaded": ("loaded",)}
"""Sentence label to the token labels whose strongest word speaks for it."""


def kind_label(label: str, kind: str) -> str:
    """The output that says that a span of a token label is of a kind."""
    return f"{label}:{kind}"


KIND_LABELS: Final = tuple(
    kind_label(label, kind) for label, kinds in KINDS.items() for kind in kinds
)
ID2LABEL: Final[dict[int, str]] = dict(
    enumerate((*TOKEN_LABELS, *(SENTENCE_PREFIX + name for name in SENTENCE_LABELS), *KIND_LABELS))
)
LABEL2ID: Final[dict[str, int]] = {name: index for index, name in ID2LABEL.items()}
