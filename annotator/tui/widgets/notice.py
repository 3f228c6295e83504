"""One line that says what the reviewer should know about the last key."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from annotator.tui.drawing.ink import Ink
from annotator.tui.drawing.wrapping import fit, one_line
from annotator.tui.widgets.inked import Inked


class Notice(Inked):
    """Shows a message until the next key."""

    def __init__(self, ink: Ink) -> None:
        """Make an empty line."""
        super().__init__(ink)
        self.words = ""
        self._failed = False

    def show(self, words: str, *, failed: bool = False) -> None:
        """Show a message; one of failure stands out."""
        if (words, failed) != (self.words, self._failed):
            self.words, self._failed = words, failed
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.rich_style
        if y or not self.words:
            return Strip.blank(width, base)
        style = self.ink.bad if self._failed else self.ink.accent
        words = fit(one_line(self.words), max(width - 4, 0))
        segments = [Segment(" ! " if self._failed else " › ", style), Segment(words, style)]
        return Strip(segments).adjust_cell_length(width, base).apply_style(base)
