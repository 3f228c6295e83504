"""Learn from reviewers in seconds: refit the sentence labels on what was decided, without torch.

The encoder stays as it is. Each sentence label gets a correction that is linear in the first
token's embedding, added to the encoder's own score and drawn to zero by a ridge: with few
decisions little changes. Then its curve and threshold are drawn anew over scores that each
document got from a correction fitted on the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import Calibration, Curve
from annotator.suggest.model.head import Head
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.train.curves import redrawn, told
from annotator.train.errors import TooFewDecisionsError, WorseModelError
from annotator.train.evidence import Evidence
from annotator.train.gains import FOLDS, Gain, folds, gain
from annotator.train.logistic import fit, losses

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
RIDGES: Final = (1.0, 10.0, 100.0, 1000.0, 1e5)
"""The last leaves the embedding out: only the curve changes."""
FEWEST: Final = 8
"""A label with fewer decided sentences of either kind in a language is left as it is there."""


@dataclass(frozen=True, slots=True)
class Refitted:
    """What was learned.

    Attributes:
        head: The correction.
        calibration: All curves; those of labels that were learned are new.
        gains: What each label gained on held-out documents.
        answers: What is said of each sentence by what was learned from other documents; shape
            (sentences, labels).
    """

    head: Head
    calibration: Calibration
    gains: tuple[Gain, ...]
    answers: Bools


@dataclass(frozen=True, slots=True)
class _Label:
    """One label as refitted: weights with the constant last, curves, and answers held out."""

    weights: Floats
    curves: Mapping[str, Curve]
    answers: Bools


def refit(seen: Evidence, calibration: Calibration, seed: int = 0) -> Refitted:
    """Refit every label, and keep those that gain on held-out documents.

    Args:
        seen: What was decided, and the model's scores.
        calibration: The model's curves.
        seed: Draws the folds and the interval.

    Raises:
        TooFewDecisionsError: If no label was decided often enough, in enough documents.
        WorseModelError: If no label gains.
    """
    answers = seen.answers(calibration)
    parts: dict[str, Floats] = {}
    curves = dict(calibration.sentence)
    gains = []
    for at, label in enumerate(SENTENCE_LABELS):
        rows = usable(seen, at)
        known = seen.part(rows)
        if len(np.unique(known.documents)) < FOLDS:
            continue
        found = _refit(known, at, calibration, seed)
        truth = known.truths[:, at] > 0.5
        gains.append(gain(label, truth, answers[rows, at], found.answers, known.documents, seed))
        if gains[-1].learned:
            answers[rows, at] = found.answers
            curves[label] = {**curves[label], **found.curves}
            for language in found.curves:
                shape = (len(SENTENCE_LABELS), len(found.weights))
                parts.setdefault(language, np.zeros(shape))[at] = found.weights
    _refuse(gains)
    new = replace(calibration, sentence=curves)
    return Refitted(Head(parts), new, tuple(gains), answers)


def usable(seen: Evidence, at: int) -> Bools:
    """Return the sentences that a label can learn from: enough of both kinds in their language."""
    rows: Bools = ~np.isnan(seen.truths[:, at]) & (seen.weights > 0)
    for language in np.unique(seen.languages):
        here = rows & (seen.languages == language)
        positive = int((seen.truths[here, at] > 0.5).sum())
        if min(positive, int(here.sum()) - positive) < FEWEST:
            rows &= ~here
    return rows


def _refuse(gains: list[Gain]) -> None:
    if not gains:
        raise TooFewDecisionsError(
            f"nothing to learn from: no label was decided both ways at least {FEWEST} times in one "
            f"language and in at least {FOLDS} documents; decide more in blind or commit-first "
            "sessions, or let decisions made with suggestions shown count (--shown-weight)"
        )
    if not any(one.learned for one in gains):
        lost = ", ".join(f"{one.label} {one.difference:+.3f}" for one in gains)
        raise WorseModelError(
            f"no label got better on held-out documents (F1: {lost}), so nothing was written; "
            "decide more sentences"
        )


def _refit(known: Evidence, at: int, calibration: Calibration, seed: int) -> _Label:
    # With fewer sentences than dimensions the solution lies in the space that they span: small.
    axes = np.linalg.svd(known.embeddings, full_matrices=False)[2]
    known = replace(known, embeddings=known.embeddings @ axes.T)
    ridge, scores = _choose_ridge(known, at, seed)
    answers = np.zeros(len(scores), np.bool_)
    curves = {}
    for name in np.unique(known.languages):
        language = str(name)
        old = calibration.of_sentence(SENTENCE_LABELS[at], language)
        here = known.languages == name
        for out in folds(known.documents, seed):
            curve = _curve(known, at, scores, here & ~out, old)
            answers[here & out] = told(curve, scores[here & out])
        curves[language] = _curve(known, at, scores, here, old)
    weights = correction(known, at, ridge)
    return _Label(np.append(weights[:-1] @ axes, weights[-1]), curves, answers)


def _curve(known: Evidence, at: int, scores: Floats, rows: Bools, old: Curve) -> Curve:
    return redrawn(scores[rows], known.truths[rows, at], known.weights[rows], old)


def _choose_ridge(known: Evidence, at: int, seed: int) -> tuple[float, Floats]:
    """Return the ridge with the least loss on held-out documents, and the scores it gave there."""
    best: tuple[float, float, Floats] | None = None
    for ridge in RIDGES:
        scores = known.scores[:, at].copy()
        for out in folds(known.documents, seed):
            weights = correction(known.part(~out), at, ridge)
            scores[out] += known.embeddings[out] @ weights[:-1] + weights[-1]
        loss = float(np.average(losses(scores, known.truths[:, at]), weights=known.weights))
        if best is None or loss < best[0]:
            best = (loss, ridge, scores)
    assert best is not None
    return best[1], best[2]


def correction(known: Evidence, at: int, ridge: float) -> Floats:
    """Fit one label's correction: weights of the embedding, then a constant hardly held back."""
    inputs = np.hstack([known.embeddings, np.ones((len(known.embeddings), 1))])
    penalty = np.full(inputs.shape[1], ridge)
    penalty[-1] = 1e-3
    return fit(inputs, known.scores[:, at], known.truths[:, at], known.weights, penalty)
