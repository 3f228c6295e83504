"""Find the noun phrase before or after a reporting cue, without a parser.

The phrase is what a shallow reading can be sure of: it runs from its determiner, or from the last
word that cannot belong to it, to its head, and on through the prepositions that tie nouns together.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.tokens import Tokens


class Phrase(NamedTuple):
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


def reach_back(tokens: Tokens, at: int, grammar: Grammar) -> int:
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
        elif (
            not tokens.wordlike(before) or word in grammar.stops or _dates(tokens, before, grammar)
        ):
            break
        else:
            first = before
    return _with_share(tokens, first, grammar)


def _dates(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a word of time stands at ``at`` that nothing owns ("the Fed's June meeting")."""
    return tokens.lower[at] in grammar.times and not (
        at > 0 and tokens.lower[at - 1].endswith("'s")
    )


def _with_share(tokens: Tokens, first: int, grammar: Grammar) -> int:
    """Step back over "some of" before "her own advisers"."""
    if first < 2 or tokens.lower[first - 1] != "of":
        return first
    share = tokens.lower[first - 2]
    return first - 2 if share in grammar.quantifiers or share in grammar.indefinite else first


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


def trim(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Phrase | None:
    """Cut adverbs and the like off the front."""
    while first < last and (
        tokens.lower[first] in grammar.adverbs or tokens.lower[first] in grammar.conjunctions
    ):
        first += 1
    while first < last and tokens.lower[last] in grammar.conjunctions:
        last -= 1
    lone = first == last and tokens.lower[first] in grammar.determiners
    if lone and tokens.lower[first] not in grammar.crowd_pronouns:
        return None
    return Phrase(first, last)


def opens_apposition(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether the word at ``at`` can open an apposition: "a doctor", "who heads …"."""
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
