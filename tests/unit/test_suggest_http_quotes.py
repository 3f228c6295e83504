"""Quoted words are found where they stand, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.server.quotes import Passage

LETTERS = st.text(alphabet="ab é—“”\"' \n\u00a0\u200b中文𝒳.", max_size=40)


def found(text: str, quote: str, offset: int = 0) -> list[str]:
    return [text[s.start - offset : s.end - offset] for s in Passage.of(text, offset).find(quote)]


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("the mayor may come in May", "may", ["may"]),
        ("may, may not", "may", ["may", "may"]),
        ("he said “it’s over”", '"it\'s over"', ["“it’s over”"]),
        ("he said «\u00a0fini\u00a0»", "« fini »", ["«\u00a0fini\u00a0»"]),
        ("a\n  long\tway", "long way", ["long\tway"]),
        ("2019–2020", "2019-2020", ["2019–2020"]),
        ("zero\u200bwidth", "zerowidth", ["zero\u200bwidth"]),
        ("國(guó)際 的", "(guó)", ["(guó)"]),
        ("據中國觀察家說", "觀察家", ["觀察家"]),
        ("cafÃ© is", "Ã©", ["Ã©"]),
        ("𝒳 may 𝒳", " may ", ["may"]),
        ("may", "might", []),
        ("may", "", []),
        ("may", " \n", []),
        ("may", "may may", []),
        ("", "may", []),
    ],
)
def test_words_are_found(text: str, quote: str, words: list[str]) -> None:
    assert found(text, quote) == words
    assert found(text, quote, offset=7) == words


@given(LETTERS, LETTERS)
def test_what_is_found_is_the_quotation(text: str, quote: str) -> None:
    spans = list(Passage.of(text).find(quote))
    plain = Passage.of(quote.strip()).plain
    for span in spans:
        words = text[span.start : span.end]
        assert words == quote.strip() or Passage.of(words).plain == plain
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text(alphabet="中文，。“” \n", min_size=1, max_size=30), st.data())
def test_any_part_of_chinese_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert bool(found(text, part)) == bool(part.strip())
