"""Marks of older versions are carried over, and a version says how much changed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubric
from rubric import RATING, Mark, Migration, Rubric, Span
from rubric.canonical import content, dumps
from rubric.versions import parse_version

BOOK = rubric.load()
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "fact-or-opinion.toml"
CHAIN = (
    Migration("0.2.0", (("claim.attributed", "claim.vague"), ("hedge.peacock", ""))),
    Migration("0.3.0", (("claim.vague", "claim.weak"), ("rating.sources", "rating.sourcing"))),
    Migration("1.0.0", (("claim.weak", "claim.weakly_supported"), ("modal.may", "hedge.modal"))),
)
LATER = replace(BOOK, migrations=CHAIN)


def mark(layer: str, label: str) -> Mark:
    return Mark(layer, label, 3, 9, 1, sources=(Span(1, 2),), note="kept")


@pytest.mark.parametrize(
    ("old", "version", "new"),
    [
        ("claim.attributed", "0.1.0", "claim.weakly_supported"),
        ("claim.vague", "0.2.0", "claim.weakly_supported"),
        ("claim.weak", "0.9.9", "claim.weakly_supported"),
        ("claim.weakly_supported", "1.0.0", "claim.weakly_supported"),
        ("hedge.modal", "0.0.1", "hedge.modal"),
        ("modal.may", "0.3.0", "hedge.modal"),
        (f"{RATING}.sources", "0.2.9", f"{RATING}.sourcing"),
    ],
)
def test_a_mark_follows_the_migrations_from_its_version(old: str, version: str, new: str) -> None:
    before = mark(*old.split("."))
    layer, label = new.split(".")
    after = rubric.migrate(before, version, LATER)
    assert after == replace(before, layer=layer, label=label)


def test_a_label_that_was_given_up_waits_for_a_person() -> None:
    assert rubric.migrate(mark("hedge", "peacock"), "0.1.0", LATER) is None


def test_a_migration_older_than_the_mark_is_not_followed() -> None:
    with pytest.raises(LookupError, match=r"no label 'claim\.attributed'"):
        rubric.migrate(mark("claim", "attributed"), "0.2.0", LATER)


@pytest.mark.parametrize("version", ["1.0.1", "2.0.0", "1", "", "01.0.0", "1.0.0-rc1"])
def test_a_newer_or_senseless_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=r"newer than|is no version"):
        rubric.migrate(mark("hedge", "modal"), version, LATER)


def test_migrations_are_read_and_written() -> None:
    book = rubric.load(EXAMPLE)
    assert rubric.migrate(mark("statement", "other"), "1.0.0", book) == mark("statement", "neither")
    assert rubric.loads(dumps(LATER)).migrations == CHAIN


@given(st.tuples(*[st.integers(0, 999_999)] * 3), st.tuples(*[st.integers(0, 999_999)] * 3))
def test_versions_are_compared_as_numbers(one: tuple[int, ...], two: tuple[int, ...]) -> None:
    first, second = (parse_version(".".join(map(str, version))) for version in (one, two))
    assert first is not None
    assert second is not None
    assert (first < second) is (one < two)


def test_other_digits_are_no_version() -> None:
    assert parse_version("１.0.0") is None
    assert parse_version("1.0.0\n") is None


def edited(edit: Callable[[dict[str, Any]], object], version: str = "2.0.0") -> Rubric:
    """Return the example with a change, as if read from a changed file."""
    import json

    changed = content(rubric.loads(dumps(rubric.load(EXAMPLE))))
    edit(changed)
    changed["rubric"]["version"] = version
    return rubric.loads(json.dumps(changed))


def add_label(book: dict[str, Any]) -> None:
    book["layers"][2]["labels"].append({"name": "more"})
    book["texts"]["en"]["layers"]["doubt"]["labels"]["more"] = {"name": "m", "definition": "d"}


def drop_label(book: dict[str, Any]) -> None:
    del book["layers"][1]["labels"][0]
    del book["texts"]["en"]["layers"]["speaker"]["labels"]["named"]


def swap(book: dict[str, Any]) -> None:
    book["layers"][0]["labels"].reverse()


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "nothing": (lambda _: None, "none"),
    "a word": (lambda book: book["texts"]["en"].update(name="Fact?"), "PATCH"),
    "a key": (lambda book: book["layers"][2].update(key="b"), "PATCH"),
    "a label more": (add_label, "MINOR"),
    "a label less": (drop_label, "MAJOR"),
    "another grade": (lambda book: book["layers"][1]["labels"][0].update(grade="C"), "MAJOR"),
    "no hedge": (lambda book: book["layers"][2]["labels"][0].pop("hedging"), "MAJOR"),
    "not exclusive": (lambda book: book["layers"][0].pop("exclusive"), "MAJOR"),
    "another scale": (lambda book: book["ratings"][0].update(low=0, high=3), "MAJOR"),
    "a rule less": (lambda book: book["constraints"].pop(1), "MAJOR"),
    "another order of decision": (swap, "MAJOR"),
}
ANCHOR = {"0": "none", "1": "one", "3": "all"}


@pytest.mark.parametrize(("edit", "step"), CHANGES.values(), ids=CHANGES)
def test_a_change_raises_the_number_that_it_should(
    edit: Callable[[dict[str, Any]], object], step: str
) -> None:
    def change(book: dict[str, Any]) -> None:
        edit(book)
        if book["ratings"][0]["low"] == 0:
            book["texts"]["en"]["ratings"]["fairness"]["anchors"] = ANCHOR
        if len(book["constraints"]) == 3:
            del book["texts"]["en"]["constraints"]["opinion_has_speaker"]

    old = rubric.load(EXAMPLE)
    assert rubric.needed_step(old, edited(change)) == step
    enough = {"none": "2.0.0", "PATCH": "2.0.1", "MINOR": "2.1.0", "MAJOR": "3.0.0"}[step]
    gone = ["gone"] if edit is drop_label else []
    told = rubric.version_faults(old, edited(change, enough))
    assert len(told) == len(gone)
    assert all(word in fault for word, fault in zip(gone, told, strict=True))
    if step != "none":
        assert f"raises {step}" in rubric.version_faults(old, edited(change))[0]


def test_a_new_rule_raises_major() -> None:
    old = edited(lambda book: CHANGES["a rule less"][0](book) and drop_rule_text(book))
    assert rubric.needed_step(old, rubric.load(EXAMPLE)) == "MAJOR"


def drop_rule_text(book: dict[str, Any]) -> None:
    del book["texts"]["en"]["constraints"]["opinion_has_speaker"]


def test_another_rubric_or_an_older_one_is_no_later_version() -> None:
    book = rubric.load(EXAMPLE)
    assert "is called" in rubric.version_faults(BOOK, book)[0]
    newer = edited(lambda _: None, "2.0.1")
    assert any("newer than" in fault for fault in rubric.version_faults(newer, book))


def test_the_example_file_says_which_version_it_is() -> None:
    data = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert rubric.load(EXAMPLE).version == data["rubric"]["version"]
