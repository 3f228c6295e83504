"""The words that Chinese sources are called by, read from ``nouns.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Head(StrEnum):
    """What the last word of a noun phrase says about its source."""

    PROFESSION = "profession"
    OFFICE = "office"
    LABEL = "label"
    ORGANISATION = "organisation"
    PLACE = "places"
    UNNAMED = "unnamed"
    VAGUE = "vague"
    VAGUE_DOCUMENT = "vague_document"
    LAW = "law"
    DOCUMENT = "document"
    WRITER = "writer"
    NOBODY = "nobody"


_PRECEDENCE = tuple(Head)
"""Where a word stands in several lists, the last of them tells what it means alone."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """The word lists, made ready for looking up.

    Attributes:
        heads: What each word means at the end of a phrase.
        roles: The words after which a name may follow, and whether they give standing.
        surnames: Family names, of one character or two.
        sounds: Characters that write foreign names by their sound.
        adverbs: What may stand between a source and its cue.
        adverb_ends: The characters that those end with.
        openers: What may stand before a source, the longest first.
        first: The characters that those start with.
        lists: All lists by their names.
        sets: The same, for looking up.
        longest: The length of the longest head.
    """

    heads: dict[str, Head]
    roles: dict[str, bool]
    surnames: frozenset[str]
    sounds: frozenset[str]
    adverbs: frozenset[str]
    adverb_ends: frozenset[str]
    openers: re.Pattern[str]
    first: frozenset[str]
    lists: dict[str, tuple[str, ...]]
    sets: dict[str, frozenset[str]]
    longest: int


@cache
def nouns() -> Nouns:
    """Return the word lists; they are read once."""
    data = tomllib.loads((files(__package__) / "nouns.toml").read_text("utf-8"))
    lists = {name: _words(words) for name, words in (data["heads"] | data["words"]).items()}
    heads = {word: head for head in _PRECEDENCE for word in lists[head]}
    roles = {word: True for name in ("unnamed", "office", "profession") for word in lists[name]}
    roles |= dict.fromkeys((*lists["label"], *lists["vague"]), False)
    roles |= dict.fromkeys(lists["profession"], True)
    return Nouns(
        heads=heads,
        roles=roles,
        surnames=frozenset("".join(data["surnames"].split())) | set(data["compound_surnames"]),
        sounds=frozenset("".join(data["transliteration"].split())),
        adverbs=frozenset(lists["adverbs"]),
        adverb_ends=frozenset(word[-1] for word in lists["adverbs"]),
        openers=re.compile("|".join(sorted(lists["openers"], key=len, reverse=True))),
        first=frozenset(word[0] for word in lists["openers"]),
        lists=lists,
        sets={name: frozenset(words) for name, words in lists.items()},
        longest=max(map(len, heads)),
    )


def _words(value: str | list[str]) -> tuple[str, ...]:
    return tuple(value.split() if isinstance(value, str) else value)
