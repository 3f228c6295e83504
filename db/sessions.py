"""Rubric versions, reviewers and sessions in the database."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, func, insert, select, update

from db import models
from db.clock import now
from db.errors import StoreError
from db.values import RubricRow, SessionRow


class Sessions:
    """The sessions of a store, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection

    def keep_rubric(self, rubric: RubricRow) -> int:
        """Store a rubric version, unless it is there already; return its number."""
        table = models.RubricVersion
        query = select(table.id).where(table.fingerprint == rubric.fingerprint)
        known = self._connection.execute(query).scalar_one_or_none()
        if known is not None:
            return known
        row = {
            "name": rubric.name,
            "version": rubric.version,
            "fingerprint": rubric.fingerprint,
            "content": rubric.content,
            "added_at": now(),
        }
        return self._connection.execute(insert(table).returning(table.id), row).scalar_one()

    def reviewer(self, name: str) -> int:
        """Return a reviewer's number; a new name gets one."""
        known = self.find_reviewer(name)
        if known is not None:
            return known
        row = {"name": name, "added_at": now()}
        return self._connection.execute(
            insert(models.Reviewer).returning(models.Reviewer.id), row
        ).scalar_one()

    def find_reviewer(self, name: str) -> int | None:
        """Return a reviewer's number, or None where nobody of that name was here."""
        query = select(models.Reviewer.id).where(models.Reviewer.name == name)
        return self._connection.execute(query).scalar_one_or_none()

    def reviewers(self) -> list[str]:
        """Return the names of all reviewers, in the order in which they came."""
        query = select(models.Reviewer.name).order_by(models.Reviewer.id)
        return list(self._connection.execute(query).scalars())

    def add(self, name: str, mode: str, rubric_id: int, created_at: str = "") -> int:
        """Make a session; return its number.

        Raises:
            StoreError: If there is one of that name.
        """
        if self.find(name) is not None:
            raise StoreError(f"a session called {name!r} exists; choose another name")
        row = {
            "name": name,
            "mode": mode,
            "rubric_version_id": rubric_id,
            "created_at": created_at or now(),
        }
        return self._connection.execute(
            insert(models.Session).returning(models.Session.id), row
        ).scalar_one()

    def find(self, name: str) -> SessionRow | None:
        """Return the session of that name, or None."""
        rows = self._rows(_SESSIONS.where(models.Session.name == name))
        return rows[0] if rows else None

    def listed(self) -> list[SessionRow]:
        """Return all sessions, oldest first."""
        return self._rows(_SESSIONS)

    def begun(self, session_id: int) -> bool:
        """Tell whether decisions were made in a session."""
        reading = models.Reading
        query = select(reading.id).where(reading.session_id == session_id, reading.length > 0)
        return self._connection.execute(query.limit(1)).first() is not None

    def change(self, session_id: int, mode: str, rubric_id: int, created_at: str) -> None:
        """Change what a session is held under.

        Raises:
            StoreError: If decisions were made in it already.
        """
        if self.begun(session_id):
            raise StoreError(
                "decisions were made in this session, so its rubric and mode stay as they are; "
                "make another session or use another database"
            )
        self._connection.execute(
            update(models.Session)
            .where(models.Session.id == session_id)
            .values(mode=mode, rubric_version_id=rubric_id, created_at=created_at)
        )

    def attach(self, session_id: int, document_ids: Iterable[int]) -> None:
        """Put documents at the end of a session; those that are in it stay where they are."""
        table = models.SessionDocument
        last = select(func.max(table.position)).where(table.session_id == session_id)
        position = self._connection.execute(last).scalar_one() or 0
        for number in document_ids:
            if not self.holds(session_id, number):
                position += 1
                row = {"session_id": session_id, "document_id": number, "position": position}
                self._connection.execute(insert(table), row)

    def holds(self, session_id: int, document_id: int) -> bool:
        """Tell whether a document is in a session."""
        table = models.SessionDocument
        query = select(table.position).where(
            table.session_id == session_id, table.document_id == document_id
        )
        return self._connection.execute(query).first() is not None

    def documents(self, session_id: int) -> list[int]:
        """Return the numbers of a session's documents, in the order of work."""
        table = models.SessionDocument
        query = (
            select(table.document_id).where(table.session_id == session_id).order_by(table.position)
        )
        return list(self._connection.execute(query).scalars())

    def _rows(self, query: Select[tuple[object, ...]]) -> list[SessionRow]:
        return [
            SessionRow(
                id=row.id,
                name=row.name,
                mode=row.mode,
                rubric=RubricRow(
                    row.rubric_name,
                    row.rubric_version,
                    row.rubric_fingerprint,
                    row.rubric_content,
                    row.rubric_id,
                ),
                created_at=row.created_at,
                documents=row.documents,
            )
            for row in self._connection.execute(query)
        ]


_COUNT = (
    select(func.count())
    .select_from(models.SessionDocument)
    .where(models.SessionDocument.session_id == models.Session.id)
    .correlate(models.Session)
    .scalar_subquery()
)
_SESSIONS: Select[tuple[object, ...]] = (
    select(
        models.Session.id,
        models.Session.name,
        models.Session.mode,
        models.Session.created_at,
        models.RubricVersion.id.label("rubric_id"),
        models.RubricVersion.name.label("rubric_name"),
        models.RubricVersion.version.label("rubric_version"),
        models.RubricVersion.fingerprint.label("rubric_fingerprint"),
        models.RubricVersion.content.label("rubric_content"),
        _COUNT.label("documents"),
    )
    .join(models.RubricVersion, models.Session.rubric_version_id == models.RubricVersion.id)
    .order_by(models.Session.id)
)
