"""What the words are selected for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selecting:
    """The arrow keys select words.

    Attributes:
        layer: The layer that the words are to be marked with; empty if that is still open.
        item: Whether they are new boundaries for the item in hand.
    """

    layer: str = ""
    item: bool = False
