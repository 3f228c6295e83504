"""Word pieces keep exact offsets in every script."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tiny_encoder import tiny_tokenizer

from annotator.suggest.model.encoder import SHIPPED
from annotator.suggest.model.pieces import cut, load_tokenizer

TEXTS = st.text(
    st.sampled_from(list("ab é\u0301 说可能。\u3000\t😀👍🏽\u200d\ufe0f𠀀ﬁ…“”x\u0000\u202e")),
    max_size=40,
)


@pytest.fixture(scope="module")
def tokenizers():
    return [tiny_tokenizer(), load_tokenizer(SHIPPED / "tokenizer.json")]


@example(text="a\ufe0f\t")
@given(text=TEXTS | st.text(max_size=60))
def test_offsets_stay_inside_the_text_and_go_forward(tokenizers, text):
    for tokenizer in tokenizers:
        [pieces] = cut(tokenizer, [text])
        assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends) == len(pieces.heads)
        before = 0
        for start, end in zip(pieces.starts, pieces.ends, strict=True):
            assert before <= start <= end <= len(text) or start == end
            if start < end:
                before = start
                assert not text[start].isspace()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He may.", "may"),
        ("L'e\u0301te\u0301 peut finir", "e\u0301te\u0301"),
        ("😀👍🏽 may 𠀀", "may"),
        ("他说可能𠀀", "可能"),
        ("a\u00a0may\u3000b", "may"),
        ("ﬁn may ﬁn", "may"),
    ],
)
def test_a_word_is_covered_exactly_whatever_stands_before_it(text, word):
    [pieces] = cut(load_tokenizer(SHIPPED / "tokenizer.json"), [text])
    start = text.index(word)
    inside = [
        (s, e)
        for s, e in zip(pieces.starts, pieces.ends, strict=True)
        if s < e and s >= start and e <= start + len(word)
    ]
    assert inside[0][0] == start
    assert inside[-1][1] == start + len(word)


def test_a_bare_word_mark_covers_nothing():
    [pieces] = cut(load_tokenizer(SHIPPED / "tokenizer.json"), ["上海 是 好"])
    covered = [(s, e) for s, e in zip(pieces.starts, pieces.ends, strict=True) if s < e]
    assert covered == [(0, 2), (3, 4), (5, 6)]
