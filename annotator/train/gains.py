"""What learning gained, on documents that were not learned from.

Documents, not sentences, are held out, and the interval comes from drawing documents with
replacement (Efron and Tibshirani 1993).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
FOLDS: Final = 5
DRAWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Gain:
    """What a label gained on documents it was not fitted on.

    Attributes:
        label: The sentence label.
        sentences: How many decided sentences it was measured on.
        before: F1 of the model as it was.
        after: F1 of what was learned.
        low: Lower end of the 95 % interval of the difference.
        high: Upper end.
        learned: Whether the label is learned; one that lost is left as it was.
    """

    label: str
    sentences: int
    before: float
    after: float
    low: float
    high: float
    learned: bool = True

    @property
    def difference(self) -> float:
        """How much F1 rose."""
        return self.after - self.before


def folds(documents: npt.NDArray[np.int64], seed: int) -> Iterator[Bools]:
    """Yield the rows that are held out, ``FOLDS`` times, each document once."""
    names = np.random.default_rng(seed).permutation(np.unique(documents))
    for fold in range(FOLDS):
        yield np.isin(documents, names[fold::FOLDS])


def gain(
    label: str,
    truth: Bools,
    before: Bools,
    after: Bools,
    documents: npt.NDArray[np.int64],
    seed: int = 0,
) -> Gain:
    """Compare two answers on the same sentences."""
    generator = np.random.default_rng(seed)
    members = [np.flatnonzero(documents == one) for one in np.unique(documents)]

    def difference(rows: npt.NDArray[np.int64]) -> float:
        return f1(truth[rows], after[rows]) - f1(truth[rows], before[rows])

    low, high = _interval(members, difference, generator)
    old, new = f1(truth, before), f1(truth, after)
    return Gain(label, len(truth), old, new, low, high, learned=new > old)


def f1(truth: Bools, told: Bools) -> float:
    """Return the F1 of an answer; 0 where nothing is found."""
    hits = int((truth & told).sum())
    return 2 * hits / max(1, int(truth.sum()) + int(told.sum()))


def _interval(
    members: list[npt.NDArray[np.int64]],
    difference: Callable[[npt.NDArray[np.int64]], float],
    generator: np.random.Generator,
) -> tuple[float, float]:
    draws = []
    for _ in range(DRAWS):
        drawn = generator.integers(0, len(members), len(members))
        draws.append(difference(np.concatenate([members[one] for one in drawn])))
    low, high = np.quantile(draws, (0.025, 0.975))
    return float(low), float(high)
