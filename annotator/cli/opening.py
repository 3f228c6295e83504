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


def open_existing(db: str, option: str = "--db") -> Workspace:
    """Open the database to look something up in it; ``option`` is what names it.

    Raises:
        typer.BadParameter: If there is no such file; looking must not make one.
    """
    if "://" not in db and not Path(db).exists():
        raise typer.BadParameter(
            f"{db}: no such database; `annotator add FILE…` makes it, {option} names another",
            param_hint=option,
        )
    return open_workspace(db)
