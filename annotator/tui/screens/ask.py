"""A dialog that asks for a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from annotator.tui.drawing.wrapping import one_line


class AskScreen(ModalScreen[str | None]):
    """Dismissed with the text, or with None."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Leave")]

    def __init__(self, title: str, text: str = "", hint: str = "") -> None:
        """Ask for ``title``, starting from ``text``."""
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Make the box, the line and its hint."""
        with Vertical() as box:
            box.border_title = Content(one_line(self._title))
            box.border_subtitle = Content("↵ done   esc leave")
            yield Input(self._text, select_on_focus=True)
            if self._hint:
                yield Static(self._hint, markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the text over."""
        self.dismiss(event.value)
