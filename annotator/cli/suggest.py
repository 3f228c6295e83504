"""``annotator suggest``: compute and store suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, SuggesterSpec
from annotator.cli.progress import progress_bar
from annotator.cli.rows import print_rows

if TYPE_CHECKING:
    from annotator.service import Suggested


def suggest(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC]…", help="Numbers or names; all documents by default."),
    ] = None,
    *,
    suggester: SuggesterSpec = "",
    form: Formatted = Format.TABLE,
    db: Database = "",
) -> None:
    """Suggest for stored documents that lack it.

    A document on which the suggester fails is told and does not stop the rest.
    """
    with open_existing(db) as workspace:
        chosen = [workspace.find(name) for name in documents or ()] or None
        with progress_bar("Suggesting") as progress:
            outcomes = workspace.suggest(chosen, suggester, progress)
    print_rows((_row(outcome) for outcome in outcomes), form)
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        tell(f"{outcome.name}: {outcome.problem}")
    if failed:
        raise typer.Exit(ExitCode.FAILED)


def _row(outcome: Suggested) -> dict[str, object]:
    return {
        "id": outcome.document_id,
        "document": outcome.name,
        "stored": outcome.stored,
        "skipped": outcome.skipped,
        "problem": outcome.problem,
    }
