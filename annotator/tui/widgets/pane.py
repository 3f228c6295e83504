"""A pane that scrolls by rows and repaints only the rows that changed.

Textual's own scroll views lay the whole screen out anew whenever their height changes, which here
is at every key. This one keeps its own place, draws its own scroll bar, and asks for no layout.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_WHEEL = 3
Drawn = tuple[tuple[Segment, ...], Style, str]
"""A row as it was drawn: its segments, the style under them, and its cell of the scroll bar."""


class Pane(Widget):
    """Subclasses say how many rows there are and draw one; :meth:`redraw` shows what changed.

    Attributes:
        top: The row at the upper edge.
    """

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        """Make an empty pane."""
        super().__init__(id=id)
        self.top = 0
        self._painted: list[Strip] = []
        self._known: dict[Drawn, Strip] = {}
        self._size_painted = (0, 0)

    def rows(self) -> int:
        """Return how many rows there are; subclasses override it."""
        return 0

    def draw(self, y: int, base: Style) -> tuple[list[Segment], Style]:
        """Return the segments of row ``y`` and the style under them; subclasses override it."""
        del y
        return [], base

    @property
    def room(self) -> int:
        """Cells of a row, without the scroll bar."""
        return max(self.content_size.width - 1, 0)

    def redraw(self) -> None:
        """Draw the rows in view, and have those that changed painted."""
        width, height = self.content_size.width, self.content_size.height
        self.top = min(max(self.top, 0), max(self.rows() - height, 0))
        base = self.rich_style
        bar_style = base + Style(color=self.styles.scrollbar_color.rich_color)
        known, self._known = self._known, {}
        resized = (width, height) != self._size_painted
        painted = []
        for y, sign in enumerate(self._bar(height)):
            segments, under = self.draw(y + self.top, base)
            drawn = (tuple(segments), under, sign)
            strip = None if resized else known.get(drawn)
            if strip is None:
                strip = _strip(drawn, width, bar_style)
            self._known[drawn] = strip
            painted.append(strip)
        old, self._painted = self._painted, painted
        if resized:
            self._size_painted = (width, height)
            self.refresh()
            return
        changed = [y for y in range(height) if painted[y] is not old[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def reveal(self, first: int, last: int, above: int = 0, below: int = 0) -> None:
        """Scroll so that rows ``first`` to ``last`` are in view, with more around where it fits."""
        height = self.content_size.height
        spare = max(height - (last - first), 0)
        above, below = min(above, spare // 2), min(below, spare // 2)
        lowest = last + below - height
        self.top = min(max(self.top, lowest), first - above) if spare else first
        self.top = min(max(self.top, 0), max(self.rows() - height, 0))

    def roll(self, by: int) -> None:
        """Scroll by rows."""
        self.top += by
        self.redraw()

    def _bar(self, height: int) -> list[str]:
        """Return the cells of the scroll bar; blank where everything is in view."""
        rows = self.rows()
        if rows <= height or not height:
            return [" "] * height
        size = max(height * height // rows, 1)
        start = (height - size) * self.top // max(rows - height, 1)
        return ["▐" if start <= y < start + size else " " for y in range(height)]

    def render_line(self, y: int) -> Strip:
        """Hand out a row that was drawn."""
        if y < len(self._painted):
            return self._painted[y]
        return Strip.blank(self.content_size.width, self.rich_style)

    def place_of(self, event: events.MouseEvent) -> int | None:
        """Return the row under the mouse."""
        offset = event.get_content_offset(self)
        return None if offset is None else offset.y + self.top

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.roll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.roll(-_WHEEL)


def _strip(drawn: Drawn, width: int, bar: Style) -> Strip:
    """Make a row of exactly ``width`` cells, the last one for the scroll bar."""
    segments, under, sign = drawn
    styled = [Segment(s.text, under + s.style if s.style else under) for s in segments if s.text]
    room = max(width - 1, 0)
    return Strip([*Strip(styled).adjust_cell_length(room, under), Segment(sign, bar)], width)
