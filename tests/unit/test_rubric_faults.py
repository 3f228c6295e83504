"""Every fault of a rubric file is told with its file, key, line and remedy."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import rubric
from rubric import Problem

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "fact-or-opinion.toml"
TEXT = EXAMPLE.read_text(encoding="utf-8")

FAULTS = {
    "no rubric table": ("[rubric]", "[rubrik]", "rubric", "add a [rubric] table"),
    "unknown table": ("[rubric]", "[rubrik]", "rubrik", "did you mean 'rubric'?"),
    "unknown key": ('unit = "sentence"', 'unti = "sentence"', "layers[1].unti", "'unit'"),
    "missing key": ('unit = "sentence"', "", "layers[1].unit", "add it: text"),
    "unknown unit": ('unit = "sentence"', 'unit = "page"', "layers[1].unit", "sentence, span"),
    "wrong type": ("exclusive = true ", 'exclusive = "yes" ', "layers[1].exclusive", "write it so"),
    "number for text": ('letter = "F"', "letter = 7", "layers[1].labels[1].letter", "write it so"),
    "bad identifier": ('id = "fact-or', 'id = "Fact or', "rubric.id", "a-z, 0-9"),
    "bad version": ('version = "2.0.0"\nlang', 'version = "2"\nlang', "rubric.version", "1.0.0"),
    "bad language": ('["en"]', '["English"]', "rubric.languages", "use a code"),
    "no languages": ('["en"]', "[]", "rubric.languages", "name at least one"),
    "language without texts": ('["en"]', '["en", "fr"]', "texts.fr", "add the texts in 'fr'"),
    "undeclared language": ('["en"]', '["fr"]', "texts.en", "add it to languages"),
    "layer name twice": ('name = "doubt"', 'name = "speaker"', "layers[3].name", "its own name"),
    "reserved layer": ('name = "doubt"', 'name = "rating"', "layers[3].name", "another name"),
    "label name twice": ('name = "opinion"', 'name = "fact"', "layers[1].labels[2].name", "own"),
    "key twice": ('key = "d"', 'key = "s"', "layers[3].key", "use another key"),
    "key of a label twice": ('key = "2"', 'key = "1"', "layers[1].labels[2].key", "another key"),
    "layer key is a label's": ('key = "d"', 'key = "1"', "layers[3].key", "use another key"),
    "key of the screen": ('key = "d"', 'key = "a"', "layers[3].key", "another letter"),
    "no key": ('key = "d"', 'key = "F1"', "layers[3].key", "one digit or lower-case letter"),
    "unreachable layer": ('key = "d"\n', "", "layers[3].key", "give it a letter"),
    "unreachable label": ('key = "3"\n', "", "layers[1].labels[3].key", "give it"),
    "wide sign": ('letter = "W"', 'letter = "说"', "layers[2].letter", "use one letter"),
    "no sign": ('letter = "D"\n', "", "layers[3].letter", "add it: text"),
    "bad grade": ('grade = "B"', 'grade = "E"', "layers[2].labels[1].grade", "A, B, C, D"),
    "bad link": ('links = "speaker"', 'links = "speech"', "layers[1].links", "name one"),
    "link to sentences": ('links = "speaker"', 'links = "statement"', "layers[1].links", "name"),
    "bad scale": ("high = 3", "high = 1", "ratings[1].high", "change the scale"),
    "bad constraint": (
        'kind = "exactly_one"',
        'kind = "exactly_two"',
        "constraints[1].kind",
        "did you mean 'exactly_one'?",
    ),
    "misplaced constraint": (
        'kind = "exactly_one"',
        'kind = "no_overlap"',
        "constraints[1].kind",
        "layers of the unit 'span'",
    ),
    "unknown layer in a rule": (
        'layers = ["speaker", "doubt"]',
        'layers = ["speaker", "doubts"]',
        "constraints[3].layers",
        "correct the name",
    ),
    "unknown label in a rule": (
        'labels = ["opinion"]',
        'labels = ["opinions"]',
        "constraints[2].labels",
        "correct the name",
    ),
    "no label text": (
        "[texts.en.layers.doubt.labels.doubtful]",
        "[texts.en.layers.doubt.labels.doubt]",
        "texts.en.layers.doubt.labels.doubtful",
        "add its texts in 'en'",
    ),
    "no definition": (
        'definition = "Any word of doubt."\n',
        "",
        "texts.en.layers.doubt.labels.doubtful.definition",
        "add it: text",
    ),
    "empty name": ('name = "Fact"', 'name = " "', "texts.en.layers.statement.labels.fact.name", ""),
    "anchor off the scale": ("3 = ", "4 = ", "texts.en.ratings.fairness.anchors.4", "use 1 to 3"),
    "no anchor": ("3 = ", "2 = ", "texts.en.ratings.fairness.anchors.3", "both ends"),
    "no remedy": (
        'remedy = "mark fewer words"',
        "",
        "texts.en.constraints.inside.remedy",
        "add it: text",
    ),
    "migration too new": (
        'version = "2.0.0"\n[migr',
        'version = "3.0.0"\n[migr',
        "migrations[1].version",
        "the oldest first",
    ),
    "migration to nowhere": (
        '"statement.neither"',
        '"statement.nothing"',
        "migrations[1].labels",
        "write",
    ),
    "terminal escape": ("Any word of", "Any\\u001B[31m of", "doubtful.definition", "delete it"),
    "bidi control": ("Any word of", "Any \\u202e of", "doubtful.definition", "delete it"),
    "endless text": ("Any word of", "Any " * 1000, "doubtful.definition", "more briefly"),
}


def faults_of(text: str, folder: Path) -> list[Problem]:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return rubric.check(file)


@pytest.mark.parametrize(("old", "new", "key", "remedy"), FAULTS.values(), ids=FAULTS)
def test_the_fault_is_told_with_key_line_and_remedy(
    old: str, new: str, key: str, remedy: str, tmp_path: Path
) -> None:
    assert TEXT.count(old) >= 1
    changed = TEXT.replace(old, new, 1)
    problems = faults_of(changed, tmp_path)
    found = [problem for problem in problems if problem.key.endswith(key)]
    assert found, problems
    assert remedy in found[0].remedy
    assert found[0].file == str(tmp_path / "mine.toml")
    assert str(found[0]).isprintable()
    if new and found[0].line and new.split(" = ", maxsplit=1)[0].isidentifier():
        assert new.splitlines()[0] in changed.splitlines()[found[0].line - 1]
    with pytest.raises(rubric.RubricError, match=r"mine\.toml"):
        rubric.load(tmp_path / "mine.toml")


def test_lines_are_those_of_the_keys(tmp_path: Path) -> None:
    changed = TEXT.replace('grade = "D"', 'grade = "F"').replace('"May', '"M\\u0007ay')
    (problem,) = faults_of(changed.replace("Any word", "Any\\u0000 word"), tmp_path)[:1]
    lines = changed.splitlines()
    assert 'grade = "F"' in lines[(problem.line or 0) - 1]


def test_a_quoted_line_is_no_key(tmp_path: Path) -> None:
    decoy = 'definition = """\n[[layers]]\ngrade = "F"\n"""\nname = "Fact or opinion"'
    changed = TEXT.replace('name = "Fact or opinion"\ndefinition = "Which', decoy + '\nx = "Which')
    (problem,) = faults_of(changed, tmp_path)
    assert problem.key == "texts.en.x"
    assert changed.splitlines()[(problem.line or 0) - 1].startswith("x = ")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    changed = TEXT.replace('grade = "B"', 'grade = "E"').replace('key = "d"', 'key = "s"')
    problems = faults_of(changed, tmp_path)
    assert [problem.key for problem in problems] == ["layers[2].labels[1].grade", "layers[3].key"]
    with pytest.raises(rubric.RubricError, match="and 1 more"):
        rubric.load(tmp_path / "mine.toml")


NO_RUBRICS = {
    "empty": (b"", "is empty"),
    "only a comment": (b"# a rubric\n", "is empty"),
    "invalid": (b"[rubric\n", "is not TOML"),
    "binary": (bytes(range(256)), "is not UTF-8"),
    "UTF-16": ("[rubric]".encode("utf-16"), "is not UTF-8"),
    "escape": (b"\x1b]0;owned\x07[rubric]", "is not TOML"),
    "deep": (b"a = " + b"[" * 100_000, "cannot be read"),
    "huge number": (b"a = " + b"9" * 10_000, "cannot be read"),
    "huge": (b"#" * 2_000_000, "more than"),
}


@pytest.mark.parametrize(("data", "message"), NO_RUBRICS.values(), ids=NO_RUBRICS)
def test_what_is_no_rubric_at_all_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(data)
    (problem,) = rubric.check(file)
    assert message in problem.message
    assert problem.remedy
    assert str(problem).isprintable()


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    (problem,) = faults_of('[rubric]\nid = "x"\nversion = \n', tmp_path)
    assert problem.line == 3


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "pipe.toml", Path("a\0b")):
        (problem,) = rubric.check(path)
        assert problem.remedy
        assert str(problem).isprintable()


def test_a_folder_has_a_file_for_each_language(tmp_path: Path) -> None:
    structure, _, texts = TEXT.partition("# What people read.")
    english = texts[texts.index("[texts.en]") :].replace("[texts.en]", "")
    (tmp_path / "rubric.toml").write_text(structure, encoding="utf-8")
    (tmp_path / "en.toml").write_text(english.replace("[texts.en.", "["), encoding="utf-8")
    assert rubric.load(tmp_path) == rubric.load(EXAMPLE)

    broken = english.replace("[texts.en.", "[").replace('rule = "fairness', 'rull = "fairness')
    (tmp_path / "en.toml").write_text(broken, encoding="utf-8")
    (tmp_path / "de.toml").write_text('name = "Deutsch"', encoding="utf-8")
    problems = {(Path(p.file).name, p.key): p for p in rubric.check(tmp_path)}
    assert set(problems) == {
        ("en.toml", "constraints.scale.rule"),
        ("en.toml", "constraints.scale.rull"),
        ("de.toml", ""),
    }
    misspelt = problems["en.toml", "constraints.scale.rull"]
    assert broken.splitlines()[(misspelt.line or 0) - 1].startswith("rull")

    (tmp_path / "de.toml").unlink()
    (tmp_path / "rubric.toml").write_text(TEXT, encoding="utf-8")
    (problem,) = rubric.check(tmp_path)
    assert (Path(problem.file).name, problem.remedy) == ("en.toml", "keep one of them")


def test_thousands_of_faults_are_told_within_seconds(tmp_path: Path) -> None:
    label = '[[layers.labels]]\nname = "x"\nnonsense = 1\n'
    start = time.perf_counter()
    problems = faults_of('[[layers]]\nname = "a"\n' + label * 8000, tmp_path)
    assert len(problems) > 16_000
    assert time.perf_counter() - start < 20
