"""Commands that change what is seen, or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.tui.commands.command import Command

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen


class Rate(Command["ReviewScreen"]):
    """Rate the whole document; offered by itself when nothing is open any more."""

    keys = ("r",)
    sign = "r"
    footer = "rate"
    words = "Rate the document"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.rate()


class View(Command["ReviewScreen"]):
    """In a small terminal: show the sentence, its guideline, or the ledger under the text."""

    keys = ("w",)
    sign = "w"
    words = "Change the lower pane"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.change_view()


class Language(Command["ReviewScreen"]):
    """Show the rubric's words in its next language."""

    keys = ("o",)
    sign = "o"
    words = "Language of the rubric"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.change_language()


class Theme(Command["ReviewScreen"]):
    """Change between the light and the dark theme."""

    keys = ("t",)
    sign = "t"
    words = "Light or dark"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.app.action_change_theme_kind()


class Back(Command["ReviewScreen"]):
    """Leave the selection; else go back to the list of documents. Everything is saved already."""

    keys = ("escape", "q")
    sign = "q"
    words = "Back to the documents"
    footer = "back"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.back()


class Help(Command["ReviewScreen"]):
    """Show all keys and what the signs mean."""

    keys = ("question_mark", "f1")
    sign = "?"
    footer = "help"
    words = "Help"
    group = "The document"

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.help()
