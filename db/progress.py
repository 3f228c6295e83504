"""How far a reviewer is with the documents of a session."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from sqlalchemy import Connection, case, distinct, func, select

from db import models
from db.values import Progress
from rubric import Action, Decision, tally


def progress_of(
    connection: Connection, session_id: int, reviewer_id: int | None, layers: Collection[str]
) -> dict[int, Progress]:
    """Say how far a reviewer is with each document of a session.

    Args:
        connection: The transaction to read in.
        session_id: The session.
        reviewer_id: The reviewer; None for one who was never here.
        layers: The sentence layers of which a sentence bears one label.

    Returns:
        By the number of the document, all documents of the session.
    """
    runs = _runs(connection, session_id, reviewer_id)
    counts = _suggestions(connection, session_id)
    marks = _marks(connection, session_id, reviewer_id, layers)
    logs = _logs(connection, session_id, reviewer_id)
    found = {}
    for document, run in runs.items():
        log = logs.get(document, [])
        labelled, annotations = marks.get(document, (0, 0))
        found[document] = Progress(
            suggestions=counts.get((document, run), 0),
            settled=len(tally(log).decided),
            labelled=labelled,
            annotations=annotations,
            last=log[-1].at if log else "",
        )
    return found


def _runs(
    connection: Connection, session_id: int, reviewer_id: int | None
) -> dict[int, int | None]:
    """Return the run that the reviewer works with, or will, by document."""
    place, reading, dealt = models.SessionDocument, models.Reading, models.RunDocument
    latest = (
        select(func.max(dealt.run_id))
        .where(dealt.document_id == place.document_id)
        .scalar_subquery()
    )
    chosen = case((reading.length > 0, func.coalesce(reading.run_id, latest)), else_=latest)
    query = (
        select(place.document_id, chosen)
        .outerjoin(
            reading,
            (reading.document_id == place.document_id)
            & (reading.session_id == place.session_id)
            & (reading.reviewer_id == reviewer_id),
        )
        .where(place.session_id == session_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _suggestions(connection: Connection, session_id: int) -> dict[tuple[int, int | None], int]:
    place, table = models.SessionDocument, models.Suggestion
    query = (
        select(table.document_id, table.run_id, func.count())
        .join(place, place.document_id == table.document_id)
        .where(place.session_id == session_id)
        .group_by(table.document_id, table.run_id)
    )
    return {(document, run): count for document, run, count in connection.execute(query)}


def _marks(
    connection: Connection, session_id: int, reviewer_id: int | None, layers: Collection[str]
) -> dict[int, tuple[int, int]]:
    """Return by document how many sentences are labelled and how many marks stand."""
    reading, mark = models.Reading, models.Annotation
    labelled = case((mark.layer.in_(layers), mark.sentence))
    query = (
        select(reading.document_id, func.count(distinct(labelled)), func.count())
        .join(mark, mark.reading_id == reading.id)
        .where(reading.session_id == session_id, reading.reviewer_id == reviewer_id)
        .group_by(reading.document_id)
    )
    return {document: (some, every) for document, some, every in connection.execute(query)}


def _logs(
    connection: Connection, session_id: int, reviewer_id: int | None
) -> dict[int, list[Decision]]:
    """Return by document the log without its marks: enough to tell what is decided."""
    reading, decision = models.Reading, models.Decision
    query = (
        select(
            reading.document_id,
            decision.seq,
            decision.action,
            decision.batch,
            decision.suggestion_id,
            decision.at,
        )
        .join(decision, decision.reading_id == reading.id)
        .where(reading.session_id == session_id, reading.reviewer_id == reviewer_id)
        .order_by(reading.document_id, decision.seq)
    )
    rows = connection.execute(query).all()
    return {
        document: [
            Decision(seq, Action(action), batch, suggestion=suggestion, at=at)
            for _, seq, action, batch, suggestion, at in group
        ]
        for document, group in groupby(rows, key=lambda row: row.document_id)
    }
