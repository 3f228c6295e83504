"""``annotator review``, and ``annotator`` alone: the review screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.opening import open_workspace
from annotator.cli.options import Database, Order, Ordered, Reviewer, RubricFile, Session
from annotator.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.service import DocumentProgress, Workspace


def review(
    document: Annotated[
        str | None,
        typer.Argument(metavar="[DOC]", help="A document's number or name."),
    ] = None,
    *,
    order: Ordered = Order.SESSION,
    db: Database = "",
    reviewer: Reviewer = "",
    session: Session = "",
    rubric: RubricFile = None,
) -> None:
    """Open the review screen.

    Without a terminal, the suggestions are printed as a table instead.
    """
    begin(db, reviewer, session, rubric=rubric, document=document, order=order)


def begin(
    db: str,
    reviewer: str,
    session: str,
    *,
    rubric: Path | None = None,
    document: str | None = None,
    order: Order = Order.SESSION,
) -> None:
    """Fill a new database with the seeds, suggest, and open the review screen.

    Without a terminal the suggestions are printed instead.
    """
    with open_workspace(db, rubric) as workspace:
        if not workspace.documents(reviewer):
            _add_seeds(workspace)
        _suggest(workspace)
        number = workspace.find(document) if document else None
        if sys.stdin.isatty() and sys.stdout.isatty():
            from annotator.tui import run

            if number is None:
                list_ = workspace.uncertain if order is Order.UNCERTAIN else workspace.documents
                number = _next(list_(reviewer, session or None))
            code = run(
                workspace, number, reviewer, session or None, uncertain=order is Order.UNCERTAIN
            )
            raise typer.Exit(code)
        _print(workspace, reviewer, session, number)


def _next(listed: Sequence[DocumentProgress]) -> int | None:
    """Return the document to go on with: the last one worked on, or the first with work left."""
    if not listed:
        return None
    latest = max(listed, key=lambda progress: progress.last)
    if latest.last and not latest.done:
        return latest.id
    return next((progress.id for progress in listed if not progress.done), listed[0].id)


def _add_seeds(workspace: Workspace) -> None:
    from annotator.service import Refused

    for outcome in workspace.add_seeds():
        if isinstance(outcome, Refused):
            tell(outcome.reason)


def _suggest(workspace: Workspace) -> None:
    """Suggest for the documents that lack it; one that fails stops neither the rest nor work."""
    with progress_bar("Suggesting") as progress:
        outcomes = workspace.suggest(progress=progress)
    for outcome in outcomes:
        if outcome.problem:
            tell(f"{outcome.name}: {outcome.problem}")


def _print(workspace: Workspace, reviewer: str, session: str, number: int | None) -> None:
    from annotator.cli.reading import Reading
    from annotator.cli.rows import console

    listed = workspace.documents(reviewer, session or None)
    numbers = [progress.id for progress in listed] if number is None else [number]
    if not numbers:
        tell("no documents; `annotator add FILE…` adds some")
        raise typer.Exit(ExitCode.FAILED)
    reading = Reading(console(), workspace.rubric)
    for one in numbers:
        reading.print(workspace.document(one), workspace.suggestions(one))
