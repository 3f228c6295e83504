"""The few figures that choosing thresholds and the model card need."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ranges = Sequence[tuple[int, int]]


def f1(truth: Bools, guess: Bools) -> float:
    """F1 of the positive class; 0 where nothing is right."""
    hits = int((truth & guess).sum())
    return 2 * hits / (int(truth.sum()) + int(guess.sum())) if hits else 0.0


def macro_f1(truth: Bools, guess: Bools) -> float:
    """Mean of the two classes' F1."""
    return (f1(truth, guess) + f1(~truth, ~guess)) / 2


def overlap_f1(truth: Sequence[Ranges], guess: Sequence[Ranges]) -> float:
    """F1 of spans where any shared character counts as a match, over several texts.

    Args:
        truth: The labelled half-open ranges of each text.
        guess: The predicted ones.
    """
    found = sum(
        touches(span, guessed) for true, guessed in zip(truth, guess, strict=True) for span in true
    )
    right = sum(
        touches(span, true) for true, guessed in zip(truth, guess, strict=True) for span in guessed
    )
    wanted, given = sum(map(len, truth)), sum(map(len, guess))
    if not (found and right):
        return 0.0
    recall, precision = found / wanted, right / given
    return 2 * precision * recall / (precision + recall)


def touches(span: tuple[int, int], others: Ranges) -> bool:
    """Tell whether a range shares a character with one of several."""
    return any(start < span[1] and span[0] < end for start, end in others)


def average_precision(truth: Bools, scores: Floats) -> float:
    """Area under the precision-recall curve, as a mean over the positives."""
    order = np.argsort(-scores, kind="stable")
    hits = truth[order]
    if not hits.any():
        return 0.0
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def calibration_error(truth: Bools, chances: Floats, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) over equally wide bins."""
    places = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [
        abs(truth[places == b].mean() - chances[places == b].mean()) * (places == b).mean()
        for b in set(places)
    ]
    return float(sum(gaps))
