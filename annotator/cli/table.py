"""A table for a terminal: aligned in cells, folded to the width, without trailing space."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from annotator.cli.wrapping import wrap

GAP = 2
NARROWEST = 8


def print_table(
    console: Console,
    head: Sequence[str],
    rows: Sequence[Sequence[Text]],
    right: frozenset[int] = frozenset(),
) -> None:
    """Print a table; columns that are too wide for the console are folded.

    Args:
        console: Where to print.
        head: The columns' names.
        rows: Cells without line breaks.
        right: Columns set to the right, which are never folded.
    """
    widths = _fitted(head, rows, console.width, right)
    lines = [
        *_folded([Text(name, style="bold") for name in head], widths, right),
        Text((" " * GAP).join("─" * width for width in widths), style="dim"),
    ]
    for row in rows:
        lines += _folded(row, widths, right)
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)


def _fitted(
    head: Sequence[str], rows: Sequence[Sequence[Text]], width: int, right: frozenset[int]
) -> list[int]:
    """Return the columns' widths: natural ones, the widest narrowed until the table fits."""
    widths = [
        max([cell_len(name), *(cell_len(row[column].plain) for row in rows)])
        for column, name in enumerate(head)
    ]
    while sum(widths) + GAP * (len(widths) - 1) > width:
        elastic = [c for c in range(len(widths)) if c not in right and widths[c] > NARROWEST]
        if not elastic:
            break
        widths[max(elastic, key=lambda column: widths[column])] -= 1
    return widths


def _folded(row: Sequence[Text], widths: Sequence[int], right: frozenset[int]) -> list[Text]:
    """Return the lines that one row takes."""
    columns = [
        [cell[start:end] for start, end in wrap(cell.plain, width)]
        for cell, width in zip(row, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*columns, fillvalue=Text()):
        line = Text()
        for column, part in enumerate(parts):
            space = " " * max(0, widths[column] - cell_len(part.plain))
            line.append_text(Text(space) + part if column in right else part + Text(space))
            line.append(" " * GAP)
        lines.append(line)
    return lines
