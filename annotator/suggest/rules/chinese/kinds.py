"""Read the phrases that end with what their source is: a body, an office, a text, a crowd."""

from __future__ import annotations

import re

from annotator.suggest.rules.chinese.nouns import Head, nouns
from annotator.suggest.rules.chinese.phrase import Phrase, Zone
from annotator.suggest.rules.chinese.quantity import MANY, counted, many

TEXTS = frozenset({Head.DOCUMENT, Head.VAGUE_DOCUMENT, Head.LAW})
BODIES = frozenset({Head.ORGANISATION, Head.PLACE, Head.OFFICE, Head.UNNAMED, Head.PROFESSION})
_IDENTIFYING = frozenset({Head.ORGANISATION, Head.PLACE, Head.OFFICE})
_PEOPLE = frozenset("者员人家师民手士们")
_LAW = re.compile(r"(?:法|法典|条例|公约|条约|协定|宪章|章程|规定|办法|修正案|细则|规则)》$")
_OUTLET = re.compile(
    r"(?:(?<![季年简通公快研财])报|周刊|月刊|杂志|时代|新闻|评论|学人|时评|政策|邮报|卫报|文摘|在线|网)》$"
)
_ABOUT = re.compile("针对|关于|有关|涉及|覆盖|面向|(?<=项)对")
"""What opens the words on what a text is about; they do not tell whose it is."""
_SHARE = re.compile(
    r"(?:[一二三四五六七八九]成[一二三四五六七八九半]?|[^,。]{0,3}分之[^,。]{1,3}|\d+(?:\.\d+)?%|过?半数|近半数?)"
    r"(?:以上)?(?:的)?(?:受访者|人|民众|网友|选民|企业|家长|学生)?$"
)
_INITIALS = re.compile(r"[A-Z][A-Za-z]+")


def head(words: str) -> tuple[Head | None, str]:
    """Return what the end of a phrase says of it, and the word that says so.

    A single character counts only at the end of a longer phrase.
    """
    heads, longest = nouns().heads, nouns().longest
    for length in range(min(len(words), longest), 0, -1):
        word = words[-length:]
        if (found := heads.get(word)) and (length > 1 or len(words) > 2 or word == "》"):
            return found, word
    if words.endswith("们") and len(words) > 2:
        found, word = head(words[:-1])
        return (Head.UNNAMED if found is Head.PROFESSION else found), word + "们"
    if len(words) > 2 and words[-1] in _PEOPLE:
        return Head.VAGUE, words[-1]
    return None, ""


def by_kind(zone: Zone) -> Phrase | None:
    """Read a phrase that ends with the kind of its source."""
    if share := _SHARE.search(zone.words):
        return zone.source(share.start(), "vague")
    if (passive := zone.words.rfind("被") + 1) and passive < len(zone.words) - 1:
        zone = Zone(zone.words[passive:], zone.low + passive)
    kind, word = head(zone.words)
    if kind is None or kind is Head.NOBODY:
        return None
    if kind is Head.WRITER:
        return zone.source(0, "named_person", "", standing=False, writer=True)
    at = _start(zone.words, len(zone.words) - len(word), text=kind in TEXTS)
    zone = Zone(zone.words[at:], zone.low + at)
    if word == "》" and _OUTLET.search(zone.words):
        return zone.source(0, "organisation", zone.words[1:-1])
    if kind in TEXTS:
        return _text(zone, kind, word)
    if kind in (Head.ORGANISATION, Head.PLACE):
        if kind is Head.ORGANISATION and MANY.match(zone.words):
            return zone.source(0, "vague")
        return zone.source(0, "organisation", "" if _points_back(zone.words) else None)
    return _somebody(zone, kind, word)


def quoted_name(zone: Zone) -> Phrase | None:
    """Read a body whose name stands in quotation marks behind its kind: 环保组织“绿色和平”."""
    words = zone.words
    if not words.endswith("”") or (opening := words.rfind("“")) < 1:
        return None
    kind = head(words[:opening])[0]
    if kind in (Head.UNNAMED, Head.PROFESSION, Head.VAGUE, Head.LABEL):
        return Zone(words[opening:], zone.low + opening).source(0, "unnamed")
    if kind is not Head.ORGANISATION:
        return None
    return Zone(words[opening + 1 : -1], zone.low + opening + 1).source(0, "organisation")


def anybody(zone: Zone) -> Phrase | None:
    """Read anybody counted, whatever they are: 一名三十岁的母亲."""
    words = zone.words
    at = counted(words, len(words) - 1)
    if at is None or len(words) - at > 20 or words[-1] in "名位个":
        return None
    return zone.source(at, "unnamed")


def _points_back(words: str) -> bool:
    return words.startswith(nouns().lists["back"])


def _somebody(zone: Zone, kind: Head, word: str) -> Phrase:
    """People told by what they are: one or few of them, many, an office, one told before."""
    words = zone.words
    if words.startswith(nouns().lists["few"]):
        return zone.source(0, "unnamed")
    if crowd := MANY.match(words):
        some = crowd.group() in ("多名", "多位") and kind in (Head.UNNAMED, Head.PROFESSION)
        return zone.source(0, "unnamed" if some else "vague")
    if _points_back(words):
        return zone.source(0, "unnamed", "")
    if kind is Head.OFFICE:
        return zone.source(0, "named_person", "")
    some = kind not in (Head.VAGUE, Head.LABEL) or (word == "人士" and words != word)
    return zone.source(0, "unnamed" if some or _employed(words, word) else "vague")


def _employed(words: str, word: str) -> bool:
    """Tell whether a body stands before a role, as in 高盛分析师."""
    return head(words[: len(words) - len(word)])[0] is Head.ORGANISATION


def _text(zone: Zone, kind: Head, word: str) -> Phrase:
    """A text as a source: titled, of somebody, pointed back to, or nobody's in particular."""
    words = zone.words
    law = kind is Head.LAW or bool(_LAW.search(words))
    if _points_back(words):
        return zone.source(0, "document", "", law=law)
    modifier = _ABOUT.split(words[: len(words) - len(word)], maxsplit=1)[0]
    vague = kind is Head.VAGUE_DOCUMENT or word in nouns().sets["vague_document"]
    if vague or words.startswith(nouns().lists["few"]) or MANY.match(words):
        return zone.source(0, "document" if _identifies(modifier) else "vague", law=law)
    if not modifier and not law and word != "》":
        return zone.source(0, "document", "")
    return zone.source(0, "document", law=law)


def _identifies(modifier: str) -> bool:
    """Tell whether what stands before a text's word names a title, a body or a person."""
    if "《" in modifier or "·" in modifier or _INITIALS.search(modifier):
        return True
    heads = nouns().heads
    for stop in range(len(modifier), 1, -1):
        for length in (2, 3, 4, 5):
            if length <= stop and heads.get(modifier[stop - length : stop]) in _IDENTIFYING:
                return True
    core = modifier.removesuffix("的")
    return len(core) > 2 and core[-1] in "部局院会署厅社报网"


def _start(words: str, at: int, *, text: bool) -> int:
    """Where the identifying part of a phrase starts whose last word starts at ``at``."""
    if words.endswith("》"):
        return max(words.rfind("《"), 0)
    for start in (counted(words, at), many(words, at)):
        if start is not None:
            return start
    second = 0 if text else _second(words, at)
    if second or len(words) <= (30 if text else 16):
        return second
    cut = words.rfind("的", 0, at)
    if cut < 0:
        return 0
    if at - cut > 1 or len(words) - cut > 4:
        return cut + 1
    return words.rfind("的", 0, cut) + 1


def _second(words: str, at: int) -> int:
    """Where the second of two sources starts: 公司和制作人."""
    for cut in range(at - 1, 1, -1):
        if words[cut] in "和与及、暨":
            left, word = head(words[:cut])
            if len(word) > 1 and left in BODIES - {Head.PLACE} | {Head.VAGUE}:
                return cut + 1
    return 0
