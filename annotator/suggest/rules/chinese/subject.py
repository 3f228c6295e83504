"""Find the source that stands in front of a cue, whatever stands between: 某某昨天在会上表示."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.suggest.rules.chinese.edges import trim_end, trim_start
from annotator.suggest.rules.chinese.names import Names
from annotator.suggest.rules.chinese.people import whole_name
from annotator.suggest.rules.chinese.phrase import Phrase, Zone
from annotator.suggest.rules.chinese.reading import (
    ends_nowhere,
    person_opening,
    phrase_before,
    phrase_opening,
)
from annotator.suggest.rules.view import Range

REACH = 90
"""How many characters before a cue its clause is looked for."""
_NAME = 14
"""Up to how many characters in quotation marks may be a name and no quotation."""
_UNKNOWN = 12
"""Up to how many characters in front of a verb of saying are taken for a source unseen."""
_CLAUSE = re.compile(
    r"[\d有是在被把将会能可要就都也没不按很才越我你请让给从比而且如果却只更再无未]|常$|一个|[一二三四五六七八九十两几数多]次"
)
_NO_START = frozenset("这那此如用以凭借按由经每只除像当作连")
_NO_END = frozenset("的着众过得地之其或于")
"""What no source starts or ends with."""
_WRITERS = ("记者", "本报", "本刊", "本台", "本网", "笔者", "编者", "小编")
_TRIES = 6
_BREAKS = re.compile(r"[,。;:!?“”\"…—】\n]")
_STRONG = re.compile(
    r"(?=[在对向就于针把将给用通透投接受出参回评应答致发召举撰作谈提面引援转驳走一跟为以代从])(?:在(?![野任职])|对(?![方华外台手])|向(?!来)|就(?!业)|(?<![处位属由对关基至终低高大小])于(?!是)|针对|通过|透过|投书|投诉|接[受获报手到]|受访|出席|参加"
    r"|回应|回答|回复|回覆|答复|评论(?![员家人])|应询|答问|致函|致信|(?:发表|发布|召开|举行|举办|撰文|撰写)(?!的|于)"
    r"|发文|发推|作证|把|将(?![军领士官帅来要会])|给(?=记者|本报|我|他|她|笔者|[^,]{1,8}(?:写|发|打))|谈到|谈及|提到|用(?=[^,]{1,6}[语话文字声])|面对|引用|引述|援引|转引|驳斥|走上|一行|跟|为(?=此)|以[^色及]"
    r"|(?<=[》人长家者])从)"
)
"""What opens a phrase of time, place or occasion behind the source."""
_WEAK = re.compile(
    r"(?=[\d昨今明前上周星日近去本当随此公还也则亦又曾再都与从用因一这特表不没既所却仍进较早负分研调得做作第首代])"
    r"(?:\d|[昨今明前][日天晚]|上?(?:周|星期)|日前|近日|去年|今年|本月|上月|当[天日时]|随后|此前|公开|还|也"
    r"|则|亦|又|曾|再|都|与|从|用|因|一句|这位|特别|明确|表明|不|没|既|所|却|仍|进一步|较早|早前"
    r"|负责(?!人)|分析(?![师家人员])|研究(?![员人所院生中者])|调查(?![组人员局])|得出|做出|作出"
    r"|第一次|首次|代表(?=[^,]{2}))"
)
"""What may open the verb phrase; read only where the phrase as a whole shows no source."""
_PREPOSITION = re.compile(
    r"(?:在|对|向|就|于|针对|通过|透过|根据|经过|自从|当(?![局地事选])|从|据|面对|谈到|关于|对于|随着|经|把|将(?=[其他她它这该“]))(?!于|外|济|理|纪|营|贸|销|办|费|典|野|方)"
)
_CLOSER = re.compile(r"(?:[时中上里下后前内]|期间|时候|之际|以来|看来|采访|会议?)(?=.)")
_OUTLET = re.compile(
    r"(?:对|向|接受|告诉|回答)[^,。:“”]{0,12}?(?:通讯社|新华社|法新社|路透|美联|彭博|《|周刊|杂志"
    r"|[^本会公旅出报]社(?!会|区)|[时日晚早邮]报|新闻网|电视台|电台|广播公司|大纪元|自由亚洲|美国之音"
    r"|新唐人|看中国|端传媒|央视|卫视|CNN|BBC|NBC|ABC|CBS|VOA)"
)


class Found(NamedTuple):
    """A source that a frame found, and the cue as far as the frame knows it.

    Attributes:
        phrase: The source.
        cues: The ranges of the cue.
        before: Where the clause of the attribution starts.
        secondary: Whether the statement was made to another outlet.
        chain: Whether another source relays this one.
    """

    phrase: Phrase
    cues: tuple[Range, ...]
    before: int
    secondary: bool = False
    chain: bool = False


class Place(NamedTuple):
    """Where a source is looked for: in front of a cue, in its clause and sentence.

    Attributes:
        text: The folded text.
        sentence: Where the sentence starts.
        low: Where the clause starts, or the attribution before this one ends.
        cue: The cue.
        names: The names introduced so far.
        whole: Whether ``low`` is where the clause starts.
    """

    text: str
    sentence: int
    low: int
    cue: Range
    names: Names
    whole: bool = True

    def found(self, phrase: Phrase, before: int | None = None) -> Found:
        """Return a source of this cue."""
        reach = min(len(self.text), self.cue[1] + _NAME)
        near = phrase.end + 3 * REACH > reach
        secondary = near and _OUTLET.search(self.text, phrase.end, reach) is not None
        return Found(phrase, (self.cue,), self.low if before is None else before, secondary)


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


def subject(place: Place) -> Found | None:
    """Find the source in front of a cue.

    Returns:
        The source; its phrase not ``sure`` where nothing shows that the words are one.
    """
    text, names = place.text, place.names
    end = trim_end(text, place.low, place.cue[0])
    start = trim_start(text, place.low, end)
    if start >= end:
        return _earlier(place) if place.whole else None
    if _PREPOSITION.match(text, start, end):
        return _after_preposition(place, start, end)
    phrase = (
        _before_opener(_STRONG, text, start, end, names)
        or phrase_before(text, start, end, names)
        or _before_opener(_WEAK, text, start, end, names)
        or person_opening(text, start, end)
        or (phrase_opening(text, start, end, names) if text[end - 1] in "时后际间" else None)
        or (guess(text, start, end) if place.whole else None)
    )
    return place.found(phrase) if phrase else None


def guess(text: str, start: int, end: int) -> Phrase | None:
    """Take a short phrase in front of a plain verb of saying for a source, whatever it is."""
    at = text.rfind("的", start, end)
    if at >= 0 and end - at > 2:
        start = at + 1
    if not 1 < end - start <= _UNKNOWN or text[start] in _NO_START or text[end - 1] in _NO_END:
        return None
    if _CLAUSE.search(text, start, end) or text.startswith(_WRITERS, start):
        return None
    if ends_nowhere(text, start, end):
        return None
    label = "named_person" if whole_name(Zone(text[start:end])) else "organisation"
    return Phrase(start, end, label, text[start:end], standing=False, sure=False)


def _enclosed(text: str, low: int, at: int, end: int) -> bool:
    """Tell whether a mark stands inside brackets or a title, or belongs to a quoted name."""
    if text[at] in "“”":
        first = text.rfind("“", low, at + 1)
        last = text.find("”", first, end)
        return (
            low < first
            and 0 <= last - first <= _NAME
            and text[first - 1] not in ",:。“”;!? \n"
            and not _BREAKS.search(text, first + 1, last)
        )
    for pair in ("()", "《》"):
        inside = text.rfind(pair[0], low, at)
        if inside >= 0 and text.rfind(pair[1], low, at) < inside < at < text.find(pair[1], at, end):
            return True
    return False


def _before_opener(
    pattern: re.Pattern[str], text: str, start: int, end: int, names: Names
) -> Phrase | None:
    """The source that ends where a phrase of time, place or occasion starts."""
    for tries, opener in enumerate(pattern.finditer(text, start + 1, end)):
        if tries == _TRIES:
            return None
        found = phrase_before(text, start, opener.start(), names)
        if found and text[found.end - 1] in "名位个些":
            continue
        if found and trim_end(text, start, opener.start()) == found.end:
            return found
    return None


def _after_preposition(place: Place, start: int, end: int) -> Found | None:
    """The source behind a phrase of time, place or occasion: 在周二的记者会中部分厂商提到."""
    text, names = place.text, place.names
    for tries, closer in enumerate(_CLOSER.finditer(text, start, end)):
        if tries == _TRIES:
            break
        if speaks := _before_opener(_STRONG, text, closer.end(), end, names):
            return place.found(speaks)
        phrase = phrase_before(text, closer.end(), end, names)
        if phrase and phrase.end >= end - 1:
            return place.found(phrase)
    if found := _earlier(place):
        return found
    phrase = phrase_before(text, start, end, names)
    people = ("named_person", "organisation", "unnamed")
    if phrase is None or phrase.label not in people:
        return None
    if phrase.start <= start + 1:
        last = text.rfind("的", start, phrase.end) + 1
        if not start < last < phrase.end - 1:
            return None
        phrase = phrase._replace(start=last, entity=phrase.entity and text[last : phrase.end])
    return place.found(phrase)


def _earlier(place: Place) -> Found | None:
    """The source that an earlier clause of the sentence starts with, the cue having none."""
    text, names, stop = place.text, place.names, place.low - 1
    for _ in range(3):
        if stop <= place.sentence:
            return None
        first = clause_start(text, place.sentence, stop)
        start = trim_start(text, first, stop)
        phrase = (
            _before_opener(_STRONG, text, start, stop, names)
            or _before_opener(_WEAK, text, start, stop, names)
            or names.opening(start, stop)
            or person_opening(text, start, stop)
            or phrase_opening(text, start, stop, names)
        )
        if phrase and phrase.start <= start + 24:
            return place.found(phrase, first)
        stop = first - 1
    return None
