"""Word scores become spans of words."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.model.calibration import plain
from annotator.suggest.model.labels import KIND_LABELS, TOKEN_LABELS
from annotator.suggest.model.pieces import Pieces
from annotator.suggest.model.spans import runs, spans, trimmed, words

CHANCES = st.lists(st.floats(0, 1), max_size=30)


@given(chances=CHANCES)
def test_runs_hold_every_strong_word_and_never_touch(chances):
    found = runs(chances, 0.5, 0.25)
    covered = {at for first, last in found for at in range(first, last + 1)}
    assert {at for at, chance in enumerate(chances) if chance >= 0.5} <= covered
    assert all(chances[at] >= 0.25 for at in covered)
    assert all(b[0] - a[1] > 1 for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("chances", "wanted"),
    [([0.9, 0.3, 0.9], [(0, 2)]), ([0.9, 0.2, 0.9], [(0, 0), (2, 2)]), ([0.1], []), ([], [])],
)
def test_one_weak_word_bridges_two_strong_ones(chances, wanted):
    assert runs(chances, 0.5, 0.25) == wanted


def test_punctuation_at_the_edges_is_left_out():
    text = "“Ann Lee,” 说。"
    assert trimmed(text, 0, 10) == (1, 8)
    assert len(range(*trimmed(text, 8, 11))) == 0


@pytest.mark.parametrize(("text", "kept"), [("the U.S.,", "the U.S."), ("NATO.", "NATO")])
def test_the_stop_of_an_initial_stays(text, kept):
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == kept


def pieces_of(text: str, cuts: list[tuple[int, int, bool]]) -> Pieces:
    return Pieces(
        tuple(range(len(cuts))),
        tuple(c[0] for c in cuts),
        tuple(c[1] for c in cuts),
        tuple(c[2] for c in cuts),
    )


def test_pieces_of_a_word_go_together_and_chinese_ones_stay_apart():
    text = "reported 他说可能"
    cuts = [
        (0, 6, True),
        (6, 8, False),
        (9, 9, False),
        (9, 10, True),
        (10, 11, False),
        (11, 13, False),
    ]
    assert words(pieces_of(text, cuts), text) == [[0, 1], [3], [4], [5]]


def test_a_span_has_the_mean_probability_of_its_words():
    text = "Ann Lee said so"
    pieces = pieces_of(text, [(0, 3, True), (4, 7, True), (8, 12, True), (13, 15, True)])
    scores = np.full((4, len(TOKEN_LABELS)), -9.0, dtype=np.float32)
    scores[0, 0], scores[1, 0], scores[2, 1] = 2.0, 1.0, 3.0
    kinds = np.zeros((4, len(KIND_LABELS)), dtype=np.float32)
    kinds[:2, KIND_LABELS.index("source:named_person")] = 2.0, 4.0
    found = spans(text, pieces, words(pieces, text), scores, kinds, plain(), "en")
    assert [(s.label, text[s.start : s.end]) for s in found] == [
        ("source", "Ann Lee"),
        ("cue", "said"),
    ]
    assert found[0].probability == pytest.approx((0.880797 + 0.731059) / 2, abs=1e-4)
    assert found[0].kind == "named_person"
    assert sum(found[0].kinds.values()) == pytest.approx(1)
    assert found[0].kinds["named_person"] == pytest.approx(math.exp(3) / (math.exp(3) + 4))
    assert (found[1].kind, found[1].kinds) == ("", {})
