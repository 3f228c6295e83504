"""What a reviewer can ask for: plain values, which :func:`annotator.review.apply` carries out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rubric import Span


class Command:
    """A request of the reviewer."""

    __slots__ = ()


class Move(Command):
    """A command that moves the focus, the selection or a filter and decides nothing."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Focus(Move):
    """Go to a sentence, and there to an item; to its first open one if ``item`` is None."""

    sentence: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Step(Move):
    """Go ``by`` sentences forward; back if it is negative."""

    by: int


@dataclass(frozen=True, slots=True)
class StepItem(Move):
    """Go ``by`` items forward in the sentence, round its ends."""

    by: int


@dataclass(frozen=True, slots=True)
class NextOpen(Move):
    """Go to the next sentence that waits for a decision; to the one before if ``back``."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class Select(Move):
    """Select a range of the text; nothing if ``span`` is None."""

    span: Span | None


class Reach(StrEnum):
    """How far one step of a selection goes."""

    CHARACTER = "character"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class BeginSelection(Move):
    """Select the words of the focused item, or else the first word of the sentence."""


@dataclass(frozen=True, slots=True)
class MoveSelection(Move):
    """Select the word after the selection; the word before it if ``back``."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class GrowSelection(Move):
    """Move one edge of the selection inside its sentence.

    Attributes:
        by: Steps to the right; to the left if negative.
        reach: How far a step goes.
        start: Whether the left edge moves; else the right one does.
    """

    by: int
    reach: Reach = Reach.CHARACTER
    start: bool = False


@dataclass(frozen=True, slots=True)
class Find(Move):
    """Look for words, upper and lower case alike, and go to the first place from here on."""

    words: str


@dataclass(frozen=True, slots=True)
class FindNext(Move):
    """Go to the next place where the words stand; to the one before if ``back``."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class About(Move):
    """Have the ledger count the claims that match a regular expression; all if it is empty."""

    pattern: str


@dataclass(frozen=True, slots=True)
class AcceptAll(Command):
    """Accept what is open in the sentence and go on to the next open one.

    Where the reviewer decides before seeing suggestions, the first time freezes the sentence's own
    marks and shows its suggestions.
    """


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """Accept the focused item."""


@dataclass(frozen=True, slots=True)
class Reject(Command):
    """Reject the focused suggestion, or take away the focused mark."""


@dataclass(frozen=True, slots=True)
class SetLabel(Command):
    """Give the focused sentence a label of a sentence layer."""

    layer: str
    label: str


@dataclass(frozen=True, slots=True)
class EditLabel(Command):
    """Give the focused item another label of its layer."""

    label: str


@dataclass(frozen=True, slots=True)
class EditSpan(Command):
    """Give the focused item other boundaries; the selected ones if ``span`` is None."""

    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AddMark(Command):
    """Mark a range of the text; the selected one if ``span`` is None."""

    layer: str
    label: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RemoveMark(Command):
    """Take away the annotation of that number."""

    annotation: int


@dataclass(frozen=True, slots=True)
class LinkSource(Command):
    """Say that the focused sentence's mark in ``layer`` rests on the mark at ``span``."""

    layer: str
    span: Span


@dataclass(frozen=True, slots=True)
class UnlinkSource(Command):
    """Say that the focused sentence's mark in ``layer`` does not rest on the mark at ``span``."""

    layer: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rate(Command):
    """Rate the whole document on one of the rubric's scales; ``note`` says why, if given."""

    rating: str
    value: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Comment(Command):
    """Write a note on the focused item's annotation; an empty one takes the note away."""

    text: str


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back the latest act that stands."""


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Bring back what was taken back last."""
