"""Learn from reviewers in seconds: refit the sentence labels on what was decided, without torch.

The encoder stays as it is. Each sentence label gets a correction that is linear in the first
token's embedding, added to the encoder's own score, and drawn to zero by a ridge: with few
decisions little changes. It is logistic regression with an offset, fitted by Newton's method
(Hastie, Tibshirani and Friedman 2009, section 4.4).

Documents, not sentences, are held out to tell what was gained, and the interval comes from drawing
documents with replacement (Efron and Tibshirani 1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.head import Head
from annotator.suggest.model.labels import SENTENCE_LABELS

Floats = npt.NDArray[np.float64]
RIDGES: Final = (1.0, 10.0, 100.0, 1000.0)
FOLDS: Final = 5
DRAWS: Final = 1000
NEWTON_STEPS: Final = 15
FEWEST: Final = 8
"""A label with fewer decided sentences of either kind is left as it is."""


class TooFewDecisionsError(ValueError):
    """There is not enough to learn from; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What reviewers decided on one sentence.

    Attributes:
        document: What its document is called: the unit that is held out.
        text: The sentence.
        language: Of its document.
        labels: Sentence label to whether it holds; labels that were not decided are left out.
        weight: How much it counts; decisions made while suggestions were shown count less.
    """

    document: str
    text: str
    language: str
    labels: Mapping[str, bool]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Decided sentences as the encoder sees them.

    Attributes:
        embeddings: Shape (sentences, width).
        scores: The encoder's own logits, shape (sentences, labels).
        truths: 1, 0, or NaN where a label was not decided; shape (sentences, labels).
        weights: Shape (sentences,).
        documents: Index of each sentence's document, shape (sentences,).
    """

    embeddings: Floats
    scores: Floats
    truths: Floats
    weights: Floats
    documents: npt.NDArray[np.int64]

    def part(self, rows: npt.NDArray[np.bool_]) -> Evidence:
        """Return the sentences that ``rows`` selects."""
        return Evidence(
            self.embeddings[rows],
            self.scores[rows],
            self.truths[rows],
            self.weights[rows],
            self.documents[rows],
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """What a label gained on documents it was not fitted on.

    Attributes:
        label: The sentence label.
        sentences: How many were decided.
        before: F1 of the encoder as it was.
        after: F1 of the refitted one.
        low: Lower end of the 95 % interval of the difference.
        high: Upper end.
    """

    label: str
    sentences: int
    before: float
    after: float
    low: float
    high: float


def evidence(
    decided: Sequence[Decided], embeddings: npt.ArrayLike, scores: npt.ArrayLike
) -> Evidence:
    """Put decisions and the encoder's view of them together."""
    names = {name: at for at, name in enumerate(dict.fromkeys(one.document for one in decided))}
    truths = [
        [float(one.labels[label]) if label in one.labels else np.nan for label in SENTENCE_LABELS]
        for one in decided
    ]
    return Evidence(
        np.asarray(embeddings, np.float64),
        np.asarray(scores, np.float64),
        np.asarray(truths, np.float64).reshape(len(decided), len(SENTENCE_LABELS)),
        np.asarray([one.weight for one in decided], np.float64),
        np.asarray([names[one.document] for one in decided], np.int64),
    )


def refit(seen: Evidence, seed: int = 0) -> tuple[Head, list[Gain]]:
    """Fit a correction for each label, and tell what it gains on held-out documents.

    Raises:
        TooFewDecisionsError: If no label was decided often enough, or all in one document.
    """
    width = seen.embeddings.shape[1]
    weights, biases = np.zeros((len(SENTENCE_LABELS), width)), np.zeros(len(SENTENCE_LABELS))
    gains = []
    for at, label in enumerate(SENTENCE_LABELS):
        known = seen.part(~np.isnan(seen.truths[:, at]) & (seen.weights > 0))
        truth = known.truths[:, at]
        if min(truth.sum(), (1 - truth).sum()) < FEWEST or len(set(known.documents)) < FOLDS:
            continue
        ridge, held_out = _choose_ridge(known, at, seed)
        gains.append(_gain(label, known, at, held_out, seed))
        weights[at], biases[at] = _fit(known, at, ridge)
    if not gains:
        raise TooFewDecisionsError(
            f"nothing to learn from: no label was decided both ways at least {FEWEST} times in "
            f"at least {FOLDS} documents; decide more without suggestions shown, or let decisions "
            "made with them count"
        )
    return Head(weights, biases), gains


def _choose_ridge(known: Evidence, at: int, seed: int) -> tuple[float, Floats]:
    """Return the ridge with the least loss on held-out documents, and the scores it gave there."""
    folds = _folds(known.documents, seed)
    best: tuple[float, float, Floats] | None = None
    for ridge in RIDGES:
        scores = known.scores[:, at].copy()
        for fold in range(FOLDS):
            out = folds == fold
            weights, bias = _fit(known.part(~out), at, ridge)
            scores[out] += known.embeddings[out] @ weights + bias
        loss = float(np.average(_loss(scores, known.truths[:, at]), weights=known.weights))
        if best is None or loss < best[0]:
            best = (loss, ridge, scores)
    assert best is not None
    return best[1], best[2]


def _folds(documents: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.int64]:
    """Give each document a fold, each sentence its document's."""
    order = np.random.default_rng(seed).permutation(int(documents.max()) + 1)
    folds: npt.NDArray[np.int64] = (order % FOLDS)[documents]
    return folds


def _fit(known: Evidence, at: int, ridge: float) -> tuple[Floats, float]:
    """Fit one label's correction by Newton's method; the bias is not penalised."""
    inputs = np.hstack([known.embeddings, np.ones((len(known.embeddings), 1))])
    penalty = np.full(inputs.shape[1], ridge)
    penalty[-1] = 1e-3
    solution = np.zeros(inputs.shape[1])
    for _ in range(NEWTON_STEPS):
        chances = _logistic(known.scores[:, at] + inputs @ solution)
        gradient = inputs.T @ (known.weights * (chances - known.truths[:, at]))
        gradient += penalty * solution
        curvature = known.weights * chances * (1 - chances)
        hessian = (inputs * curvature[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        solution -= step
        if np.abs(step).max() < 1e-6:
            break
    return solution[:-1], float(solution[-1])


def _gain(label: str, known: Evidence, at: int, held_out: Floats, seed: int) -> Gain:
    truth = known.truths[:, at] > 0.5
    before, after = known.scores[:, at] > 0, held_out > 0
    differences = []
    generator = np.random.default_rng(seed)
    members = [np.flatnonzero(known.documents == one) for one in np.unique(known.documents)]
    for _ in range(DRAWS):
        drawn = generator.integers(0, len(members), len(members))
        rows = np.concatenate([members[one] for one in drawn])
        differences.append(_f1(truth[rows], after[rows]) - _f1(truth[rows], before[rows]))
    low, high = np.quantile(differences, (0.025, 0.975))
    return Gain(label, len(truth), _f1(truth, before), _f1(truth, after), float(low), float(high))


def _f1(truth: npt.NDArray[np.bool_], told: npt.NDArray[np.bool_]) -> float:
    hits = int((truth & told).sum())
    return 2 * hits / max(1, int(truth.sum()) + int(told.sum()))


def _loss(scores: Floats, truths: Floats) -> Floats:
    losses: Floats = np.logaddexp(0, scores) - truths * scores
    return losses


def _logistic(scores: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return chances
