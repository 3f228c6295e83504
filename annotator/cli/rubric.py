"""``annotator rubric``: show a codebook, and check one of your own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.options import Format, Formatted, RubricFile
from annotator.cli.rows import Row, console, print_rows

if TYPE_CHECKING:
    from rubric import Label, Problem, Rating, Rubric, SchemeTerm

app = typer.Typer(name="rubric", help="Show a codebook, or check one of your own.")

LanguageOf = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="CODE",
        help="Language of the texts; the rubric's first by default.",
        show_default=False,
    ),
]
Older = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="FILE",
        help="An older version, to check that the version number and migrations are right.",
    ),
]


@app.command()
def show(
    *,
    lang: LanguageOf = "",
    form: Formatted = Format.TABLE,
    rubric: RubricFile = None,
) -> None:
    """Show the labels, ratings and rules with their texts."""
    book = _load(rubric)
    language = lang or book.languages[0]
    if language not in book.languages:
        raise typer.BadParameter(
            f"{book.id} has no texts in {language!r}; it has {', '.join(book.languages)}",
            param_hint="--lang",
        )
    if form is Format.TABLE:
        from annotator.cli.codebook import Codebook

        Codebook(console(), book, language).print()
    else:
        print_rows(_rows(book, language), form)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A rubric file or folder.")],
    *,
    against: Older = None,
    form: Formatted = Format.TABLE,
) -> None:
    """Check a rubric: every fault with its file, line, key and remedy.

    Ends with 0 if the rubric can be used, with 1 if it has faults.
    """
    from rubric import check

    if not file.exists():
        raise typer.BadParameter(f"{file}: no such file or folder", param_hint="FILE")
    problems = check(file)
    if not problems and against is not None:
        problems = _version_problems(file, against)
    if form is not Format.TABLE:
        print_rows((_problem_row(problem) for problem in problems), form)
    else:
        for problem in problems:
            typer.echo(str(problem))
    if problems:
        tell(f"{file}: {len(problems)} fault{'s' if len(problems) > 1 else ''}")
        raise typer.Exit(ExitCode.FAILED)
    if form is Format.TABLE:
        typer.echo(_summary(_load(file)))


def _load(path: Path | None) -> Rubric:
    from rubric import RubricError, load

    try:
        return load(path)
    except RubricError as error:
        for problem in error.problems:
            tell(problem)
        raise typer.Exit(ExitCode.USAGE) from None


def _version_problems(file: Path, against: Path) -> list[Problem]:
    from rubric import Problem, version_faults

    faults = version_faults(_load(against), _load(file))
    remedy = "docs/rubric.md says what raises which number, and how to rename"
    return [Problem(str(file), "rubric.version", fault, remedy) for fault in faults]


def _summary(rubric: Rubric) -> str:
    labels = sum(len(layer.labels) for layer in rubric.layers)
    return (
        f"{rubric.id} {rubric.version} can be used: {len(rubric.layers)} layers, {labels} labels, "
        f"{len(rubric.ratings)} ratings, {len(rubric.constraints)} rules, "
        f"texts in {', '.join(rubric.languages)}\nfingerprint {rubric.fingerprint}"
    )


def _problem_row(problem: Problem) -> Row:
    return {
        "file": problem.file,
        "line": problem.line,
        "key": problem.key,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _rows(rubric: Rubric, language: str) -> Iterator[Row]:
    from rubric import RATING

    head = {"rubric": rubric.id, "version": rubric.version, "language": language}
    for layer in rubric.layers:
        for label in layer.labels:
            place = {"layer": layer.name, "unit": layer.unit}
            yield {**head, **place, **_label_row(label, language)}
    for rating in rubric.ratings:
        yield {**head, "layer": RATING, "unit": "document", **_rating_row(rating, language)}


def _label_row(label: Label, language: str) -> Row:
    text = label.text(language)
    return {
        "label": label.name,
        "key": label.key,
        "letter": label.letter,
        "grade": label.grade,
        "hedging": label.hedging,
        "name": text.name,
        "definition": text.definition,
        "examples": text.examples,
        "counterexamples": text.counterexamples,
        "maps": [_map_row(term) for term in label.maps],
    }


def _rating_row(rating: Rating, language: str) -> Row:
    text = rating.text(language)
    return {
        "label": rating.name,
        "low": rating.low,
        "high": rating.high,
        "name": text.name,
        "definition": text.definition,
        "anchors": {str(step): words for step, words in text.anchors.items()},
        "maps": [_map_row(term) for term in rating.maps],
    }


def _map_row(term: SchemeTerm) -> Row:
    return {"scheme": term.scheme, "term": term.term, "match": term.match}
