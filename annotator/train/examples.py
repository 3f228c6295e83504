"""One training sentence and what its corpus says, and does not say, about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Target:
    """A span with its token label.

    Attributes:
        label: One of ``TOKEN_LABELS``.
        start: First code point.
        end: One past the last code point.
        value: 1.0 when the label holds, 0.0 when it does not, None when nobody knows.
    """

    label: str
    start: int
    end: int
    value: float | None = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence under partial annotation.

    Attributes:
        text: The sentence as people write it (not tokenised).
        language: "en", "fr" or "zh".
        corpus: Name of the data set.
        split: "train", "dev" or "test".
        group: Document it comes from; groups never straddle a split.
        sentence: Known sentence labels; a missing key supervises nothing.
        targets: Spans; where two of one label overlap, the later wins.
        closed: Token labels that are known to be absent outside ``targets``.
    """

    text: str
    language: str
    corpus: str
    split: str
    group: str
    sentence: Mapping[str, float] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    closed: frozenset[str] = frozenset()
