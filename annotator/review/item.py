"""The items of a sentence: what was proposed for it and what the reviewer made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rubric import Mark, Suggestion


class Status(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sentence pane.

    Attributes:
        mark: The annotation, or what is or was proposed where there is none.
        status: Where it stands.
        annotation: Number of the annotation; 0 where none stands.
        suggestion: What it goes back to and the reviewer can see; None for a mark of one's own.
    """

    mark: Mark
    status: Status
    annotation: int = 0
    suggestion: Suggestion | None = None

    @property
    def stands(self) -> bool:
        """Whether an annotation stands behind the item."""
        return self.annotation > 0
