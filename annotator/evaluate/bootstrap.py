"""Intervals for figures by resampling documents."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.evaluate.metrics import Array

SAMPLES = 1000
SEED = 20100715
_BATCH = 100


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
    generator = np.random.default_rng(seed)
    shares = np.full(documents, 1 / documents)
    sums = [
        generator.multinomial(documents, shares, size=min(_BATCH, samples - done)) @ counts
        for done in range(0, samples, _BATCH)
    ]
    return np.quantile(figures(np.concatenate(sums)), (0.025, 0.975), axis=0)
