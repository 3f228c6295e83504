"""The codebook is shown whole, within the width, in every script; a faulty one is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from running import Program
from typer.testing import CliRunner, Result

import rubric
from annotator.cli.app import app
from annotator.cli.codebook import Codebook
from rubric import Rubric

BOOK = rubric.load()
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "fact-or-opinion.toml"


def run(*arguments: str | Path, width: int = 80) -> Result:
    environment = {"COLUMNS": str(width), "NO_COLOR": None, "FORCE_COLOR": None}
    return CliRunner(env=environment).invoke(app, ["rubric", *map(str, arguments)])


def words(text: str) -> str:
    """Return a text without the breaks and spaces that depend on the width."""
    return "".join(text.split())


def printed(book: Rubric, language: str, *, width: int = 80, terminal: bool = True) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, no_color=True)
    Codebook(console, book, language).print()
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("language", BOOK.languages)
def test_everything_is_shown_and_fits_the_width(language: str, width: int) -> None:
    shown = run("show", "--lang", language, width=width)
    assert shown.exit_code == 0
    assert max(cell_len(line) for line in shown.stdout.splitlines()) <= width
    all_words = words(shown.stdout)
    for layer in BOOK.layers:
        for label in layer.labels:
            text = label.text(language)
            for part in (text.name, text.definition, *text.examples, *text.counterexamples):
                assert words(part) in all_words
    for rating in BOOK.ratings:
        assert all(words(anchor) in all_words for anchor in rating.text(language).anchors.values())
    for rule in BOOK.constraints:
        assert words(rule.text(language).rule) in all_words


def test_chinese_punctuation_does_not_begin_a_line() -> None:
    lines = run("show", "--lang", "zh", width=60).stdout.splitlines()
    assert not [line for line in lines if line.strip()[:1] in set("，。、；：？！”）》")]


def test_marked_words_are_underlined_on_a_terminal_and_starred_without() -> None:
    assert "*may*" in printed(BOOK, "en", terminal=False)
    on_terminal = printed(BOOK, "en")
    assert "\x1b[1;4mmay\x1b[0m" in on_terminal
    assert "*may*" not in on_terminal


@pytest.mark.parametrize("language", BOOK.languages)
def test_programs_get_a_row_for_each_label_and_rating(language: str) -> None:
    lines = run("show", "--lang", language, "--format", "jsonl").stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    labels = [(layer.name, label.name) for layer in BOOK.layers for label in layer.labels]
    labels += [(rubric.RATING, rating.name) for rating in BOOK.ratings]
    assert [(row["layer"], row["label"]) for row in rows] == labels
    assert {(row["rubric"], row["version"], row["language"]) for row in rows} == {
        (BOOK.id, BOOK.version, language)
    }
    modal = next(row for row in rows if row["label"] == "modal")
    assert modal["definition"] == BOOK.label("hedge", "modal").text(language).definition
    assert modal["hedging"] is True
    assert json.loads(run("show", "--lang", language, "--format", "json").stdout) == rows


def test_a_rubric_of_ones_own_is_shown() -> None:
    shown = run("show", "--rubric", EXAMPLE).stdout
    assert "fact-or-opinion 2.0.0" in shown
    assert "The bridge *may* be closed in winter." in shown


def test_a_language_that_is_not_there_is_a_misuse() -> None:
    done = run("show", "--lang", "de")
    assert done.exit_code == 2
    assert "en, fr, zh" in done.stderr
    assert done.stdout == ""


def test_a_good_rubric_is_said_to_be_good() -> None:
    done = run("check", EXAMPLE)
    assert done.exit_code == 0
    assert rubric.load(EXAMPLE).fingerprint in done.stdout
    assert done.stderr == ""
    assert json.loads(run("check", EXAMPLE, "--format", "json").stdout) == []


def test_every_fault_is_told(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(text.replace('grade = "B"', 'grade = "E"').replace('key = "d"', 'key = "s"'))
    done = run("check", file)
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    line = text[: text.index('grade = "B"')].count("\n") + 1
    assert first.startswith(f"{file}:{line}: layers[2].labels[1].grade: 'E' is not known; use one")
    assert "layers[3].key: 's' is already the key of speaker" in second
    assert "2 faults" in done.stderr
    rows = [json.loads(row) for row in run("check", file, "--format", "jsonl").stdout.splitlines()]
    assert [row["key"] for row in rows] == ["layers[2].labels[1].grade", "layers[3].key"]
    shown = run("show", "--rubric", file)
    assert shown.exit_code == 2
    assert "layers[2].labels[1].grade" in shown.stderr


def test_a_hostile_rubric_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text('"\\u001b]0;owned\\u0007" = 1\n[rubric]\nid = "\\u202e\\u001b[31m"\n')
    done = run("check", file)
    assert done.exit_code == 1
    assert not set(done.stdout + done.stderr) & {"\x1b", "\x07", "\u202e"}


def test_a_file_that_is_not_there_is_a_misuse(tmp_path: Path) -> None:
    done = run("check", tmp_path / "none.toml")
    assert done.exit_code == 2
    assert "none.toml" in done.stderr


def test_the_version_is_checked_against_an_older_one(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    newer = tmp_path / "newer.toml"
    newer.write_text(text.replace('grade = "B"', 'grade = "C"'), encoding="utf-8")
    done = run("check", newer, "--against", EXAMPLE)
    assert done.exit_code == 1
    assert "the change raises MAJOR, but the version went 2.0.0 to 2.0.0" in done.stdout
    raised = newer.read_text(encoding="utf-8").replace('"2.0.0"\nlang', '"3.0.0"\nlang')
    newer.write_text(raised, encoding="utf-8")
    assert run("check", newer, "--against", EXAMPLE).exit_code == 0


def test_the_program_shows_it_too(annotator: Program) -> None:
    done = annotator("rubric", "show", "--lang", "fr")
    assert done.code == 0
    assert "Crédibilité de l'information" in done.out
    assert done.err == ""
