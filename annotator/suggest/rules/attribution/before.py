"""Find the noun phrase that ends before a reporting verb: its subject."""

from __future__ import annotations

from annotator.suggest.rules.attribution.apposition import around_apposition
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase, reach_back, trim
from annotator.suggest.rules.attribution.tokens import Tokens


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
    if word == "them" and at > 1 and tokens.lower[at - 1] == "of":
        return Phrase(at - 2, at) if tokens.lower[at - 2] in grammar.determiners else None
    if word in ",)—-":
        return around_apposition(tokens, at, grammar)
    if not tokens.wordlike(at) or word in grammar.stops:
        return None
    return trim(tokens, reach_back(tokens, at, grammar), at, grammar)


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
