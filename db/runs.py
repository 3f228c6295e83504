"""Runs of suggesters, and what they suggested, in the database."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from db import models
from db.clock import now
from db.marks import mark_of, mark_row
from db.values import RunInfo
from rubric import Document, Suggestion


class Runs:
    """The runs and suggestions of a store, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection

    def begin(self, run: RunInfo) -> int:
        """Store a run; return its number. An empty ``run.at`` becomes this instant."""
        row = {
            "suggester": run.suggester,
            "version": run.version,
            "fingerprint": run.fingerprint,
            "at": run.at or now(),
        }
        return self._connection.execute(
            insert(models.Run).returning(models.Run.id), row
        ).scalar_one()

    def of_document(self, document_id: int) -> list[RunInfo]:
        """Return the runs that dealt with a document, oldest first."""
        run, dealt = models.Run, models.RunDocument
        query = (
            select(run.suggester, run.version, run.fingerprint, run.at, run.id)
            .join(dealt, dealt.run_id == run.id)
            .where(dealt.document_id == document_id)
            .order_by(run.id)
        )
        return [RunInfo(*row) for row in self._connection.execute(query)]

    def find(self, run: RunInfo) -> int | None:
        """Return the number of the very same run, or None."""
        table = models.Run
        query = select(table.id).where(
            table.suggester == run.suggester,
            table.version == run.version,
            table.fingerprint == run.fingerprint,
            table.at == run.at,
        )
        return self._connection.execute(query.order_by(table.id).limit(1)).scalar_one_or_none()

    def of_suggestion(self, suggestion_id: int) -> int | None:
        """Return the run that made a suggestion, or None where there is no such suggestion."""
        table = models.Suggestion
        query = select(table.run_id).where(table.id == suggestion_id)
        return self._connection.execute(query).scalar_one_or_none()

    def latest(self, document_id: int) -> int | None:
        """Return the number of the latest run that dealt with a document, or None."""
        runs = self.of_document(document_id)
        return runs[-1].id if runs else None

    def covered(self, fingerprint: str) -> set[int]:
        """Return the documents that a suggester of that fingerprint has dealt with."""
        run, dealt = models.Run, models.RunDocument
        query = (
            select(dealt.document_id)
            .join(run, dealt.run_id == run.id)
            .where(run.fingerprint == fingerprint)
        )
        return set(self._connection.execute(query).scalars())

    def covers(self, fingerprint: str, document_id: int) -> bool:
        """Tell whether a suggester of that fingerprint has dealt with a document."""
        return any(run.fingerprint == fingerprint for run in self.of_document(document_id))

    def add(
        self,
        run_id: int,
        document_id: int,
        document: Document,
        suggestions: Iterable[Suggestion],
    ) -> list[int]:
        """Store what a run suggested for a document, which may be nothing.

        Returns:
            The numbers of the suggestions, in their order.

        Raises:
            ValueError: If a suggestion reaches beyond the text.
        """
        dealt = {"run_id": run_id, "document_id": document_id}
        self._connection.execute(insert(models.RunDocument), dealt)
        rows = [
            {
                **mark_row(suggestion.mark, document.text),
                **dealt,
                "suggester": suggestion.suggester,
                "confidence": suggestion.confidence,
                "rationale": suggestion.rationale,
            }
            for suggestion in suggestions
        ]
        if not rows:
            return []
        statement = insert(models.Suggestion).returning(
            models.Suggestion.id, sort_by_parameter_order=True
        )
        return list(self._connection.execute(statement, rows).scalars())

    def suggestions(self, document_id: int, run_id: int) -> list[Suggestion]:
        """Return what a run suggested for a document, in the order of the text."""
        table = models.Suggestion
        query = (
            select(table)
            .where(table.document_id == document_id, table.run_id == run_id)
            .order_by(table.span_start, table.id)
        )
        return [
            Suggestion(
                mark_of(row), row["confidence"], row["suggester"], row["rationale"], row["id"]
            )
            for row in self._connection.execute(query).mappings()
        ]
