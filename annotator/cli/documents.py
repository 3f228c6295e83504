"""``annotator documents``: what there is to review, and how far the reviewer is."""

from __future__ import annotations

from dataclasses import asdict

from annotator.cli.errors import tell
from annotator.cli.opening import open_existing
from annotator.cli.options import (
    Database,
    Format,
    Formatted,
    Order,
    Ordered,
    Reviewer,
    Session,
)
from annotator.cli.rows import print_rows

_COLUMNS = ("id", "title", "language", "sentences", "decided", "open", "last")


def documents(
    *,
    order: Ordered = Order.SESSION,
    form: Formatted = Format.TABLE,
    db: Database = "",
    reviewer: Reviewer = "",
    session: Session = "",
) -> None:
    """List the documents, with the reviewer's progress."""
    with open_existing(db) as workspace:
        list_ = workspace.uncertain if order is Order.UNCERTAIN else workspace.documents
        listed = list_(reviewer, session or None)
    if not listed and form is Format.TABLE:
        tell("there are no documents yet; `annotator add FILE…` reads some")
    print_rows(({**asdict(progress), "done": progress.done} for progress in listed), form, _COLUMNS)
