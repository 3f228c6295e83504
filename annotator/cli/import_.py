"""``annotator import``: read an export back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.opening import open_workspace
from annotator.cli.options import Database, Format, Formatted, RubricFile
from annotator.cli.rows import print_rows


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `annotator export` wrote.")],
    *,
    form: Formatted = Format.TABLE,
    db: Database = "",
    rubric: RubricFile = None,
) -> None:
    """Read an export into the database.

    Nothing is stored if a line is faulty.
    """
    with open_workspace(db, rubric) as workspace:
        done = workspace.import_(file)
    print_rows([{"file": str(file), **asdict(done)}], form)
