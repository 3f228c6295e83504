"""What the model says about a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SpanPrediction:
    """A stretch of the sentence with a token label.

    Attributes:
        label: One of ``TOKEN_LABELS``.
        start: First code point, in the sentence's text.
        end: One past the last code point.
        probability: Calibrated probability in [0, 1], the mean over the span's words.
        kinds: The codebook's labels that such a span can have, with the probability of each; they
            sum to one. Empty where the token label has no kinds.
    """

    label: str
    start: int
    end: int
    probability: float
    kinds: Mapping[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The likeliest kind; empty where there are none."""
        return max(self.kinds, key=lambda name: self.kinds[name], default="")


@dataclass(frozen=True, slots=True)
class SentencePrediction:
    """Probabilities of a sentence's labels, and its spans.

    Attributes:
        probabilities: Sentence label to calibrated probability.
        positive: The sentence labels that reach their threshold.
        spans: Predicted spans in order of their start.
    """

    probabilities: Mapping[str, float]
    positive: frozenset[str]
    spans: tuple[SpanPrediction, ...]
