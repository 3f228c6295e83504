"""Commands that move about in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import review as r
from annotator.tui.commands.command import Command

if TYPE_CHECKING:
    from annotator.tui.screens.review import ReviewScreen


class Go(Command["ReviewScreen"]):
    """Move."""

    group = "Moving"

    def __init__(
        self, keys: tuple[str, ...], sign: str, words: str, command: r.Command, footer: str = ""
    ) -> None:
        """Make the command that asks for one move."""
        self.keys, self.sign, self.words, self.footer = keys, sign, words, footer
        self.command = command

    @property
    def help(self) -> str:
        """What it does: its words say it."""
        return ""

    def run(self, target: ReviewScreen) -> None:
        """Do it."""
        target.ask(self.command)


LAST = 2**31


def moves() -> list[Command[ReviewScreen]]:
    """Return the commands that move the focus."""
    return [
        Go(("n",), "n", "Next open sentence", r.NextOpen(), "next open"),
        Go(("p", "N"), "p", "Open sentence before", r.NextOpen(back=True)),
        Go(("down", "j"), "↓ j", "Next sentence", r.Step(1)),
        Go(("up", "k"), "↑ k", "Sentence before", r.Step(-1)),
        Go(("tab", "right"), "⇥ →", "Next item of the sentence", r.StepItem(1)),
        Go(("shift+tab", "left"), "⇤ ←", "Item before", r.StepItem(-1)),
        Go(("pagedown",), "PgDn", "Ten sentences on", r.Step(10)),
        Go(("pageup",), "PgUp", "Ten sentences back", r.Step(-10)),
        Go(("home",), "Home", "First sentence", r.Step(-LAST)),
        Go(("end",), "End", "Last sentence", r.Step(LAST)),
    ]


def found() -> list[Command[ReviewScreen]]:
    """Return the commands that go from one place found to another."""
    return [
        Go(("right_parenthesis", "f3"), ")", "Next place found", r.FindNext()),
        Go(("left_parenthesis", "shift+f3"), "(", "Place found before", r.FindNext(back=True)),
    ]


class GoSelecting(Go):
    """Move the selection."""

    group = "While selecting"


def selecting() -> list[Command[ReviewScreen]]:
    """Return the commands that the arrow keys have while words are being selected."""
    word = r.Reach.WORD
    return [
        GoSelecting(("right",), "→", "Word after", r.MoveSelection(), "word"),
        GoSelecting(("left",), "←", "Word before", r.MoveSelection(back=True)),
        GoSelecting(
            ("down", "ctrl+right", "ctrl+shift+right"),
            "↓",
            "Longer by a word",
            r.GrowSelection(1, word),
            "longer",
        ),
        GoSelecting(
            ("up", "ctrl+left", "ctrl+shift+left"),
            "↑",
            "Shorter by a word",
            r.GrowSelection(-1, word),
            "shorter",
        ),
        GoSelecting(
            ("shift+right", "full_stop"),
            "⇧→",
            "Longer by a character",
            r.GrowSelection(1),
            "by a character",
        ),
        GoSelecting(("shift+left", "comma"), "⇧←", "Shorter by a character", r.GrowSelection(-1)),
        GoSelecting(
            ("left_square_bracket",),
            "[",
            "Begin a character earlier",
            r.GrowSelection(-1, start=True),
            "earlier",
        ),
        GoSelecting(
            ("right_square_bracket",),
            "]",
            "Begin a character later",
            r.GrowSelection(1, start=True),
        ),
    ]
