"""Offsets are exact in every script, also where an input is read in windows."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_encoder import make_encoder

from annotator.suggest.model.encoder import SHIPPED, Encoder
from annotator.suggest.model.pieces import cut, load_tokenizer
from annotator.suggest.model.spans import words
from annotator.suggest.model.windows import WINDOW, windows

SCRIPTS = (
    "maybe", "l'été", "l'e\u0301te\u0301", "œuvre", "Straße", "ﬁnal", "может", "ίσως", "ربما",
    "أَكِيد", "אולי", "शायद", "किताबें", "হয়তো", "ஒருவேளை", "บางที", "이것은", "\u1112\u1161\u11ab",
    "可能", "𠀀𪜀", "据报道", "たぶん", "ﾀﾌﾞﾝ", "👩🏽\u200d🚀", "❤\ufe0f", "①②", "Ⅳ",
    "x\u0323\u0307y",
)  # fmt: skip
TEXTS = st.builds(
    lambda chosen, gap, times: gap.join(chosen * times),
    st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=12),
    st.sampled_from([" ", "\u3000", "\u00a0", "  ", "\t"]),
    st.integers(1, 40),
)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(SHIPPED / "tokenizer.json")


@settings(deadline=None, max_examples=60)
@given(text=TEXTS)
def test_words_of_every_script_begin_and_end_where_they_stand(tokenizer, text):
    [pieces] = cut(tokenizer, [text])
    groups = words(pieces, text)
    covered = [(pieces.starts[group[0]], pieces.ends[group[-1]]) for group in groups]
    before = 0
    for start, end in covered:
        assert before <= start < end <= len(text)
        assert not text[before:start].strip()  # nothing between two words is left out
        assert not any(character.isspace() for character in text[start:end])
        assert start == before or not unicodedata.category(text[start]).startswith("M")
        before = end
    assert not text[before:].strip()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    folder: Path = tmp_path_factory.mktemp("tiny")
    return Encoder.load(make_encoder(folder), threads=2)


@settings(deadline=None, max_examples=15)
@given(chosen=st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=8), times=st.integers(30, 90))
def test_each_piece_of_a_long_text_has_the_score_of_its_own_window(tiny, chosen, times):
    text = " ".join(chosen * times)
    [scored] = tiny.score([text])
    ids = scored.pieces.ids
    ranges = windows(len(ids))
    assert (len(ranges) > 1) == (len(ids) > WINDOW)
    outputs = list(tiny.network.run([ids[start:end] for start, end in ranges]))
    for at in range(0, len(ids), 7):
        seen = [
            (min(at - start if start else len(ids), end - 1 - at if end < len(ids) else len(ids)),
             -number, logits[1 + at - start, :4])
            for number, ((start, end), (logits, _)) in enumerate(zip(ranges, outputs, strict=True))
            if start <= at < end
        ]  # fmt: skip
        expected = max(seen, key=lambda one: one[:2])[2]
        assert np.array_equal(scored.tokens[at], expected)
    for span in tiny.predict([text])[0].spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()


def test_the_same_text_has_the_same_scores_in_any_company(tiny):
    alone = {text: tiny.score([text])[0] for text in SCRIPTS}
    for text, scored in zip(SCRIPTS, tiny.score(SCRIPTS), strict=True):
        assert np.array_equal(scored.tokens, alone[text].tokens)
        assert np.array_equal(scored.sentence, alone[text].sentence)
