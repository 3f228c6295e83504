"""A pane of lines of styled text, wrapped to its width and drawn only where they are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.content import Content

from annotator.review import Command
from annotator.tui.drawing.wrapping import wrap
from annotator.tui.widgets.asked import Asked
from annotator.tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text that is wrapped as one.

    Attributes:
        text: What it says; safe to show.
        indent: Cells that all lines but the first begin with.
        commands: What a click on it asks for.
        focused: Whether it is the line in hand.
    """

    text: Text
    indent: int = 0
    commands: tuple[Command, ...] = ()
    focused: bool = False


def clickable(words: str, commands: tuple[Command, ...], style: Style) -> tuple[str, Style]:
    """Return words of a paragraph that ask for something when they are clicked."""
    return words, style + Style(meta={"asks": commands})


class LinePane(Pane):
    """Shows paragraphs; subclasses say which."""

    def __init__(self, row: Style, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty pane that draws the line in hand over ``row``."""
        super().__init__(id=id)
        self._row = row
        self._title = ""
        self._paragraphs: Sequence[Paragraph] = ()
        self._lines: list[tuple[list[Segment], Paragraph]] = []

    def entitle(self, title: str) -> None:
        """Set the words in the upper border; they are no markup."""
        if title != self._title:
            self._title = title
            self.border_title = Content(title)

    def fill(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs, the focused one in view."""
        if paragraphs != self._paragraphs:
            self._paragraphs = paragraphs
            self.top = 0
            self._wrap()

    def restyle(self, row: Style) -> None:
        """Draw the line in hand over another style."""
        self._row = row
        self._paragraphs = ()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._wrap()

    def rows(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def draw(self, y: int, base: Style) -> tuple[list[Segment], Style]:
        """Return one line."""
        if y >= len(self._lines):
            return [], base
        segments, paragraph = self._lines[y]
        return segments, base + self._row if paragraph.focused else base

    def _wrap(self) -> None:
        self._lines = []
        focused: tuple[int, int] | None = None
        for paragraph in self._paragraphs:
            first = len(self._lines)
            self._lines += [(line, paragraph) for line in self._wrapped(paragraph, self.room)]
            if paragraph.focused:
                focused = (first, len(self._lines))
        if focused is not None:
            self.reveal(*focused)
        self.redraw()

    def _wrapped(self, paragraph: Paragraph, width: int) -> list[list[Segment]]:
        text, console = paragraph.text, self.app.console
        spans = wrap(text.plain, 0, len(text.plain), width, paragraph.indent)
        lines: list[list[Segment]] = []
        for part in text.divide([start for start, _ in spans[1:]]) if len(spans) > 1 else [text]:
            piece = [one for one in part.render(console) if one.text not in {"", "\n"}]
            if isinstance(text.style, Style):  # Rich leaves it to the console to apply
                piece = list(Segment.apply_style(piece, text.style))
            indent = " " * paragraph.indent if lines else ""
            lines.append([Segment(indent), *piece] if indent else piece)
        return lines

    def paragraph_at(self, event: events.MouseEvent) -> int | None:
        """Return which paragraph is under the mouse."""
        place = self.place_of(event)
        if place is None or place >= len(self._lines):
            return None
        paragraph = self._lines[place][1]
        return next(n for n, one in enumerate(self._paragraphs) if one is paragraph)

    def on_click(self, event: events.Click) -> None:
        """Ask for what was clicked."""
        commands = event.style.meta.get("asks", ())
        place = self.paragraph_at(event)
        if not commands and place is not None:
            commands = self._paragraphs[place].commands
        if commands:
            self.post_message(Asked(commands))
