"""Read the noun phrase in front of a cue: whom it means, and how well it says so.

Chinese has no capitals and no spaces, but its noun phrases end with what they are: an office, the
kind of an organisation, a name after a role. So a phrase is read from its end.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from annotator.suggest.rules.chinese.edges import trim_end, trim_start
from annotator.suggest.rules.chinese.kinds import (
    BODIES,
    TEXTS,
    anybody,
    by_kind,
    head,
    quoted_name,
)
from annotator.suggest.rules.chinese.nouns import Head, nouns
from annotator.suggest.rules.chinese.people import (
    called,
    introduced,
    latin,
    person,
    pronoun,
    whole_name,
)
from annotator.suggest.rules.chinese.phrase import Phrase, Zone

_LONGEST_NAME = 12
_NAMED = frozenset({"named_person", "organisation"})
_IDENTIFIES = re.compile(r"(?:这|那)(?:就|正|也|才|便)?是|[即便就正而不]是|是(?![否非])")
"""What opens a sentence that tells what something is."""
_SAYINGS = ("的说法", "的看法", "的观点", "的意见", "的口径")
"""What only names the saying of the source in front of it."""
_AND_OTHERS = ("等人", "等学者", "等研究者", "等专家", "等")
"""What only says that more than the one named are meant."""
_SUFFIXES = frozenset("部局院会委厅署社报台网党庭所盟处司")


def phrase_before(text: str, low: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """Return the source whose phrase ends at ``end`` and starts at ``low`` or later.

    Args:
        text: The folded text.
        low: Where the clause starts.
        end: Where the cue starts.
        known: Names that the document has introduced before.
    """
    end = trim_end(text, low, end)
    low = trim_start(text, low, end)
    if end <= low:
        return None
    if opener := _IDENTIFIES.match(text, low, end):
        low = opener.end()
        if end - low < 2:
            return None
    words = text[low:end]
    if "《" in words and words.count("《") != words.count("》"):
        return None
    found = _read(words)
    if known and (found is None or found.label != "named_person"):
        found = _known(words, known) or found
    return found and found.moved(low)


@lru_cache(maxsize=8192)
def _read(words: str) -> Phrase | None:
    """Read a phrase by itself; news names the same sources again and again."""
    if words[-1] in "中里上内" and head(words[:-1])[0] in TEXTS:
        words = words[:-1]
    for others in _AND_OTHERS:
        if words.endswith(others) and len(words) > len(others) + 1:
            named = _read(words[: -len(others)])
            return named if named and named.label in _NAMED else None
    if words.endswith(_SAYINGS) and (whose := _read(words[:-3])):
        return whose
    zone = Zone(words)
    return (
        pronoun(zone)
        or called(zone)
        or person(zone)
        or by_kind(zone)
        or whole_name(zone)
        or latin(zone)
        or anybody(zone)
        or quoted_name(zone)
    )


def _known(words: str, known: AbstractSet[str]) -> Phrase | None:
    """A name told before, at the end of a phrase that shows nothing else."""
    if len(words) == 1 and words in known:
        return Zone(words).source(0, "named_person", standing=False)
    for start in range(max(0, len(words) - _LONGEST_NAME), len(words) - 1):
        if words[start:] in known:
            return Zone(words).source(start, "named_person", standing=False)
    return None


def person_opening(text: str, start: int, end: int) -> Phrase | None:
    """Return the person that a clause introduces by a role, whatever follows: 法官李华判刑时."""
    found = introduced(text[start:end])
    return phrase_before(text, start, start + found[1], frozenset()) if found else None


def phrase_opening(text: str, start: int, stop: int, known: AbstractSet[str]) -> Phrase | None:
    """Return the source that a clause starts with, whatever follows it: 联合国回顾计划时."""
    heads = nouns().heads
    for end in range(start + 2, min(stop, start + 12) + 1):
        for length in (2, 3, 4):
            if end - length >= start and heads.get(text[end - length : end]) in BODIES:
                longer = end + (text[end : end + 1] in _SUFFIXES and end < stop)
                return phrase_before(text, start, longer, known)
    return None


def ends_nowhere(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase ends with what only looks like a source."""
    return head(text[start:end])[0] is Head.NOBODY
