"""``annotator inspect``: what it prints, and what it makes of hostile and faulty files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len
from running import Program

FIELDS = {
    "document",
    "layer",
    "label",
    "start",
    "end",
    "quote",
    "sentence",
    "confidence",
    "suggester",
    "rationale",
}
HOSTILE = (
    "Officials \x1b[2J\x1b]0;owned\x07 may have lied, [red]said[/red] [/] \u202eevil\u202c "
    "experts.\n\n[link=file:///etc/passwd]Reports\x9b31m suggest[/link] \x00 more\u2066.\n"
)


def test_each_line_is_a_record_as_specified(annotator: Program, seeds: list[Path]) -> None:
    done = annotator("inspect", *seeds, "--format", "jsonl")
    assert (done.code, done.err) == (0, "")
    texts = {path.name: path.read_bytes().decode() for path in seeds}
    records = done.records()
    assert {record["document"] for record in records} == set(texts)
    for record in records:
        assert record.keys() >= FIELDS
        assert record["quote"] == texts[record["document"]][record["start"] : record["end"]]
        assert 0 <= record["confidence"] <= 1
        assert record["rationale"]
        if record["layer"] == "claim":
            assert {"sources", "cues"} <= record.keys()
    claims = Counter((r["document"], r["sentence"]) for r in records if r["layer"] == "claim")
    assert set(claims.values()) == {1}


def test_json_is_one_array_of_the_same_records(annotator: Program, seeds: list[Path]) -> None:
    import json

    lines = annotator("inspect", seeds[1], "--format", "jsonl").records()
    assert json.loads(annotator("inspect", seeds[1], "--format", "json").out) == lines


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_table_keeps_to_the_width(annotator: Program, seeds: list[Path], width: int) -> None:
    done = annotator("inspect", *seeds, "--suggester", "rules", COLUMNS=str(width))
    assert done.code == 0
    assert "\x1b" not in done.out
    assert max(cell_len(line) for line in done.out.splitlines()) <= width
    assert [line for line in done.out.splitlines() if line.endswith(" ")] == []


def test_the_table_shows_the_whole_text_and_why(annotator: Program, seeds: list[Path]) -> None:
    done = annotator("inspect", seeds[1])
    shown = "".join(done.out.split())
    for word in seeds[1].read_text(encoding="utf-8").split():
        assert word in shown
    assert "“China watchers”:" in done.out
    assert "^^^^" in done.out
    assert "~~~" in done.out


def test_hostile_text_is_shown_and_obeyed_by_nobody(annotator: Program, tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_bytes(HOSTILE.replace("\x00", "").encode())
    shown = annotator("inspect", "hostile.txt").out
    assert "[red]said[/red] [/]" in shown
    assert "[link=file:///etc/passwd]Reports" in shown
    records = annotator("inspect", "hostile.txt", "--format", "jsonl")
    for out in (shown, records.out):
        assert not any(c in out for c in "\x1b\x9b\x07\u202e\u2066")
    text = HOSTILE.replace("\x00", "")
    assert all(r["quote"] == text[r["start"] : r["end"]] for r in records.records())


def test_faulty_files_are_told_and_the_rest_goes_on(
    annotator: Program, tmp_path: Path, seeds: list[Path]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "folder").mkdir()
    faulty = ["missing.txt", "empty.txt", "binary.txt", "folder"]
    done = annotator("inspect", *faulty, seeds[0], "--format", "jsonl")
    assert done.code == 1
    assert {record["document"] for record in done.records()} == {seeds[0].name}
    complaints = done.err.splitlines()
    assert [line.split(":")[1].split(",")[0].strip() for line in complaints] == faulty
    assert all(line.startswith("annotator: ") and ";" in line for line in complaints)


def test_a_file_in_another_encoding_is_read(annotator: Program, tmp_path: Path) -> None:
    text = "據了解，警方可能已經逮捕了一百名嫌疑人。" * 5
    (tmp_path / "big5.txt").write_bytes(text.encode("big5"))
    done = annotator("inspect", "big5.txt", "--encoding", "big5", "--format", "jsonl")
    assert done.code == 0
    assert all(r["quote"] == text[r["start"] : r["end"]] for r in done.records())


def test_nothing_is_stored(annotator: Program, tmp_path: Path, seeds: list[Path]) -> None:
    annotator("inspect", seeds[0])
    assert list(tmp_path.iterdir()) == []
