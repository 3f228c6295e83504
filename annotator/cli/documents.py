"""``annotator documents``: what there is to review, and how far the reviewer is."""

from __future__ import annotations

from dataclasses import asdict

from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, Reviewer, Session
from annotator.cli.rows import print_rows

_COLUMNS = ("id", "title", "language", "sentences", "decided", "open", "last")


def documents(
    *,
    form: Formatted = Format.TABLE,
    db: Database = "",
    reviewer: Reviewer = "",
    session: Session = "",
) -> None:
    """List the documents, with the reviewer's progress."""
    with open_existing(db) as workspace:
        listed = workspace.documents(reviewer, session or None)
    print_rows(({**asdict(progress), "done": progress.done} for progress in listed), form, _COLUMNS)
