"""A document laid out in rows: which row shows which characters of which sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from annotator.tui.drawing.wrapping import one_line, wrap
from rubric import Document


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page.

    Attributes:
        sentence: Index of its sentence.
        start: First character shown.
        end: One past the last character shown.
        part: Which line of the sentence it is, from 0.
        level: 0 for the text; from 1 for the rows of signs under it; -1 for an empty row.
    """

    sentence: int
    start: int
    end: int
    part: int = 0
    level: int = 0


class Page:
    """The rows of a document at one width; one sentence may be unfolded to show its marks.

    Attributes:
        text: The document's text made safe to show, as long as the original.
        width: Cells that the lines are wrapped to.
    """

    def __init__(self, document: Document, width: int) -> None:
        """Lay out ``document`` for text ``width`` cells wide; done once for each width."""
        self.width = width
        self.text = one_line(document.text)
        self._lines: list[list[tuple[int, int]]] = []
        self._first: list[int] = []
        row, before = 0, 0
        for sentence in document.sentences:
            gap = document.text.count("\n", before, sentence.start)
            row += 1 if gap and self._first else 0
            self._first.append(row)
            lines = wrap(self.text, sentence.start, sentence.end, width)
            self._lines.append(lines)
            row += len(lines)
            before = sentence.end
        self._folded = row
        self._unfolded: tuple[int, list[Row]] = (-1, [])

    @property
    def height(self) -> int:
        """Rows in all, those of the unfolded sentence included."""
        return self._folded + self._surplus

    @property
    def _surplus(self) -> int:
        sentence, rows = self._unfolded
        return len(rows) - len(self._lines[sentence]) if rows else 0

    def unfold(self, sentence: int, levels: list[int]) -> None:
        """Give ``levels[n]`` rows of signs to line ``n`` of one sentence, none to all others."""
        rows: list[Row] = []
        if self._lines:
            for part, (start, end) in enumerate(self._lines[sentence]):
                rows += [Row(sentence, start, end, part, n) for n in range(levels[part] + 1)]
        self._unfolded = (sentence, rows)

    def lines(self, sentence: int) -> list[tuple[int, int]]:
        """Return the ranges of a sentence's lines."""
        return self._lines[sentence]

    def rows_of(self, sentence: int) -> tuple[int, int]:
        """Return the first row of a sentence and one past its last."""
        top, rows = self._unfolded
        first = self._first[sentence] + (self._surplus if sentence > top >= 0 else 0)
        return first, first + (len(rows) if sentence == top else len(self._lines[sentence]))

    def row(self, y: int) -> Row | None:
        """Return the row at ``y``; None below the last."""
        if not self._first or not 0 <= y < self.height:
            return None
        top, rows = self._unfolded
        if rows:
            place = y - self._first[top]
            if 0 <= place < len(rows):
                return rows[place]
            if place >= len(rows):
                y -= self._surplus
        sentence = bisect_right(self._first, y) - 1
        part = y - self._first[sentence]
        lines = self._lines[sentence]
        if part >= len(lines):
            return Row(sentence, lines[-1][1], lines[-1][1], part, -1)
        return Row(sentence, *lines[part], part)
