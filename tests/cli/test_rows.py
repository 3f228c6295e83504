"""Rows are printed for people or for programs, and obey nobody's escape sequences."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.options import Format
from annotator.cli.rows import line_of, print_rows

HOSTILE = "\x1b[31m\x9b2J\x7f\u202e[red]x[/red]\u2066\r\n柬"


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none()), max_size=4))
def test_a_line_reads_back_as_the_row(row: dict[str, object]) -> None:
    line = line_of(row)
    assert json.loads(line) == row
    assert len(line.splitlines()) == 1


def test_json_holds_nothing_that_a_terminal_obeys() -> None:
    line = line_of({"quote": HOSTILE})
    assert json.loads(line) == {"quote": HOSTILE}
    assert not any(c in line for c in "\x1b\x9b\x7f\u202e\u2066")
    assert "柬" in line


@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
def test_both_json_forms_hold_the_same_rows(
    form: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": HOSTILE}]
    print_rows(rows, form)
    out = capsys.readouterr().out
    read = json.loads(out) if form is Format.JSON else [json.loads(x) for x in out.splitlines()]
    assert read == rows


def test_no_rows_are_an_empty_array_or_no_line_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], Format.JSON)
    print_rows([], Format.JSONL)
    print_rows([], Format.TABLE)
    assert capsys.readouterr().out == "[]\n"


def test_a_table_shows_markup_and_escapes_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"name": HOSTILE, "count": 3, "new": True}], Format.TABLE)
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "yes" in out
    assert not any(c in out for c in "\x1b\x9b\x7f\u202e\u2066\r")


def test_a_table_shows_the_columns_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"a": 1, "b": 2}], Format.TABLE, ["b"])
    out = capsys.readouterr().out
    assert out.split()[0] == "b"
    assert "a" not in out
