"""From raw scores to probabilities and decisions, for each label and language.

A curve is Platt's (1999): the probability is the logistic function of ``slope * score +
intercept``, fitted on development data. Thresholds are in probability. Both are data,
``thresholds.json``, not code.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS

FALLBACK: Final = "any"


@dataclass(frozen=True, slots=True)
class Curve:
    """Calibration and threshold of one label in one language."""

    slope: float = 1.0
    intercept: float = 0.0
    threshold: float = 0.5

    def probability(self, score: float) -> float:
        """Probability of a raw score (a logit)."""
        z = self.slope * score + self.intercept
        return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


@dataclass(frozen=True, slots=True)
class Calibration:
    """All curves: label to language to curve; the language "any" stands in for unknown ones."""

    sentence: Mapping[str, Mapping[str, Curve]]
    token: Mapping[str, Mapping[str, Curve]]

    def of_sentence(self, label: str, language: str) -> Curve:
        """The curve of a sentence label."""
        return _pick(self.sentence[label], language)

    def of_token(self, label: str, language: str) -> Curve:
        """The curve of a token label."""
        return _pick(self.token[label], language)

    def as_json(self) -> dict[str, Any]:
        """The form that is written to ``thresholds.json``."""
        return {
            kind: {
                label: {
                    language: {
                        "slope": curve.slope,
                        "intercept": curve.intercept,
                        "threshold": curve.threshold,
                    }
                    for language, curve in curves.items()
                }
                for label, curves in labels.items()
            }
            for kind, labels in (("sentence", self.sentence), ("token", self.token))
        }


def plain() -> Calibration:
    """No calibration: the logistic function and a threshold of one half."""
    return Calibration(
        sentence={label: {FALLBACK: Curve()} for label in SENTENCE_LABELS},
        token={label: {FALLBACK: Curve()} for label in TOKEN_LABELS},
    )


def read_calibration(path: Path) -> Calibration:
    """Read ``thresholds.json``.

    Raises:
        ValueError: The file is no calibration of this model's labels; names the file and what is
            wrong.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        found = Calibration(_curves(data["sentence"]), _curves(data["token"]))
        for wanted, have in ((SENTENCE_LABELS, found.sentence), (TOKEN_LABELS, found.token)):
            for label in wanted:
                if FALLBACK not in have[label]:
                    raise KeyError(f"{label}.{FALLBACK}")  # noqa: TRY301 - one report for all
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path}: not a calibration ({error!r}); train or install the model again"
        ) from error
    return found


def _curves(labels: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, Curve]]:
    return {
        label: {language: Curve(**values) for language, values in curves.items()}
        for label, curves in labels.items()
    }


def _pick(curves: Mapping[str, Curve], language: str) -> Curve:
    return curves.get(language) or curves[FALLBACK]
