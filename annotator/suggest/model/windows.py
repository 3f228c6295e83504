"""Long inputs in overlapping windows, put together again piece by piece."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
WINDOW: Final = 254
OVERLAP: Final = 64


def windows(length: int, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Half-open ranges of at most ``size`` that cover ``length`` and share ``overlap``.

    An empty input has one empty window.
    """
    if length <= size:
        return [(0, length)]
    starts = range(0, length - overlap, size - overlap)
    return [(start, min(start + size, length)) for start in starts]


def join(length: int, ranges: Sequence[tuple[int, int]], parts: Sequence[Floats]) -> Floats:
    """Put the windows' scores together; where two overlap, the one that sees more context wins.

    Args:
        length: Pieces in all.
        ranges: The windows.
        parts: Scores of each, shape (end - start, labels).
    """
    out = np.zeros((length, parts[0].shape[1]), dtype=np.float32)
    best = np.full(length, -1)
    for (start, end), scores in zip(ranges, parts, strict=True):
        at = np.arange(start, end)
        left = np.where(start == 0, length, at - start)
        right = np.where(end == length, length, end - 1 - at)
        context = np.minimum(left, right)
        wins = context > best[start:end]
        out[start:end][wins] = scores[wins]
        best[start:end][wins] = context[wins]
    return out
