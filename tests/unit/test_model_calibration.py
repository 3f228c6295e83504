"""Curves and thresholds are data that can be read, checked and trusted."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.model.calibration import Curve, plain, read_calibration


@given(score=st.floats(-500, 500), slope=st.floats(0.05, 5), intercept=st.floats(-10, 10))
def test_a_probability_is_one_and_grows_with_the_score(score, slope, intercept):
    curve = Curve(slope, intercept)
    assert 0.0 <= curve.probability(score) <= 1.0
    assert curve.probability(score) <= curve.probability(score + 1)


def test_the_plain_curve_is_the_logistic_function():
    assert Curve().probability(math.log(3)) == pytest.approx(0.75)


def test_an_unknown_language_takes_the_curve_of_all():
    calibration = plain()
    assert calibration.of_sentence("hedged", "de") == Curve()


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "thresholds.json"
    path.write_text(json.dumps(plain().as_json()), "utf-8")
    assert read_calibration(path) == plain()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"sentence": {}, "token": {}}', '{"sentence": 1}']
)
def test_a_broken_file_is_named(tmp_path, content):
    path = tmp_path / "thresholds.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ValueError, match=r"thresholds\.json: not a calibration"):
        read_calibration(path)
