"""Calibration never turns an order round, follows the data, and keeps close to what is known."""

from __future__ import annotations

import json
import math
import random
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.evaluate.calibrate import cases_of, refit
from annotator.evaluate.platt import Case, choose_strength, fit_lines
from annotator.evaluate.sets import own_sets
from annotator.suggest import calibration, load_suggester
from annotator.suggest.calibration import (
    Line,
    key_of,
    line_for,
    log_odds,
    propose,
    raw_confidence,
)
from rubric import Mark, Suggestion

LINES = json.loads((files("annotator.suggest") / calibration.FILE).read_text("utf-8"))["lines"]
chances = st.floats(0, 1)
slopes = st.floats(0, 5)
offsets = st.floats(-5, 5)


def case(confidence: float, *, right: bool, label: str = "modal", group: str = "d") -> Case:
    return Case("rules", "hedge", "en", label, group, confidence, right)


def suggestion(confidence: float, suggester: str = "rules", label: str = "modal") -> Suggestion:
    return Suggestion(Mark("hedge", label, 3, 6, 0), confidence, suggester, "why")


def again(one: Suggestion) -> Suggestion:
    return propose(one.mark, one.confidence, one.suggester, one.rationale, "en")


@settings(deadline=None)
@given(slopes, offsets, chances, chances)
def test_a_line_never_turns_an_order_round(s: float, o: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    line = Line(s, o)
    assert 0 < line(low) <= line(high) < 1


@settings(deadline=None)
@given(st.floats(0.01, 0.99))
def test_the_plain_line_changes_nothing(confidence: float) -> None:
    assert Line(1, 0)(confidence) == pytest.approx(confidence)


@settings(deadline=None)
@given(st.lists(st.tuples(chances, st.booleans()), min_size=1, max_size=30), st.floats(0.1, 50))
def test_a_fitted_line_never_falls(data: list[tuple[float, bool]], strength: float) -> None:
    lines = fit_lines([case(c, right=r) for c, r in data], strength)
    assert lines.keys() == {"rules hedge", "rules hedge en", "rules hedge en modal"}
    assert all(line.slope >= 0 for line in lines.values())


def test_a_line_is_found_again_where_there_are_data() -> None:
    chance = random.Random(3)
    true = Line(0.6, -0.8)
    drawn = [chance.uniform(0.05, 0.95) for _ in range(20_000)]
    cases = [case(c, right=chance.random() < true(c)) for c in drawn]
    found = fit_lines(cases, 0.01)["rules hedge en modal"]
    assert found.slope == pytest.approx(true.slope, abs=0.05)
    assert found.offset == pytest.approx(true.offset, abs=0.05)


def test_few_data_stay_close_to_the_larger_class() -> None:
    many = [case(0.8, right=at % 2 == 0) for at in range(400)]
    lines = fit_lines([*many, case(0.8, right=True, label="weasel")], 8)
    assert lines["rules hedge en"](0.8) == pytest.approx(0.5, abs=0.05)
    assert abs(lines["rules hedge en weasel"](0.8) - lines["rules hedge en"](0.8)) < 0.05
    bold = fit_lines([*many, case(0.8, right=True, label="weasel")], 0.01)
    assert bold["rules hedge en weasel"](0.8) > 0.8


def test_the_strongest_pull_among_equals_is_chosen() -> None:
    """Raw confidence that is already right needs no line of its own."""
    chance = random.Random(5)
    honest = [
        case(c, right=chance.random() < c, group=str(at % 40))
        for at, c in enumerate(chance.choices([0.6, 0.9], k=200))
    ]
    strength, losses = choose_strength(honest)
    assert strength == max(losses)
    differing = [
        case(0.5, right=label == "good", label=label, group=str(at))
        for at in range(40)
        for label in ("good", "bad")
    ]
    assert choose_strength(differing)[0] < max(losses)


def test_cross_validation_keeps_documents_whole() -> None:
    """A document whose cases all differ from the rest is no evidence for itself."""
    odd = [case(0.9, right=False, label="odd", group="odd") for _ in range(50)]
    rest = [case(0.9, right=True, group=str(at)) for at in range(50)]
    _, losses = choose_strength([*odd, *rest])
    assert min(losses.values()) > 0.9


@pytest.mark.parametrize("key", LINES)
def test_shipped_lines_never_fall_and_name_what_exists(key: str) -> None:
    import rubric

    labels = {layer.name: {label.name for label in layer.labels} for layer in rubric.load().layers}
    slope, offset = LINES[key]
    assert slope >= 0
    assert math.isfinite(offset)
    suggester, layer, *rest = key.split()
    assert suggester in ("rules", "model", "joined")
    assert layer in labels
    if rest:
        assert rest[0] in ("en", "fr", "zh")
        assert set(rest[1:]) <= labels[layer]
        assert key_of(suggester, layer, *rest) == key
        assert key_of(suggester, layer) in LINES


def test_suggestions_keep_everything_but_their_confidence() -> None:
    before = [suggestion(0.9), suggestion(0.5, label="weasel"), suggestion(0.7, "somebody else")]
    after = [again(one) for one in before]
    assert [(s.mark, s.suggester, s.rationale) for s in after] == [
        (s.mark, s.suggester, s.rationale) for s in before
    ]
    line = line_for("rules", "hedge", "en", "modal")
    assert line is not None
    assert after[0].confidence == round(line(0.9), 4)
    assert after[2] == before[2]


def test_the_most_special_line_counts() -> None:
    special = next(key for key in LINES if len(key.split()) == 4)
    suggester, layer, language, label = special.split()
    assert line_for(suggester, layer, language, label) == Line(*LINES[special])
    general = line_for(suggester, layer, language, "no such label")
    assert general == Line(*LINES[key_of(suggester, layer, language)])
    assert line_for(suggester, layer, "xx", label) == Line(*LINES[key_of(suggester, layer)])
    assert line_for("nobody", layer, language, label) is None


def test_raw_confidence_is_told_only_inside() -> None:
    before = suggestion(0.6)
    with raw_confidence():
        assert again(before) == before
    assert again(before) != before or LINES["rules hedge"] == [1, 0]


def test_cases_come_from_dev_and_judge_labels_too() -> None:
    items = own_sets()[0].items(Path(), "dev")[:3]
    cases = list(cases_of(load_suggester("rules"), items))
    sentences = sum(len(item.sentences) for item in items)
    assert sum(found.layer == "claim" for found in cases) == pytest.approx(sentences, abs=2)
    assert {found.language for found in cases} == {"en"}
    assert any(found.right for found in cases)
    assert not all(found.right for found in cases)


def test_refitting_keeps_the_others_and_repeats_itself(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    kept = {"lines": {"somebody claim": [1.0, 0.0]}, "strength": {"somebody": 1.0}}
    path.write_text(json.dumps(kept), encoding="utf-8")
    told = refit(["rules"], path)
    first = path.read_bytes()
    assert told.startswith("rules: ")
    refit(["rules"], path)
    assert path.read_bytes() == first
    assert json.loads(first)["lines"]["somebody claim"] == [1.0, 0.0]
    assert math.isclose(log_odds(0.5), 0)
