"""Figures from counts: bounds, known values, agreement with counting by hand, intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from annotator.evaluate.bootstrap import intervals
from annotator.evaluate.metrics import BINS, Array, binned, expected_calibration_error, prf

guesses = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@st.composite
def counts(draw: st.DrawFn) -> Array:
    guessed, expected = draw(st.integers(0, 50)), draw(st.integers(0, 50))
    right, found = draw(st.integers(0, guessed)), draw(st.integers(0, expected))
    return np.array([right, guessed, found, expected], dtype=np.float64)


@settings(deadline=None)
@given(counts())
def test_f1_lies_between_precision_and_recall(found: Array) -> None:
    precision, recall, score = prf(found)
    assert 0 <= min(precision, recall) <= score + 1e-12
    assert score <= max(precision, recall) + 1e-12 <= 1 + 2e-12
    assert (score == 0) == (precision == 0 or recall == 0)


@settings(deadline=None)
@given(st.integers(1, 99), st.integers(0, 99), st.integers(0, 99))
def test_f1_of_one_to_one_matches_is_dice(right: int, wrong: int, missed: int) -> None:
    found = prf(np.array([right, right + wrong, right, right + missed], dtype=np.float64))
    assert found[2] == pytest.approx(2 * right / (2 * right + wrong + missed))


@settings(deadline=None)
@given(st.lists(counts(), min_size=1, max_size=5))
def test_many_rows_at_once_are_the_same_as_one_by_one(rows: list[Array]) -> None:
    together = prf(np.stack(rows))
    assert np.array_equal(together, np.stack([prf(row) for row in rows]))


@settings(deadline=None)
@given(guesses)
def test_calibration_error_agrees_with_its_definition(found: list[tuple[float, bool]]) -> None:
    confidences, right = [c for c, _ in found], [r for _, r in found]
    error = 0.0
    for low in range(BINS):
        inside = [
            (c, r) for c, r in found if low <= c * BINS < low + 1 or (low == BINS - 1 and c == 1)
        ]
        if inside:
            confidence = sum(c for c, _ in inside) / len(inside)
            accuracy = sum(r for _, r in inside) / len(inside)
            error += len(inside) / len(found) * abs(confidence - accuracy)
    told = float(expected_calibration_error(binned(confidences, right)))
    assert told == pytest.approx(error)
    assert 0 <= told <= 1


def test_calibration_error_of_honest_and_of_boastful_guesses() -> None:
    honest = binned([0.75] * 4, [True, True, True, False])
    boastful = binned([0.95] * 4, [False] * 4)
    assert float(expected_calibration_error(honest)) == 0
    assert float(expected_calibration_error(boastful)) == pytest.approx(0.95)
    assert float(expected_calibration_error(np.zeros(3 * BINS))) == 0


tables = arrays.arrays(np.float64, (12, 4), elements=st.integers(0, 9).map(float))


@settings(deadline=None)
@given(tables)
def test_intervals_are_ordered_and_repeatable(table: Array) -> None:
    low, high = intervals(table, prf, samples=50)
    assert (low <= high).all()
    assert np.array_equal(np.stack([low, high]), intervals(table, prf, samples=50))


def test_documents_that_are_all_alike_leave_no_doubt() -> None:
    table = np.tile(np.array([2.0, 3.0, 2.0, 4.0]), (20, 1))
    low, high = intervals(table, prf)
    assert np.allclose(low, high)
    assert np.allclose(low, prf(table.sum(axis=0)))


def test_more_documents_narrow_the_interval_as_theory_says() -> None:
    """Precision of n guesses, one a document, is a proportion: its interval is Wald's."""
    generator = np.random.default_rng(1)
    widths = {}
    for size in (100, 2500):
        right = (generator.random(size) < 0.7).astype(float)
        table = np.stack([right, np.ones(size), right, np.ones(size)], axis=1)
        low, high = intervals(table, prf, samples=2000)
        widths[size] = high[0] - low[0]
        share = right.mean()
        wald = 2 * 1.96 * np.sqrt(share * (1 - share) / size)
        assert widths[size] == pytest.approx(wald, rel=0.1)
    assert widths[2500] < widths[100] / 4


def test_no_documents_is_an_error() -> None:
    with pytest.raises(ValueError, match="no documents"):
        intervals(np.zeros((0, 4)), prf)
