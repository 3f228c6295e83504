"""Refitting learns what decisions teach, little from little, and tells gains honestly."""

import numpy as np
import pytest

from annotator.suggest.model.head import Head, load_head
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.train.refit import Decided, Evidence, TooFewDecisionsError, evidence, refit

WIDTH = 12


def made(documents: int, *, teach: float, seed: int = 1) -> Evidence:
    """Sentences whose first label follows a direction of the embedding that the scores ignore."""
    generator = np.random.default_rng(seed)
    decided, embeddings, scores = [], [], []
    for document in range(documents):
        for _ in range(10):
            embedding = generator.normal(size=WIDTH)
            chance = 1 / (1 + np.exp(-teach * embedding[0] * 4))
            truth = bool(generator.random() < chance)
            decided.append(Decided(f"d{document}", "…", "en", {SENTENCE_LABELS[0]: truth}))
            embeddings.append(embedding)
            scores.append(generator.normal(scale=0.3, size=len(SENTENCE_LABELS)))
    return evidence(decided, embeddings, scores)


def test_it_learns_what_the_encoder_missed() -> None:
    head, (gain,) = refit(made(30, teach=1.0))
    assert gain.label == SENTENCE_LABELS[0]
    assert gain.after > gain.before + 0.15
    assert 0 < gain.low < gain.high
    assert head.weights[0, 0] > 5 * np.abs(head.weights[0, 1:]).max()
    assert not head.weights[1:].any()


def test_noise_teaches_nothing() -> None:
    head, (gain,) = refit(made(30, teach=0.0))
    assert gain.low < 0 < gain.high or abs(gain.after - gain.before) < 0.1
    assert np.abs(head.weights[0]).max() < 0.5


def test_too_little_is_refused() -> None:
    with pytest.raises(TooFewDecisionsError, match="decided both ways"):
        refit(made(2, teach=1.0))


def test_sentences_without_weight_count_for_nothing() -> None:
    seen = made(30, teach=1.0)
    silent = Evidence(
        seen.embeddings, seen.scores, seen.truths, np.zeros(len(seen.weights)), seen.documents
    )
    with pytest.raises(TooFewDecisionsError):
        refit(silent)


def test_a_head_is_saved_and_read(tmp_path) -> None:
    assert load_head(tmp_path) is None
    head = Head(np.arange(8.0).reshape(4, 2), np.ones(4))
    head.save(tmp_path)
    read = load_head(tmp_path)
    assert read is not None
    embedding = np.array([1, 2], np.float32)
    assert np.array_equal(read(embedding), head(embedding))
    assert head(embedding)[1] == 2 * 1 + 3 * 2 + 1
