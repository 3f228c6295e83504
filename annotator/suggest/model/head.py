"""A correction of the sentence labels, learned from what reviewers decided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

FILE: Final = "head.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Added to the encoder's own scores: linear in the first token's embedding.

    Attributes:
        weights: Shape (sentence labels, width of the embedding).
        biases: Shape (sentence labels,).
    """

    weights: npt.NDArray[np.float64]
    biases: npt.NDArray[np.float64]

    def __call__(self, embedding: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Return what to add to the scores of a sentence, shape (sentence labels,)."""
        added: npt.NDArray[np.float64] = self.weights @ embedding + self.biases
        return added

    def save(self, folder: Path) -> None:
        """Write it into a model folder."""
        np.savez(folder / FILE, weights=self.weights, biases=self.biases)


def load_head(folder: Path) -> Head | None:
    """Read a model folder's correction; None where it has none.

    Raises:
        ValueError: If the file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as held:
        return Head(held["weights"], held["biases"])
