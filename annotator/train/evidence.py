"""Decided sentences as a model sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.calibration import Calibration
from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.evidence import sentence_scores
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.suggest.model.spans import word_scores, words
from annotator.train.decided import Decided

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Embeddings, scores and truths, one row a sentence.

    Attributes:
        embeddings: Shape (sentences, width).
        scores: What the model's curves are drawn over, shape (sentences, labels).
        truths: 1, 0, or NaN where a label was not decided; shape (sentences, labels).
        weights: Shape (sentences,).
        documents: Number of each sentence's document, shape (sentences,).
        languages: Of each sentence's document, shape (sentences,).
    """

    embeddings: Floats
    scores: Floats
    truths: Floats
    weights: Floats
    documents: npt.NDArray[np.int64]
    languages: npt.NDArray[np.str_]

    def part(self, rows: Bools) -> Evidence:
        """Return the sentences that ``rows`` selects."""
        return Evidence(*(getattr(self, one.name)[rows] for one in fields(self)))

    def answers(self, calibration: Calibration) -> Bools:
        """Return what the model says, shape (sentences, labels)."""
        told = np.zeros(self.scores.shape, np.bool_)
        for row, language in enumerate(self.languages):
            for at, label in enumerate(SENTENCE_LABELS):
                curve = calibration.of_sentence(label, str(language))
                told[row, at] = curve.probability(float(self.scores[row, at])) >= curve.threshold
        return told


def gather(
    decided: Sequence[Decided], embeddings: npt.ArrayLike, scores: npt.ArrayLike
) -> Evidence:
    """Put decisions and the model's view of them together."""
    names = {name: at for at, name in enumerate(dict.fromkeys(one.document for one in decided))}
    truths = [
        [float(one.labels[label]) if label in one.labels else np.nan for label in SENTENCE_LABELS]
        for one in decided
    ]
    rows = len(decided)
    return Evidence(
        np.asarray(embeddings, np.float64).reshape(rows, -1),
        np.asarray(scores, np.float64).reshape(rows, len(SENTENCE_LABELS)),
        np.asarray(truths, np.float64).reshape(rows, len(SENTENCE_LABELS)),
        np.asarray([one.weight for one in decided], np.float64),
        np.asarray([names[one.document] for one in decided], np.int64),
        np.asarray([one.language for one in decided], np.str_),
    )


def seen_by(encoder: Encoder, decided: Sequence[Decided]) -> Evidence:
    """Let a model read decided sentences; its own correction counts."""
    embeddings, scores = [], []
    for one, found in zip(decided, encoder.score([one.text for one in decided]), strict=True):
        table = word_scores(found.tokens, words(found.pieces, one.text))
        score = sentence_scores(found.sentence, table).astype(np.float64)
        if encoder.head:
            score += encoder.head(found.embedding, one.language)
        embeddings.append(found.embedding)
        scores.append(score)
    return gather(decided, embeddings, scores)
