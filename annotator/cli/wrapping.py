"""Break text into lines by terminal cells, keeping track of code points."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len


def widths(text: str) -> list[int]:
    """Return how many cells each code point takes: 0, 1 or 2."""
    return [cell_len(character) for character in text]


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break ``text`` into lines of at most ``width`` cells.

    Lines break after white space or beside a wide character, and inside a word only where it is
    wider than a line. White space at the end of a line is left out of it.

    Args:
        text: One paragraph without line breaks.
        width: Cells in a line, at least 2.

    Yields:
        The half-open range of code points of each line.
    """
    cells = widths(text)
    start, length = _skip_space(text, 0), len(text)
    while start < length:
        end, used, opportunity = start, 0, start
        while end < length and used + cells[end] <= width:
            used += cells[end]
            end += 1
            if end < length and _may_break(text, cells, end):
                opportunity = end
        if end < length and not _may_break(text, cells, end):
            end = opportunity if opportunity > start else max(end, start + 1)
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = _skip_space(text, end)


_NOT_FIRST = frozenset("、。，．・：；？！”’）」』】》〉…,.:;?!)]}»%")
_NOT_LAST = frozenset("“‘（「『【《〈([{«")


def _may_break(text: str, cells: list[int], at: int) -> bool:
    """Tell whether a line may end before ``text[at]``."""
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if cells[at] == 0 or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return cells[at] == 2 or cells[at - 1] == 2


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
