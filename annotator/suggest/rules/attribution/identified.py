"""What identifies an English source without a name: an office, a letter or number, a publisher."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.english import ORIGIN
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.tokens import Tokens

_NUMBERED = frozenset(
    (
        *("chart", "exhibit", "figure", "table", "annex", "appendix", "graph", "map", "slide"),
        *("document", "schedule", "section", "article", "clause", "paragraph", "attachment"),
        *("panel", "diagram", "plate", "footnote", "page", "chapter", "regulation", "title"),
    )
)
_NUMBER = re.compile(r"(?:[A-Z]|[IVX]+|\d[\d.]*[a-zA-Z]?)\Z")
_NAME = 2
"""Words of a full name: in "the Chief of Police Ana Moxon" one closes the office."""
_MADE_BY = frozenset(("by", "from", "in", "at"))


def exhibit(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a phrase names a part of a document by letter or number: "Chart B"."""
    return (
        phrase.last == phrase.first + 1
        and tokens.lower[phrase.first] in _NUMBERED
        and bool(_NUMBER.match(tokens.words[phrase.last]))
    )


def office(tokens: Tokens, phrase: Phrase, grammar: Grammar) -> int | None:
    """Return the head of an office nobody is named for: "the Secretary of the Treasury"."""
    said = phrase.apposition
    if tokens.lower[phrase.first] not in grammar.determiners or (
        said and tokens.capitalised(said[0])
    ):
        return None
    for index in range(phrase.first + 1, phrase.last):
        if not tokens.capitalised(index):
            return None
        if tokens.lower[index + 1] in ("of", "for") and tokens.lower[index] in grammar.people:
            words = range(index + 2, phrase.last + 1)
            plain = (i for i in words if tokens.lower[i] not in grammar.ties)
            last = set(tokens.lower[phrase.last - _NAME + 1 : phrase.last + 1])
            held = len(words) == _NAME + 1 and not last & grammar.organisation_names
            return index if all(map(tokens.capitalised, plain)) and not held else None
    return None


def published(tokens: Tokens, at: int, grammar: Grammar) -> int | None:
    """Return the last token of who made a document: "a report [released by the BBC]"."""
    if at < len(tokens) and tokens.lower[at] in ORIGIN and tokens.lower[at] != "by":
        at += 1
    if at >= len(tokens) or tokens.lower[at] not in _MADE_BY:
        return None
    at += 1
    while at < len(tokens) and tokens.lower[at] in grammar.determiners:
        at += 1
    end = at
    while end < len(tokens) and (
        tokens.capitalised(end)
        or (tokens.lower[end] in grammar.connectors and _capital(tokens, end + 1))
    ):
        end += 1
    if end == at or tokens.lower[at] in grammar.times or tokens.lower[at] in grammar.places:
        return None
    return end - 1


def _capital(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.capitalised(at)
