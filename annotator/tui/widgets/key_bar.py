"""The lines at the bottom: the keys that do something now; a click on one presses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from annotator.tui.drawing.ink import Ink
from annotator.tui.widgets.asked import Pressed
from annotator.tui.widgets.inked import Inked


@dataclass(frozen=True, slots=True)
class Hint:
    """One entry of the bar: a sign for the key, what it does, and the key that a click presses."""

    sign: str
    words: str
    key: str


class KeyBar(Inked):
    """Shows as many hints as its lines hold, the last one (help) always."""

    def __init__(self, ink: Ink) -> None:
        """Make an empty bar."""
        super().__init__(ink)
        self._hints: tuple[Hint, ...] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the bar."""
        width, base = self.size.width, self.rich_style
        lines = arranged(self._hints, width, self.size.height)
        segments: list[Segment] = []
        for hint in lines[y] if y < len(lines) else []:
            pressed = Style(meta={"presses": hint.key})
            segments.append(Segment(f" {hint.sign}", self.ink.accent + pressed))
            segments.append(Segment(f" {hint.words} ", pressed))
        return Strip(segments).adjust_cell_length(width, base).apply_style(base)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("presses")
        if key:
            self.post_message(Pressed(key))


def arranged(hints: Sequence[Hint], width: int, height: int) -> list[list[Hint]]:
    """Share out hints among lines; where there is no room for all, the last one stays."""
    if not hints:
        return []
    lines: list[list[Hint]] = [[]]
    used = 0
    last = hints[-1]
    for place, hint in enumerate(hints):
        size = _size(hint)
        at_end = len(lines) == height
        reserve = _size(last) if at_end and place < len(hints) - 1 else 0
        if used + size + reserve > width and not at_end:
            lines.append([])
            used = 0
            at_end = len(lines) == height
            reserve = _size(last) if at_end and place < len(hints) - 1 else 0
        if used + size + reserve > width:
            continue
        lines[-1].append(hint)
        used += size
    return lines


def _size(hint: Hint) -> int:
    return cell_len(hint.sign) + cell_len(hint.words) + 3
