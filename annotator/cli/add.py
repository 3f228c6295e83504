"""``annotator add``: read files into the database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.opening import open_workspace
from annotator.cli.options import Database, Encoding, Format, Formatted, Language, RubricFile
from annotator.cli.rows import Row, print_rows

if TYPE_CHECKING:
    from annotator.service import Added, Refused

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files.")]


def add(
    files: Files,
    *,
    language: Language = None,
    encoding: Encoding = None,
    form: Formatted = Format.TABLE,
    db: Database = "",
    rubric: RubricFile = None,
) -> None:
    """Read files into the database.

    A faulty file is told and does not stop the rest.
    """
    with open_workspace(db, rubric) as workspace:
        outcomes = workspace.add(files, language=language, encoding=encoding)
    report(outcomes, form)


def report(outcomes: Sequence[Added | Refused], form: Format) -> None:
    """Print what was added and tell what was refused.

    Raises:
        typer.Exit: If a file was refused.
    """
    from annotator.service import Added, Refused

    print_rows((_row(outcome) for outcome in outcomes if isinstance(outcome, Added)), form)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    for outcome in refused:
        tell(outcome.reason)
    if refused:
        raise typer.Exit(ExitCode.FAILED)


def _row(added: Added) -> Row:
    document = added.document
    return {
        "id": added.document_id,
        "document": document.name,
        "language": document.language,
        "encoding": document.encoding,
        "sentences": len(document.sentences),
        "new": added.new,
        "note": added.note,
    }
