"""The log of decisions and the annotations that it adds up to, always changed together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from db import models
from db.clock import now
from db.errors import StaleLog
from db.marks import COLUMNS, mark_of, mark_row
from db.prepared import Prepared
from db.values import Reading
from rubric import Action, Decision, Document, Mark, tally

_READING = models.Reading
_DECISION = models.Decision
_ANNOTATION = models.Annotation
_OF_READING: Final = _ANNOTATION.reading_id == bindparam("of_reading")

_GROW: Final = Prepared(
    update(_READING)
    .where(_READING.id == bindparam("of_reading"), _READING.length == bindparam("before"))
    .values(length=bindparam("after"), focus=bindparam("at_focus"))
)
_APPEND: Final = Prepared(insert(_DECISION))
_SET: Final = Prepared(insert(_ANNOTATION))
_CHANGE: Final = Prepared(
    update(_ANNOTATION)
    .where(_OF_READING, _ANNOTATION.number == bindparam("of_number"))
    .values({column: bindparam(column) for column in COLUMNS})
)
_CLEAR: Final = Prepared(
    delete(_ANNOTATION).where(_OF_READING, _ANNOTATION.number == bindparam("of_number"))
)
_LOG: Final = (
    select(_DECISION).where(_DECISION.reading_id == bindparam("of_reading")).order_by(_DECISION.seq)
)
_STANDING: Final = select(_ANNOTATION).where(_OF_READING).order_by(_ANNOTATION.number)

_HISTORY = (Action.UNDO, Action.REDO)


class Log:
    """The decisions and annotations of a store, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection

    def decisions(self, reading_id: int) -> list[Decision]:
        """Return a log, oldest decision first."""
        rows = self._connection.execute(_LOG, {"of_reading": reading_id})
        return [_decision_of(row) for row in rows]

    def annotations(self, reading_id: int) -> dict[int, Mark]:
        """Return the marks that stand, by their number."""
        rows = self._connection.execute(_STANDING, {"of_reading": reading_id}).mappings()
        return {row["number"]: mark_of(row) for row in rows}

    def append(
        self,
        reading: Reading,
        document: Document,
        decisions: Sequence[Decision],
        focus: str = "",
    ) -> None:
        """Append whole batches to a log and bring the annotations up to date.

        Args:
            reading: Whose log; its ``length`` does not matter.
            document: The document of the reading, for the quotes.
            decisions: In order, numbered on from the end of the log; an empty ``at`` becomes this
                instant.
            focus: Where the reviewer is now.

        Raises:
            StaleLog: If the log has grown, so that these numbers are taken.
            ValueError: If the decisions do not follow one another, split a batch, or mark more
                than the text.
        """
        if not decisions:
            return
        batches = _batches(decisions)
        self._grow(reading.id, decisions, focus)
        at = now()
        rows = [self._row(reading, document, decision, at) for decision in decisions]
        _APPEND.run(self._connection, *rows)
        if len(batches) > 1 or batches[0][0].action in _HISTORY:
            self._recount(reading.id, document)
        elif batches[0][0].action is not Action.SHOW:
            # What stands after one more plain batch follows without adding up the whole log.
            for decision in decisions:
                self._stand(reading.id, document, decision)

    def _grow(self, reading_id: int, decisions: Sequence[Decision], focus: str) -> None:
        lengths = {"before": decisions[0].seq - 1, "after": decisions[-1].seq}
        values = {"of_reading": reading_id, "at_focus": focus, **lengths}
        if _GROW.run(self._connection, values) != 1:
            raise _stale_at(decisions[0].seq)

    def _row(
        self, reading: Reading, document: Document, decision: Decision, at: str
    ) -> dict[str, Any]:
        def row(mark: Mark | None) -> dict[str, Any] | None:
            return mark_row(mark, document.text) if mark else None

        return {
            "reading_id": reading.id,
            "seq": decision.seq,
            "action": decision.action.value,
            "batch": decision.batch,
            "annotation": decision.annotation,
            "suggestion_id": decision.suggestion,
            "rubric_version_id": reading.rubric_version_id,
            "before": row(decision.before),
            "after": row(decision.after),
            "shown": decision.shown,
            "seconds": decision.seconds,
            "at": decision.at or at,
        }

    def _stand(self, reading_id: int, document: Document, decision: Decision) -> None:
        """Do to the annotations what one decision says."""
        number, mark = decision.annotation, decision.after
        if not number:
            return
        which = {"of_reading": reading_id, "of_number": number}
        if mark is None:
            _CLEAR.run(self._connection, which)
        elif number == decision.seq or not self._changed(mark_row(mark, document.text) | which):
            self._set(reading_id, document, {number: mark})

    def _changed(self, row: dict[str, Any]) -> bool:
        """Change an annotation that stands; tell whether there was one."""
        return _CHANGE.run(self._connection, row) == 1

    def _set(self, reading_id: int, document: Document, marks: dict[int, Mark]) -> None:
        rows = [
            {**mark_row(mark, document.text), "reading_id": reading_id, "number": number}
            for number, mark in marks.items()
        ]
        _SET.run(self._connection, *rows)

    def _recount(self, reading_id: int, document: Document) -> None:
        """Make the annotations equal to what the whole log adds up to."""
        stored = self.annotations(reading_id)
        wanted = tally(self.decisions(reading_id)).annotations
        for number, mark in stored.items():
            if wanted.get(number) != mark:
                _CLEAR.run(self._connection, {"of_reading": reading_id, "of_number": number})
        self._set(
            reading_id,
            document,
            {number: mark for number, mark in wanted.items() if stored.get(number) != mark},
        )


def _batches(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Return the batches of a sequence of decisions.

    Raises:
        ValueError: If they do not follow one another or split a batch.
    """
    for decision, following in pairwise(decisions):
        if following.seq != decision.seq + 1:
            raise ValueError(f"decision {following.seq} does not follow decision {decision.seq}")
    batches: list[list[Decision]] = []
    for decision in decisions:
        if decision.annotation > decision.seq:
            raise ValueError(
                f"decision {decision.seq} changes annotation {decision.annotation}, which is named "
                "after a decision to come"
            )
        if decision.batch == decision.seq:
            batches.append([decision])
        elif batches and decision.batch == batches[-1][0].seq:
            batches[-1].append(decision)
        else:
            raise ValueError(
                f"decision {decision.seq} belongs to batch {decision.batch}, which is not stored "
                "with it; a batch is stored as one and named after its first decision"
            )
    return batches


def _decision_of(row: Row[Any]) -> Decision:
    return Decision(
        seq=row.seq,
        action=Action(row.action),
        batch=row.batch,
        annotation=row.annotation,
        suggestion=row.suggestion_id,
        before=mark_of(row.before) if row.before else None,
        after=mark_of(row.after) if row.after else None,
        shown=row.shown,
        seconds=row.seconds,
        at=row.at,
    )


def _stale_at(seq: int) -> StaleLog:
    return StaleLog(
        f"open the document again and repeat the decision: decision {seq} was not stored, because "
        "the same reviewer decided on this document elsewhere meanwhile"
    )
