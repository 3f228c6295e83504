"""Choose calibration curves and thresholds, per label and language, on development data."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import FALLBACK, Calibration, Curve
from annotator.suggest.model.encoder import Encoder, Scored
from annotator.suggest.model.evidence import sentence_scores
from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.spans import word_scores, words
from annotator.train.developing import DevSet
from annotator.train.examples import Example
from annotator.train.logistic import logistic
from annotator.train.scores import f1

Floats = npt.NDArray[np.float64]
GRID: Final = np.linspace(0.05, 0.95, 91)
PLATEAU: Final = 0.005
FEW: Final = 15
"""A language with fewer positives than this takes the threshold of all languages together."""
STEPS: Final = 100
RIDGE: Final = 1e-6
TINY: Final = 1e-7
FLATTEST: Final = 0.05
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
        whole = np.array([_sentence(e, s) for e, s in zip(dev.examples, scored, strict=True)])
        for label in dev.sentence:
            values = whole[:, SENTENCE_LABELS.index(label)]
            truth = np.array([e.sentence.get(label) == 1.0 for e in dev.examples])
            sentence[label][language].add(values, truth)
        for label in dev.token:
            token[label][language].add(*_words(dev.examples, scored, label))
    return Calibration(
        {label: _curves(by_language) for label, by_language in sentence.items()},
        {label: _curves(by_language) for label, by_language in token.items()},
    )


def _sentence(example: Example, scored: Scored) -> Floats:
    table = word_scores(scored.tokens, words(scored.pieces, example.text))
    return sentence_scores(scored.sentence, table).astype(np.float64)


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
    design = np.stack([x, np.ones_like(x)], axis=1)
    goal = np.array(prior, dtype=np.float64)

    def cost(theta: Floats) -> float:
        z = design @ theta
        return float(
            weights @ (np.logaddexp(0, z) - smooth * z) + pull / 2 * ((theta - goal) ** 2).sum()
        )

    theta = goal
    for _ in range(STEPS):
        chances = logistic(design @ theta)
        gradient = design.T @ (weights * (chances - smooth)) + pull * (theta - goal)
        spread = (weights * chances * (1 - chances))[:, None]
        step = np.linalg.solve(design.T @ (design * spread) + (pull + RIDGE) * np.eye(2), gradient)
        while cost(theta - step) > cost(theta) and np.abs(step).max() > TINY:
            step = step / 2  # a full Newton step can overshoot
        theta = theta - step
        if np.abs(step).max() <= TINY:
            break
    return max(float(theta[0]), FLATTEST), float(theta[1])


def best_threshold(seen: Observations, curve: tuple[float, float]) -> float:
    """Threshold with the best F1, averaged over sets: the middle of the plateau around the best.

    F1 is the mean of what was counted and of what the calibrated probabilities lead to expect
    (Lipton et al. 2014): counts of few positives jump, expectations do not.
    """
    slope, intercept = curve
    values = np.zeros(len(GRID))
    for scores, truth in zip(seen.scores, seen.truths, strict=True):
        chances = logistic(slope * scores + intercept)
        counted = [f1(truth, chances >= threshold) for threshold in GRID]
        values += np.array(counted) + [expected_f1(chances, threshold) for threshold in GRID]
    values /= 2 * len(seen.scores)
    plateau = GRID[values >= values.max() - PLATEAU]
    return float(np.median(plateau))


def expected_f1(chances: Floats, threshold: float) -> float:
    """F1 to expect from calibrated probabilities at a threshold."""
    chosen = chances[chances >= threshold]
    return float(2 * chosen.sum() / (len(chosen) + chances.sum()))


def _rounded(curve: Curve) -> Curve:
    return Curve(round(curve.slope, 4), round(curve.intercept, 4), round(curve.threshold, 3))
