"""From scores of word pieces to labelled spans of words."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import Calibration
from annotator.suggest.model.labels import KIND_LABELS, KINDS, TOKEN_LABELS, kind_label
from annotator.suggest.model.pieces import Pieces
from annotator.suggest.model.prediction import SpanPrediction

Floats = npt.NDArray[np.float32]
BRIDGE: Final = 0.5
"""A word between two labelled ones joins them from this share of the threshold on."""
EDGES: Final = " \t\n,.;:!?'’\"“”«»()[]，。；：！？、（）《》「」"

_INITIAL: Final = re.compile(r"(?<![^\W\d_])[A-Z]\.\Z")


def words(pieces: Pieces, text: str) -> list[list[int]]:
    """Group pieces into words; Chinese pieces, which no space separates, are words of their own."""
    found: list[list[int]] = []
    for at, (start, end, head) in enumerate(
        zip(pieces.starts, pieces.ends, pieces.heads, strict=True)
    ):
        if start == end:
            continue
        apart = head or not found or not _wordlike(text[start]) or not _wordlike(text[start - 1])
        if apart:
            found.append([at])
        else:
            found[-1].append(at)
    return found


def word_scores(tokens: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Mean score of each word's pieces.

    Args:
        tokens: Scores of the pieces, shape (pieces, labels).
        groups: Pieces of each word (see ``words``).

    Returns:
        Shape (words, labels).
    """
    out = tokens[[group[0] for group in groups]]
    for row, group in enumerate(groups):
        if len(group) > 1:
            out[row] = tokens[group].mean(axis=0)
    return out


def spans(
    text: str,
    pieces: Pieces,
    groups: Sequence[Sequence[int]],
    scores: Floats,
    kinds: Floats,
    calibration: Calibration,
    language: str,
) -> list[SpanPrediction]:
    """Find the labelled spans of a text.

    Args:
        text: The text that was cut.
        pieces: Its word pieces.
        groups: Pieces of each word.
        scores: Score of each word, shape (words, 4).
        kinds: Scores of the pieces' kinds, shape (pieces, 11); read only where a span is found.
        calibration: Curves and thresholds.
        language: Picks the curves.

    Returns:
        Spans ordered by start; spans of one label never touch.
    """
    found: list[SpanPrediction] = []
    for column, label in enumerate(TOKEN_LABELS):
        curve = calibration.of_token(label, language)
        logits = scores[:, column].tolist()
        # A curve never turns back: where neither end of it reaches the threshold, no word does.
        ends = (min(logits), max(logits)) if logits else ()
        if all(curve.probability(logit) < curve.threshold for logit in ends):
            continue
        chances = [curve.probability(logit) for logit in logits]
        for first, last in runs(chances, curve.threshold, BRIDGE * curve.threshold):
            start, end = trimmed(
                text, pieces.starts[groups[first][0]], pieces.ends[groups[last][-1]]
            )
            if start < end:
                mean = sum(chances[first : last + 1]) / (last + 1 - first)
                inside = word_scores(kinds, groups[first : last + 1])
                likely = kind_chances(label, inside.mean(axis=0))
                found.append(SpanPrediction(label, start, end, mean, likely))
    return sorted(found, key=lambda span: (span.start, span.end, span.label))


def kind_chances(label: str, scores: Floats) -> dict[str, float]:
    """How likely each kind of a span is: the softmax over the kinds of its token label.

    Args:
        label: The token label.
        scores: Mean scores of the span's words, shape (11,).
    """
    names = KINDS.get(label, ())
    if not names:
        return {}
    logits = scores[[KIND_LABELS.index(kind_label(label, name)) for name in names]]
    raised = np.exp(logits - logits.max())
    return dict(zip(names, (raised / raised.sum()).tolist(), strict=True))


def runs(chances: Sequence[float], threshold: float, bridge: float) -> list[tuple[int, int]]:
    """First and last index of each run at or above a threshold; one weaker word bridges two."""
    found: list[tuple[int, int]] = []
    for at, chance in enumerate(chances):
        if chance < threshold:
            continue
        if found and (
            found[-1][1] == at - 1 or (found[-1][1] == at - 2 and chances[at - 1] >= bridge)
        ):
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave punctuation and spaces at a span's edges out of it, but keep the stop of an initial."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES and not _INITIAL.search(text, start, end):
        end -= 1
    return start, end


def _wordlike(character: str) -> bool:
    return (
        character.isalnum()
        and not "\u3040" <= character <= "\u9fff"
        and not "\U00020000" <= character <= "\U0003ffff"
    )
