"""The review as a state machine: a command goes in, the next state and its decisions come out."""

from __future__ import annotations

from dataclasses import replace

from annotator.review.acting import act
from annotator.review.commands import (
    Accept,
    AcceptAll,
    Command,
    Move,
    NextOpen,
    Redo,
    Reject,
    Undo,
)
from annotator.review.decide import first_fault
from annotator.review.item import Status
from annotator.review.moving import move
from annotator.review.pen import Pen, RefusedError
from annotator.review.state import ReviewState
from rubric import Action, Decision

Batch = tuple[Decision, ...]


def apply(state: ReviewState, command: Command, seconds: float = 0.0) -> tuple[ReviewState, Batch]:
    """Carry out a command.

    Nothing is stored here: the caller commits the decisions and shows the new state only then. If
    that fails, the old state is still the true one.

    Args:
        state: Where the review stands.
        command: What the reviewer asks for.
        seconds: Time the reviewer spent before it.

    Returns:
        The next state, and the decisions to be stored, none if the command moved the focus or was
        refused; ``message`` of the state then says why.
    """
    state = replace(state, message="")
    if isinstance(command, Move):
        return move(command, state), ()
    pen = Pen(state, seconds)
    try:
        act(command, pen)
        _check(state, pen)
    except RefusedError as refusal:
        return replace(state, message=str(refusal)), ()
    return _onward(state, pen.state, command, pen.batch), pen.batch


def _check(before: ReviewState, pen: Pen) -> None:
    if not pen.batch or pen.batch[0].action in {Action.UNDO, Action.REDO, Action.SHOW}:
        return
    marks = [mark for d in pen.batch for mark in (d.before, d.after) if mark]
    sentences = {mark.sentence for mark in marks if mark.sentence is not None}
    fault = first_fault(before, pen.state, sorted(sentences))
    if fault:
        raise RefusedError(fault)


def _onward(before: ReviewState, after: ReviewState, command: Command, batch: Batch) -> ReviewState:
    """Put the focus where the reviewer goes on."""
    if isinstance(command, AcceptAll):
        return _after_all(after, batch)
    if isinstance(command, Undo | Redo):
        tally = before.standing.tally
        return _at_batch(after, (tally.done if isinstance(command, Undo) else tally.undone)[-1])
    if not batch:
        return after
    after = _at_batch(after, batch)
    if isinstance(command, Accept | Reject):
        items = after.items(after.focus)
        open_ = [n for n, item in enumerate(items) if item.status is Status.OPEN]
        later = [n for n in open_ if n >= after.item]
        return replace(after, item=(later or open_ or [after.item])[0])
    return after


def _after_all(state: ReviewState, batch: Batch) -> ReviewState:
    if batch and batch[0].action is Action.SHOW:
        return replace(state.focused(state.focus), message="your marks are kept; now compare")
    if state.focus in state.open:
        problems = state.problems(state.focus)
        message = f"{problems[0].message}; {problems[0].remedy}" if problems else ""
        return replace(state.focused(state.focus), message=message)
    return move(NextOpen(), state)


def _at_batch(state: ReviewState, batch: Batch) -> ReviewState:
    """Put the focus on the item that a batch is about."""
    decision = batch[-1] if batch[-1].action in {Action.ACCEPT, Action.EDIT} else batch[0]
    mark = decision.after or decision.before
    if mark is None or mark.sentence is None:
        return state
    state = replace(state, focus=mark.sentence, selection=None)
    items = state.items(mark.sentence)
    for place, item in enumerate(items):
        made = item.stands and item.annotation == decision.annotation
        decided = item.suggestion is not None and item.suggestion.id == decision.suggestion
        if made or decided:
            return replace(state, item=place)
    return replace(state, item=min(state.item, max(len(items) - 1, 0)))
