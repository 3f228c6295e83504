"""What the model says about a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpanPrediction:
    """A stretch of the sentence with a token label.

    Attributes:
        label: One of ``TOKEN_LABELS``.
        start: First code point, in the sentence's text.
        end: One past the last code point.
        probability: Calibrated probability in [0, 1], the mean over the span's words.
    """

    label: str
    start: int
    end: int
    probability: float


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
