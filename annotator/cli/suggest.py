"""``annotator suggest``: compute and store suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, SuggesterSpecs
from annotator.cli.progress import progress_bar
from annotator.cli.rows import Row, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.service import Suggested


def suggest(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC]…", help="Numbers or names; all documents by default."),
    ] = None,
    *,
    suggester: SuggesterSpecs = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the suggesters there are, and do nothing else.")
    ] = False,
    form: Formatted = Format.TABLE,
    db: Database = "",
) -> None:
    """Suggest for stored documents that lack it.

    A document on which the suggester fails is told and does not stop the rest.
    """
    if listed:
        print_rows(_suggesters(), form)
        return
    outcomes: list[tuple[str, Suggested]] = []
    with open_existing(db) as workspace:
        chosen = [workspace.find(name) for name in documents or ()] or None
        for spec in suggester or [""]:
            with progress_bar("Suggesting") as progress:
                done = workspace.suggest(chosen, spec, progress)
            outcomes += [(spec, outcome) for outcome in done]
    print_rows((_row(spec, outcome) for spec, outcome in outcomes), form)
    failed = [outcome for _, outcome in outcomes if outcome.problem]
    for outcome in failed:
        tell(f"{outcome.name}: {outcome.problem}")
    if failed:
        raise typer.Exit(ExitCode.FAILED)


def _suggesters() -> Iterator[Row]:
    from annotator.suggest.plugins import available

    for one in available():
        yield {"suggester": one.spec, "about": one.about, "problem": one.problem}


def _row(spec: str, outcome: Suggested) -> Row:
    return {
        "id": outcome.document_id,
        "document": outcome.name,
        "suggester": spec or "default",
        "stored": outcome.stored,
        "skipped": outcome.skipped,
        "problem": outcome.problem,
    }
