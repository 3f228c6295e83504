"""Step over what surrounds a source in its clause: conjunctions, times, adverbs, asides."""

from __future__ import annotations

import re

from annotator.suggest.rules.chinese.nouns import Nouns, nouns
from annotator.suggest.rules.chinese.quantity import MANY

_TIME = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月(?:份|初|中旬|底|末)?)?\d{1,2}[日号](?:上午|下午|晚间?|凌晨)?"
    r"|\d{4}年(?:\d{1,2}月)?|[本上下这]?(?:周|星期|礼拜)[一二三四五六日天]|[\d一二三四五六七八九十两几]+"
    r"[年月日天周]前?|\d{1,2}[时点](?:\d+分)?|(?:当地|北京|美东)?时间|同[年月日]|[今去昨当次翌][年日天晚])$"
)
_TIME_TAIL = frozenset("年月日号天周时点分前份初旬底末午晚晨间一二三四五六")
_ASIDE = re.compile(r"\([^()]{0,60}\)$")
_NOTE = re.compile(r"\[\d{1,3}\]$")
_TIME_HEAD = frozenset("0123456789本上下这周星昨今明前去一二三四五六七八九十两几数")
"""What a time in front of a source starts with."""
_LEAD_TIME = re.compile(
    r"(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|(?:本|上|下|这)?(?:周|星期)"
    r"[一二三四五六日天末]|[昨今前明][日天晚]|[今去前]年|[一二三四五六七八九十两几数\d]+(?:年|个?月|天|周)[前后来]?)"
)
_GROUND = frozenset(
    [
        "当地",
        "各地",
        "本地",
        "外地",
        "内地",
        "两地",
        "三地",
        "实地",
        "基地",
        "场地",
        "工地",
        "产地",
        "陆地",
        "阵地",
        "驻地",
        "原地",
        "该地",
        "某地",
        "异地",
        "土地",
        "农地",
        "营地",
    ]
)
"""What ends like an adverb with 地 and is a place."""
_FOUR = re.compile(
    r"(.)\1(.)\2地|(?:言之凿凿|信誓旦旦|忧心忡忡|斩钉截铁|毫不犹豫|开门见山|直截了当|义愤填膺|意味深长|语重心长)地"
)
_ARTICLE = re.compile(r"(?:第[一二三四五六七八九十百千零\d]+[条款项章](?:之[一二三四])?)+$")


def trim_end(text: str, low: int, end: int) -> int:
    """Step back over what may stand between a source and its cue: adverbs, times, asides."""
    words = nouns()
    while end > low:
        char = text[end - 1]
        if char == " ":
            end -= 1
        elif char == "]" and (note := _NOTE.search(text, max(low, end - 6), end)):
            end = note.start()
        elif char == ")":
            if not (aside := _ASIDE.search(text, max(low, end - 62), end)):
                return end
            end = aside.start()
        elif char in "条款项章" and (article := _ARTICLE.search(text, max(low, end - 24), end)):
            end = article.start()
        elif (char == "地" and (step := _manner(text, low, end))) or (
            char in words.adverb_ends and (step := _adverb(words, text, low, end))
        ):
            end -= step
        elif char in _TIME_TAIL and (time := _TIME.search(text, max(low, end - 16), end)):
            end = time.start()
        else:
            return end
    return end


def _adverb(words: Nouns, text: str, low: int, end: int) -> int:
    for length in (5, 4, 3, 2):
        if end - length >= low and text[end - length : end] in words.adverbs:
            return length
    return int(text[end - 1] in words.adverbs and text[max(low, end - 2) : end] not in words.heads)


def _manner(text: str, low: int, end: int) -> int:
    """The length of an adverb made with 地, as in 激动地."""
    if end - low > 4 and text[end - 2 : end] not in _GROUND:
        return 5 if _FOUR.match(text, end - 5, end) else 3
    for length in (3, 5):
        if end - length > low and text[end - length - 1] in "人者员他她家·”":
            return length
    return 0


def trim_start(text: str, low: int, end: int) -> int:
    """Step over what may stand before a source: conjunctions, times, dashes."""
    words = nouns()
    while low < end:
        if text[low] in " -—、·*•" or text[low] in "的了)":
            low += 1
        elif (
            text[low] in _TIME_HEAD
            and (time := _LEAD_TIME.match(text, low, end))
            and time.end() < end
        ):
            low = time.end()
        elif (
            text[low] in words.first
            and (word := words.openers.match(text, low, end))
            and _may_drop(words, text, word, end)
        ):
            low = word.end()
        else:
            return low
    return low


def _may_drop(words: Nouns, text: str, word: re.Match[str], end: int) -> bool:
    """Keep an opener that is part of what follows: 有人, 获奖者, 经济学家."""
    rest = text[word.end() : end]
    if not rest:
        return False
    whole = word.group() + rest
    if whole in words.heads or (len(word.group()) == 1 and _starts_word(words, whole)):
        return False
    return word.group() != "有" or not MANY.match(whole)


def _starts_word(words: Nouns, whole: str) -> bool:
    """Tell whether the first characters make one of the known nouns or a name."""
    if any(whole[:length] in words.heads for length in (2, 3, 4)):
        return True
    return len(whole) <= 3 and whole[0] in words.surnames
