"""The line at the top: session, reviewer, mode, document, progress, and whether all is saved."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotator.tui.drawing.ink import Ink
from annotator.tui.drawing.wrapping import fit, one_line
from annotator.tui.widgets.inked import Inked

_BAR = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header says.

    Attributes:
        left: Session, reviewer and mode, where they are known.
        title: The document's title.
        language: Its language.
        place: Which document of how many.
        done: Sentences that wait for nothing more.
        total: Sentences in all.
        saved: Whether the latest decision is on disk; None before the first.
    """

    left: tuple[str, ...] = ()
    title: str = ""
    language: str = ""
    place: str = ""
    done: int = 0
    total: int = 0
    saved: bool | None = None


class ReviewHeader(Inked):
    """Draws a :class:`Heading` on one line, the title cut where the line is short."""

    def __init__(self, ink: Ink) -> None:
        """Make an empty header."""
        super().__init__(ink)
        self._heading = Heading()

    def show(self, heading: Heading) -> None:
        """Show a heading."""
        if heading != self._heading:
            self._heading = heading
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, base)
        heading, ink = self._heading, self.ink
        left = [(" Annotator ", ink.accent)] if width >= 100 or not heading.title else []
        said = " · ".join(one_line(word) for word in heading.left if word)
        right = _right(heading, ink)
        taken = sum(cell_len(words) for words, _ in (*left, *right)) + 2
        room = max(width - taken, 0)
        said = fit(said, max(room // 2, min(room, 12))) if heading.title else fit(said, room)
        language = f" ({heading.language})" if heading.language else ""
        title = fit(one_line(heading.title), max(room - cell_len(said) - cell_len(language) - 2, 0))
        middle = [(" " + said + "  ", ink.quiet), (title, ink.strong), (language, ink.quiet)]
        used = sum(cell_len(words) for words, _ in (*left, *middle, *right))
        middle.append((" " * max(width - used, 0), Style.null()))
        segments = [Segment(words, style) for words, style in (*left, *middle, *right)]
        return Strip(segments).adjust_cell_length(width, base).apply_style(base)


def _right(heading: Heading, ink: Ink) -> list[tuple[str, Style]]:
    parts: list[tuple[str, Style]] = []
    if heading.place:
        parts.append((f" {heading.place} ", ink.quiet))
    if heading.total:
        parts += [
            ("▕" + bar(heading.done, heading.total, _BAR) + "▏", ink.good),
            (f" {heading.done}/{heading.total} ", ink.strong),
        ]
    match heading.saved:
        case True:
            parts.append((" saved ✓ ", ink.good))
        case False:
            parts.append((" NOT SAVED ", ink.bad))
        case None:
            parts.append((" " * len(" saved ✓ "), Style.null()))
    return parts


def bar(done: int, total: int, width: int) -> str:
    """Return a progress bar; full only when all is done."""
    full = width * done // total if total else 0
    return "█" * full + "░" * (width - full)
