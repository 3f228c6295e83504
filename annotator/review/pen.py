"""Writes the decisions of one command, each seeing what those before it did."""

from __future__ import annotations

from annotator.review.state import ReviewState
from rubric import Action, Decision, Mark


class RefusedError(Exception):
    """A command that cannot be carried out; the message says why and what to do."""


class Pen:
    """Collects the decisions of one command as one batch.

    Attributes:
        state: The state after what was written so far.
    """

    def __init__(self, state: ReviewState, seconds: float) -> None:
        """Begin a batch on top of ``state``; ``seconds`` were spent before it."""
        self.state = state
        self._before = state
        self._seconds = seconds
        self._shown = bool(state.visible(state.focus))
        self._written: list[Decision] = []

    @property
    def batch(self) -> tuple[Decision, ...]:
        """The decisions written so far."""
        return tuple(self._written)

    def write(
        self,
        action: Action,
        *,
        annotation: int = 0,
        suggestion: int | None = None,
        before: Mark | None = None,
        after: Mark | None = None,
        shown: bool | None = None,
    ) -> None:
        """Write one decision; a mark with no annotation number yet gets this decision's."""
        first = len(self._before.log) + 1
        seq = first + len(self._written)
        makes = after is not None or annotation
        decision = Decision(
            seq=seq,
            action=action,
            batch=first,
            annotation=(annotation or seq) if makes else 0,
            suggestion=suggestion,
            before=before,
            after=after,
            shown=self._shown if shown is None else shown,
            seconds=0.0 if self._written else self._seconds,
        )
        self._written.append(decision)
        self.state = self._before.extended(self.batch)
