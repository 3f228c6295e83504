"""Choose calibration curves and thresholds, per label and language, on development data."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import FALLBACK, Calibration, Curve
from annotator.suggest.model.encoder import Encoder, Scored
from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.spans import words
from annotator.train.developing import DevSet
from annotator.train.examples import Example
from annotator.train.scores import f1

Floats = npt.NDArray[np.float64]
GRID: Final = np.linspace(0.05, 0.95, 91)
PLATEAU: Final = 0.005
FEW: Final = 15
"""A language with fewer positives than this takes the threshold of all languages together."""
PULL: Final = 4.0
"""How strongly a language's curve is pulled to that of all languages, in sentences."""


@dataclass(slots=True)
class Observations:
    """Scores and truths of one label in one language, kept apart by set."""

    scores: list[Floats] = field(default_factory=list)
    truths: list[npt.NDArray[np.bool_]] = field(default_factory=list)

    def add(self, scores: Floats, truths: npt.NDArray[np.bool_]) -> None:
        """Add what one set says; sets without both classes say nothing."""
        if truths.any() and not truths.all():
            self.scores.append(scores)
            self.truths.append(truths)


def choose(encoder: Encoder, sets: Sequence[DevSet]) -> Calibration:
    """Fit a curve and a threshold for every label and language that has development data."""
    sentence: dict[str, dict[str, Observations]] = {
        name: defaultdict(Observations) for name in SENTENCE_LABELS
    }
    token: dict[str, dict[str, Observations]] = {
        name: defaultdict(Observations) for name in TOKEN_LABELS
    }
    for dev in sets:
        if not dev.examples:
            continue
        language = dev.examples[0].language
        scored = encoder.score([example.text for example in dev.examples])
        for label in dev.sentence:
            at = SENTENCE_LABELS.index(label)
            values = np.array([s.sentence[at] for s in scored], dtype=np.float64)
            truth = np.array([e.sentence.get(label) == 1.0 for e in dev.examples])
            sentence[label][language].add(values, truth)
        for label in dev.token:
            token[label][language].add(*_words(dev.examples, scored, label))
    return Calibration(
        {label: _curves(by_language) for label, by_language in sentence.items()},
        {label: _curves(by_language) for label, by_language in token.items()},
    )


def _words(
    examples: Sequence[Example], scored: Sequence[Scored], label: str
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Score and truth of every word whose truth is known."""
    column = TOKEN_LABELS.index(label)
    scores, truths = [], []
    for example, found in zip(examples, scored, strict=True):
        pieces = found.pieces
        for group in words(pieces, example.text):
            start, end = pieces.starts[group[0]], pieces.ends[group[-1]]
            values = [
                t.value
                for t in example.targets
                if t.label == label and t.start < end and start < t.end
            ]
            if None not in values:
                scores.append(float(found.tokens[group, column].mean()))
                truths.append(1.0 in values)
    return np.array(scores), np.array(truths, dtype=bool)


def _curves(by_language: Mapping[str, Observations]) -> dict[str, Curve]:
    everything = Observations(
        [s for o in by_language.values() for s in o.scores],
        [t for o in by_language.values() for t in o.truths],
    )
    if not everything.scores:
        return {FALLBACK: Curve()}
    base = platt(everything, (1.0, 0.0), pull=0.0)
    shared = Curve(*base, threshold=best_threshold(everything, base))
    curves = {FALLBACK: shared}
    for language, seen in sorted(by_language.items()):
        if not seen.scores:
            continue
        own = platt(seen, base, pull=PULL)
        enough = sum(int(truth.sum()) for truth in seen.truths) >= FEW
        curves[language] = Curve(
            *own, threshold=best_threshold(seen, own) if enough else shared.threshold
        )
    return {language: _rounded(curve) for language, curve in curves.items()}


def platt(seen: Observations, prior: tuple[float, float], pull: float) -> tuple[float, float]:
    """Fit ``slope`` and ``intercept`` by Newton's method; every set weighs the same.

    Targets are smoothed as in Platt (1999), so that few examples give no certainty.

    Args:
        seen: Scores and truths.
        prior: The curve to be pulled to.
        pull: Weight of the pull, in examples.
    """
    sizes = [len(s) for s in seen.scores]
    mean = sum(sizes) / len(sizes)
    weights = np.concatenate([np.full(n, mean / n) for n in sizes])
    x, truth = np.concatenate(seen.scores), np.concatenate(seen.truths)
    positives = truth.sum()
    smooth = np.where(truth, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))
    theta = np.array(prior)
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        gradient = design.T @ (weights * (chances - smooth)) + pull * (theta - prior)
        curvature = design.T @ (design * (weights * chances * (1 - chances))[:, None]) + (
            pull + 1e-3
        ) * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        theta = theta - np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return max(float(theta[0]), 0.05), float(theta[1])


def best_threshold(seen: Observations, curve: tuple[float, float]) -> float:
    """Threshold with the best F1, averaged over sets: the middle of the plateau around the best."""
    slope, intercept = curve
    values = np.zeros(len(GRID))
    for scores, truth in zip(seen.scores, seen.truths, strict=True):
        chances = 1 / (1 + np.exp(-(slope * scores + intercept)))
        values += [f1(truth, chances >= threshold) for threshold in GRID]
    values /= len(seen.scores)
    plateau = GRID[values >= values.max() - PLATEAU]
    return float(np.median(plateau))


def _rounded(curve: Curve) -> Curve:
    return Curve(round(curve.slope, 4), round(curve.intercept, 4), round(curve.threshold, 3))
