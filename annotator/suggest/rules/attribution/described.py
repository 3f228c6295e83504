"""Classify a source that is described and not named: "the ministry", "experts", "a report"."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.rules.attribution.english import FILED, HEARSAY, PAPERS, QUALITIES
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.identified import published
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.source import Source, title_of, words_of
from annotator.suggest.rules.attribution.tokens import Tokens


class _Noun(NamedTuple):
    """What is told of the noun at the head of a phrase.

    Attributes:
        word: The noun, or what of a compound makes it known.
        opener: The phrase's first word.
        definite: Whether it points to somebody known.
        identified: Whether a name or title in the phrase tells which one.
        crowd: Whether it is a crowd without a number.
        followed: Whether more words follow the noun in the phrase.
        compound: Whether a noun before it says which one: "an incident report".
    """

    word: str
    opener: str
    definite: bool
    identified: bool
    crowd: bool
    followed: bool
    compound: bool = False


class _Label(NamedTuple):
    label: str
    anaphor: str = ""
    certain: bool = True


def described(tokens: Tokens, phrase: Phrase, head: int, grammar: Grammar) -> Source | None:
    """Classify a phrase whose head is a common noun; None where it can be no source."""
    if tokens.lower[phrase.first] == "no" and not grammar.head_first:
        return None
    noun = _noun(tokens, phrase, head, grammar)
    found = _known(noun, grammar) or _unknown(noun, grammar)
    if found is None:
        return None
    if found.label == "vague" and not noun.crowd and noun.word in grammar.document_nouns:
        end = None if grammar.head_first else published(tokens, phrase.last + 1, grammar)
        if end is not None:
            return Source(phrase.first, end, "document", words_of(tokens, phrase.first, end))
    whole = bool(found.label in ("document", "unnamed") or noun.identified or grammar.head_first)
    if tokens.lower[phrase.first + 1 : phrase.first + 2] == ["of"]:
        whole = True
        if found.label == "unnamed" and tokens.lower[phrase.last] in grammar.document_nouns:
            found = _Label("document")  # "one of the tickets"
    return Source(
        phrase.first,
        phrase.last if whole else head,
        found.label,
        title_of(tokens, phrase) or words_of(tokens, phrase.first, phrase.last),
        found.anaphor,
        certain=found.certain,
    )


def _noun(tokens: Tokens, phrase: Phrase, head: int, grammar: Grammar) -> _Noun:
    words = tokens.lower[phrase.first : head + 1]
    word = tokens.lower[head]
    if word not in grammar.common_nouns:
        word = word.rsplit("-", 1)[-1]
    opener = words[0]
    new = opener in grammar.indefinite or opener in grammar.quantifiers
    inner = range(phrase.first + (phrase.first == 0), phrase.last + 1)
    return _Noun(
        word,
        opener,
        definite=opener in grammar.determiners and not new,
        identified=any(tokens.capitalised(i) or tokens.words[i] in '“"' for i in inner),
        crowd=any(one in grammar.quantifiers for one in words),
        followed=head < phrase.last,
        compound=_compound(words, grammar),
    )


def _compound(words: list[str], grammar: Grammar) -> bool:
    """Tell whether a noun before an English paper says which one it is: "an incident report"."""
    if len(words) < 2 or words[-1] not in FILED:
        return False
    which = words[-2]
    vague = which in QUALITIES or which in grammar.determiners or which[0].isdigit()
    return not vague and not which.endswith(("ed", "ing", "ly", "al", "ous", "page"))


def _known(noun: _Noun, grammar: Grammar) -> _Label | None:
    """Label a noun that is in the lists."""
    if noun.word in grammar.crowd_nouns and noun.opener not in grammar.indefinite:
        return _Label("vague")
    if noun.word in grammar.document_nouns:
        return _document(noun, grammar)
    if noun.word in grammar.organisation_nouns:
        return _organisation(noun, grammar)
    if noun.word == "juge" and noun.definite and not noun.followed:
        return _Label("organisation")  # the court speaks through him
    role = "role" if noun.definite else ""
    if noun.word in grammar.person_plurals:
        counted = noun.opener in grammar.indefinite or noun.opener[0].isdigit()
        return _Label("unnamed" if counted or noun.definite else "vague", role)
    if noun.word in grammar.person_nouns:
        return _Label("vague" if noun.crowd else "unnamed", role)
    return None


def _document(noun: _Noun, grammar: Grammar) -> _Label:
    rumour = not grammar.head_first and noun.word in HEARSAY
    if noun.identified and not noun.crowd and not rumour:
        return _Label("document")
    if not grammar.head_first:
        return _english_document(noun)
    one = noun.definite and grammar.head_first and not noun.word.endswith(("s", "x"))
    return _Label("document" if one else "vague", "document" if noun.definite else "")


def _english_document(noun: _Noun) -> _Label:
    """Label a document without name: one that points back or is a paper of its own is known."""
    if noun.crowd:
        return _Label("vague")
    if noun.definite:
        return _Label("vague" if noun.word in HEARSAY else "document", "document")
    return _Label("document" if noun.word in PAPERS or noun.compound else "vague")


def _organisation(noun: _Noun, grammar: Grammar) -> _Label:
    if noun.crowd and not noun.identified:
        return _Label("vague")
    if not noun.definite and not noun.identified:
        return _Label("organisation" if noun.opener not in grammar.indefinite else "unnamed")
    sole = noun.word in grammar.sole_organisations
    told = noun.identified or sole or (bool(grammar.head_first) and noun.followed)
    return _Label("organisation", "" if told else "organisation")


def _unknown(noun: _Noun, grammar: Grammar) -> _Label | None:
    """Guess at a noun that is in no list."""
    if noun.crowd:
        return _Label("vague", certain=False)
    if noun.definite or noun.opener in grammar.indefinite:
        return _Label("unnamed", certain=False)
    return _Label("vague", certain=False) if noun.word.endswith("s") else None
