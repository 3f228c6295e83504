"""What a cue and the source found for it tell: an attribution, or that they do not go together."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.after import phrase_after
from annotator.suggest.rules.attribution.french import hangs
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.source import Source
from annotator.suggest.rules.attribution.subject import AFTER
from annotator.suggest.rules.attribution.tokens import Tokens
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.view import Attribution

_CLAUSE = re.compile(r" ?,? (?:that|how|whether|why|que|qu'|comment)\b|(?: que\b| qu')")
_TELLS = re.compile(r"\b(?:told|tells?|telling|informed|informs?|spoke|speaks?|speaking)\b")
# A plain first letter lets the search run to it.
_DENIED = re.compile(r"n(?:(?<=\bn)(?:ot|ever|o longer)|'t)\b")
_DENIAL = 4
"""How many characters before a cue a "not" may stand."""
_ONE = frozenset(("a", "an", "another", "one", "every", "each", "this", "that"))
_FAR = 5
"""Tokens before a phrase behind which "and" or "but" joins a clause."""


def fits(reading: Reading, cue: Hit, phrase: Phrase, source: Source) -> bool:
    """Tell whether a source of this kind goes with this cue."""
    label = cue.rule.label
    tokens, grammar = reading.tokens, reading.grammar
    if label == "under":
        words = tokens.lower[phrase.first : phrase.last + 1]
        return any(word in grammar.binding_nouns for word in words)
    if label == "paper":
        return _is_document(reading, phrase, source)
    if label == "shows" and not _is_document(reading, phrase, source):
        clause = _CLAUSE.match(reading.view.folded.lower, cue.end)
        if clause is None:
            return False
    if label == "shows" and source.label not in ("document", "vague", "organisation"):
        return cue.rule.kind != "document"
    if label in ("citing", "quoted", "saying") and not source.certain:
        return cue.rule.kind == "mention"
    if label == "according" and cue.rule.kind == "belief":  # "pour X,"
        group = source.label == "unnamed" and tokens.lower[phrase.first] == "les"
        return source.certain and not group and source.name.lower() not in grammar.places
    if label == "tells" and source.label == "named_person":
        return source.certain or phrase.last + 1 == tokens.starting_from(cue.start)
    verb = reading.view.folded.lower[cue.start : cue.end]
    if source.label == "vague" and not source.anaphor and grammar.plural_ending:
        return (
            verb in ("says", "as")
            or not verb.endswith(grammar.plural_ending)
            or (_one(tokens, phrase, source) and _is_document(reading, phrase, source))
        )
    return source.certain or label in ("says", "describes", "behind", "holds", "according", "whose")


def _one(tokens: Tokens, phrase: Phrase, source: Source) -> bool:
    """Tell whether an English source looks like one thing: "a poll", not "experts"."""
    noun = tokens.lower[source.last]
    plural = noun.endswith("s") and not noun.endswith(("ss", "sis", "us"))
    return tokens.lower[phrase.first] in _ONE or not plural


def _is_document(reading: Reading, phrase: Phrase, source: Source) -> bool:
    """Tell whether a document, however vague, stands there: only it shows things, not facts."""
    words = reading.tokens.lower[phrase.first : phrase.last + 1]
    return "document" in (source.label, source.anaphor) or (
        source.label == "vague" and any(word in reading.grammar.document_nouns for word in words)
    )


def attribution(reading: Reading, cue: Hit, phrase: Phrase, source: Source) -> Attribution:
    """Return what a cue tells of its source, which stands in a phrase of the sentence."""
    tokens = reading.tokens
    span = (tokens.starts[source.first], _end(tokens, source))
    inside = reading.in_quotation(cue.start)
    main = (
        cue.rule.label != "saying"
        and not phrase.relative
        and (cue.rule.label in AFTER or not _subordinate(reading, phrase))
        and (not inside or reading.wholly_quoted())
    )
    if main and reading.grammar.head_first:
        before = tokens.ending_by(cue.start)
        aside = cue.rule.label == "according" and hangs(tokens, before, reading.grammar)
        main = not aside and not reading.view.folded.lower.startswith("ayant ", cue.start)
    if cue.rule.label == "paper" and _names_something(reading, cue):
        source = source._replace(label="document", anaphor="")
    kind = "provision" if cue.rule.label == "under" else cue.rule.kind or "speech"
    denied_from = max(reading.clause.start, cue.start - _DENIAL)
    if _DENIED.search(reading.view.folded.lower, denied_from, cue.end):
        kind = "act"  # "has not said why" reports no statement
    confidence = cue.rule.confidence * (1.0 if source.certain else 0.7)
    return Attribution(
        sentence=reading.clause.index,
        source=span,
        cues=((cue.start, cue.end),),
        label=source.label,
        entity="" if source.anaphor else source.name,
        kind="chain" if cue.rule.label == "citing" else kind,
        main=main,
        standing=source.standing,
        secondary=_told_to_outlet(reading, cue) or cue.rule.label in ("citing", "quoted"),
        confidence=round(confidence, 3),
        why=cue.rule.why,
        anaphor=source.anaphor,
        description=_description(tokens, phrase, source),
    )


def _names_something(reading: Reading, cue: Hit) -> bool:
    """Tell whether a name stands between "In a study" and the comma behind it."""
    text = reading.view.folded.text
    end = text.find(",", cue.end, reading.clause.end)
    return any(char.isupper() for char in text[cue.end : end if end > 0 else cue.end])


def _description(tokens: Tokens, phrase: Phrase, source: Source) -> str:
    """Return the words around a name that say who it is, in lower case."""
    words = tokens.lower[phrase.first : source.first]
    if phrase.apposition:
        words = words + tokens.lower[phrase.apposition[0] : phrase.apposition[1] + 1]
    return " ".join(words)


def _end(tokens: Tokens, source: Source) -> int:
    """Return where the source ends; a possessive ending is no part of it."""
    end = tokens.ends[source.last]
    return end - 2 if tokens.lower[source.last].endswith("'s") else end


def _subordinate(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a subordinator, or a clause joined by "and" or "but", stands before it."""
    before = phrase.first - 1
    if before >= _FAR and reading.tokens.lower[before] in reading.grammar.joining:
        return True
    while before >= 0 and reading.tokens.lower[before] in reading.grammar.adverbs:
        before -= 1
    return before >= 0 and (
        reading.tokens.lower[before] in reading.grammar.subordinators
        or reading.tokens.lower[before] in reading.grammar.relatives
    )


def _told_to_outlet(reading: Reading, cue: Hit) -> bool:
    """Tell whether the statement was made to a medium, which relays it."""
    tokens, grammar = reading.tokens, reading.grammar
    at = tokens.starting_from(cue.end)
    if at < len(tokens) and tokens.lower[at] in ("to", "à", "au", "aux"):
        at += 1
    elif not _TELLS.search(reading.view.folded.lower, cue.start, cue.end):
        return False
    if at >= len(tokens) or not (tokens.capitalised(at) or tokens.lower[at] in grammar.determiners):
        return False
    told = phrase_after(tokens, at, grammar)
    if told is None or (told.first == told.last and tokens.lower[at] in grammar.pronouns):
        return False
    source = reading.source(told)
    if source is None or source.label != "organisation":
        return False
    name = source.name.lower()
    media = ("times", "post", "news", "journal", "tv", "radio", "daily", "press", "herald")
    return name in grammar.outlets or any(word in media for word in name.split())
