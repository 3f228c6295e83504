"""Quotations: which parts of a text stand between quotation marks, across sentences too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotator.suggest.rules.view import Range, View

_LONGEST = 4000
"""Characters after which an opened quotation is taken to have been closed without a mark."""


def quoted_ranges(view: View, start: int, end: int) -> list[Range]:
    """Return the quoted parts of ``[start, end)`` of the folded text, marks included.

    A mark without its partner opens or closes at the edge of the range.
    """
    text = view.folded.text
    ranges: list[Range] = []
    opened: int | None = None
    for at in _marks(view, start, end):
        mark = text[at]
        opens = mark == "“" or (mark == '"' and opened is None and _may_open(text, at, start))
        if opens:
            opened = at if opened is None else opened
        elif opened is not None:
            ranges.append((opened, at + 1))
            opened = None
        elif not ranges:
            ranges.append((start, at + 1))
    if opened is not None:
        ranges.append((opened, end))
    return ranges


def _marks(view: View, start: int, end: int) -> Sequence[int]:
    """Return where quotation marks stand in ``[start, end)``."""
    first = bisect_left(view.marks, start)
    return view.marks[first : bisect_left(view.marks, end, first)]


def _may_open(text: str, at: int, start: int) -> bool:
    return at == start or not text[at - 1].isalnum()


def open_quotations(view: View) -> list[bool]:
    """Tell for each sentence whether it starts inside a quotation opened in an earlier one."""
    text = view.folded.text
    inside: list[bool] = []
    opened: int | None = None
    for clause in view.clauses:
        if opened is not None and clause.start - opened > _LONGEST:
            opened = None
        inside.append(opened is not None)
        for at in _marks(view, clause.start, clause.end):
            mark = text[at]
            if mark == "“" or (
                mark == '"' and opened is None and _may_open(text, at, clause.start)
            ):
                opened = at
            else:
                opened = None
    return inside
