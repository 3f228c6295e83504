"""Print rows: a table for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from annotator.cli.options import Format
from annotator.exchange.jsonl import escaped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, Any]


def line_of(row: Row) -> str:
    """Return a row as one line of JSON that does no harm in a terminal."""
    return escaped(json.dumps(row, ensure_ascii=False))


def console() -> Console:
    """Return the console of standard output, which honours NO_COLOR, COLUMNS and pipes."""
    from rich.console import Console

    class Output(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the application: a reader who has seen enough is no failure."""
            raise BrokenPipeError

    return Output(highlight=False, markup=False, emoji=False, soft_wrap=False)


def speak_utf8() -> None:
    """Write standard output as UTF-8, whatever the locale: it is data."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def print_rows(rows: Iterable[Row], form: Format, columns: Sequence[str] = ()) -> None:
    """Print rows as they come.

    Args:
        rows: The rows; all have the same keys.
        form: How to print them.
        columns: The keys that a table shows, in this order; all keys where empty.
    """
    if form is Format.TABLE:
        _print_table(list(rows), columns)
        return
    speak_utf8()
    if form is Format.JSONL:
        for row in rows:
            print(line_of(row))
    else:
        print(escaped(json.dumps(list(rows), ensure_ascii=False, indent=2)))


def _print_table(rows: list[Row], columns: Sequence[str]) -> None:
    from annotator.cli.table import print_table

    if not rows:
        return
    keys = columns or tuple(rows[0])
    numbers = (at for at, k in enumerate(keys) if all(type(row[k]) in {int, float} for row in rows))
    cells = [[_cell(row[key]) for key in keys] for row in rows]
    print_table(console(), keys, cells, frozenset(numbers))


def _cell(value: object) -> Text:
    from rich.text import Text

    from annotator.cli.reading import flat

    if isinstance(value, bool):
        value = "yes" if value else "no"
    return Text(flat("" if value is None else str(value)))
