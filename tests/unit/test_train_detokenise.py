"""Treebank text becomes text as people write it, and spans keep their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.train.detokenise import detokenise, rewrite

PLAIN = st.text(st.sampled_from(list("ab .,'\"()国说，。-")), max_size=40)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", 'He said , " no . " ( Then )', 'He said, "no." (Then)'),
        ("en", "It 's what they did n't say !", "It's what they didn't say!"),
        ("fr", "l' argent n' est pas là , dit-il .", "l'argent n'est pas là, dit-il."),
        ("fr", "« oui » : non ?", "« oui » : non ?"),
        ("zh", "国际 能源署 表示 ， 2011 年 增长 。", "国际能源署表示，2011年增长。"),
        ("zh", "Max hit Harry 表示 -LSB- 6 -RSB- 。", "Max hit Harry表示[6]。"),
    ],
)
def test_spaces_of_tokenisation_go(language, text, wanted):
    assert detokenise(text, language).text == wanted


def test_a_span_keeps_its_words():
    text = "罗致光 还 提到 ， 有 一些 工种"
    moved = detokenise(text, "zh")
    start = text.index("提到")
    left, right = moved.span(start, start + 2)
    assert moved.text[left:right] == "提到"


@given(text=PLAIN, language=st.sampled_from(["en", "fr", "zh"]), data=st.data())
def test_only_spaces_go_and_spans_keep_what_is_no_space(text, language, data):
    moved = detokenise(text, language)
    assert moved.text.replace(" ", "") == text.replace(" ", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = moved.span(start, end)
    assert moved.text[left:right].replace(" ", "") == text[start:end].replace(" ", "")


@given(text=st.text(max_size=30))
def test_no_edits_change_nothing(text):
    assert rewrite(text, []).text == text


def test_of_two_overlapping_edits_the_first_counts():
    assert rewrite("abcdef", [(1, 3, "X"), (2, 4, "Y")]).text == "aXdef"
