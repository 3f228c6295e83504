"""Wrapping, laying out and painting keep every character and every offset."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from annotator.text import document_from_text
from annotator.tui.drawing.page import Page
from annotator.tui.drawing.painting import Patch, Sign, levels, paint, underline
from annotator.tui.drawing.wrapping import columns, fit, one_line, padded, wrap
from annotator.tui.widgets.key_bar import Hint, arranged

texts = st.text(
    st.sampled_from("ab cd,.。，（）據了解jù é\u0301🙂—“”") | st.characters(codec="utf-8"),
    max_size=120,
).map(one_line)
widths = st.integers(2, 40)


@given(texts, widths, st.integers(0, 6))
@example("⺀000", 4, 2)
@example("0 0000", 5, 3)
def test_lines_give_the_text_back_and_fit(text: str, width: int, hang: int) -> None:
    lines = wrap(text, 0, len(text), width, hang)
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(lines))
    for number, (start, end) in enumerate(lines):
        room = max(width - hang, 2) if number else width
        assert sum(columns(text, start, end)[-1:]) - text[start:end].count(" ") <= room
        assert cell_len(text[start:end].rstrip(" ")) <= room


def test_lines_break_where_a_reader_would() -> None:
    text = "the harbour (said) 據了解，此事屬實。"
    lines = [text[a:b].strip() for a, b in wrap(text, 0, len(text), 12)]
    assert lines == ["the harbour", "(said) 據了", "解，此事屬", "實。"]


@given(st.lists(texts, max_size=6), widths)
def test_every_row_of_a_page_is_found_again(pieces: list[str], width: int) -> None:
    document = document_from_text("p.txt", "\n\n".join(pieces), language="en")
    page = Page(document, width)
    if not document.sentences:
        assert page.row(0) is None
        return
    for sentence in (0, len(document.sentences) - 1):
        page.unfold(sentence, [n % 3 for n in range(len(page.lines(sentence)))])
        rows = [page.row(y) for y in range(page.height)]
        assert None not in rows
        assert page.row(page.height) is None
        for one in document.sentences:
            first, last = page.rows_of(one.index)
            own = [row for row in rows[first:last] if row]
            assert {row.sentence for row in own} == {one.index}
            shown = "".join(page.text[r.start : r.end] for r in own if r.level == 0)
            assert shown == page.text[one.start : one.end]


@given(texts, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6))
def test_painting_keeps_the_text(text: str, places: list[tuple[int, int]]) -> None:
    patches = [Patch(min(p), max(p), Style(bold=True)) for p in places]
    assert "".join(s.text for s in paint(text, 0, len(text), patches)) == text


@given(texts, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6), widths)
def test_signs_stand_under_their_words(
    text: str, places: list[tuple[int, int]], width: int
) -> None:
    signs = [Sign(min(p), max(p), "h", "~", Style()) for p in places]
    lines = wrap(text, 0, len(text), width)
    for (start, end), rows in zip(lines, levels(signs, lines, 9), strict=True):
        at = columns(text, start, end)
        covered = {
            cell
            for sign in signs
            for cell in range(
                at[min(max(sign.start, start), end) - start],
                at[min(max(sign.end, start), end) - start],
            )
            if sign.start < end and sign.end > start
        }
        drawn: set[int] = set()
        for level in range(1, rows + 1):
            row = "".join(s.text for s in underline(text, start, end, signs, level))
            drawn |= {cell for cell, sign in enumerate(row) if sign != " "}
        assert drawn == covered


@given(texts, st.integers(0, 30))
def test_fitting_and_padding(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= max(width, 0) or not text
    assert cell_len(padded(text, width)) == width


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1), st.integers(14, 80))
def test_the_key_bar_never_overflows_and_keeps_its_last_entry(words: list[str], width: int) -> None:
    hints = [Hint("k", word, "k") for word in words]
    lines = arranged(hints, width, 2)
    assert len(lines) <= 2
    assert all(sum(len(h.words) + 4 for h in line) <= width for line in lines)
    assert lines[-1][-1] is hints[-1]
