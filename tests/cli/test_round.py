"""The whole round, command by command: add, suggest, documents, ledger, export, import."""

from __future__ import annotations

import json
from pathlib import Path

from rich.cells import cell_len
from running import Outcome, Program


def test_without_a_terminal_the_seeds_are_suggested_for_and_printed(
    first_run: tuple[Path, Outcome],
) -> None:
    folder, done = first_run
    assert (done.code, done.err) == (0, "")
    assert "China watchers" in done.out
    assert max(cell_len(line) for line in done.out.splitlines()) <= 80
    assert (folder / "annotator.db").exists()


def test_run_again_it_makes_no_duplicates(filled: Program, first_run: tuple[Path, Outcome]) -> None:
    assert filled() == first_run[1]
    assert len(filled("documents", "--format", "jsonl").records()) == 5


def test_the_database_is_named_before_or_after_the_command(
    annotator: Program, seeds: list[Path]
) -> None:
    for name, arguments in {
        "after.db": ["add", seeds[0], "--db", "after.db"],
        "before.db": ["--db", "before.db", "add", seeds[0]],
    }.items():
        assert annotator(*arguments, ANNOTATOR_DB="environment.db").code == 0
        assert (annotator.folder / name).exists()
    assert annotator("add", seeds[0], ANNOTATOR_DB="environment.db").code == 0
    assert (annotator.folder / "environment.db").exists()
    assert not (annotator.folder / "annotator.db").exists()


def test_a_file_is_added_once(annotator: Program, seeds: list[Path]) -> None:
    new = annotator("add", *seeds, "--format", "jsonl").records()
    assert [(row["id"], row["new"]) for row in new] == [(n, True) for n in range(1, 6)]
    assert [row["language"] for row in new] == ["fr", "en", "fr", "fr", "zh"]
    again = annotator("add", *seeds, "--format", "jsonl").records()
    assert [(row["id"], row["new"]) for row in again] == [(n, False) for n in range(1, 6)]


def test_a_faulty_file_does_not_stop_the_rest(annotator: Program, seeds: list[Path]) -> None:
    done = annotator("add", seeds[0], "missing.txt", seeds[1], "--format", "jsonl")
    assert done.code == 1
    assert len(done.records()) == 2
    assert done.err.startswith("annotator: missing.txt")


def test_suggestions_are_computed_once(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", *seeds[:2])
    options = ("--suggester", "rules", "--format", "jsonl")
    (only,) = annotator("suggest", seeds[1].name, *options).records()
    assert only["stored"] > 0
    first, second = annotator("suggest", *options).records()
    assert (first["skipped"], second["skipped"]) == (False, True)


def test_documents_show_the_progress_of_the_reviewer(filled: Program) -> None:
    rows = filled("documents", "--format", "json")
    listed = json.loads(rows.out)
    assert all(row["open"] == row["suggestions"] > 0 for row in listed)
    assert all(row["decided"] == 0 and not row["done"] for row in listed)
    table = filled("documents", COLUMNS="80").out
    assert max(cell_len(line) for line in table.splitlines()) <= 80


def test_no_claim_about_the_party_rests_on_the_report(filled: Program) -> None:
    rows = filled("ledger", "001", "--about", "CCP|communist", "--format", "jsonl").records()
    about = {row["source"]: row["about"] for row in rows}
    documents = [row for row in rows if row["grade"] == "A"]
    assert [row["claims"] > 0 for row in documents] == [True]
    assert [row["about"] for row in documents] == [0]
    assert about["China watchers"] >= 1
    assert about["Ye Zhiqiu"] >= 1
    assert about["Shi Shan"] >= 1
    assert about[None] >= 1
    assert rows[-1]["source"] is None


def test_the_ledger_as_a_table_names_the_sentences(filled: Program) -> None:
    table = filled("ledger", "001", "--about", "CCP|communist").out
    assert "China watchers" in table
    assert "about: CCP|communist" in table
    sentences = filled("ledger", "001", "--sentences").out
    assert "The CCP’s involvement with criminal" in " ".join(sentences.split())


def test_an_export_reads_back_into_an_empty_database(filled: Program) -> None:
    assert filled("export", "one.jsonl").code == 0
    assert filled("import", "one.jsonl", "--db", "copy.db").code == 0
    assert filled("export", "two.jsonl", "--db", "copy.db").code == 0
    one, two = ((filled.folder / name).read_bytes() for name in ("one.jsonl", "two.jsonl"))
    assert one == two


def test_a_session_is_joined_by_its_name(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", *seeds[:2])
    started = annotator("session", "start", "class-a", "001", "--mode", "blind", "--format", "json")
    assert json.loads(started.out)[0]["mode"] == "blind"
    rows = annotator("documents", "--session", "class-a", "--format", "jsonl").records()
    assert [row["id"] for row in rows] == [2]
    names = [row["name"] for row in annotator("session", "list", "--format", "jsonl").records()]
    assert names == ["default", "class-a"]
    assert annotator("session", "start", "class-a").code == 1
