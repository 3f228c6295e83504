"""What is shown has the text's offsets and cannot act on a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotator.text import display_text


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\r\n\t\u202e\u200b\ud800\ue000")))
def test_same_offsets_and_nothing_unprintable(text: str) -> None:
    shown = display_text(text)
    assert len(shown) == len(text)
    for char in shown:
        assert char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs"
    for before, after in zip(text, shown, strict=True):
        if before.isprintable():
            assert after == before or before in "\u115f\u1160\u3164\uffa0\u2800\u034f"
        else:
            assert cell_len(after) <= max(1, cell_len(before))


def test_every_code_point_once() -> None:
    everything = "".join(map(chr, range(0x110000)))
    shown = display_text(everything)
    assert len(shown) == len(everything)
    kinds = {unicodedata.category(char) for char in shown}
    assert not kinds & {"Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert {char for char in shown if unicodedata.category(char) == "Cc"} == {"\n"}


def test_stand_ins_are_visible() -> None:
    assert display_text("\x1b[31m\x07\x00\x7f\r\n") == "␛[31m␇␀␡␍\n"
    assert display_text("a\tb\u202ec\u2066d\u200be\ufeff\u00ad") == "a b·c·d·e··"
    assert display_text("\u2028\u2029\x85\x9b") == "␤¶␤\ufffd"
    assert display_text("\ud800\ue000\U000e0041") == "\ufffd\ufffd·"


def test_text_without_harm_is_the_same() -> None:
    for text in ("[red]“été”[/] \u00a0», 國際。", "e\u0301", "one\ntwo", ""):
        assert display_text(text) == text
