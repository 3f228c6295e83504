"""The margin of the document pane: where one is, what is decided, which layers have marks."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from annotator.review import Item, Status
from annotator.tui.drawing.ink import Ink, Signs

NARROW = 80
"""Cells of the pane under which the margin leaves out the spaces between its signs."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Draws the margin of a document of ``sentences`` sentences.

    A capital stands for a mark that was decided, a small letter for one that is only proposed.
    """

    signs: Signs
    sentences: int
    spaced: bool

    @property
    def width(self) -> int:
        """Cells of the margin, the space before the text included."""
        return 2 + self._digits + 3 + self.signs.width * (2 if self.spaced else 1) + 1

    @property
    def _digits(self) -> int:
        return max(len(str(self.sentences)), 2)

    def draw(
        self, sentence: int, items: list[Item], ink: Ink, *, focused: bool, waits: bool
    ) -> list[Segment]:
        """Return the margin beside a sentence's first line."""
        number = f"{sentence + 1:>{self._digits}}"
        segments = [
            Segment("▶ " if focused else "  ", ink.accent),
            Segment(number, ink.strong if focused else ink.quiet),
            Segment("  " if waits else " ✓", ink.good),
            Segment(" "),
        ]
        space = " " if self.spaced else ""
        for letter, style in self._columns(items, ink):
            segments.append(Segment(letter + space, style))
        segments.append(Segment(" "))
        return segments

    def _columns(self, items: list[Item], ink: Ink) -> list[tuple[str, Style]]:
        """Return the sign of each column: what is decided goes before what is proposed."""
        found: list[tuple[str, Style]] = [("·", ink.quiet)] * self.signs.width
        ranked = sorted(items, key=lambda item: item.stands)
        for item in ranked:
            mark = item.mark
            if item.status is Status.REJECTED or mark.layer not in self.signs.columns:
                continue
            letter = self.signs.letters[mark.layer, mark.label]
            kind = self.signs.kinds.get(mark.layer)
            if kind is None:
                style = ink.labels[self.signs.places[mark.layer, mark.label]]
            else:
                style = ink.lines[kind]
            letter = letter.upper() if item.stands else letter.lower()
            weight = Style(bold=item.stands)
            found[self.signs.columns[mark.layer]] = (letter, style + weight)
        return found
