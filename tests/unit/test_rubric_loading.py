"""Whatever a file says, it is a rubric or has problems; and only the content counts."""

from __future__ import annotations

import copy
import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rubric
from rubric.canonical import content, dumps
from rubric.loading import BUILTIN

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "fact-or-opinion.toml"
SMALL = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_toml(table: dict[str, Any]) -> str:
    """Write a table as TOML: a key a line, everything deeper inline."""
    return "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in table.items())


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def quoted(text: str) -> str:
    plain = text.isprintable() and not set(text) & {'"', "\\"}
    return f'"{text}"' if plain else '"' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'


def shuffled(value: Any, order: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    return value


def test_the_example_is_a_rubric() -> None:
    assert rubric.check(EXAMPLE) == []
    book = rubric.load(EXAMPLE)
    assert book.label("speaker", "named").grade == "B"
    assert book.label("doubt", "doubtful").hedging
    assert [layer.column for layer in book.layers] == [1, 2, 3]
    assert book.rating("fairness").texts["en"].anchors == {
        1: "One side only.",
        3: "All sides, in their own words.",
    }


@shared_folder
@given(seed=st.integers())
def test_the_fingerprint_does_not_depend_on_the_order_of_keys(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "shuffled.toml"
    file.write_text(as_toml(shuffled(SMALL, random.Random(seed))), encoding="utf-8")
    assert rubric.load(file) == rubric.load(EXAMPLE)


def test_the_fingerprint_does_not_depend_on_formatting_or_files(tmp_path: Path) -> None:
    book = rubric.load()
    one = tmp_path / "one.toml"
    one.write_text("# a comment\n\n" + as_toml(content(book)), encoding="utf-8")
    assert rubric.load(one) == book
    wrapped = one.read_text(encoding="utf-8").replace("a modal verb", "a modal\\n   verb")
    one.write_text(wrapped.replace("\n", "\r\n"), encoding="utf-8-sig")
    assert rubric.load(one).fingerprint == book.fingerprint


@pytest.mark.parametrize("place", ["definition", "letter", "version", "examples"])
def test_the_fingerprint_depends_on_the_content(place: str, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    old, new = {
        "definition": ("Any word of doubt.", "Any word of doubt!"),
        "letter": ('letter = "W"', 'letter = "V"'),
        "version": ('version = "2.0.0"\nlanguages', 'version = "2.0.1"\nlanguages'),
        "examples": ("120 metres", "121 metres"),
    }[place]
    assert old in text
    file = tmp_path / "changed.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert rubric.load(file).fingerprint != rubric.load(EXAMPLE).fingerprint


@pytest.mark.parametrize("path", [EXAMPLE, BUILTIN], ids=["example", "builtin"])
def test_a_rubric_is_given_back_from_its_canonical_form(path: Path) -> None:
    book = rubric.load(path)
    assert rubric.loads(dumps(book)) == book


@pytest.mark.parametrize("stored", ["", "[]", "{}", "null", '{"rubric": 3}', "[" * 100_000])
def test_content_that_is_no_rubric_is_refused(stored: str) -> None:
    with pytest.raises(rubric.RubricError, match="database"):
        rubric.loads(stored, name="database")


@shared_folder
@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_rubric_or_have_problems(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bytes.toml"
    file.write_bytes(data)
    assert_told(file)


values = st.recursive(
    st.booleans() | st.integers(-3, 10**30) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def damage(table: Any, order: random.Random, value: Any) -> None:
    """Delete, replace, rename or double something at a random place of a rubric's content."""
    place, path = table, []
    while isinstance(place, dict | list) and place and order.random() > 0.15:
        key = order.choice(list(place) if isinstance(place, dict) else range(len(place)))
        path.append((place, key))
        place = place[key]
    for parent, key in path[-1:]:
        match order.randrange(4), parent:
            case 0, _:
                del parent[key]
            case 1, dict():
                parent[str(value)[:60]] = parent.pop(key)
            case 2, list():
                parent.append(parent[key])
            case _:
                parent[key] = copy.deepcopy(value)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(), value=values, times=st.integers(1, 3))
def test_a_damaged_rubric_loads_or_has_problems(
    seed: int, value: Any, times: int, tmp_path: Path
) -> None:
    order = random.Random(seed)
    damaged = json.loads(json.dumps(SMALL))
    for _ in range(times):
        damage(damaged, order, value)
    file = tmp_path / "damaged.toml"
    file.write_text(as_toml(damaged), encoding="utf-8", errors="replace")
    assert_told(file)


def assert_told(file: Path) -> None:
    """Check that a file loads, or that each of its problems can be printed and acted upon."""
    problems = rubric.check(file)
    if problems:
        with pytest.raises(rubric.RubricError) as caught:
            rubric.load(file)
        assert caught.value.problems == tuple(problems)
        for problem in problems:
            assert problem.file == str(file)
            assert problem.message
            assert problem.remedy
            assert str(problem).isprintable()
    else:
        book = rubric.load(file)
        assert rubric.loads(dumps(book)) == book
