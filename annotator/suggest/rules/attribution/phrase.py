"""Find the noun phrase before or after a reporting cue, without a parser.

The phrase is what a shallow reading can be sure of: it runs from its determiner, or from the last
word that cannot belong to it, to its head, and on through the prepositions that tie nouns together.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.tokens import Tokens

_LONGEST_NAME = 4
_LONGEST = 40
"""How many tokens back a parenthesis may open: longer ones are no appositions."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``last``, both included.

    Attributes:
        first: Index of its first token.
        last: Index of its last token.
        apposition: Tokens of what is said of it between commas or brackets, both included.
        relative: Whether a relative pronoun stands in its place.
    """

    first: int
    last: int
    apposition: tuple[int, int] | None = None
    relative: bool = False


def phrase_before(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase whose last token is at or before ``at``: a subject before its verb."""
    at = _skip_back(tokens, at, grammar)
    if at < 0:
        return None
    word = tokens.lower[at]
    if word in grammar.crowd_pronouns and word in grammar.stops:
        return Phrase(at, at)
    if word in grammar.relatives:
        inner = (
            phrase_before(tokens, at - 1 - (tokens.words[at - 1] == ","), grammar) if at else None
        )
        return None if inner is None else Phrase(inner.first, inner.last, inner.apposition, True)
    if word in grammar.pronouns:
        return Phrase(at, at)
    if at and f"{tokens.lower[at - 1]} {word}" in grammar.pronouns:
        return Phrase(at - 1, at)
    if word in ",)—-":
        return _around_apposition(tokens, at, grammar)
    if not tokens.wordlike(at) or word in grammar.stops:
        return None
    return _trim(tokens, _reach_back(tokens, at, grammar), at, grammar)


def phrase_after(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase whose first token is at ``at``, with the apposition that follows it."""
    if at >= len(tokens):
        return None
    word = tokens.lower[at]
    if word in grammar.pronouns or (
        word in grammar.crowd_pronouns and not _noun_at(tokens, at + 1)
    ):
        return Phrase(at, at)
    last = _reach_on(tokens, at, grammar)
    if last is None:
        return None
    apposition = None
    if last + 2 < len(tokens) and tokens.words[last + 1] == ",":
        end = last + 2
        while end < len(tokens) and tokens.words[end] not in ',.;:—()“”"':
            end += 1
        if _opens_apposition(tokens, last + 2, grammar):
            apposition = (last + 2, end - 1)
        if grammar.head_first and last > at:
            name = _past_titles(tokens, last + 2, end, grammar)
            named = end - name > 1 and _all_capitals(tokens, name, end, grammar)
            if named and not _names_person(tokens, at, last, grammar):
                return Phrase(last + 2, end - 1, (at, last))
    return Phrase(at, last, apposition)


def _skip_back(tokens: Tokens, at: int, grammar: Grammar) -> int:
    """Step over auxiliaries, adverbs and words of time that stand between subject and verb."""
    while at >= 0:
        word = tokens.lower[at]
        if at and f"{tokens.lower[at - 1]} {word}" in grammar.pronouns:
            break
        if aside := _aside(tokens, at, grammar):
            at -= aside
            continue
        if word in grammar.own_pronouns and _opens_clause(tokens, at, grammar):
            break
        if at and word in ("de", "d'", "à") and tokens.lower[at - 1] in grammar.auxiliaries:
            at -= 1  # "vient de", "tient à"
            continue
        skipped = word in grammar.auxiliaries or word in grammar.adverbs or word in grammar.times
        if not skipped and not (word.endswith("ly") and not tokens.capitalised(at)):
            break
        at -= 1
    return at


def _aside(tokens: Tokens, at: int, grammar: Grammar) -> int:
    """Return how many tokens an aside that ends at ``at`` has: "quant à lui", "for her part"."""
    for length in (3, 4):
        if at >= length and " ".join(tokens.lower[at - length + 1 : at + 1]) in grammar.asides:
            return length
    return 0


def _opens_clause(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether nothing that could be a subject stands before the word at ``at``."""
    return (
        at == 0
        or not tokens.wordlike(at - 1)
        or (tokens.lower[at - 1] in grammar.stops and tokens.lower[at - 1] not in grammar.pronouns)
    )


def _reach_back(tokens: Tokens, at: int, grammar: Grammar) -> int:
    """Return the first token of the phrase that ends at ``at``."""
    lower = tokens.lower
    first = at
    while first > 0:
        before = first - 1
        word = lower[before]
        if lower[first] in grammar.determiners and first != at:
            tied = word in grammar.links and _ties(tokens, before, grammar)
            if word in grammar.predeterminers and not tied:
                first = before
                continue
            if word not in grammar.links:
                break
        if word in grammar.links or word in grammar.conjunctions:
            if not _ties(tokens, before, grammar):
                first = before if word in grammar.determiners else first
                break
            first = before - 1
        elif not tokens.wordlike(before) or word in grammar.stops or word in grammar.times:
            break
        else:
            first = before
    return first


def _ties(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether the preposition or conjunction at ``at`` ties two nouns of one phrase."""
    if at == 0:
        return False
    left = tokens.lower[at - 1]
    if not tokens.wordlike(at - 1) or left in grammar.stops or left in grammar.times:
        return False
    if left in grammar.determiners or left in grammar.links:
        return False
    if tokens.lower[at] in grammar.conjunctions:
        right = at + 1
        return tokens.capitalised(at - 1) == (
            tokens.capitalised(right) or tokens.lower[right] in grammar.determiners
        ) or (bool(grammar.head_first) and tokens.lower[right] in grammar.links)
    return True


def _trim(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Phrase | None:
    """Cut adverbs and the like off the front."""
    while first < last and (
        tokens.lower[first] in grammar.adverbs or tokens.lower[first] in grammar.conjunctions
    ):
        first += 1
    lone = first == last and tokens.lower[first] in grammar.determiners
    if lone and tokens.lower[first] not in grammar.crowd_pronouns:
        return None
    return Phrase(first, last)


def _around_apposition(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase before the comma, bracket or dash that the one at ``at`` closes."""
    opener = {")": "(", "—": "—", "-": "-"}.get(tokens.words[at], ",")
    for start in range(at - 1, max(0, at - _LONGEST), -1):
        sign = tokens.words[start]
        if sign in '”"' and opener == ",":
            return _titled(tokens, start, grammar)
        if sign in ";:“":
            return None
        if sign != opener:
            continue
        before = _before_brackets(tokens, start - 1)
        if not tokens.wordlike(before):
            continue
        set_off = at - start == 2 and tokens.lower[start + 1] in grammar.pronouns
        if opener == "," and not set_off and not _opens_apposition(tokens, start + 1, grammar):
            continue
        head = _past_office(tokens, before, grammar)
        named = _past_titles(tokens, start + 1, at, grammar)
        if opener != "(" and _all_capitals(tokens, named, at, grammar):
            first = _reach_back(tokens, head, grammar)
            common = not tokens.capitalised(first) or tokens.lower[first] in grammar.determiners
            office = grammar.head_first and not _names_person(tokens, first, head, grammar)
            if not tokens.capitalised(head) or (office and common):
                return Phrase(start + 1, at - 1, (first, head))
        bracketed = opener == "(" and bool(grammar.head_first)
        known = bracketed or _known(tokens, head, grammar)
        if not known or tokens.lower[head] in grammar.stops or tokens.lower[head] in grammar.times:
            continue
        phrase = _trim(tokens, _reach_back(tokens, head, grammar), head, grammar)
        return phrase and Phrase(phrase.first, phrase.last, (start + 1, at - 1))
    return None


def _known(tokens: Tokens, head: int, grammar: Grammar) -> bool:
    """Tell whether a name or a telling noun stands at ``head``; in French, in front of it too."""
    first = _reach_back(tokens, head, grammar) if grammar.head_first else head
    return tokens.capitalised(head) or any(
        tokens.lower[i] in grammar.common_nouns for i in range(first, head + 1)
    )


def _past_office(tokens: Tokens, head: int, grammar: Grammar) -> int:
    """Step back over "directeur du musée" in "Jo Dupont, directeur du musée, élu du parti"."""
    first = _reach_back(tokens, head, grammar)
    opening = tokens.lower[first : first + (1 if grammar.head_first else 4)]
    office = any(word in grammar.person_nouns | grammar.titles for word in opening)
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


def _past_titles(tokens: Tokens, first: int, end: int, grammar: Grammar) -> int:
    """Step over "le colonel" in "le porte-parole de l'armée, le colonel Jo Dupont"."""
    while (
        first < end
        and not tokens.capitalised(first)
        and (tokens.lower[first] in grammar.determiners or tokens.lower[first] in grammar.titles)
    ):
        first += 1
    return first


def _names_person(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Tell whether a name of its own stands in tokens ``first`` to ``last``, not after a link."""
    return any(
        tokens.capitalised(i)
        and tokens.lower[i - 1] not in grammar.links | grammar.determiners
        and not tokens.capitalised(i - 1)
        for i in range(first + 1, last + 1)
    )


def _all_capitals(tokens: Tokens, first: int, end: int, grammar: Grammar) -> bool:
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
            return Phrase(_reach_back(tokens, head, grammar), at)
    return None


def _opens_apposition(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    if at >= len(tokens) or not tokens.wordlike(at):
        return False
    word = tokens.lower[at]
    return (
        word in grammar.determiners
        or word in grammar.relatives
        or word in grammar.titles
        or word in grammar.person_nouns
        or word[0].isdigit()
        or tokens.capitalised(at)
        or (
            word not in grammar.stops
            and word not in grammar.conjunctions
            and word not in grammar.links
        )
    )


def _reach_on(tokens: Tokens, at: int, grammar: Grammar) -> int | None:
    """Return the last token of the phrase that starts at ``at``; None if none starts there."""
    lower = tokens.lower
    ties = grammar.links | grammar.determiners
    last: int | None = None
    name = False
    for index in range(at, len(tokens)):
        word = lower[index]
        if index == at and word in grammar.determiners:
            continue
        if (
            word in grammar.links
            or word in grammar.conjunctions
            or _of_office(tokens, index, grammar)
        ):
            if last is None or not _goes_on(tokens, index, grammar, name=name):
                break
            name = False
        elif word in grammar.determiners:
            if last is not None and lower[index - 1] not in ties and lower[index - 1] != "to":
                break
        elif _ends_noun(tokens, index, grammar, name=name):
            break
        else:
            name = tokens.capitalised(index)
            last = index
    else:
        index = len(tokens)
    if last is None and index > at and lower[index - 1] in grammar.crowd_pronouns:
        return index - 1
    return last


def _goes_on(tokens: Tokens, at: int, grammar: Grammar, *, name: bool) -> bool:
    """Tell whether the preposition or conjunction at ``at`` brings more of the phrase."""
    if not _noun_at(tokens, at + 1) or tokens.lower[at + 1] in grammar.times:
        return False
    if tokens.lower[at] in grammar.conjunctions and name != tokens.capitalised(at + 1):
        return False
    if _told_medium(tokens, at, grammar):
        return False
    return not (grammar.head_first and _verb_follows(tokens, at, grammar))


def _ends_noun(tokens: Tokens, at: int, grammar: Grammar, *, name: bool) -> bool:
    """Tell whether the token at ``at`` can be no part of the phrase before it."""
    word = tokens.lower[at]
    if not tokens.wordlike(at) or word in grammar.stops:
        return True
    if word in grammar.times:
        return not (name and _name_at(tokens, at + 1))
    return (
        name
        and not tokens.lower[at - 1].endswith("'s")
        and not tokens.capitalised(at)
        and word not in grammar.connectors
        and not _common_noun_follows(tokens, at, grammar)
    )


def _of_office(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether "to" belongs to an office: "the ambassador to the United States"."""
    if tokens.lower[at] != "to" or not at:
        return False
    return tokens.lower[at - 1] in grammar.person_nouns | grammar.titles


def _verb_follows(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a French preposition brings a verb: "la mairie de mentir", "en partant"."""
    following = tokens.lower[at + 1]
    if tokens.lower[at] == "en":
        return following.endswith("ant")
    infinitive = following.endswith(("er", "ir", "oir", "dre", "tre", "ire"))
    return infinitive and not tokens.capitalised(at + 1) and following not in grammar.common_nouns


def _told_medium(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a medium stands behind "à": it was told something, no part of the name."""
    if tokens.lower[at] not in ("à", "au", "aux"):
        return False
    article = "le " if tokens.lower[at] == "au" else ""
    name = article
    for index in range(at + 1, min(at + 5, len(tokens))):
        name += tokens.words[index].lower()
        if name in grammar.outlets:
            return True
        name += "" if name.endswith("'") else " "
    return False


def _common_noun_follows(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a name goes on into a common noun: "China watchers", "U.S. health officials"."""
    return any(
        at + ahead < len(tokens)
        and tokens.lower[at + ahead] in grammar.common_nouns
        and not tokens.capitalised(at + ahead)
        for ahead in (0, 1)
    )


def _name_at(tokens: Tokens, at: int) -> bool:
    return _noun_at(tokens, at) and tokens.capitalised(at)


def _noun_at(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.wordlike(at)
