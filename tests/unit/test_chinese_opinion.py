"""Which Chinese sentences assert nothing to check, on sentences made up for the purpose."""

import re
import time

import pytest

from annotator.suggest.rules.chinese.opinion import _FACTS, _JUDGES
from annotator.suggest.rules.claims import decide_claims
from annotator.suggest.rules.suggester import read_attributions
from annotator.suggest.rules.view import look
from rubric import Document, Sentence


def claims(*sentences: str, between: str = "") -> list[str]:
    spans, at, text = [], 0, between.join(sentences)
    for index, sentence in enumerate(sentences):
        spans.append(Sentence(index, at, at + len(sentence)))
        at += len(sentence) + len(between)
    view = look(Document("made.txt", text, "zh", tuple(spans)))
    return [claim.label for claim in decide_claims(view, read_attributions(view))]


@pytest.mark.parametrize(
    "sentence",
    [
        "太苦了。",
        "这场雨真是太可怕了！",
        "教育不是生意，而是责任。",
        "毫无疑问，这是一场闹剧。",
        "千万别点开陌生链接。",
        "（作者系退休教师）",
        "我们呼吁各方立即停止争吵。",
        "祝大家好运。",
        "时间会证明一切，让我们拭目以待。",
        "医生建议，患者应多喝水。",
        "校长李大明说，希望孩子们永远善良。",
        "“还要等多久？”她反问。",
        "歌手王小云说：“没有家乡，就没有我的歌。”",
    ],
)
def test_judgements_wishes_and_advice_are_not_checkable(sentence: str) -> None:
    assert claims(sentence) == ["not_checkable"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("大桥去年垮塌，造成三人死亡。", "unsupported"),
        ("这座可怕的监狱关押过两千人。", "unsupported"),
        ("公司昨天关闭了三家门店。", "unsupported"),
        ("警方提醒，该团伙已骗走三百万元。", "supported"),
        ("校长李大明说，学校去年新建了两座操场。", "supported"),
        ("据报道，我们队赢了比赛。", "weakly_supported"),
    ],
)
def test_a_fact_outweighs_a_judging_word(sentence: str, label: str) -> None:
    assert claims(sentence) == [label]


def test_a_line_without_an_end_mark_is_a_heading() -> None:
    told = "新款手机昨天上市。", "售价三千元。", "它有四种颜色。"
    assert claims("外观与手感", *told, between="\n") == ["not_checkable", *["unsupported"] * 3]


def test_a_text_without_end_marks_is_not_all_headings() -> None:
    assert "unsupported" in claims("新款手机昨天上市", "售价三千元", "共四种颜色", between="\n")


def test_traditional_is_judged_like_simplified() -> None:
    assert claims("這場雨真是太可怕了！") == claims("这场雨真是太可怕了！")


def test_time_grows_with_length() -> None:
    def took(times: int) -> float:
        started = time.perf_counter()
        claims("我希望这不是，而是那不是，" * times + "。")
        return time.perf_counter() - started

    took(50)
    assert took(4000) < 100 * max(took(400), 0.002)


@pytest.mark.parametrize("pattern", [_JUDGES, _FACTS], ids=["judges", "facts"])
def test_where_an_alternative_may_start_is_told_of_every_alternative(
    pattern: re.Pattern[str],
) -> None:
    """The sets of first characters only save time: without them the same words match."""
    plain = re.compile(re.sub(r"\(\?=\[[^\]]*\]\)(?=\(\?:)", "", pattern.pattern))
    assert plain.pattern != pattern.pattern
    words = re.findall(r"(?<=[|(:])[\u4e00-\u9fff]+(?=[|)])", pattern.pattern)
    assert len(words) > 50
    for word in words:
        text = f"这{word}，很多。"
        assert pattern.findall(text) == plain.findall(text), word
