"""A correction of the sentence labels, learned from what reviewers decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.labels import SENTENCE_LABELS

FILE: Final = "head.json"
DIGITS: Final = 6
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Added to the encoder's own scores: linear in the first token's embedding.

    A language in which nothing was decided is left as it is.

    Attributes:
        parts: Language to one row a sentence label: the weights of the embedding, and last the
            constant; shape (sentence labels, width + 1).
    """

    parts: Mapping[str, Floats] = field(default_factory=dict)

    def __call__(self, embedding: npt.NDArray[np.float32], language: str) -> Floats:
        """Return what to add to the scores of a sentence, shape (sentence labels,)."""
        part = self.parts.get(language)
        if part is None:
            return np.zeros(len(SENTENCE_LABELS))
        added: Floats = part[:, :-1] @ embedding + part[:, -1]
        return added

    def __add__(self, other: Head) -> Head:
        """Return the head that corrects as much as both together."""
        languages = sorted({*self.parts, *other.parts})
        both = {
            name: [head.parts[name] for head in (self, other) if name in head.parts]
            for name in languages
        }
        return Head({name: np.sum(parts, axis=0) for name, parts in both.items()})

    def save(self, folder: Path) -> None:
        """Write it into a model folder."""
        rows = {
            language: {
                label: [round(float(value), DIGITS) for value in row]
                for label, row in zip(SENTENCE_LABELS, part, strict=True)
            }
            for language, part in sorted(self.parts.items())
        }
        (folder / FILE).write_text(json.dumps(rows) + "\n", "utf-8")


def load_head(folder: Path) -> Head | None:
    """Read a model folder's correction; None where it has none.

    Raises:
        ValueError: If the file is damaged; names it.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        rows = json.loads(path.read_text("utf-8"))
        parts = {
            language: np.array([labels[label] for label in SENTENCE_LABELS], np.float64)
            for language, labels in rows.items()
        }
        if any(part.ndim != 2 or not np.isfinite(part).all() for part in parts.values()):
            raise TypeError("not one row of numbers a label")  # noqa: TRY301 - one report for all
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path}: not a correction of this model ({error!r}); train again"
        ) from error
    return Head(parts)
