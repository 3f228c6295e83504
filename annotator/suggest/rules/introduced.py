"""Who a French text introduces by name, with the words that say who it is.

A pronoun or a role ("le père", "l'élue") may point back to somebody who was named without being a
source: "le président Traian Basescu", "Hugues Dassonville, bourgmestre".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotator.suggest.rules.attribution.grammar import load_grammar

_CAPITALISED = r"[^\W\d_a-zß-ÿ](?:\w{0,2}\.(?:-?\w\.)*|[\w'’-]*)"
_NAME = re.compile(
    rf"(?<![\w’'-])({_CAPITALISED}"
    rf"(?: (?:d[eu] |van |von |bin |al-|el-|le |la )?{_CAPITALISED}){{1,3}})"
)
_TITLED = re.compile(rf"\b(M\.|MM\.|Mme|Mlle|Me|Maître|Dr|Monsieur|Madame) ({_CAPITALISED})")
_BEFORE = 70
_BEHIND = 50
_FEMALE = frozenset(("la", "une", "cette", "mme", "mlle", "madame", "elle", "celle-ci", "dame"))
_MALE = frozenset(("le", "un", "ce", "m.", "mm.", "monsieur", "du", "au", "il", "lui", "celui-ci"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_FEMALE_ENDINGS = ("ière", "euse", "trice", "ienne", "esse", "ante", "ente", "ée", "ère", "ine")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a text introduces.

    Attributes:
        at: Where the name stands in the folded text.
        name: The name.
        description: What is said of who it is, in lower case.
        gender: ``f``, ``m``, or empty where the words do not show it.
    """

    at: int
    name: str
    description: str
    gender: str


@lru_cache(maxsize=4096)
def gender_of(words: str) -> str:
    """Return ``f`` or ``m`` as the first telling word in ``words`` shows, or nothing."""
    for found in _WORD.finditer(words.lower()):
        word = found.group()
        if word in _FEMALE or (len(word) > 5 and word.endswith(_FEMALE_ENDINGS)):
            return "f"
        if word in _MALE:
            return "m"
    return ""


def introduced(text: str) -> list[Person]:
    """Return the people whom a French text introduces, in order."""
    grammar = load_grammar("fr")
    roles = (grammar.person_nouns | grammar.titles) - grammar.mere_labels
    people = [
        Person(found.start(2), found[2].rstrip("."), found[1].lower(), gender_of(found[1]))
        for found in _TITLED.finditer(text)
    ]
    for found in _NAME.finditer(text):
        words = found[1].lower().split()
        if any(word in grammar.organisation_names for word in words):
            continue
        before = re.split(r"[.;:!?“”\"()]", text[max(0, found.start() - _BEFORE) : found.start()])
        behind = re.split(r"[.;:!?“”\"]", text[found.end() : found.end() + _BEHIND])[0]
        behind = behind if behind.startswith((", ", " (")) else ""
        apart = before[-1].lower().rsplit(",", 2)
        near = apart[-1] if apart[-1].strip() or len(apart) < 2 else apart[-2]
        own = found[1].split(" ", 1)[0].lower()
        told = [own] if own in roles else []
        told += [one for one in (near, behind.lower()) if _roles(one, roles)]
        if told or re.match(r", \d+ ans\b", behind):
            description = " ".join(told)
            people.append(
                Person(
                    found.start(),
                    _without_title(found[1], roles),
                    description,
                    gender_of(description),
                )
            )
    return sorted((one for one in people if one.name), key=lambda person: person.at)


def latest(people: list[Person], before: int, reach: int) -> Iterator[Person]:
    """Yield the people introduced at most ``reach`` characters before an offset, latest first."""
    at = bisect_left(people, before, key=lambda person: person.at)
    while at and before - people[at - 1].at < reach:
        at -= 1
        yield people[at]


def _roles(words: str, roles: frozenset[str]) -> bool:
    return any(found.group() in roles for found in _WORD.finditer(words))


def _without_title(name: str, roles: frozenset[str]) -> str:
    words = name.split()
    while len(words) > 1 and (words[0].lower() in roles or words[0].lower() in _MALE | _FEMALE):
        words = words[1:]
    return " ".join(words).rstrip(".")
