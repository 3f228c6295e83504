"""A review opened: the document, what is proposed, and what was decided so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.review import Mode, ReviewState
from annotator.service.sessions import document_of
from db import Reading, SessionRow
from rubric import Rubric

if TYPE_CHECKING:
    from db.store import Work


def open_review(
    work: Work,
    session: SessionRow,
    rubric: Rubric,
    document_id: int,
    reviewer: str,
    reading: Reading | None,
) -> ReviewState:
    """Return the state of a review, at the first sentence that waits.

    Args:
        work: The transaction to read in.
        session: The session.
        rubric: Its rubric.
        document_id: The document.
        reviewer: Who decides; empty where nobody does and everything may be seen.
        reading: The reviewer's reading; None for one who was never here.
    """
    run = reading.run_id if reading else work.runs.latest(document_id)
    return ReviewState.start(
        document_of(work, document_id),
        rubric,
        () if run is None else work.runs.suggestions(document_id, run),
        work.log.decisions(reading.id) if reading else (),
        mode=session.mode if reviewer else Mode.ASSISTED,
        document_id=document_id,
        session=session.name,
        reviewer=reviewer,
    )


def with_run_of(work: Work, state: ReviewState, reading: Reading) -> Reading:
    """Note which run's suggestions the reviewer works with; they may have come late."""
    proposed = next(iter(state.proposals.by_id), None)
    run = None if proposed is None else work.runs.of_suggestion(proposed)
    if run is None or run == reading.run_id:
        return reading
    work.readings.use_run(reading.id, run)
    return replace(reading, run_id=run)
