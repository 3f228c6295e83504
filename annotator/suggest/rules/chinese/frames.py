"""The frames whose source stands inside or behind the cue.

Around it (``据某某报道``), behind an outlet that relays it (``某报援引某人的话说``), in somebody's
eyes (``在某某看来``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.suggest.rules.chinese.edges import trim_start
from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.phrase import Phrase
from annotator.suggest.rules.chinese.reading import phrase_before
from annotator.suggest.rules.chinese.subject import REACH, Found, guess
from annotator.suggest.rules.view import Range

_TAIL = re.compile(
    r"(?:的|所)?(?:独家|最新|跟踪|初步|有关|相关)?"
    r"(?:报道|报导|消息|介绍|透露|统计|估计|估算|预测|预计|推测|通报|披露|爆料|分析|观察|记载|记录"
    r"|供述|供认|描述|公布|了解|掌握|估价|推算|查证|核实|转述|评估|测算|反映|回忆|解释|调查|讯|电|说|称|言|述|指|知|显示|表明)"
    r"(?:所)?(?:称|说|指出|显示|表明|表示|透露|披露|介绍|报道|指)?"
    r"(?!者|人|书|告|法|号|为|中心|局|处|会|机构|部|数|结果|的(?![,:]))"
)
"""What closes the cue that 据 opens."""
_RELAY = re.compile(r"援引|转引|引述|引用")
_RELAYED = re.compile(
    r"(?:的)?(?:独家|最新)?(?:报道|报导|消息|话|说法|言论|透露|披露|数据|统计|报告|描述)?(?:的话)?"
    r"(?:来?(?:说|称|道|指)|指出|表示|报道|报导|透露|为证)?(?=[,:“”。]|$|[^的])"
)
"""What closes the cue that 援引 opens."""
_SEGMENT = re.compile(r"[,。;:!?“”…\n]")
_FAR = 40


def around(text: str, stop: int, cue: Range, names: Names) -> Iterator[Found]:
    """Find the source between 据 or 根据 and the rest of the cue; two where one relays another.

    Args:
        text: The folded text.
        stop: Where the sentence ends.
        cue: The opening of the cue.
        names: The names introduced so far.
    """
    end = _segment_end(text, cue[1], stop)
    if relay := _RELAY.search(text, cue[1], end):
        if first := phrase_before(text, cue[1], relay.start(), names):
            yield Found(first, (cue, relay.span()), cue[0])
        yield from relayed(text, end, relay.span(), names)
        return
    found = _closed(text, cue, end, names)
    if found is None:
        whole = phrase_before(text, cue[1], end, names) or _titled(text, cue[1], end)
        found = Found(whole, (cue,), cue[0]) if whole else None
    if found:
        yield found


def relayed(text: str, stop: int, cue: Range, names: Names) -> Iterator[Found]:
    """Find the source that an outlet relays."""
    end = _segment_end(text, cue[1], stop)
    for tail in _RELAYED.finditer(text, cue[1] + 1, min(end + 1, len(text))):
        if tail.end() == tail.start():
            continue
        if found := phrase_before(text, cue[1], tail.start(), names):
            yield Found(found, (cue, tail.span()), cue[0], secondary=True, chain=True)
            return
    if whole := phrase_before(text, cue[1], end, names):
        yield Found(whole, (cue,), cue[0], secondary=True, chain=True)


def behind(
    text: str, low: int, cue: Range, names: Names, words: str, *, doubled: bool
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
    phrase = phrase_before(text, at + 1, cue[0], names)
    if phrase is None or phrase.writer:
        return None
    return Found(phrase, ((at, at + 1), cue) if doubled else (cue,), low)


def _closed(text: str, cue: Range, end: int, names: Names) -> Found | None:
    """The source in front of the word that closes the cue; the closest to the clause's end."""
    best: Found | None = None
    for tail in _TAIL.finditer(text, cue[1], end):
        last = tail.end() >= end - 1
        if tail.start() > cue[1] + _FAR or (best and not last):
            continue
        phrase = phrase_before(text, cue[1], tail.start(), names)
        if phrase is None and last and tail.start() > cue[1]:
            phrase = guess(text, trim_start(text, cue[1], tail.start()), tail.start())
        if phrase:
            best = Found(phrase, (cue, tail.span()), cue[0])
    return best


def _segment_end(text: str, start: int, stop: int) -> int:
    """Where a clause ends, marks inside brackets and titles left aside."""
    stop = min(stop, start + REACH)
    for mark in _SEGMENT.finditer(text, start, stop):
        at = mark.start()
        if all(text.count(a, start, at) <= text.count(b, start, at) for a, b in ("《》", "()")):
            return at
    return stop


def _titled(text: str, start: int, end: int) -> Phrase | None:
    """A titled text that more words follow: 《基本法》第一条."""
    closing = text.rfind("》", start, end)
    opening = text.rfind("《", start, closing) if closing >= 0 else -1
    if opening < 0:
        return None
    return Phrase(opening, closing + 1, "document", text[opening : closing + 1])
