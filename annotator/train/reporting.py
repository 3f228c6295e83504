"""Score a finished model on labelled sets: what the model card prints."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.prediction import SentencePrediction
from annotator.train.developing import DevSet
from annotator.train.examples import Example
from annotator.train.scores import average_precision, calibration_error, f1, macro_f1, overlap_f1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Attributes:
        data: Name of the set.
        language: Its language.
        unit: "sentence" or "span".
        label: The label.
        sentences: Sentences looked at.
        positives: Sentences or spans that carry the label.
        f1: F1 of the label; for spans any overlap counts.
        macro_f1: Mean F1 of the two classes (sentences only).
        average_precision: Area under the precision-recall curve (sentences only).
        calibration_error: Expected calibration error (sentences only).
    """

    data: str
    language: str
    unit: str
    label: str
    sentences: int
    positives: int
    f1: float
    macro_f1: float | None = None
    average_precision: float | None = None
    calibration_error: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, rounded to three places."""
        return {
            k: round(v, 3) if isinstance(v, float) else v
            for k, v in asdict(self).items()
            if v is not None
        }


def report(encoder: Encoder, sets: Sequence[DevSet]) -> list[Row]:
    """Score every set on every label it is trusted for."""
    found: list[Row] = []
    for dev in sets:
        if dev.examples:
            language = dev.examples[0].language
            predictions = encoder.predict([e.text for e in dev.examples], language)
            found += [_sentence_row(dev, label, predictions) for label in sorted(dev.sentence)]
            found += [_span_row(dev, label, predictions) for label in sorted(dev.token)]
    return found


def _sentence_row(dev: DevSet, label: str, predictions: Sequence[SentencePrediction]) -> Row:
    known = [
        (e.sentence[label] == 1.0, p)
        for e, p in zip(dev.examples, predictions, strict=True)
        if label in e.sentence
    ]
    truth = np.array([true for true, _ in known])
    guess = np.array([label in p.positive for _, p in known])
    chances = np.array([p.probabilities[label] for _, p in known])
    return Row(
        dev.name,
        dev.examples[0].language,
        "sentence",
        label,
        len(known),
        int(truth.sum()),
        f1(truth, guess),
        macro_f1(truth, guess),
        average_precision(truth, chances),
        calibration_error(truth, chances),
    )


def _span_row(dev: DevSet, label: str, predictions: Sequence[SentencePrediction]) -> Row:
    truth = [_ranges(e, label) for e in dev.examples]
    guess = [[(s.start, s.end) for s in p.spans if s.label == label] for p in predictions]
    return Row(
        dev.name,
        dev.examples[0].language,
        "span",
        label,
        len(truth),
        sum(map(len, truth)),
        overlap_f1(truth, guess),
    )


def _ranges(example: Example, label: str) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in example.targets if t.label == label and t.value == 1.0]
