"""The same text written another way gets the same suggestions, in offsets of its own."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from annotator.suggest.rules.attribution.grammar import load_grammar
from annotator.suggest.rules.attribution.tokens import tokenise
from annotator.suggest.rules.fold import fold
from annotator.suggest.rules.suggester import RuleSuggester
from annotator.text import document_from_text

Told = list[tuple[str, str, str]]
STRAIGHT = str.maketrans("“”’‘«»", '""\'\'""')
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
TEXTS = {
    "en": (
        "“The roads may stay shut,” said Ana Moxon, a doctor. According to the ministry, about 40 "
        "people were hurt. She added that nobody knew why. Experts believe that it was arson."
    ),
    "fr": (
        "« La route pourrait être fermée », a déclaré l’élue Hélène Béchu. Selon le ministère, "
        "près de 40 personnes ont été blessées. Elle a ajouté que l’été serait décisif."
    ),
    "zh": (
        "外交部发言人汪文斌表示，谈判可能会继续。据《人民日报》报道，约有四十人受伤。"
        "专家认为，这一结果显然出人意料。“我们会等待，”他说。"
    ),
}


def told(text: str, language: str) -> Told:
    document = document_from_text("t", text, language=language)
    suggestions = RuleSuggester().suggest(document)
    assert {s.mark.layer for s in suggestions} >= {"claim"}
    for suggestion in suggestions:
        mark = suggestion.mark
        assert 0 <= mark.start < mark.end <= len(text)
    return [(s.mark.layer, s.mark.label, document.quote(s.mark.span)) for s in suggestions]


def normal(suggestions: Told, change: Callable[[str], str]) -> Told:
    return [(layer, label, change(quote)) for layer, label, quote in suggestions]


def seed_texts(language: str) -> list[str]:
    return [seed.path.read_text("utf-8") for seed in seeds.load() if seed.language == language]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_decomposed_characters_change_nothing(language: str) -> None:
    for text in [TEXTS[language], *seed_texts(language)]:
        decomposed = unicodedata.normalize("NFD", text)
        composed = unicodedata.normalize("NFC", text)

        def nfc(quote: str) -> str:
            return unicodedata.normalize("NFC", quote)

        assert normal(told(decomposed, language), nfc) == told(composed, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_straight_quotation_marks_change_nothing(language: str) -> None:
    text = TEXTS[language]
    straight = text.translate(STRAIGHT)
    expected = normal(told(text, language), lambda quote: quote.translate(STRAIGHT))
    assert told(straight, language) == expected


def test_traditional_and_simplified_chinese_are_read_alike() -> None:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert

    def traditional(text: str) -> str:
        return "".join(new if len(new := convert(char)) == 1 else char for char in text)

    text = TEXTS["zh"]
    assert told(traditional(text), "zh") == normal(told(text, "zh"), traditional)


def test_half_width_punctuation_changes_nothing() -> None:
    text = TEXTS["zh"]

    def half(quote: str) -> str:
        return quote.translate(HALF_WIDTH)

    assert told(half(text), "zh") == normal(told(text, "zh"), half)


def test_pinyin_glued_into_chinese_hides_nothing() -> None:
    glued = TEXTS["zh"].replace("表", "表(biǎo)").replace("据", "據(jù)").replace("约", "約(yuē)")
    spans = {(layer, label) for layer, label, _ in told(glued, "zh") if layer != "integrity"}
    assert spans == {(layer, label) for layer, label, _ in told(TEXTS["zh"], "zh")}


def test_soft_hyphens_and_broken_words_hide_nothing() -> None:
    text = TEXTS["en"].replace("According", "Accor\u00adding").replace("believe", "be-\nlieve")
    expected = [(layer, label) for layer, label, _ in told(TEXTS["en"], "en")]
    assert [(layer, label) for layer, label, _ in told(text, "en")] == expected


@given(st.text(max_size=300))
def test_every_range_of_the_view_is_a_range_of_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.lower) == len(folded.text)
    last = 0
    for at in range(len(folded.text)):
        span = folded.original(at, at + 1)
        assert last <= span.start < span.end <= len(text)
        last = span.start
        assert folded.position(span.start) <= at


@given(st.text(max_size=200), st.integers(0, 20), st.sampled_from(["en", "fr"]))
def test_tokens_and_white_space_make_up_a_sentence(text: str, start: int, language: str) -> None:
    folded = fold(text)
    end = len(folded.text)
    start = min(start, end)
    tokens = tokenise(folded.text, folded.lower, start, end, load_grammar(language))
    places = list(zip(tokens.starts, tokens.ends, strict=True))
    assert [folded.text[a:b] for a, b in places] == tokens.words
    assert [folded.lower[a:b] for a, b in places] == tokens.lower
    edges = [start, *(edge for place in places for edge in place), end]
    assert edges == sorted(edges)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert not "".join(folded.text[a:b] for a, b in gaps).strip()


@given(st.text(alphabet="“”\"'.,:;!? \nsaid Ana selon 据表示说「」—-", max_size=400))
def test_any_text_is_read_without_harm(text: str) -> None:
    for language in ("en", "fr", "zh"):
        document = document_from_text("t", text or "x", language=language)
        suggestions = RuleSuggester().suggest(document)
        claims = [s.mark.sentence for s in suggestions if s.mark.layer == "claim"]
        assert claims == [sentence.index for sentence in document.sentences]
