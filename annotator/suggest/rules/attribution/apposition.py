"""Find the phrase that something is said of between commas, brackets or dashes."""

from __future__ import annotations

from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase, opens_apposition, reach_back, trim
from annotator.suggest.rules.attribution.tokens import Tokens

_LONGEST_NAME = 4
_LONGEST = 40
"""How many tokens back a parenthesis may open: longer ones are no appositions."""


def around_apposition(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase before the comma, bracket or dash that the one at ``at`` closes."""
    opener = {")": "(", "—": "—", "-": "-"}.get(tokens.words[at], ",")
    quoted = False
    for start in range(at - 1, max(0, at - _LONGEST), -1):
        sign = tokens.words[start]
        if sign in '”"' and opener == "," and not quoted:
            titled = _titled(tokens, start, grammar)
            if titled or not grammar.head_first or sign != "”":
                return titled
            quoted = True
            continue
        if quoted:
            quoted = sign != "“"
            continue
        if sign in ";:“":
            return None
        if sign != opener:
            continue
        before = _before_brackets(tokens, start - 1)
        if not tokens.wordlike(before):
            continue
        if found := _around(tokens, start, at, before, grammar):
            return found
    return None


def _around(tokens: Tokens, start: int, at: int, before: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase that ends at ``before``, if what ``start`` opens says more of it."""
    bracket = tokens.words[start] == "("
    set_off = at - start == 2 and tokens.lower[start + 1] in grammar.pronouns
    comma = tokens.words[start] == ","
    if comma and not set_off and not opens_apposition(tokens, start + 1, grammar):
        return None
    head = _past_office(tokens, before, grammar)
    named = past_titles(tokens, start + 1, at, grammar)
    if not bracket and tokens.capitalised(named) and all_capitals(tokens, named, at, grammar):
        first = reach_back(tokens, head, grammar)
        if _is_office(tokens, first, head, grammar):
            return Phrase(start + 1, at - 1, (first, head))
    known = (bracket and bool(grammar.head_first)) or _known(tokens, head, grammar)
    if not known or tokens.lower[head] in grammar.stops or tokens.lower[head] in grammar.times:
        return None
    phrase = trim(tokens, reach_back(tokens, head, grammar), head, grammar)
    return phrase and Phrase(phrase.first, phrase.last, (start + 1, at - 1))


def _is_office(tokens: Tokens, first: int, head: int, grammar: Grammar) -> bool:
    """Tell whether tokens ``first`` to ``head`` say what somebody is, not who."""
    if not tokens.capitalised(head):
        return True
    if grammar.head_first:
        office = not names_person(tokens, first, head, grammar)
    else:
        office = (tokens.lower[head] in grammar.titles and first < head) or any(
            tokens.lower[i] in grammar.titles and tokens.lower[i + 1] == "of"
            for i in range(first, head)
        )
    common = not tokens.capitalised(first) or tokens.lower[first] in grammar.determiners
    return office and common


def _known(tokens: Tokens, head: int, grammar: Grammar) -> bool:
    """Tell whether a name or a telling noun stands at ``head``; in French, in front of it too."""
    first = reach_back(tokens, head, grammar) if grammar.head_first else head
    return tokens.capitalised(head) or any(
        tokens.lower[i] in grammar.common_nouns for i in range(first, head + 1)
    )


def _past_office(tokens: Tokens, head: int, grammar: Grammar) -> int:
    """Step back over "directeur du musée" in "Jo Dupont, directeur du musée, élu du parti"."""
    first = reach_back(tokens, head, grammar)
    opening = tokens.lower[first : first + (1 if grammar.head_first else 4)]
    office = any(word in grammar.people for word in opening)
    if (
        office
        and not tokens.capitalised(first)
        and first > 1
        and tokens.words[first - 1] == ","
        and tokens.capitalised(first - 2)
    ):
        return first - 2
    return head


def _before_brackets(tokens: Tokens, at: int) -> int:
    """Step back over "(R-Ohio)" to the word before it."""
    if tokens.words[at] != ")":
        return at
    for start in range(at - 1, max(0, at - _LONGEST_NAME * 2), -1):
        if tokens.words[start] == "(":
            return start - 1
    return at


def past_titles(tokens: Tokens, first: int, end: int, grammar: Grammar) -> int:
    """Step over "le colonel" in "le porte-parole de l'armée, le colonel Jo Dupont"."""
    if first + 1 < end and tokens.lower[first + 1] in grammar.links and grammar.head_first:
        return first  # "fondateur de Hack Forums" is said of somebody, and no name
    while (
        first < end
        and not tokens.capitalised(first)
        and (tokens.lower[first] in grammar.determiners or tokens.lower[first] in grammar.titles)
    ):
        first += 1
    return first


def names_person(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Tell whether a name of its own stands in tokens ``first`` to ``last``, not after a link."""
    return any(
        tokens.capitalised(i)
        and tokens.lower[i - 1] not in grammar.ties
        and not tokens.capitalised(i - 1)
        for i in range(first + 1, last + 1)
    )


def all_capitals(tokens: Tokens, first: int, end: int, grammar: Grammar) -> bool:
    """Tell whether tokens ``first`` up to ``end`` are a name: "their head of policy, Jo Knott,"."""
    return 0 < end - first <= _LONGEST_NAME and all(
        tokens.capitalised(i) or tokens.lower[i] in grammar.connectors for i in range(first, end)
    )


def _titled(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase with the title that closes at ``at``: "a report titled “…”"."""
    for start in range(at - 1, max(0, at - _LONGEST), -1):
        if tokens.words[start] in '“"':
            head = start - 1
            while head > 0 and tokens.lower[head] in grammar.naming:
                head -= 1
            if head < 0 or tokens.lower[head] not in grammar.document_nouns:
                return None
            return Phrase(reach_back(tokens, head, grammar), at)
    return None
