"""Intervals for figures by resampling documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotator.evaluate.metrics import Array

SAMPLES = 1000
SEED = 20100715


def intervals(
    counts: Array,
    figures: Callable[[Array], Array],
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Array:
    """Return the central 95 % of figures over samples of documents drawn with replacement.

    The percentile bootstrap (Efron 1979). Counts add up over documents, so a sample is a vector of
    how often each document was drawn, times the counts.

    Args:
        counts: ``(documents, columns)``.
        figures: From ``(..., columns)`` to ``(..., values)``.
        samples: How many samples.
        seed: Of the generator; the same seed gives the same intervals.

    Returns:
        ``(2, values)``: the lower and the upper end.
    """
    documents = len(counts)
    if documents == 0:
        raise ValueError("no documents to resample; check the data set")
    sums = _draws(documents, samples, seed) @ counts
    return np.quantile(figures(sums), (0.025, 0.975), axis=0)


@lru_cache(maxsize=2)
def _draws(documents: int, samples: int, seed: int) -> NDArray[np.float32]:
    """Draw the samples: ``(samples, documents)``, how often each document is in each.

    All measures of a data set share them, which is quick and makes their intervals comparable.
    """
    generator = np.random.default_rng(seed)
    drawn = np.empty((samples, documents), dtype=np.float32)
    for row in drawn:
        row[:] = np.bincount(generator.integers(documents, size=documents), minlength=documents)
    return drawn
