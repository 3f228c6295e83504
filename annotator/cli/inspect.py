"""``annotator inspect``: read files and show the suggestions; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.options import Encoding, Format, Formatted, Language, RubricFile, SuggesterSpec
from annotator.cli.rows import Row, console, print_rows

if TYPE_CHECKING:
    from annotator.service import Inspected
    from rubric import Rubric


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files.")],
    *,
    form: Formatted = Format.TABLE,
    suggester: SuggesterSpec = "",
    language: Language = None,
    encoding: Encoding = None,
    rubric: RubricFile = None,
) -> None:
    """Show suggestions for files; store nothing.

    Each sentence is shown with its marks, the reason for each, and how sure the suggester is.
    """
    from annotator.service import Inspected, inspect
    from rubric import load

    book = load(rubric)
    failed = False

    def readable() -> Iterator[Inspected]:
        nonlocal failed
        for outcome in inspect(files, suggester, language, encoding, book):
            if isinstance(outcome, Inspected):
                yield outcome
            else:
                failed = True
                tell(outcome.reason)

    if form is Format.TABLE:
        _print_readings(readable(), book)
    else:
        print_rows((row for one in readable() for row in _rows(one, book)), form)
    if failed:
        raise typer.Exit(ExitCode.FAILED)


def _rows(inspected: Inspected, rubric: Rubric) -> Iterator[Row]:
    from annotator.exchange.records import suggestion_record

    for suggestion in inspected.suggestions:
        yield suggestion_record(inspected.document, suggestion, rubric)


def _print_readings(inspected: Iterator[Inspected], rubric: Rubric) -> None:
    from annotator.cli.reading import Reading

    reading = Reading(console(), rubric)
    for one in inspected:
        reading.print(one.document, one.suggestions)
