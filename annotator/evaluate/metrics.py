"""Precision, recall, F1 and calibration error from counts.

Every function takes arrays whose last axis holds the counts and whose leading axes are free, so
that one call serves the figure itself and all its bootstrap samples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
BINS = 10
"""Equal-width bins of the calibration error."""


def ratio(part: Array, whole: Array) -> Array:
    """Divide; nothing out of nothing is 0."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def f1(precision: Array, recall: Array) -> Array:
    """Return the harmonic mean."""
    return ratio(2 * precision * recall, precision + recall)


def prf(counts: Array) -> Array:
    """Return precision, recall and F1.

    Args:
        counts: ``(..., 4)``: guesses that are right, guesses, expected ones found, expected ones.

    Returns:
        ``(..., 3)``.
    """
    precision = ratio(counts[..., 0], counts[..., 1])
    recall = ratio(counts[..., 2], counts[..., 3])
    return np.stack([precision, recall, f1(precision, recall)], axis=-1)


def expected_calibration_error(bins: Array) -> Array:
    """Return how far confidence lies from the share that is right, on average over guesses.

    Source of the method: Naeini, Cooper and Hauskrecht 2015, with equal-width bins.

    Args:
        bins: ``(..., 3 * BINS)``: per bin the guesses, the sum of their confidences, those right.

    Returns:
        ``(...)``: in [0, 1]; 0 where nothing was guessed.
    """
    parts = bins.reshape(*bins.shape[:-1], BINS, 3)
    gaps = np.abs(parts[..., 1] - parts[..., 2]).sum(axis=-1)
    return ratio(gaps, parts[..., 0].sum(axis=-1))


def binned(confidences: Sequence[float], right: Sequence[bool]) -> Array:
    """Sort guesses into calibration bins.

    Returns:
        ``(3 * BINS,)``: per bin the guesses, the sum of their confidences, those right.
    """
    bins = np.zeros((BINS, 3))
    for confidence, hit in zip(confidences, right, strict=True):
        at = min(int(confidence * BINS), BINS - 1)
        bins[at] += (1.0, confidence, hit)
    return bins.reshape(-1)
