"""The desk: the document under review, and the one place where decisions go to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from annotator.review import Command, ReviewState, apply
from annotator.service import FAILURES, StaleLog

if TYPE_CHECKING:
    from annotator.service import Workspace

LONGEST_THOUGHT = 600.0
"""Seconds; who takes longer over one item was away."""


class Desk:
    """Carries out commands, and lets a new state stand only once its decisions are committed.

    Attributes:
        state: Where the review stands; never ahead of the store.
        saved: Whether the latest decision is on disk; None before the first.
        problem: Why the latest decision could not be stored; empty if it was.
    """

    def __init__(
        self, workspace: Workspace, state: ReviewState, clock: Callable[[], float] = monotonic
    ) -> None:
        """Put a document on the desk."""
        self.state = state
        self.saved: bool | None = None
        self.problem = ""
        self._workspace = workspace
        self._clock = clock
        self._since = clock()

    def ask(self, command: Command) -> bool:
        """Carry out a command.

        Returns:
            Whether decisions were committed. Where the store failed, ``problem`` says why and the
            state is what it was.
        """
        seconds = min(self._clock() - self._since, LONGEST_THOUGHT)
        after, decisions = apply(self.state, command, seconds)
        self.problem = ""
        if decisions:
            try:
                self._workspace.record(after, decisions)
            except StaleLog as error:
                self.problem = f"{error} The document was opened anew: look, and decide again."
                self.saved = False
                self._reopen()
                return False
            except FAILURES as error:
                self.problem = str(error)
                self.saved = False
                return False
            self.saved = True
        if decisions or after.focus != self.state.focus:
            self._since = self._clock()
        self.state = after
        return bool(decisions)

    def refresh_suggestions(self) -> None:
        """Take in suggestions that were stored since the document was opened."""
        fresh = self._fresh()
        self.state = replace(self.state, withheld=fresh.withheld).suggested(
            fresh.proposals.by_id.values()
        )

    def leave(self) -> None:
        """Have the store remember where the reviewer stands; no decision depends on it."""
        try:
            self._workspace.remember(self.state)
        except FAILURES as error:
            self.problem = str(error)

    def _fresh(self) -> ReviewState:
        state = self.state
        return self._workspace.review(state.document_id, state.reviewer, state.session or None)

    def _reopen(self) -> None:
        try:
            fresh = self._fresh()
        except FAILURES as error:
            self.problem = str(error)
            return
        self.state = replace(
            fresh, language=self.state.language, uncertain=self.state.uncertain
        ).focused(self.state.focus)
