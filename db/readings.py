"""Readings: which reviewer is where in which document of which session."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from db import models
from db.runs import Runs
from db.values import Reading, ReadingInfo

_READING = models.Reading
_COLUMNS = (
    _READING.id,
    _READING.session_id,
    _READING.document_id,
    _READING.reviewer_id,
    models.Session.rubric_version_id,
    _READING.run_id,
    _READING.length,
    _READING.focus,
)


class Readings:
    """The readings of a store, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection

    def find(self, session_id: int, document_id: int, reviewer_id: int) -> Reading | None:
        """Return the reading of a reviewer, or None where he or she was never there."""
        query = (
            select(*_COLUMNS)
            .join(models.Session)
            .where(
                _READING.session_id == session_id,
                _READING.document_id == document_id,
                _READING.reviewer_id == reviewer_id,
            )
        )
        row = self._connection.execute(query).one_or_none()
        return Reading(*row) if row else None

    def open(self, session_id: int, document_id: int, reviewer_id: int) -> Reading:
        """Return the reading of a reviewer, made if missing.

        Until the first decision it takes the latest run of the document; from then on it stays
        with the suggestions that the decisions are about.
        """
        reading = self.find(session_id, document_id, reviewer_id)
        latest = Runs(self._connection).latest(document_id)
        if reading is None:
            row = {
                "session_id": session_id,
                "document_id": document_id,
                "reviewer_id": reviewer_id,
                "run_id": latest,
                "length": 0,
                "focus": "",
            }
            self._connection.execute(insert(_READING), row)
            found = self.find(session_id, document_id, reviewer_id)
            assert found is not None
            return found
        if reading.run_id != latest and (reading.run_id is None or not reading.length):
            self.use_run(reading.id, latest)
            return replace(reading, run_id=latest)
        return reading

    def use_run(self, reading_id: int, run_id: int | None) -> None:
        """Have a reading work with another run's suggestions."""
        self._connection.execute(
            update(_READING).where(_READING.id == reading_id).values(run_id=run_id)
        )

    def remember(self, reading_id: int, focus: str) -> None:
        """Store where the reviewer stands."""
        self._connection.execute(
            update(_READING).where(_READING.id == reading_id).values(focus=focus)
        )

    def listed(self, document_id: int, session_id: int | None = None) -> list[ReadingInfo]:
        """Return the readings of a document, by the names of session and reviewer."""
        query = (
            select(
                *_COLUMNS, models.Session.name.label("session"), models.Reviewer.name.label("who")
            )
            .join(models.Session, _READING.session_id == models.Session.id)
            .join(models.Reviewer, _READING.reviewer_id == models.Reviewer.id)
            .where(_READING.document_id == document_id)
        )
        if session_id is not None:
            query = query.where(_READING.session_id == session_id)
        infos = [
            ReadingInfo(Reading(*columns), session, reviewer)
            for *columns, session, reviewer in self._connection.execute(query)
        ]
        return sorted(infos, key=lambda info: (info.session, info.reviewer))
