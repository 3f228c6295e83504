"""Refitting learns what decisions teach, little from little, and tells gains honestly."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.model.calibration import Curve, plain
from annotator.suggest.model.head import FILE, Head, load_head
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.train.curves import redrawn
from annotator.train.decided import Decided
from annotator.train.errors import TooFewDecisionsError, WorseModelError
from annotator.train.evidence import Evidence, gather
from annotator.train.gains import f1, folds
from annotator.train.refit import refit, usable

WIDTH = 12


def made(
    documents: int, *, teach: float = 0.0, known: float = 0.0, seed: int = 1, language: str = "en"
) -> Evidence:
    """Sentences whose first label follows a direction of the embedding that the scores ignore.

    Args:
        documents: How many, of ten sentences each.
        teach: How much the label follows the embedding.
        known: How much the scores know of the label already.
        seed: Draws everything.
        language: Of all of them.
    """
    generator = np.random.default_rng(seed)
    decided, embeddings, scores = [], [], []
    for document in range(documents):
        for _ in range(10):
            embedding = generator.normal(size=WIDTH)
            chance = 1 / (1 + np.exp(-teach * embedding[0] * 4))
            truth = bool(generator.random() < chance)
            decided.append(Decided(f"d{document}", "…", language, {SENTENCE_LABELS[0]: truth}))
            embeddings.append(embedding)
            score = generator.normal(scale=0.3, size=len(SENTENCE_LABELS))
            score[0] += known * (1 if truth else -1)
            scores.append(score)
    return gather(decided, embeddings, scores)


def test_it_learns_what_the_encoder_missed() -> None:
    found = refit(made(30, teach=1.0), plain())
    (gain,) = found.gains
    assert (gain.label, gain.sentences, gain.learned) == (SENTENCE_LABELS[0], 300, True)
    assert gain.after > gain.before + 0.15
    assert 0 < gain.low < gain.difference < gain.high
    weights = found.head.parts["en"][0]
    assert weights[0] > 5 * np.abs(weights[1:-1]).max()
    assert not found.head.parts["en"][1:].any()
    assert set(found.calibration.sentence[SENTENCE_LABELS[0]]) == {"any", "en"}
    assert found.calibration.sentence[SENTENCE_LABELS[1]] == plain().sentence[SENTENCE_LABELS[1]]


def test_held_out_answers_are_not_those_of_the_fit_itself() -> None:
    seen = made(30, teach=0.0)
    truth = seen.truths[:, 0] > 0.5
    try:
        found = refit(seen, plain())
    except WorseModelError:
        return
    # Noise can be learned by heart, and then an honest answer is no better than a guess.
    assert (found.answers[:, 0] == truth).mean() < 0.6
    assert np.abs(found.head.parts["en"][0][:-1]).max() < 0.5


def test_a_wrong_threshold_is_put_right() -> None:
    seen = made(30, known=1.0)
    shifted = Evidence(
        seen.embeddings, seen.scores - 2.0, seen.truths, seen.weights, seen.documents,
        seen.languages,
    )  # fmt: skip
    (gain,) = refit(shifted, plain()).gains
    assert gain.before < 0.2
    assert gain.after > 0.95


def test_what_is_known_already_cannot_get_better() -> None:
    with pytest.raises(WorseModelError, match=r"no label got better.*nothing was written"):
        refit(made(30, known=3.0), plain())


def test_too_little_is_refused() -> None:
    with pytest.raises(TooFewDecisionsError, match="decided both ways"):
        refit(made(2, teach=1.0), plain())


def test_sentences_without_weight_count_for_nothing() -> None:
    seen = made(30, teach=1.0)
    silent = Evidence(
        seen.embeddings, seen.scores, seen.truths, np.zeros(len(seen.weights)), seen.documents,
        seen.languages,
    )  # fmt: skip
    with pytest.raises(TooFewDecisionsError):
        refit(silent, plain())


def test_a_language_with_too_few_decisions_is_left_alone() -> None:
    english, french = made(30, teach=1.0), made(1, teach=1.0, seed=2, language="fr")
    both = Evidence(
        *(
            np.concatenate([getattr(english, name), getattr(french, name)])
            for name in ("embeddings", "scores", "truths", "weights")
        ),
        np.concatenate([english.documents, french.documents + 30]),
        np.concatenate([english.languages, french.languages]),
    )
    assert not usable(both, 0)[-10:].any()
    head = refit(both, plain()).head
    embedding = np.ones(WIDTH, np.float32)
    assert head(embedding, "en").any()
    assert not head(embedding, "fr").any()


@given(st.lists(st.integers(0, 30), min_size=5, max_size=60), st.integers(0, 5))
def test_each_document_is_held_out_once_and_whole(documents: list[int], seed: int) -> None:
    numbers = np.array(documents)
    parts = list(folds(numbers, seed))
    assert np.array_equal(np.sum(parts, axis=0), np.ones(len(numbers)))
    for part in parts:
        assert not {*numbers[part]} & {*numbers[~part]}


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40))
def test_f1_is_the_harmonic_mean(pairs: list[tuple[bool, bool]]) -> None:
    truth = np.array([one for one, _ in pairs], bool)
    told = np.array([two for _, two in pairs], bool)
    hits = (truth & told).sum()
    if hits:
        precision, recall = hits / told.sum(), hits / truth.sum()
        assert f1(truth, told) == pytest.approx(2 * precision * recall / (precision + recall))
    else:
        assert f1(truth, told) == 0


def test_few_decisions_hardly_move_a_curve_and_never_its_threshold() -> None:
    before = Curve(1.2, -0.4, 0.3)
    none = np.zeros(0)
    assert redrawn(none, none, none, before) == before
    few = redrawn(np.array([3.0, -3.0]), np.array([1.0, 0.0]), np.ones(2), before)
    assert few.threshold == before.threshold
    assert abs(few.slope - before.slope) < 0.1
    weightless = redrawn(np.array([-3.0] * 99), np.ones(99), np.zeros(99), before)
    assert weightless == before


def test_a_head_is_saved_read_and_added(tmp_path) -> None:
    assert load_head(tmp_path) is None
    head = Head({"en": np.arange(12.0).reshape(4, 3), "fr": np.ones((4, 3))})
    head.save(tmp_path)
    read = load_head(tmp_path)
    assert read is not None
    embedding = np.array([1, 2], np.float32)
    assert np.array_equal(read(embedding, "en"), head(embedding, "en"))
    assert head(embedding, "en")[1] == 3 * 1 + 4 * 2 + 5
    assert not head(embedding, "zh").any()
    both = head + Head({"en": np.ones((4, 3)), "zh": np.ones((4, 3))})
    assert np.array_equal(both(embedding, "en"), head(embedding, "en") + 4)
    assert np.array_equal(both(embedding, "zh"), np.full(4, 4.0))
    first = (tmp_path / FILE).read_bytes()
    head.save(tmp_path)
    assert (tmp_path / FILE).read_bytes() == first


@pytest.mark.parametrize("content", ["", "[]", '{"en": 1}', json.dumps({"en": {}}), '{"en": {"attributed": [1]}}'])  # fmt: skip  # noqa: E501
def test_a_damaged_head_is_named(tmp_path, content: str) -> None:
    (tmp_path / FILE).write_text(content, "utf-8")
    with pytest.raises(ValueError, match=r"head\.json: not a correction.*train again"):
        load_head(tmp_path)
