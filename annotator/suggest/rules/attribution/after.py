"""Find the noun phrase that starts behind a cue."""

from __future__ import annotations

from annotator.suggest.rules.attribution.apposition import (
    all_capitals,
    names_person,
    past_titles,
)
from annotator.suggest.rules.attribution.french import goes_on_small
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase, opens_apposition
from annotator.suggest.rules.attribution.tokens import Tokens

_BEFORE_NOUNS = frozenset(("dernier", "dernière", "derniers", "dernières", "prochain", "prochaine"))
"""French words of time that stand before a noun too."""


def phrase_after(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """Return the phrase whose first token is at ``at``, with the apposition that follows it."""
    if at >= len(tokens):
        return None
    word = tokens.lower[at]
    if word in grammar.pronouns or (
        word in grammar.crowd_pronouns and not _noun_at(tokens, at + 1)
    ):
        return Phrase(at, at)
    if _share(tokens, at, grammar) and tokens.lower[at + 1 : at + 3] == ["of", "them"]:
        return Phrase(at, at + 2)
    last = _reach_on(tokens, at, grammar)
    if last is None:
        return None
    apposition = None
    if last + 2 < len(tokens) and tokens.words[last + 1] == ",":
        end = last + 2
        while end < len(tokens) and tokens.words[end] not in ',.;:—()“”"':
            end += 1
        if opens_apposition(tokens, last + 2, grammar):
            apposition = (last + 2, end - 1)
        if grammar.head_first and last > at:
            name = past_titles(tokens, last + 2, end, grammar)
            named = (
                end - name > 1
                and tokens.capitalised(name)
                and all_capitals(tokens, name, end, grammar)
            )
            if named and not names_person(tokens, at, last, grammar):
                return Phrase(last + 2, end - 1, (at, last))
    return Phrase(at, last, apposition)


def _reach_on(tokens: Tokens, at: int, grammar: Grammar) -> int | None:
    """Return the last token of the phrase that starts at ``at``; None if none starts there."""
    lower = tokens.lower
    ties = grammar.ties
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
            if last is None and index == at + 1 and word == "of" and _share(tokens, at, grammar):
                continue
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


def _share(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a part of a crowd starts at ``at``: "some of her advisers"."""
    return tokens.lower[at] in grammar.quantifiers or tokens.lower[at] in grammar.indefinite


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
        owned = at > 0 and tokens.lower[at - 1].endswith("'s") and _noun_at(tokens, at + 1)
        early = word in _BEFORE_NOUNS and tokens.lower[at - 1] in grammar.determiners
        if early and at > 0 and _noun_at(tokens, at + 1):
            return False  # "le dernier rapport"
        return not owned and not (name and _name_at(tokens, at + 1))
    return (
        name
        and not tokens.lower[at - 1].endswith("'s")
        and tokens.lower[at - 1] not in grammar.times
        and not tokens.capitalised(at)
        and word not in grammar.connectors
        and not _common_noun_follows(tokens, at, grammar)
        and not (grammar.head_first and goes_on_small(tokens, at, grammar))
    )


def _of_office(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether "to" belongs to an office: "the ambassador to the United States"."""
    if tokens.lower[at] != "to" or not at:
        return False
    return tokens.lower[at - 1] in grammar.people


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
