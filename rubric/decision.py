"""Decisions, the append-only log of what reviewers did, and what the log adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rubric.mark import Mark


class Action(StrEnum):
    """What one decision did."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    REMOVE = "remove"
    RATE = "rate"
    UNDO = "undo"
    REDO = "redo"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of a reviewer on one document of a session.

    Attributes:
        seq: Number of the decision in its log (one log per session, document, reviewer), from 1.
        action: What was done.
        batch: ``seq`` of the first decision of the keystroke; a batch is undone as one.
        annotation: Which annotation it made or changed: the ``seq`` of the decision that first
            made it; 0 where none is concerned.
        suggestion: The stored suggestion that was decided, if one was.
        before: The mark as it stood or was suggested; None where there was none.
        after: The mark as it stands now; None where none is left.
        shown: Whether the suggestion was visible to the reviewer.
        seconds: Time spent on the item before deciding.
        at: When, as an ISO 8601 instant in UTC; empty until the decision is stored.
    """

    seq: int
    action: Action
    batch: int
    annotation: int = 0
    suggestion: int | None = None
    before: Mark | None = None
    after: Mark | None = None
    shown: bool = True
    seconds: float = 0.0
    at: str = ""


Batch = tuple[Decision, ...]
"""The decisions of one keystroke."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a log of decisions adds up to.

    Attributes:
        annotations: The marks that stand, by annotation number, in the order they were made.
        decided: The outcome of each decided suggestion (accept, edit or reject), by its number.
        undone: Batches that a redo would bring back, latest last.
        done: Batches that an undo would take back, latest last.
        shown: Suggestions that were shown after the reviewer had decided without them.
    """

    annotations: dict[int, Mark]
    decided: dict[int, Action]
    done: tuple[Batch, ...] = ()
    undone: tuple[Batch, ...] = ()
    shown: frozenset[int] = frozenset()


def tally(log: Iterable[Decision]) -> Tally:
    """Add up a log, in the order of ``seq``.

    An undo takes back the latest batch that stands; a redo brings back the latest that was taken
    back; any other decision makes what was taken back final. To show a suggestion is neither: what
    was seen stays seen.
    """
    done: list[Batch] = []
    undone: list[Batch] = []
    shown: set[int] = set()
    for _, group in groupby(log, key=lambda decision: decision.batch):
        batch = tuple(group)
        match batch[0].action:
            case Action.SHOW:
                shown.update(d.suggestion for d in batch if d.suggestion is not None)
            case Action.UNDO:
                undone += [done.pop()] if done else []
            case Action.REDO:
                done += [undone.pop()] if undone else []
            case _:
                done.append(batch)
                undone.clear()
    annotations, decided = _outcome(done)
    return Tally(annotations, decided, tuple(done), tuple(undone), frozenset(shown))


def _outcome(batches: Iterable[Batch]) -> tuple[dict[int, Mark], dict[int, Action]]:
    """Return the annotations and the outcomes of suggestions after the batches that stand."""
    annotations: dict[int, Mark] = {}
    decided: dict[int, Action] = {}
    for decision in (d for batch in batches for d in batch):
        if decision.suggestion is not None:
            decided[decision.suggestion] = decision.action
        if decision.annotation:
            if decision.after is None:
                annotations.pop(decision.annotation, None)
            else:
                annotations[decision.annotation] = decision.after
    return annotations, decided
