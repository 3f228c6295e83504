"""``annotator session``: prepare review sessions, and list them."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted
from annotator.cli.rows import print_rows

app = typer.Typer(name="session", help="Prepare review sessions, and list them.")

_COLUMNS = ("name", "mode", "documents", "rubric_id", "rubric_version")


class Shown(StrEnum):
    """When a session shows suggestions to its reviewers."""

    ASSISTED = "assisted"
    COMMIT_FIRST = "commit-first"
    BLIND = "blind"


@app.command()
def start(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC]…", help="Numbers or names; all documents by default."),
    ] = None,
    *,
    mode: Annotated[
        Shown, typer.Option("--mode", help="Show suggestions at once, after deciding, or never.")
    ] = Shown.ASSISTED,
    form: Formatted = Format.TABLE,
    db: Database = "",
) -> None:
    """Make a session of documents in one mode, under the database's rubric.

    Reviewers join it with --session NAME.
    """
    with open_existing(db) as workspace:
        chosen = [workspace.find(document) for document in documents or ()] or None
        made = workspace.start_session(name, mode.value, chosen)
    print_rows([asdict(made)], form, _COLUMNS)


@app.command("list")
def list_(*, form: Formatted = Format.TABLE, db: Database = "") -> None:
    """List the sessions, oldest first."""
    with open_existing(db) as workspace:
        found = workspace.sessions()
    print_rows([asdict(session) for session in found], form, _COLUMNS)
