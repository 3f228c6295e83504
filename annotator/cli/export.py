"""``annotator export``: write the annotations as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, Session
from annotator.cli.rows import print_rows


def export(
    file: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="The file to write.")],
    *,
    form: Formatted = Format.TABLE,
    db: Database = "",
    session: Session = "",
) -> None:
    """Write the annotations, one mark a line.

    Each line carries its decisions and provenance. The file is written as a whole or not at all.
    """
    with open_existing(db) as workspace:
        done = workspace.export(file, session or None)
    counts = {
        "file": str(done.path),
        "documents": done.documents,
        "annotations": done.annotations,
        "decisions": done.decisions,
    }
    print_rows([counts], form)
