"""Files of JSON lines: readable, harmless, and whole or not there."""

from __future__ import annotations

import json
import os
import stat
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.jsonl import RecordError, line, read_lines, write_lines

ANY_TEXT = st.text(st.characters())
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
OBEYED = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.dictionaries(ANY_TEXT, VALUES, max_size=4))
def test_a_line_says_what_the_record_says(record: dict[str, Any]) -> None:
    assert json.loads(line(record)) == record


@given(ANY_TEXT)
def test_a_line_is_one_line_that_commands_no_terminal(text: str) -> None:
    found = line({"text": text})
    assert found.splitlines() == [found]
    assert not {char for char in found if unicodedata.category(char) in OBEYED}
    assert not BIDI & set(found)
    found.encode()


def test_text_stays_readable() -> None:
    assert line({"zh": "據了解", "fr": "« Été »"}) == '{"zh": "據了解", "fr": "« Été »"}'


def test_what_no_json_can_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        line({"confidence": float("nan")})


def test_lines_are_written_and_read_back(tmp_path: Path) -> None:
    records = [{"a": "1\n2"}, {"b": [1, None]}]
    path = tmp_path / "out.jsonl"
    write_lines(path, records)
    assert path.read_bytes() == b'{"a": "1\\n2"}\n{"b": [1, null]}\n'
    assert list(read_lines(path)) == [(1, records[0]), (2, records[1])]
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]


def failing() -> Iterator[dict[str, int]]:
    yield {"a": 1}
    raise KeyboardInterrupt


def test_an_interruption_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_lines(path, failing())
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]


def test_an_interruption_leaves_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_lines(tmp_path / "out.jsonl", failing())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are tested as POSIX has them")
def test_the_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    path, plain = tmp_path / "out.jsonl", tmp_path / "plain"
    write_lines(path, [{}])
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize("name", ["nowhere/out.jsonl", "folder"])
def test_what_cannot_be_written_is_an_os_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises((FileNotFoundError, IsADirectoryError)):
        write_lines(tmp_path / name, [{}])
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to("file.jsonl")
    for records in ([{"a": 1}], [{"a": 2}]):
        write_lines(link, records)
    assert link.is_symlink()
    assert (tmp_path / "file.jsonl").read_bytes() == b'{"a": 2}\n'


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    write_lines(pipe, [{"a": 1}])
    reader.join(timeout=10)
    assert found == [b'{"a": 1}\n']
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("content", "number", "problem"),
    [
        (b'{"a": 1}\n{"a": \n', 2, "not JSON"),
        (b"\n\n[1]\n", 3, "not a JSON object"),
        (b'{"a": "\xff"}\n', 1, "not UTF-8 at byte 7"),
        (b"\x00\x00", 1, "not JSON"),
        (b"[" * 100_000, 1, "not JSON"),
        (b'{"a": ' + b"9" * 10_000 + b"}", 1, "not JSON"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, content: bytes, number: int, problem: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        list(read_lines(path))
    assert caught.value.line == number
    assert str(caught.value).startswith(f"{path}:{number}: {problem}")
    assert "; " in str(caught.value)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf{}\n")
    assert list(read_lines(path)) == [(1, {})]
