"""Sentences: exact offsets on any text, right ends on known hard cases, linear time."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

import seeds
from annotator.text import LANGUAGES, read, segment

HARD_CHARACTERS = (
    " \n\r\t\x0b\x0c\x1c\x85\u2028\u2029\u3000\u00a0\u202f\u200b\ufeff\ud800"
    ".!?。！？…,;:、；：-–—*•#\"'“”‘’«»「」『』()（）[]【】《》/"
    "aAéÉßiI1 9九国一二e\u0301😀\U00020000"
)
fragments = st.sampled_from(
    [
        "M. ",
        "No. 5",
        "U.S. ",
        "etc. ",
        "p. ex. ",
        "J.-P. ",
        "https://a.b/c",
        "Photo: ",
        "图：",
        "1. ",
        "。”",
        "？」",
    ]
)
texts = st.lists(st.text() | st.text(HARD_CHARACTERS) | fragments, max_size=30).map("".join)


def spans(text: str, language: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in segment(text, language)]


def quotes(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, language)]


@given(texts, st.sampled_from(LANGUAGES))
def test_sentences_and_gaps_give_the_text_back(text: str, language: str) -> None:
    sentences = segment(text, language)
    end = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert end <= sentence.start < sentence.end <= len(text)
        gap, quote = text[end : sentence.start], text[sentence.start : sentence.end]
        assert not gap or gap.isspace()
        assert quote == quote.strip()
        end = sentence.end
    assert not text[end:].strip()


@given(texts, st.sampled_from(LANGUAGES))
def test_segmenting_is_deterministic_and_local_to_paragraphs(text: str, language: str) -> None:
    assert segment(text, language) == segment(text, language)
    shifted = segment("\n\n" + text, language)
    assert [(s.start - 2, s.end - 2) for s in shifted] == [
        (s.start, s.end) for s in segment(text, language)
    ]


ENGLISH = [
    "The U.S. Army said No. 5 was hit.|It cost $3.5 million.",
    "He lives in the U.S.|She does not.",
    "He lives in Washington, D.C.|Police said so.",
    "J. K. Rowling wrote it.|Mr. Smith vs. Dr. Jones, Inc. said so.",
    "George W. Bush left.|He took vitamin C.|The doctor agreed.",
    "He left at 5 p.m. Monday.|On Jan. 5 he came back at 3 a.m.|Nobody saw him.",
    "Sen. Bob Lee (R., Utah) said so.|Gen. Li and Lt. Col. Wu agreed.",
    "Apples, pears, etc. were sold.|Also plums, etc.|He left.",
    "Wait... what?|No!!|Really?!|Yes.",
    "It ended.[1]|Then more came.[2][3]|(It was over.)|So they left.",
    "Yahoo! said it.|E.g. this, i.e. that, et al. too.",
    "Visit example.com or www.example.org.|Version 3.5 is out.|iPhone sales fell.",
    "He said “It is over.|We won.”|Then he left.",
    "“I saw it.|I was there,” he said.|“It was bad.”|She left.",
    "“Is it true?” he asked.|“Why now?” Smith asked.|“Because.”|He left.",
    '"Quote never closed.|He went on.|And on.',
    'He called it "great. "|She left.',
    "The end.of the file stays.|This was fixed.¦Then it broke again.",
    "See Fig. 3 and pp. 12-15.|In vol. IV it is said.",
    "Napoleon met Pius VII.|He bowed.|St. Petersburg fell.",
    "He said: [...] and left.|“(...) Nobody came.”",
    "Answer: No.|Five people came.",
]
FRENCH = [
    "M. Dupont et Mme. Durand arrivent.|MM. Petit et Grand partent.|Le Dr. Martin reste.",
    "Le n° 5 gagne.|Art. 5 de la loi.|L'art. 12 aussi.",
    "Il cite p. ex. Facebook.|Voir cf. Le Monde, c.-à-d. le journal.",
    "J.-P. Raffarin a parlé.|J. Le Goff écrit.|Le plan B.|Le maire part.",
    "Né en 30 av. J.-C. à Rome.|Il fait 5 m.|Il saute.",
    "« Je suis venu.|J’ai vu », dit-il.|« Vaincu ? » demande-t-elle.|Oui.",
    "« C’est fini. »|Il part.|« Non\u00a0!\u00a0»|Elle reste.",
    "Il vient, etc.|Puis il part…|Enfin !|Non ?|Quoi ? !|Si.",
    "(Faux investissements, etc…)|Elles utilisent des scripts.",
    "Fausses relations, cryptomonnaies…|Plusieurs scénarios existaient.",
    "Le taux est de 3,5 %.|Il était de 1.350 hier.",
    "La S.A. Dupont a vendu.|L'O.N.U.|Elle siège à New York.",
    "C'est fini.¦Il part demain.",
]
CHINESE = [
    "他说：“我来了。|我看了。”|她走了。",
    "「你好。」他說。|真的嗎？！|是的……好吧。",
    "“甲。”|“乙。”|丙。",
    "“甲。”他说，“乙。”|丙说：“丁。”",
    "「甲。」|李四表示，经济会好。|「乙？」的问题。",
    "價格是3.5元. |他走了!|好嗎?|好.",
    "《中国向何处去？》一书出版。|他（指王某。）走了；我也走了。",
    "他走了.|她来了.|Yahoo!公司在U.S.上市。",
    "据了解,此事属实,警方介入,调查继续。|（完）",
    "國(guó)際反詐合作再升級(jí)。|還沒(méi)有評(píng)論,來(lái)說(shuō)兩句吧...",
    "（他说。）|我们走。",
    "“一带一路。”等倡议。|为什么？！",
]


@pytest.mark.parametrize(
    ("marked", "language"),
    [(t, "en") for t in ENGLISH] + [(t, "fr") for t in FRENCH] + [(t, "zh") for t in CHINESE],
)
def test_hard_cases(marked: str, language: str) -> None:
    """A bar is an end with the language's usual space, a broken bar an end without any."""
    assert quotes(plain(marked, language), language) == [
        part.strip() for part in re.split("[|¦]", marked)
    ]


def test_a_long_chinese_chain_of_commas_is_one_sentence() -> None:
    chain = "大批人员神秘转移,国际反诈合作升级,警方表示," * 200
    assert quotes(chain, "zh") == [chain]


def test_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        segment("Hallo.", "de")


def plain(marked: str, language: str) -> str:
    return marked.replace("|", "" if language == "zh" else " ").replace("¦", "")


SAMPLES = [(read(seed.path).text, seed.language) for seed in seeds.load()] + [
    (plain(marked, language), language)
    for language, cases in (("en", ENGLISH), ("fr", FRENCH), ("zh", CHINESE))
    for marked in cases
]
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
HALF_WIDTH = str.maketrans({"，": ",", "。": ".", "！": "!", "？": "?", "；": ";", "：": ":"})


@pytest.mark.parametrize(("text", "language"), SAMPLES)
def test_the_same_sentences_however_accents_are_composed(text: str, language: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [unicodedata.normalize("NFC", q) for q in quotes(apart, language)] == quotes(
        composed, language
    )


@pytest.mark.parametrize(("text", "language"), SAMPLES)
def test_the_same_sentences_with_straight_quotation_marks(text: str, language: str) -> None:
    assert spans(text.translate(STRAIGHT), language) == spans(text, language)


@pytest.mark.parametrize(("text", "language"), SAMPLES)
def test_the_same_sentences_with_any_line_ends(text: str, language: str) -> None:
    unix = text.replace("\r\n", "\n")
    dos = quotes(unix.replace("\n", "\r\n"), language)
    assert [quote.replace("\r\n", "\n") for quote in dos] == quotes(unix, language)
    assert spans(unix.replace("\n", "\r"), language) == spans(unix, language)


@pytest.mark.parametrize("text", [text for text, language in SAMPLES if language == "zh"])
def test_the_same_sentences_in_both_scripts(text: str) -> None:
    for script in ("t2s", "s2t"):
        converted = OpenCC(script).convert(text)
        if len(converted) == len(text):
            assert spans(converted, "zh") == spans(text, "zh")


def test_half_width_punctuation_ends_chinese_sentences_too() -> None:
    text = "水位上涨，警方介入。市长说：“我来了！”真的吗？是的；好。"
    assert spans(text.translate(HALF_WIDTH), "zh") == spans(text, "zh")
    assert len(spans(text, "zh")) == 4
    glued = read(seeds.load()[4].path).text
    assert spans(glued.translate(HALF_WIDTH), "zh") == spans(glued, "zh")


UNITS_OF_TROUBLE = [
    "“a. ",
    "A. ",
    '." ',
    "(",
    "。”他说",
    "Fig. 1 ",
    ". \u00a0",
    "-\n",
    "1. \n",
    "a b\n",
    "http://a ",
    "image credit, ",
    "[1].",
    ". ( [ ",
]


@pytest.mark.parametrize("unit", UNITS_OF_TROUBLE)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            segment(text, "en")
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(8_000), seconds(64_000)
    assert large < 8 * 4 * small + 0.05  # quadratic time would be 64 times
