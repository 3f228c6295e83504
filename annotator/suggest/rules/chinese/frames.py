"""Where the source of a Chinese reporting cue stands: the frames that cue and source make.

In front of the cue (``某某在会上表示``), around it (``据某某报道``), behind an outlet that relays it
(``某报援引某人的话说``), in somebody's eyes (``在某某看来``), or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.phrase import (
    Phrase,
    ends_nowhere,
    phrase_before,
    phrase_opening,
    trim_end,
    trim_start,
)

REACH = 90
"""How many characters before a cue its clause is looked for."""
_BREAKS = re.compile(r"[,。;:!?“”…—\n]")
_STRONG = re.compile(
    r"在(?![野任职])|对(?![方华外台手])|向(?!来)|就(?!业)|于(?![是])|针对|通过|透过|接受|受访|出席|参加|回应|回答|评论(?![员家人])"
    r"|应询|答问|致函|致信|发表|发布|召开|举行|举办|撰文|撰写|发文|发推|作证|谈到|谈及|提到|面对|引用|引述|援引|转引|驳斥|走上|一行"
    r"|跟|为(?=此)|以[^色及]|代表(?=[^,]{2})|(?<=[》人长家])从"
)
_WEAK = re.compile(
    r"\d|[昨今明前][日天晚]|上?(?:周|星期)|日前|近日|去年|今年|本月|上月|当[天日时]|随后|此前|公开|还|也|则|亦|又|曾|再|都"
    r"|与|从|用|因|一句|这位|特别|明确|表明|不|没|既|所|却|仍|进一步|较早|早前|负责(?!人)|分析(?![师家人员])|研究(?![员人所院生中者])|调查(?![组人员局])|得出|做出|作出|第一次|首次"
)
_PREPOSITION = re.compile(r"(?:在|对|向|就|于|针对|通过|透过|根据|经过|自从|当|从|据|面对|谈到|关于|对于|随着|经)(?!于|外)")
_CLOSER = re.compile(r"(?:[时中上里下后前内]|期间|时候|之际|以来|看来|采访|会议?)(?=.)")
_OUTLET = re.compile(
    r"(?:对|向|接受|告诉|回答)[^,。:“”]{0,12}?(?:通讯社|新华社|法新社|路透|美联社|[^本会公旅出报]社(?!会|区)|[时日晚早邮]报|《|周刊|杂志"
    r"|新闻网|电视台|电台|广播公司|大纪元|自由亚洲|美国之音|新唐人|看中国|端传媒|彭博|美联|央视|卫视|CNN|BBC|NBC|ABC|CBS|VOA)"
)
_TAIL = re.compile(
    r"(?:的|所)?(?:独家|最新|跟踪|初步|有关|相关)?(?:报道|报导|消息|介绍|透露|统计|估计|估算|预测|预计|推测|通报|披露|爆料|分析|观察"
    r"|记载|记录|供述|供认|描述|公布|转述|评估|测算|反映|回忆|解释|调查|讯|电|说|称|言|述|指|知|显示|表明)"
    r"(?:所)?(?:称|说|指出|显示|表明|表示|透露|披露|介绍|报道|指)?(?!者|人|书|告|法|号|为|中心|局|处|会|机构|部|数|结果|的(?![,:]))"
)
_RELAY = re.compile(r"援引|转引|引述|引用")
_RELAYED = re.compile(
    r"(?:的)?(?:独家|最新)?(?:报道|报导|消息|话|说法|言论|透露|披露|数据|统计|报告|描述)?(?:的话)?(?:来?(?:说|称|道)|指出|表示|报道|报导|透露|为证)?(?=[,:“”。]|$|[^的])"
)
_SEGMENT = re.compile(r"[,。;:!?“”…\n]")
_FALLBACK = 12
_NAME = 14
"""Up to how many characters in quotation marks may be a name and no quotation."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source that a frame found, and the cue as far as the frame knows it."""

    phrase: Phrase
    cues: tuple[tuple[int, int], ...]
    before: int
    secondary: bool = False
    chain: bool = False


def clause_start(text: str, low: int, end: int) -> int:
    """Return where the clause that ends at ``end`` starts, brackets and titles left whole."""
    low = max(low, end - REACH)
    reverse = text[low:end][::-1]
    bracketed = ")" in reverse or "》" in reverse or "”" in reverse
    for mark in _BREAKS.finditer(reverse):
        at = end - mark.end()
        if not bracketed or not _enclosed(text, low, at, end):
            return at + 1
    return low


def _enclosed(text: str, low: int, at: int, end: int) -> bool:
    """Tell whether a mark stands inside brackets or a title, or belongs to a quoted name."""
    if text[at] in "“”":
        opening = text.rfind("“", low, at + 1)
        closing = text.find("”", opening, end)
        return (
            low < opening < at + 1
            and 0 <= closing - opening <= _NAME
            and text[opening - 1] not in ",:。“”;!? \n"
            and not _BREAKS.search(text, opening + 1, closing)
        )
    for opening, closing in ("()", "《》"):
        inside = text.rfind(opening, low, at)
        if inside >= 0 and text.rfind(closing, low, at) < inside < at < text.find(closing, at, end):
            return True
    return False


def subject(
    text: str, sentence: int, low: int, cue: tuple[int, int], names: Names
) -> Found | None:
    """Find the source in front of a cue.

    Args:
        text: The folded text.
        sentence: Where the sentence starts.
        low: Where the clause starts.
        cue: The cue.
        names: The names introduced so far.

    Returns:
        The source; not ``sure`` where nothing shows that the words are one.
    """
    end = trim_end(text, low, cue[0])
    start = trim_start(text, low, end)
    if start >= end:
        return _earlier(text, sentence, low, cue, names)
    if _PREPOSITION.match(text, start, end):
        return _after_preposition(text, sentence, low, start, end, cue, names)
    found = (
        _before_opener(_STRONG, text, start, end, names)
        or phrase_before(text, start, end, names)
        or _before_opener(_WEAK, text, start, end, names)
        or (phrase_opening(text, start, end, names) if text[end - 1] in "时后际间" else None)
    )
    if found is None and low == clause_start(text, sentence, cue[0]):
        found = _guess(text, start, end)
    if found is None:
        return None
    secondary = bool(_OUTLET.search(text, found.end, min(len(text), cue[1] + 14)))
    return Found(found, (cue,), low, secondary)


def _before_opener(
    pattern: re.Pattern[str], text: str, start: int, end: int, names: Names
) -> Phrase | None:
    """The source that ends where a phrase of time, place or occasion starts."""
    for tries, opener in enumerate(pattern.finditer(text, start + 1, end)):
        if tries == 6:
            return None
        found = phrase_before(text, start, opener.start(), names)
        if found and found.sure and text[found.end : opener.start()].strip() in ("", *_ADVERBIAL):
            return found
        if found and found.sure and trim_end(text, start, opener.start()) == found.end:
            return found
    return None


_ADVERBIAL = frozenset({"还", "也", "则"})


def _after_preposition(
    text: str,
    sentence: int,
    low: int,
    start: int,
    end: int,
    cue: tuple[int, int],
    names: Names,
) -> Found | None:
    """The source behind a phrase of time, place or occasion: 在周二的记者会中部分厂商提到."""
    for tries, closer in enumerate(_CLOSER.finditer(text, start, end)):
        if tries == 6:
            break
        found = phrase_before(text, closer.end(), end, names)
        if found and found.sure and found.end >= end - 1:
            return Found(found, (cue,), low)
    found = _earlier(text, sentence, low, cue, names)
    if found is None and (phrase := phrase_before(text, start, end, names)):
        if phrase.label in ("named_person", "organisation", "unnamed") and phrase.start > start + 1:
            return Found(phrase, (cue,), low)
    return found


def _earlier(
    text: str, sentence: int, low: int, cue: tuple[int, int], names: Names
) -> Found | None:
    """The source that an earlier clause of the sentence starts with, the cue having none."""
    stop = low - 1
    for _ in range(3):
        if stop <= sentence:
            return None
        first = clause_start(text, sentence, stop)
        start = trim_start(text, first, stop)
        found = (
            _before_opener(_STRONG, text, start, stop, names)
            or _before_opener(_WEAK, text, start, stop, names)
            or names.leading(text, start, stop)
            or phrase_opening(text, start, stop, names)
        )
        if found and found.sure and found.start <= start + 24:
            return Found(found, (cue,), first)
        stop = first - 1
    return None


def _guess(text: str, start: int, end: int) -> Phrase | None:
    """A short phrase in front of a plain verb of saying, whatever it is."""
    at = text.rfind("的", start, end)
    if at >= 0 and end - at > 2:
        start = at + 1
    if ends_nowhere(text, start, end):
        return None
    if not 1 < end - start <= _FALLBACK or text[start] in "这那此不没可如":
        return None
    return Phrase(start, end, "organisation", text[start:end], standing=False, sure=False)


def around(text: str, stop: int, cue: tuple[int, int], names: Names) -> Iterator[Found]:
    """Find the source between 据 or 根据 and the rest of the cue; two where one relays another."""
    end = stop
    for mark in _SEGMENT.finditer(text, cue[1], stop):
        inside = text.count("《", cue[1], mark.start()) > text.count("》", cue[1], mark.start())
        if not inside and text.count("(", cue[1], mark.start()) <= text.count(
            ")", cue[1], mark.start()
        ):
            end = mark.start()
            break
    if relay := _RELAY.search(text, cue[1], end):
        if first := phrase_before(text, cue[1], relay.start(), names):
            yield Found(first, (cue, (relay.start(), relay.end())), cue[0])
        yield from quoted(text, end, (relay.start(), relay.end()), names)
        return
    best: Found | None = None
    for tail in _TAIL.finditer(text, cue[1], end):
        close = tail.end() >= end - 1
        if tail.start() > cue[1] + 40 or (best and not close):
            continue
        found = phrase_before(text, cue[1], tail.start(), names)
        if found is None and close and tail.start() > cue[1]:
            found = _guess(text, trim_start(text, cue[1], tail.start()), tail.start())
        if found and (found.sure or close):
            best = Found(found, (cue, (tail.start(), tail.end())), cue[0])
    if best is None:
        whole = phrase_before(text, cue[1], end, names) or _titled(text, cue[1], end)
        if whole:
            best = Found(whole, (cue,), cue[0])
    if best:
        yield best


def _titled(text: str, start: int, end: int) -> Phrase | None:
    """A titled text that more words follow: 《基本法》第一条."""
    closing = text.rfind("》", start, end)
    opening = text.rfind("《", start, closing) if closing >= 0 else -1
    if opening < 0:
        return None
    return Phrase(opening, closing + 1, "document", text[opening : closing + 1])


def quoted(text: str, stop: int, cue: tuple[int, int], names: Names) -> Iterator[Found]:
    """Find the source that an outlet relays."""
    breaks = _SEGMENT.search(text, cue[1], stop)
    end = breaks.start() if breaks else stop
    for tail in _RELAYED.finditer(text, cue[1] + 1, min(end + 1, len(text))):
        if tail.end() == tail.start():
            continue
        found = phrase_before(text, cue[1], tail.start(), names)
        if found and found.sure:
            cues = (cue, (tail.start(), tail.end()))
            yield Found(found, cues, cue[0], secondary=True, chain=True)
            return
    if whole := phrase_before(text, cue[1], end, names):
        yield Found(whole, (cue,), cue[0], secondary=True, chain=True)


def behind(
    text: str, low: int, cue: tuple[int, int], names: Names, words: str, *, doubled: bool
) -> Found | None:
    """Find the source between one of ``words`` and the cue: 在…看来, 从…获悉, 经…证实.

    Args:
        text: The folded text.
        low: Where the clause starts.
        cue: The cue.
        names: The names introduced so far.
        words: The characters behind which the source starts.
        doubled: Whether the character counts as a part of the cue.
    """
    at = max(text.rfind(word, max(low, cue[0] - 26), cue[0]) for word in words)
    if at < 0:
        return None
    found = phrase_before(text, at + 1, cue[0], names)
    if found is None or found.writer:
        return None
    return Found(found, ((at, at + 1), cue) if doubled else (cue,), low)
