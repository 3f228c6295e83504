"""Read the noun phrase in front of a cue: whom it means, and how well it says so.

Chinese has no capitals and no spaces, but its noun phrases end with what they are: an office, the
kind of an organisation, a name after a role. So a phrase is read from its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.suggest.rules.chinese.nouns import Head, Nouns, nouns

_TIME = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月(?:份|初|中旬|底|末)?)?\d{1,2}[日号](?:上午|下午|晚间?|凌晨)?"
    r"|\d{4}年(?:\d{1,2}月)?|[本上下这]?(?:周|星期|礼拜)[一二三四五六日天]|[\d一二三四五六七八九十两几]+"
    r"[年月日天周]前?|\d{1,2}[时点](?:\d+分)?|(?:当地|北京|美东)?时间|同[年月日]|[今去昨当次翌][年日天晚])$"
)
_TIME_TAIL = frozenset("年月日号天周时点分前份初旬底末午晚晨间一二三四五六")
_ASIDE = re.compile(r"\([^()]{0,60}\)$")
_LEAD_TIME = re.compile(
    r"(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|(?:本|上|下|这)?(?:周|星期)"
    r"[一二三四五六日天末]|[昨今前明][日天晚]|[今去前]年|[一二三四五六七八九十两几数\d]+(?:年|个?月|天|周)[前后来]?)"
)
_ARTICLE = re.compile(r"(?:第[一二三四五六七八九十百千零\d]+[条款项章](?:之[一二三四])?)+$")
_LAW = re.compile(r"(?:法|法典|条例|公约|条约|协定|宪章|章程|规定|办法|修正案|细则|规则)》$")
_OUTLET = re.compile(r"(?:报|周刊|月刊|杂志|时代|新闻|评论|学人|时评|政策|邮报|卫报|文摘|在线|网)》$")
_DOTTED = re.compile(r"[\w'-]+(?:·[\w'.-]+)+$")
_LATIN = re.compile(r"[A-Z][\w.'&-]*(?: (?:(?:de|van|von|der|al|bin|of|the|and) )?[A-Z][\w.'&-]*)*$")
_COUNTED = re.compile(
    r"(?:另外?|也|还|更)?(?:有|某)?(?:[一两三四五六七八九数几十多\d]+)(?:名|位|个)(?:不愿[^,的]{0,12}的|匿名的?)?"
    r"|[某这那该](?:名|位|个)"
)
_MANY = re.compile(
    r"(?:也|还|却)?有(?:些|的|一些|不少|许多|很多|关)?|一些|某些|不少|许多|很多|众多|部分|大?多数|绝大多数"
    r"|大部分|少数|各[路方]?|若干|[多数几]家|[多各]种|多[名位项个]|越来越多"
)
_MODIFIED = re.compile(r"[\w》”)·]")
_HONORIFIC = frozenset({"先生", "女士", "太太", "小姐", "夫人", "太"})
_SOMEBODY = re.compile(r"[\u4e00-\u9fff](?:某某?|姓[男女]子|[男女]子)$")
_BODIES = frozenset({Head.ORGANISATION, Head.PLACE, Head.OFFICE, Head.UNNAMED, Head.PROFESSION})
_PEOPLE = frozenset("者员人家师民手士们")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as its noun phrase tells it; offsets into the folded text.

    Attributes:
        start: Where the shortest identifying span starts.
        end: Where it ends.
        label: The label of layer ``source``.
        entity: Whom it means; empty where only an earlier mention can tell.
        standing: Whether the phrase says why the source is competent or a witness.
        sure: Whether the words show that this is a source, and not only its place.
        writer: Whether it is the writer of the text, or the speaker of a quotation.
        law: Whether it is a document that provides and does not report.
        role: The role that the text gives a person.
    """

    start: int
    end: int
    label: str
    entity: str
    standing: bool = True
    sure: bool = True
    writer: bool = False
    law: bool = False
    role: str = ""

    def anaphor(self, words: str) -> str:
        """Return what must be known to say whom it means; empty if nothing. See `Attribution`."""
        if self.writer:
            return "self"
        if self.entity:
            return ""
        match self.label:
            case "document" | "organisation":
                return "thing" if words[0] == "它" else self.label
            case "named_person":
                return "role"
        return "people" if words[-1] in "们俩" or words[0] in "两二三这" else "person"


def phrase_before(text: str, low: int, end: int, known: frozenset[str] | set[str]) -> Phrase | None:
    """Return the source whose phrase ends at ``end`` and starts at ``low`` or later.

    Args:
        text: The folded text.
        low: Where the clause starts.
        end: Where the cue starts.
        known: Names that the document has introduced before.
    """
    words = nouns()
    end = trim_end(text, low, end)
    low = trim_start(text, low, end)
    if end <= low:
        return None
    zone = text[low:end]
    return (
        _pronoun(words, zone, low, end)
        or _person(words, zone, low, end, known)
        or _kind(words, zone, low, end)
        or _whole_name(words, zone, low, end)
        or _latin(zone, low, end)
        or _counted(zone, low, end)
        or _quoted_name(words, zone, low, end)
    )


def phrase_opening(
    text: str, start: int, stop: int, known: frozenset[str] | set[str]
) -> Phrase | None:
    """Return the source that a clause starts with, whatever follows it: 联合国回顾计划时."""
    heads = nouns().heads
    for end in range(start + 2, min(stop, start + 12) + 1):
        for length in (2, 3, 4):
            if end - length >= start and heads.get(text[end - length : end]) in _BODIES:
                return phrase_before(text, start, end, known)
    return None


def ends_nowhere(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase ends with what only looks like a source."""
    return _head(nouns(), text[start:end])[0] is Head.NOBODY


def trim_end(text: str, low: int, end: int) -> int:
    """Step back over what may stand between a source and its cue: adverbs, times, asides."""
    adverbs = nouns().adverbs
    while end > low:
        char = text[end - 1]
        if char == " ":
            end -= 1
        elif char == ")":
            if not (aside := _ASIDE.search(text, max(low, end - 62), end)):
                return end
            end = aside.start()
        elif char in "条款项" and (article := _ARTICLE.search(text, max(low, end - 24), end)):
            end = article.start()
        elif char == "地" and (step := _manner(text, low, end)):
            end -= step
        elif step := _adverb(adverbs, text, low, end):
            end -= step
        elif char in _TIME_TAIL and (time := _TIME.search(text, max(low, end - 16), end)):
            end = time.start()
        else:
            return end
    return end


def _adverb(adverbs: frozenset[str], text: str, low: int, end: int) -> int:
    for length in (5, 4, 3, 2, 1):
        if end - length >= low and text[end - length : end] in adverbs:
            return length
    return 0


def _manner(text: str, low: int, end: int) -> int:
    """The length of an adverb made with 地, as in 激动地."""
    for length in (3, 5):
        if end - length > low and text[end - length - 1] in "人者员他她家·”":
            return length
    return 0


def trim_start(text: str, low: int, end: int) -> int:
    """Step over what may stand before a source: conjunctions, times, dashes."""
    words = nouns()
    while low < end:
        if text[low] in " -—、·*•":
            low += 1
        elif text[low] in "的了)":
            low += 1
        elif (time := _LEAD_TIME.match(text, low, end)) and time.end() < end:
            low = time.end()
        elif (word := words.openers.match(text, low, end)) and _may_drop(words, text, word, end):
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
    return word.group() != "有" or not _MANY.match(whole)


def _starts_word(words: Nouns, whole: str) -> bool:
    """Tell whether the first characters make one of the known nouns or a name."""
    if any(whole[:length] in words.heads for length in (2, 3, 4)):
        return True
    return len(whole) <= 3 and whole[0] in words.surnames


def _pronoun(words: Nouns, zone: str, low: int, end: int) -> Phrase | None:
    if zone in words.sets["speakers"]:
        return Phrase(low, end, "named_person", "", standing=False, writer=True)
    if zone in words.sets["thing_pronouns"]:
        return Phrase(low, end, "organisation", "")
    for length in (4, 3, 2, 1):
        if length <= len(zone) and zone[-length:] in words.sets["person_pronouns"]:
            before = zone[-length - 1 : -length]
            if length == 1 and (before in ("其", "吉", "尤", "极") or zone[-1] == "其"):
                return None
            return Phrase(end - length, end, "unnamed", "", standing=False)
    return None


def _person(
    words: Nouns, zone: str, low: int, end: int, known: frozenset[str] | set[str]
) -> Phrase | None:
    """A name with a dot, after a role, before a title, or known from before."""
    if "·" in zone and (dotted := _DOTTED.search(zone)) and _sounds_out(words, dotted.group()):
        start = _after_role(words, zone, dotted.start(), zone.index("·", dotted.start()))
        return _named(words, zone, start, len(zone), low)
    if title := _title(words, zone):
        cut = len(zone) - len(title)
        inner = _person(words, zone[:cut], low, low + cut, known)
        if inner and inner.end == low + cut:
            return Phrase(inner.start, inner.end, inner.label, inner.entity)
        if 1 <= cut and zone[cut - 1] in words.surnames and _role_ends(words, zone, cut - 1):
            standing = title not in _HONORIFIC or _role_before(words, zone, cut - 1)
            return Phrase(low + cut - 1, end, "named_person", zone[cut - 1 :], standing)
    for length in (3, 2, 4):
        start = len(zone) - length
        if start < 0 or not _family_name(words, zone[start:]):
            continue
        if zone[start:] in known or (start and _role_before(words, zone, start)):
            return _named(words, zone, start, len(zone), low)
    if (some := _SOMEBODY.search(zone)) and some.group()[0] in words.surnames:
        return Phrase(low + some.start(), end, "unnamed", some.group())
    start = len(zone)
    while start and zone[start - 1] in words.sounds:
        start -= 1
    for at in range(max(start, len(zone) - 8), len(zone) - 1):
        if zone[at:] in known or (at and _role_before(words, zone, at)):
            return _named(words, zone, at, len(zone), low)
    return _foreign(words, zone, low)


def _sounds_out(words: Nouns, name: str) -> bool:
    """Tell whether what follows the last dot may be a name, and not a name with a verb."""
    last = name.rpartition("·")[2]
    sounds = sum(char in words.sounds or char.isascii() for char in last)
    return len(last) <= 3 or sounds * 3 >= len(last) * 2


def _foreign(words: Nouns, zone: str, low: int) -> Phrase | None:
    """A foreign name without a dot after a role: most of its characters write sounds."""
    for at in range(len(zone) - 2, max(len(zone) - 7, 1), -1):
        sounds = sum(char in words.sounds for char in zone[at:])
        if sounds * 3 < (len(zone) - at) * 2:
            continue
        if _role_before(words, zone, at):
            return _named(words, zone, at, len(zone), low)
    return None


def _title(words: Nouns, zone: str) -> str:
    for length in (6, 5, 4, 3, 2):
        if len(zone) > length and zone[-length:] in words.roles:
            return zone[-length:]
    return ""


def _role_ends(words: Nouns, zone: str, at: int) -> bool:
    return not at or _role_before(words, zone, at) or zone[at - 1] in "的、和与"


def _role_before(words: Nouns, zone: str, at: int) -> bool:
    return any(zone[at - length : at] in words.roles for length in (2, 3, 4, 5, 6) if length <= at)


def _after_role(words: Nouns, zone: str, start: int, dot: int) -> int:
    """Where a dotted name starts whose first part is written on to a role."""
    for at in range(dot - 1, start, -1):
        if _role_before(words, zone, at) and zone[at] in words.sounds:
            return at
    at = dot
    while at > start and zone[at - 1] in words.sounds:
        at -= 1
    return at if at < dot else max(start, dot - 4)


def _family_name(words: Nouns, name: str) -> bool:
    if len(name) == 4:
        return name[:2] in words.surnames
    return name[0] in words.surnames or (len(name) == 3 and name[:2] in words.surnames)


def _named(words: Nouns, zone: str, start: int, end: int, low: int) -> Phrase:
    standing = False
    for length in (8, 7, 6, 5, 4, 3, 2):
        if length <= start and (role := words.roles.get(zone[start - length : start])) is not None:
            standing = role
            break
    return Phrase(low + start, low + end, "named_person", zone[start:end], standing)


def _kind(words: Nouns, zone: str, low: int, end: int) -> Phrase | None:
    """A phrase that ends with the kind of the source."""
    head, word = _head(words, zone)
    if head is None or head is Head.NOBODY:
        return None
    document = head in (Head.DOCUMENT, Head.VAGUE_DOCUMENT, Head.LAW)
    at = _phrase_start(words, zone, len(zone) - len(word), document=document)
    if not document:
        at = max(at, _second(words, zone, len(zone) - len(word)))
    low, zone = low + at, zone[at:]
    many = _MANY.match(zone)
    if head is Head.WRITER:
        return Phrase(low, end, "named_person", "", standing=False, writer=True)
    if word == "》" and _OUTLET.search(zone):
        return Phrase(low, end, "organisation", zone[1:-1])
    if document:
        return _document(words, zone, word, low, end, head)
    if many and many.group().startswith(("多名", "多位")) and head in (
        Head.UNNAMED,
        Head.PROFESSION,
    ):
        return Phrase(low, end, "unnamed", zone)
    if head in (Head.ORGANISATION, Head.PLACE):
        if many and head is Head.ORGANISATION:
            return Phrase(low, end, "vague", zone)
        back = zone.startswith(words.lists["back"])
        return Phrase(low, end, "organisation", "" if back else zone)
    if many and not zone.startswith(words.lists["few"]):
        return Phrase(low, end, "vague", zone)
    if zone.startswith(words.lists["few"]):
        return Phrase(low, end, "unnamed", zone)
    if zone.startswith(words.lists["back"]):
        return Phrase(low, end, "unnamed", "")
    if head is Head.OFFICE:
        return Phrase(low, end, "named_person", "" if zone == word else zone)
    return Phrase(low, end, "vague" if head in (Head.VAGUE, Head.LABEL) else "unnamed", zone)


def _head(words: Nouns, zone: str) -> tuple[Head | None, str]:
    """The longest known word that ends the phrase; a single character only in a longer one."""
    for length in range(min(len(zone), words.longest), 0, -1):
        word = zone[-length:]
        if (head := words.heads.get(word)) and (length > 1 or len(zone) > 2 or word == "》"):
            return head, word
    if zone.endswith("们") and len(zone) > 2:
        head, word = _head(words, zone[:-1])
        return (Head.UNNAMED if head is Head.PROFESSION else head), word + "们"
    if len(zone) > 2 and zone[-1] in _PEOPLE:
        return Head.VAGUE, zone[-1]
    return None, ""


def _phrase_start(words: Nouns, zone: str, head: int, *, document: bool) -> int:
    """Where the identifying part of a phrase starts, its head known."""
    if zone.endswith("》"):
        return max(zone.rfind("《"), 0)
    last = None
    for last in _COUNTED.finditer(zone, max(0, len(zone) - 30)):
        pass
    if last and last.start() <= head:
        return last.start()
    if (many := _last(_MANY, zone, head)) is not None:
        return many
    if len(zone) <= (30 if document else 16):
        return 0
    at = zone.rfind("的", 0, head)
    if at < 0:
        return 0
    if head - at > 1 or len(zone) - at > 4:
        return at + 1
    before = zone.rfind("的", 0, at)
    return before + 1


def _second(words: Nouns, zone: str, head: int) -> int:
    """Where the second of two sources starts: 公司和制作人."""
    for at in range(head - 1, 1, -1):
        if zone[at] in "和与及、暨":
            left, word = _head(words, zone[:at])
            sources = (Head.ORGANISATION, Head.OFFICE, Head.UNNAMED, Head.PROFESSION, Head.VAGUE)
            if left in sources and len(word) > 1:
                return at + 1
    return 0


def _last(pattern: re.Pattern[str], zone: str, head: int) -> int | None:
    found = None
    for match in pattern.finditer(zone, max(0, len(zone) - 20), head):
        if len(match.group()) > 1 or not match.start() or zone[match.start() - 1] in "的上里中、":
            found = match.start()
    return found


def _document(words: Nouns, zone: str, word: str, low: int, end: int, head: Head) -> Phrase:
    """A text as a source: titled, of somebody, pointed back to, or nobody's in particular."""
    back = zone.startswith(words.lists["back"])
    modifier = zone[: len(zone) - len(word)]
    if back:
        return Phrase(low, end, "document", "", law=head is Head.LAW)
    if word in words.sets["vague_document"] or head is Head.VAGUE_DOCUMENT:
        told = _identifies(words, modifier)
        if not told:
            return Phrase(low, end, "vague", zone)
    if not modifier and head is Head.DOCUMENT and word != "》":
        return Phrase(low, end, "document", "")
    if zone.startswith(words.lists["few"]) or (
        _MANY.match(zone) and not _identifies(words, modifier)
    ):
        return Phrase(low, end, "vague", zone)
    return Phrase(low, end, "document", zone, law=head is Head.LAW or bool(_LAW.search(zone)))


def _identifies(words: Nouns, modifier: str) -> bool:
    """Tell whether what stands before a document's word names a title, a body or a person."""
    if "《" in modifier or "·" in modifier or re.search(r"[A-Z]{2}", modifier):
        return True
    core = modifier.removesuffix("的").removesuffix("发布").removesuffix("公布")
    for stop in range(len(core), 1, -1):
        for length in (2, 3, 4, 5):
            if length <= stop and words.heads.get(core[stop - length : stop]) in (
                Head.ORGANISATION,
                Head.PLACE,
                Head.OFFICE,
            ):
                return True
    return len(core) > 2 and core[-1] in "部局院会署厅社报网"


def _whole_name(words: Nouns, zone: str, low: int, end: int) -> Phrase | None:
    """A name that stands alone: a family name and one or two characters, or sounds only."""
    if "的" in zone or words.heads.get(zone) is Head.NOBODY:
        return None
    if len(zone) in (2, 3, 4) and _family_name(words, zone):
        return Phrase(low, end, "named_person", zone, standing=False)
    if 2 <= len(zone) <= 8 and all(char in words.sounds for char in zone):
        return Phrase(low, end, "named_person", zone, standing=False)
    return None


def _latin(zone: str, low: int, end: int) -> Phrase | None:
    """A name in Latin letters: initials and brands are bodies, the rest are people."""
    if not zone[-1].isascii() or not (found := _LATIN.search(zone)):
        return None
    name = found.group()
    body = name.isupper() or not name.isascii() or any(c.isupper() for c in name[1:].split(" ")[0])
    label = "organisation" if body else "named_person"
    return Phrase(low + found.start(), end, label, name, standing=body)


def _quoted_name(words: Nouns, zone: str, low: int, end: int) -> Phrase | None:
    """A body whose name stands in quotation marks behind its kind: 环保组织“绿色和平”."""
    if not zone.endswith("”") or (opening := zone.rfind("“")) < 1:
        return None
    head, _ = _head(words, zone[:opening])
    if head is not Head.ORGANISATION:
        return None
    return Phrase(low + opening + 1, end - 1, "organisation", zone[opening + 1 : -1])


def _counted(zone: str, low: int, end: int) -> Phrase | None:
    """Anybody counted or hinted at: 一名三十岁的母亲."""
    last = None
    for last in _COUNTED.finditer(zone):
        pass
    if last and last.end() < len(zone) <= last.end() + 16:
        return Phrase(low + last.start(), end, "unnamed", zone[last.start() :])
    return None
