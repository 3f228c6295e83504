"""Tables fit the terminal, keep every character and leave no trailing space."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from annotator.cli.table import print_table

words = st.text(alphabet="ab 柬埔寨，é", max_size=60)


def printed(head: list[str], rows: list[list[str]], width: int, right: set[int]) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False)
    cells = [[Text(cell) for cell in row] for row in rows]
    print_table(console, head, cells, frozenset(right))
    return out.getvalue().splitlines()


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5), st.integers(40, 90))
def test_a_table_fits_and_loses_nothing(rows: list[tuple[str, str]], width: int) -> None:
    lines = printed(["who", "what"], [list(row) for row in rows], width, set())
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    seen = sorted("".join("".join(lines[2:]).split()))
    assert seen == sorted("".join("".join(cell for row in rows for cell in row).split()))


def test_numbers_stand_to_the_right_and_words_fold() -> None:
    lines = printed(["name", "n"], [["one two three", "5"], ["四五六七八", "10"]], 13, {1})
    assert lines == [
        "name        n",
        "─────────  ──",
        "one two     5",
        "three",
        "四五六七   10",
        "八",
    ]
