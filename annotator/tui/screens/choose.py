"""A dialog that offers a few choices, each with a key and a word of guidance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from annotator.tui.drawing.wrapping import fit, one_line
from annotator.tui.widgets.line_pane import LinePane, Paragraph

if TYPE_CHECKING:
    from annotator.tui.app import AnnotatorApp


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its key, its words, what to know about it, and what it stands for."""

    key: str
    words: str
    detail: str
    value: Any


class ChooseScreen(ModalScreen[Any]):
    """Dismissed with the value of the choice, `NOTHING` where that is None, or None if left."""

    CSS_PATH = "choose.tcss"
    NOTHING: Final = object()
    Chosen = Callable[[Any], None]
    app: AnnotatorApp

    def __init__(self, title: str, choices: Sequence[Choice], current: object) -> None:
        """Offer ``choices``, the one with the value ``current`` first in hand."""
        super().__init__()
        self._title = title
        self._choices = choices
        values = [choice.value for choice in choices]
        self._place = values.index(current) if current in values else 0

    def compose(self) -> ComposeResult:
        """Make the box with the choices above the guidance."""
        with Vertical() as box:
            box.border_title = Content(fit(one_line(self._title), 60))
            box.border_subtitle = Content("↑↓ ↵ or its key   esc leave")
            yield LinePane(self.app.ink.row, id="choices")
            yield LinePane(self.app.ink.row, id="detail")

    def on_mount(self) -> None:
        """Make room for all choices, and show them."""
        self.query_one("#choices").styles.height = min(len(self._choices), 12)
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        ink = self.app.ink
        lines = []
        for place, choice in enumerate(self._choices):
            text = Text(end="")
            sign = "▸" if place == self._place else " "
            text.append(f"{sign}{choice.key or ' '}  ", ink.accent)
            text.append(one_line(choice.words), ink.strong if place == self._place else "")
            lines.append(Paragraph(text, 4, focused=place == self._place))
        self.query_one("#choices", LinePane).fill(lines)
        detail = one_line(self._choices[self._place].detail)
        self.query_one("#detail", LinePane).fill([Paragraph(Text(detail, style=ink.quiet))])

    def on_key(self, event: events.Key) -> None:
        """Choose, move or leave."""
        event.stop()
        event.prevent_default()
        if event.key in {"escape", "q"}:
            self.dismiss(None)
        elif event.key in {"down", "up", "j", "k", "tab", "shift+tab"}:
            by = 1 if event.key in {"down", "j", "tab"} else -1
            self._place = (self._place + by) % len(self._choices)
            self._show()
        elif event.key in {"enter", "space"}:
            self._choose(self._place)
        else:
            for place, choice in enumerate(self._choices):
                if choice.key and choice.key == event.character:
                    self._choose(place)
                    return

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked; a click beside the box leaves."""
        pane = self.query_one("#choices", LinePane)
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is pane:
            place = pane.paragraph_at(event)
            if place is not None:
                self._choose(place)

    def _choose(self, place: int) -> None:
        value = self._choices[place].value
        self.dismiss(self.NOTHING if value is None else value)
