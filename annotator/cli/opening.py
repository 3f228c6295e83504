"""Open the workspace that the options name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from annotator.service import Workspace


def open_workspace(db: str, rubric: Path | None = None) -> Workspace:
    """Open the database, and make it if there is none yet."""
    from annotator.service import Workspace

    return Workspace.open(db, rubric)


def open_existing(db: str) -> Workspace:
    """Open the database to look something up in it.

    Raises:
        typer.BadParameter: If there is no such file; looking must not make one.
    """
    if "://" not in db and not Path(db).exists():
        raise typer.BadParameter(
            f"{db}: no such database; `annotator add FILE…` makes it, --db names another",
            param_hint="--db",
        )
    return open_workspace(db)
