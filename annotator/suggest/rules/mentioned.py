"""Whom an English text mentions by full name, with or without a title, before somebody speaks."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.grammar import load_grammar

_CAPITALISED = r"[^\W\d_a-zß-ÿ][\w'-]*\.?"
_NAME = re.compile(rf"\b{_CAPITALISED}(?: {_CAPITALISED}){{1,3}}")
_FIRST = re.compile(r"(\S+) (?=\S)")
_REACH = 800
"""How many characters back somebody may have been mentioned."""
_BEHIND = re.compile(r", (?:\d+\b|who\b|an?\b|the\b|its\b|his\b|her\b|[a-z])| \((?:\d+|[A-Z])")
_BEFORE = 25
_OPENINGS = frozenset(
    (
        *("as", "while", "when", "but", "and", "in", "on", "at", "for", "from", "with", "after"),
        *("before", "then", "though", "although", "since", "because", "if", "by", "to", "both"),
        *("meanwhile", "however", "later", "yet", "so", "like", "unlike", "the", "a", "an"),
    )
)
"""Words that open a sentence before a name and are no part of it."""


def bare_name(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where a name starts behind titles and openings, and whether it has a title."""
    titles, titled = load_grammar("en").titles, False
    while first := _FIRST.match(text, start, end):
        word = first[1].lower()
        if word not in titles and word not in _OPENINGS:
            break
        titled = titled or word in titles
        start = first.end()
    return start, titled


def mentioned(text: str, before: int) -> str | None:
    """Return the person a text introduced last before an offset.

    Only who has a title, or words of who it is, counts: other names may be anything's.
    """
    grammar = load_grammar("en")
    low = max(0, before - _REACH)
    for found in reversed(list(_NAME.finditer(text, low, before))):
        start, titled = bare_name(text, found.start(), found.end())
        words = text[start : found.end()].lower().split()
        if any(word.removesuffix("'s") in grammar.organisation_names for word in words):
            continue
        if " ".join(words) in grammar.places or " ".join(words) in grammar.outlets:
            continue
        role = text[max(low, start - _BEFORE) : start].split()
        told = bool(role) and role[-1].lower().strip(",") in grammar.people
        if titled or told or (len(words) > 1 and _BEHIND.match(text, found.end())):
            return text[start : found.end()].removesuffix("'s")
    return None
