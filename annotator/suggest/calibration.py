"""Confidence that means something: from what a suggester feels to how often it is right.

Each suggester's raw confidence is mapped to a probability by a straight line in log-odds (Platt
1999), one for each layer, language and label, as far as there was data to fit one. The lines are
data, in ``calibration.json``; ``python -m annotator.evaluate.calibrate`` fits them.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rubric import Mark, Suggestion

FILE = "calibration.json"
LEAST, MOST = 0.01, 0.99
"""Bounds of every calibrated probability: nothing is impossible and nothing certain."""
_raw: ContextVar[bool] = ContextVar("raw_confidence", default=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A map from raw confidence to probability: straight in log-odds, never falling."""

    slope: float
    offset: float

    def __call__(self, confidence: float) -> float:
        """Return the calibrated probability of a raw confidence in [0, 1]."""
        odds = self.offset + self.slope * log_odds(confidence)
        return min(max(from_log_odds(odds), LEAST), MOST)


def log_odds(confidence: float) -> float:
    """Return the logarithm of the odds, with certainty kept finite."""
    bounded = min(max(confidence, 0.005), 0.995)
    return math.log(bounded / (1 - bounded))


def from_log_odds(odds: float) -> float:
    """Return the probability with these log-odds: the logistic function."""
    return 1 / (1 + math.exp(-odds))


def key_of(suggester: str, layer: str, language: str = "", label: str = "") -> str:
    """Return the name under which a line is kept, such as ``rules hedge en modal``."""
    return " ".join(part for part in (suggester, layer, language, label) if part)


def propose(mark: Mark, raw: float, suggester: str, why: str, language: str) -> Suggestion:
    """Suggest a mark with calibrated confidence.

    A suggester for which nothing was fitted keeps its own confidence.

    Args:
        mark: What is proposed.
        raw: The suggester's own confidence in it, in [0, 1].
        suggester: Who proposes.
        why: The reason, for a trainee.
        language: The document's.
    """
    confidence = (
        raw if _raw.get() else _probability(suggester, mark.layer, language, mark.label, raw)
    )
    return Suggestion(mark, confidence, suggester, why)


@contextmanager
def raw_confidence() -> Iterator[None]:
    """Let suggesters tell their raw confidence, for as long as a new calibration is fitted."""
    token = _raw.set(True)
    try:
        yield
    finally:
        _raw.reset(token)


def calibration_fingerprint() -> str:
    """Return what changes whenever the calibration does."""
    return hashlib.sha256(_data().encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)
def _probability(suggester: str, layer: str, language: str, label: str, raw: float) -> float:
    """Return the calibrated probability; kept, since rules tell few different confidences."""
    line = line_for(suggester, layer, language, label)
    return raw if line is None else round(line(raw), 4)


@cache
def line_for(suggester: str, layer: str, language: str, label: str) -> Line | None:
    """Return the most special line there is; None where the suggester has none for the layer."""
    lines = _lines()
    keys = (
        key_of(suggester, layer, language, label),
        key_of(suggester, layer, language),
        key_of(suggester, layer),
    )
    return next((lines[key] for key in keys if key in lines), None)


@cache
def _lines() -> Mapping[str, Line]:
    found = json.loads(_data())["lines"]
    return {key: Line(slope, offset) for key, (slope, offset) in found.items()}


@cache
def _data() -> str:
    return (files("annotator.suggest") / FILE).read_text("utf-8")
