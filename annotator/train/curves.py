"""Draw calibration curves and thresholds anew over what reviewers decided."""

from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import Curve
from annotator.train.logistic import fit, logistic

Floats = npt.NDArray[np.float64]
PULL: Final = 4.0
"""How strongly a curve is drawn to the one before, in sentences."""
FLATTEST: Final = 0.05
FEW: Final = 15
"""With fewer positive sentences than this, the threshold stays."""
GRID: Final = np.linspace(0.05, 0.95, 91)
PLATEAU: Final = 0.005


def redrawn(scores: Floats, truths: Floats, weights: Floats, before: Curve) -> Curve:
    """Fit a curve (Platt 1999) drawn to the one before, and choose its threshold.

    Args:
        scores: Held-out scores, shape (sentences,).
        truths: 0 or 1.
        weights: How much each sentence counts.
        before: The curve as it was.
    """
    inputs = np.stack([scores, np.ones_like(scores)], axis=1)
    offset = before.slope * scores + before.intercept
    change = fit(inputs, offset, truths, weights, np.full(2, PULL))
    slope = max(before.slope + float(change[0]), FLATTEST)
    intercept = before.intercept + float(change[1])
    threshold = before.threshold
    if weights @ truths >= FEW:
        threshold = _threshold(logistic(slope * scores + intercept), truths, weights)
    return Curve(round(slope, 4), round(intercept, 4), round(threshold, 3))


def told(curve: Curve, scores: Floats) -> npt.NDArray[np.bool_]:
    """Return which scores reach the threshold."""
    reached: npt.NDArray[np.bool_] = (
        logistic(curve.slope * scores + curve.intercept) >= curve.threshold
    )
    return reached


def _threshold(chances: Floats, truths: Floats, weights: Floats) -> float:
    """Return the middle of the best plateau of F1, half counted and half expected.

    Counts of few positives jump; what calibrated probabilities lead to expect does not (Lipton,
    Elkan and Naryanaswamy 2014).
    """
    values = []
    for threshold in GRID:
        chosen = weights * (chances >= threshold)
        counted = 2 * (chosen @ truths) / (chosen.sum() + weights @ truths)
        expected = 2 * (chosen @ chances) / (chosen.sum() + weights @ chances)
        values.append(counted + expected)
    best = np.array(values) >= max(values) - 2 * PLATEAU
    return float(np.median(GRID[best]))
