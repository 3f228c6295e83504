"""``annotator db``: the care of the database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted
from annotator.cli.rows import print_rows

app = typer.Typer(
    name="db", help="Check and copy the database.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def check(*, form: Formatted = Format.TABLE, db: Database = "") -> None:
    """Prove that the database is sound.

    The annotations must be what the decisions add up to, every quote what its document says, and
    the file undamaged. What is not so is printed, and the exit code is 1.
    """
    with open_existing(db) as workspace:
        findings = workspace.check()
    if form is not Format.TABLE or findings:
        print_rows((asdict(finding) for finding in findings), form)
    if findings:
        count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
        tell(f"{db}: {count}; restore a backup")
        raise typer.Exit(ExitCode.FAILED)
    tell(f"{db}: sound")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    db: Database = "",
) -> None:
    """Copy the database into one file, also while it is in use.

    The copy appears when it is whole.
    """
    with open_existing(db) as workspace:
        workspace.backup(file, replace=force)
    tell(f"{file}: written")
