"""Lines are broken by terminal cells and never lose a character that can be seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotator.cli.wrapping import wrap

texts = st.text(alphabet=st.sampled_from("ab -.,，。“”「」柬埔寨é e\u0301😀"), max_size=80)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(texts, st.integers(2, 30))
def test_no_line_is_wider_and_only_space_is_left_out(text: str, width: int) -> None:
    ranges = list(wrap(text, width))
    assert all(cell_len(text[start:end]) <= width for start, end in ranges)
    kept = {at for start, end in ranges for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in kept)
    assert [start for start, _ in ranges] == sorted({start for start, _ in ranges})


def test_words_stay_whole() -> None:
    assert lines("the  quick brown fox", 10) == ["the  quick", "brown fox"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert lines("abcdefgh ij", 4) == ["abcd", "efgh", "ij"]


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    assert lines("柬埔寨政府，打擊", 10) == ["柬埔寨政", "府，打擊"]


def test_an_opening_quotation_mark_does_not_end_a_line() -> None:
    assert lines("柬埔寨“政府”", 8) == ["柬埔寨", "“政府”"]


def test_a_combining_accent_stays_with_its_letter() -> None:
    assert lines("aae\u0301bb", 3) == ["aae\u0301", "bb"]
