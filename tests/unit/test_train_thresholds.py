"""Curves and thresholds follow the data, and few data follow the crowd."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.train.scores import (
    average_precision,
    calibration_error,
    f1,
    macro_f1,
    overlap_f1,
)
from annotator.train.thresholds import Observations, best_threshold, platt


def drawn(slope, intercept, size=4000, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 2, size)
    truth = rng.random(size) < 1 / (1 + np.exp(-(slope * scores + intercept)))
    found = Observations()
    found.add(scores, truth)
    return found


def test_platt_finds_the_curve_the_data_came_from():
    slope, intercept = platt(drawn(0.7, -1.0), (1.0, 0.0), pull=0.0)
    assert slope == pytest.approx(0.7, abs=0.08)
    assert intercept == pytest.approx(-1.0, abs=0.12)


def test_few_data_stay_near_the_prior():
    near = platt(drawn(0.1, 2.0, size=12, seed=3), (1.0, -1.0), pull=100.0)
    assert near[0] == pytest.approx(1.0, abs=0.3)
    assert near[1] == pytest.approx(-1.0, abs=0.3)


def test_the_threshold_separates_what_can_be_separated():
    found = Observations()
    found.add(np.array([-3.0, -2.0, -1.0, 2.0, 3.0]), np.array([False, False, False, True, True]))
    chosen = best_threshold(found, (1.0, 0.0))
    assert 1 / (1 + np.exp(1)) < chosen < 1 / (1 + np.exp(-2))


def test_a_set_of_one_class_says_nothing():
    found = Observations()
    found.add(np.array([1.0, 2.0]), np.array([True, True]))
    assert found.scores == []


PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@given(pairs=PAIRS)
def test_f1_agrees_with_counting(pairs):
    truth, guess = (np.array(side) for side in zip(*pairs, strict=True))
    hits = sum(t and g for t, g in pairs)
    wanted = 2 * hits / (truth.sum() + guess.sum()) if hits else 0
    assert f1(truth, guess) == pytest.approx(wanted)
    assert 0 <= macro_f1(truth, guess) <= 1


def test_spans_that_touch_count_and_others_do_not():
    assert overlap_f1([[(0, 5)], []], [[(4, 9)], [(0, 1)]]) == pytest.approx(2 / 3)
    assert overlap_f1([[(0, 5)]], [[(5, 9)]]) == 0.0


def test_a_perfect_ranking_has_an_average_precision_of_one():
    assert average_precision(np.array([True, False]), np.array([0.9, 0.1])) == 1.0


def test_probabilities_that_are_shares_have_no_calibration_error():
    truth = np.array([True, False, False, False])
    assert calibration_error(truth, np.full(4, 0.25)) == pytest.approx(0.0)
