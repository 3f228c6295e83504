"""Read the people that a phrase ends with: pronouns, names, names and titles.

Chinese writes no capitals. A name shows by its place behind a role or before a title, by a family
name of the old list, by the characters that write foreign sounds, or by having been told before.
"""

from __future__ import annotations

import re
from functools import cache

from annotator.suggest.rules.chinese.nouns import Head, nouns
from annotator.suggest.rules.chinese.phrase import Phrase, Zone
from annotator.suggest.rules.chinese.quantity import MANY

_DOTTED = re.compile(r"[\w'-]+(?:·[\w'.-]+)+$")
_DOTTED_HERE = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}?)+(?=[在从是曾对向就也还则\d])"
)
_LATIN = re.compile(
    r"[A-Z][\w.'&-]*(?: (?:(?:de|van|von|der|al|bin|of|the|and) )?[A-Z][\w.'&-]*)*$"
)
_SOMEBODY = re.compile(r"[\u4e00-\u9fff](?:某某?|姓[男女]子|[男女]子)$|(?<=[小老])[\u4e00-\u9fff]$")
_HONORIFIC = frozenset({"先生", "女士", "太太", "小姐", "夫人"})
_LONGEST_ROLE = 8
_LONG_NAME = 4
_FULL_NAME = 3
_LONGEST_SOUND = 6
_NO_PRONOUN = frozenset("其吉尤极")
_ROLE_ENDS = frozenset("员师家官士授裁帅委匠长")
_NO_ROLE = re.compile(r"[国大公专回全人自在独搬成为总增延市县州生擅特校身周][家员长]$")
_CALLED = re.compile(
    r"(?:[小老阿](?:[A-Z]\w{0,8}|([\u4e00-\u9fff]))|([\u4e00-\u9fff])[太姐哥嫂叔婶妈爷婆])$"
)
_NICKNAME = re.compile(r"@[^\s@:,。]{1,24}$|“[^“”]{2,12}”$")
_NO_GIVEN = frozenset("问题在对向就也还则表说称指告昨今前于从以与和跟等受接出参做作日曾已被将后时")
_ADDRESSES = re.compile("[对向在把将就于]")
"""What opens a phrase behind a name and is no part of it."""
_VERB_PHRASE = 30
"""Up to how many characters of a verb phrase may stand between a name and its cue."""


def pronoun(zone: Zone) -> Phrase | None:
    """Read a pronoun: whom it means only an earlier mention tells."""
    words, sets = zone.words, nouns().sets
    if words in sets["speakers"]:
        return zone.source(0, "named_person", "", standing=False, writer=True)
    if words == "其":
        return zone.source(0, "unnamed", "", standing=False)
    if words in sets["thing_pronouns"]:
        return zone.source(0, "organisation", "")
    if words[-1] not in _pronoun_ends():
        return None
    for length in (4, 3, 2, 1):
        start = len(words) - length
        if start >= 0 and words[start:] in sets["person_pronouns"]:
            if length == 1 and (words[-1] == "其" or words[start - 1 : start] in _NO_PRONOUN):
                return None
            return zone.source(start, "unnamed", "", standing=False)
    return None


@cache
def _pronoun_ends() -> frozenset[str]:
    return frozenset(word[-1] for word in nouns().lists["person_pronouns"])


def person(zone: Zone) -> Phrase | None:
    """Read a name with a dot, after a role or before a title."""
    words = zone.words
    if (title := _title_at(words)) and words.find("·", 0, title - 1) >= 0:
        return person(Zone(words[:title], zone.low))
    if "·" in words and (dotted := _DOTTED.search(words)) and _sounds_out(dotted.group()):
        return _named(zone, _after_role(words, dotted.start(), words.index("·", dotted.start())))
    if found := _titled(zone) or _somebody(zone):
        return found
    heads = nouns().heads
    if any(words[-length:] in heads for length in (4, 3, 2)):
        return None
    return _chinese(zone) or _sounded(zone) or _foreign(zone)


def whole_name(zone: Zone) -> Phrase | None:
    """Read a zone that is nothing but a name: a Chinese one, or sounds only."""
    words = zone.words
    if "的" in words or nouns().heads.get(words) is Head.NOBODY:
        return None
    sounds = nouns().sounds
    if (2 <= len(words) <= 4 and _family_name(words)) or (
        2 <= len(words) <= 8 and sum(char in sounds for char in words) >= _heard(len(words))
    ):
        return zone.source(0, "named_person", standing=False)
    return None


def _heard(length: int) -> int:
    """Of how many characters the sound must be known: one of four may be new."""
    return length if length < _LONG_NAME else length - 1


def called(zone: Zone) -> Phrase | None:
    """Read what people are called among themselves: 老罗, 黎太, @somebody, a nickname."""
    words = zone.words
    if _NICKNAME.match(words):
        return zone.source(0, "named_person", standing=False)
    if not (found := _CALLED.match(words)) or words in nouns().heads:
        return None
    family = found.group(1) or found.group(2)
    known = not family or family in nouns().surnames
    return zone.source(0, "named_person", standing=False) if known else None


def introduced(words: str) -> tuple[int, int] | None:
    """Find a name behind a role that opens a clause, whatever verb phrase follows it.

    Returns:
        Where the name starts and ends, the last one if there are more.
    """
    sounds, found = nouns().sounds, None
    for at in range(2, min(len(words) - 1, 40)):
        if not _role_before(words, at):
            continue
        if dotted := _DOTTED_HERE.match(words, at):
            found = at, dotted.end()
            continue
        for length in (3, 2):
            name = words[at : at + length]
            if len(name) == length and _family_name(name) and not _NO_GIVEN & set(name[1:]):
                found = at, at + length
                break
        else:
            end = at
            while end < len(words) and words[end] in sounds:
                end += 1
            if end - at > 2:
                found = at, end
    if found is None or len(words) - found[1] > _VERB_PHRASE:
        return None
    return found


def latin(zone: Zone) -> Phrase | None:
    """Read a name in Latin letters: initials and brands are bodies, the rest are people."""
    words = zone.words
    if not words[-1].isascii() or not (found := _LATIN.search(words)):
        return None
    name = found.group()
    first = name.split(" ")[0]
    body = name.isupper() or not name.isascii() or any(char.isupper() for char in first[1:])
    return zone.source(found.start(), "organisation" if body else "named_person", standing=body)


def _title_at(words: str) -> int:
    """Where a title starts that ends a phrase; 0 if none does."""
    roles = nouns().roles
    starts = range(max(1, len(words) - 6), len(words) - 1)
    return next((cut for cut in starts if words[cut:] in roles), 0)


def _titled(zone: Zone) -> Phrase | None:
    """A name before a title: 南西·王教授, 王女士."""
    words = zone.words
    if not (cut := _title_at(words)):
        return None
    inner = person(Zone(words[:cut], zone.low))
    if inner and inner.end == zone.low + cut:
        return Phrase(inner.start, inner.end, inner.label, inner.entity)
    sounds = nouns().sounds
    for start in range(max(0, cut - 5), cut - 1):
        heard = sum(char in sounds for char in words[start:cut])
        if heard * 2 > cut - start and _role_before(words, start):
            return Zone(words[:cut], zone.low).source(start, "named_person")
    if _only_name(words[:cut], words[cut:]):
        return Zone(words[:cut], zone.low).source(0, "named_person")
    for length in (3, 2):
        start = cut - length
        name = words[start:cut]
        if start >= 0 and _addressed(name, words[cut:]) and _ends_apart(words[:start]):
            standing = words[cut:] not in _HONORIFIC
            return Zone(words[:cut], zone.low).source(start, "named_person", standing=standing)
    if words[cut - 1] not in nouns().surnames:
        return None
    role = _role_before(words, cut - 1)
    if cut > 1 and not role and words[cut - 2] not in "的、和与":
        return None
    standing = role or words[cut:] not in _HONORIFIC
    return zone.source(cut - 1, "named_person", standing=standing)


def _written_out(name: str) -> bool:
    """Tell whether three characters in front of an office are a Chinese name, and no country."""
    sounds, heads = nouns().sounds, nouns().heads
    if not _family_name(name) or all(char in sounds for char in name):
        return False
    return not any(name[start:] in heads for start in range(len(name)))


def _only_name(name: str, title: str) -> bool:
    """Tell whether nothing but a name stands before a title: 习近平总书记, 沃德教授."""
    words = nouns()
    if len(name) == _FULL_NAME and title in words.sets["office"] and _written_out(name):
        return True
    if not 1 < len(name) <= _LONGEST_SOUND or title not in words.sets["address"]:
        return False
    heads = (name[-length:] for length in (1, 2, 3, 4))
    if MANY.match(name) or any(head in words.heads for head in heads):
        return False
    return all(char in words.sounds for char in name)


def _addressed(name: str, title: str) -> bool:
    """Tell whether a family and a given name stand before a title that goes with names."""
    words = nouns()
    if title not in words.sets["address"] or not _family_name(name):
        return False
    return name not in words.heads and not MANY.match(name)


def _ends_apart(words: str) -> bool:
    """Tell whether a name may start behind these words: a body's, or one that ends before it."""
    return bool(words) and (
        words[-1] in "的、和与中"
        or any(nouns().heads.get(words[-n:]) is Head.ORGANISATION for n in (2, 3, 4))
    )


def _chinese(zone: Zone) -> Phrase | None:
    """A family name and one or two characters, behind a role."""
    words = zone.words
    for length in (3, 2, 4):
        start = len(words) - length
        if start < 0 or not _family_name(words[start:]):
            continue
        if start and _role_before(words, start):
            return _named(zone, start)
    return None


def _somebody(zone: Zone) -> Phrase | None:
    """A family name that hides the rest: 李某, 王姓男子."""
    found = _SOMEBODY.search(zone.words)
    if found and found.group()[0] in nouns().surnames:
        nick = len(found.group()) == 1
        if nick and not _role_before(zone.words, found.start() - 1):
            return None
        return zone.source(found.start() - nick, "unnamed")
    return None


def _sounded(zone: Zone) -> Phrase | None:
    """A foreign name that is sounds only, behind a role."""
    words, sounds = zone.words, nouns().sounds
    start = len(words)
    while start and words[start - 1] in sounds:
        start -= 1
    for at in range(max(start, len(words) - 8), len(words) - 1):
        if at and _role_before(words, at):
            return _named(zone, at)
    return None


def _foreign(zone: Zone) -> Phrase | None:
    """A foreign name behind a role, most of its characters writing sounds."""
    words, sounds = zone.words, nouns().sounds
    heard = int(words[-1:] in sounds)
    for at in range(len(words) - 2, max(len(words) - 7, 1), -1):
        heard += words[at] in sounds
        if heard * 3 >= (len(words) - at) * 2 and _role_before(words, at):
            return _named(zone, at)
    return None


def _named(zone: Zone, start: int) -> Phrase:
    roles = nouns().roles
    for length in range(min(_LONGEST_ROLE, start), 1, -1):
        if (standing := roles.get(zone.words[start - length : start])) is not None:
            return zone.source(start, "named_person", standing=standing)
    return zone.source(start, "named_person", standing=_role_before(zone.words, start))


def _sounds_out(name: str) -> bool:
    """Tell whether what follows the last dot may be a name, and not a name with a verb."""
    last, sounds = name.rpartition("·")[2], nouns().sounds
    if len(last) > 2 and _ADDRESSES.search(last, 1):
        return False
    heard = sum(char in sounds or char.isascii() for char in last)
    return len(last) <= 3 or heard * 3 >= len(last) * 2


def _after_role(words: str, start: int, dot: int) -> int:
    """Where a dotted name starts whose first part is written on to a role."""
    sounds = nouns().sounds
    for at in range(dot - 1, start, -1):
        if words[at] in sounds and _role_before(words, at):
            return at
    at = dot
    while at > start and words[at - 1] in sounds:
        at -= 1
    return at if at < dot else max(start, dot - 4)


def _role_before(words: str, at: int) -> bool:
    roles = nouns().roles
    if any(words[start:at] in roles for start in range(max(0, at - 6), at - 1)):
        return True
    if words.startswith("官方", at - 1):
        return False
    return at > 2 and words[at - 1] in _ROLE_ENDS and not _NO_ROLE.search(words[at - 2 : at])


def _family_name(name: str) -> bool:
    surnames = nouns().surnames
    if len(name) == 4:
        return name[:2] in surnames
    return name[0] in surnames or (len(name) == 3 and name[:2] in surnames)
