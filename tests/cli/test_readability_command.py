"""``annotator readability``: figures with what they mean, for all three languages."""

from __future__ import annotations

from pathlib import Path

from running import Program


def test_every_language_has_measures_in_words(annotator: Program, seeds: list[Path]) -> None:
    rows = annotator("readability", *seeds, "--format", "jsonl").records()
    assert {row["language"] for row in rows} == {"en", "fr", "zh"}
    assert {row["document"] for row in rows} == {path.name for path in seeds}
    assert all(row["verdict"] and isinstance(row["value"], float | int) for row in rows)


def test_a_faulty_file_does_not_stop_the_rest(annotator: Program, seeds: list[Path]) -> None:
    done = annotator("readability", "missing.txt", seeds[1])
    assert done.code == 1
    assert done.err.startswith("annotator: missing.txt")
    assert "school grade" in done.out
