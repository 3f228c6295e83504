"""Commands that decide on what is proposed or marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import review as r
from annotator.tui.commands.command import Command

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen


class AcceptAll(Command["ReviewScreen"]):
    """Accept what is still open in the sentence and go on to the next open one.

    While you decide before seeing suggestions, it first freezes your own marks and shows them.
    """

    keys = ("enter",)
    sign = "↵"
    footer = "accept all"
    words = "Accept all and go on"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.AcceptAll())


class Accept(Command["ReviewScreen"]):
    """Accept the item in hand; the next open one comes into hand."""

    keys = ("a",)
    sign = "a"
    footer = "accept"
    words = "Accept"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.Accept())


class Reject(Command["ReviewScreen"]):
    """Reject the suggestion in hand, or take your own mark away."""

    keys = ("x", "delete")
    sign = "x"
    footer = "reject"
    words = "Reject or take away"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.Reject())


class Label(Command["ReviewScreen"]):
    """Give the sentence this label."""

    group = "Labels of this rubric"

    def __init__(self, layer: str, label: str, key: str, *, footer: str, words: str) -> None:
        """Make the command for one label of a sentence layer."""
        self.layer, self.label = layer, label
        self.keys = (key,) if key else ()
        self.sign, self.footer, self.words = key, footer, words

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.SetLabel(self.layer, self.label))


class Undo(Command["ReviewScreen"]):
    """Take back the latest act, also one of another day."""

    keys = ("u", "ctrl+z")
    sign = "u"
    footer = "undo"
    words = "Undo"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.Undo())


class Redo(Command["ReviewScreen"]):
    """Bring back what was taken back last."""

    keys = ("U", "ctrl+r", "y")
    sign = "U"
    words = "Redo"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(r.Redo())
