"""One training sentence and what its corpus says, and does not say, about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.suggest.model.labels import KINDS, kind_label


@dataclass(frozen=True, slots=True)
class Target:
    """A span with its token label.

    Attributes:
        label: One of ``TOKEN_LABELS`` or ``KIND_LABELS``.
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


def kinds(layer: str, start: int, end: int, label: str) -> Iterator[Target]:
    """Targets that say which of the codebook's labels a span has, and which it has not.

    Nothing where the encoder is not to tell this label from others.
    """
    if label in KINDS.get(layer, ()):
        for kind in KINDS[layer]:
            yield Target(kind_label(layer, kind), start, end, float(kind == label))
