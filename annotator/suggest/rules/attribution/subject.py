"""Find the phrase that stands where the source of a cue must stand: its subject, in most cases.

The cue's label says where to look: before it, behind it, at the start of the sentence.
"""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.after import phrase_after
from annotator.suggest.rules.attribution.before import phrase_before
from annotator.suggest.rules.attribution.french import abstract, acts, makes, named_before, resumes
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.opening import is_object, opening_subject
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.tokens import Tokens
from annotator.suggest.rules.match import Hit

AFTER = frozenset({"according", "citing", "under", "paper"})
"""Labels of cues that stand before their source."""
_LONGEST_SUBJECT = 60
_ADJUNCT = frozenset(("à", "au", "aux", "en", "dans", "sur", "devant", "lors", "auprès", "via"))
_TELLING = re.compile(
    r"\b(?:told|tells?|informs?|informed|assures?|assured|accuse[sd]?|blame[sd]?)$"
)
_SIGNS = frozenset(',.;:—”“"()!?…')


def source_phrase(reading: Reading, cue: Hit) -> Phrase | None:
    """Return the phrase that stands where the cue's source must stand."""
    tokens = reading.tokens
    behind = tokens.starting_from(cue.end)
    at = tokens.ending_by(cue.start)
    match cue.rule.label:
        case "according" | "citing" | "under" | "paper":
            return _named_behind(reading, cue, behind)
        case "quoted":
            return _who_it_is(reading, phrase_after(tokens, behind, reading.grammar))
        case "itself":
            return Phrase(tokens.starting_from(cue.start), tokens.ending_by(cue.end))
        case "whose":
            return Phrase(at, at) if at >= 0 else None
        case "saying":
            return _who_it_is(reading, main_subject(reading, at))
    inverted = _inverted(reading, cue, at, behind)
    said = reading.view.folded.lower[cue.start : cue.end]
    object_behind = behind < len(tokens) and tokens.lower[behind] in reading.grammar.determiners
    if (
        cue.rule.label == "behind"
        and at >= 0
        and tokens.words[at] == ","
        and (object_behind or resumes(said))
        and acts(said)
    ):
        return inverted  # never the subject of ", a annoncé sa démission"
    return inverted or _subject_before(reading, cue, at)


def _named_behind(reading: Reading, cue: Hit, behind: int) -> Phrase | None:
    """Return the phrase behind "according to"."""
    found = phrase_after(reading.tokens, behind, reading.grammar)
    if found and cue.start == reading.clause.start and not _describes(reading, found):
        return found._replace(apposition=None)
    return _who_it_is(reading, found)


def _who_it_is(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """Take the name behind a description for the source: "the team's coach, Ali Mehraban,"."""
    if phrase is None or phrase.apposition is None:
        return phrase
    tokens, grammar = reading.tokens, reading.grammar
    first, last = phrase.apposition
    named = last > first and all(map(tokens.capitalised, range(first, last + 1)))
    if not named or tokens.lower[phrase.last] not in grammar.person_nouns:
        return phrase
    return Phrase(first, last, (phrase.first, phrase.last))


def _inverted(reading: Reading, cue: Hit, at: int, behind: int) -> Phrase | None:
    """Return the subject behind the verb: "…, said Moxon", « …, a dit à la presse le maire »."""
    tokens, grammar = reading.tokens, reading.grammar
    sign = tokens.words[at] if at >= 0 else ""
    behind_quotation = sign == "," and at > 0 and tokens.words[at - 1] in ("”", '"')
    if behind_quotation or _inverted_behind(reading, at):
        sign = "”"
    if cue.rule.label in ("shows", "describes") or sign not in ("”", '"', ",", "?", "!", "—", ""):
        return None
    if not grammar.head_first and _takes_hearer(reading, cue):
        return None
    place = _past_adjuncts(reading, behind)
    if place is None:
        return None
    inverted = phrase_after(tokens, place, grammar)
    if inverted is None or not _ends_phrase(reading, inverted, sign):
        return None
    source = reading.source(inverted)
    if source is None:
        return None
    thing = grammar.head_first and source.label in ("document", "vague")
    if thing and sign == "," and makes(reading.view.folded.lower[cue.start : cue.end]):
        return None
    sure = source.certain or sign in ("”", '"') or _closes(reading, cue, inverted)
    if not grammar.head_first:
        inverted = _who_it_is(reading, inverted) or inverted
    return inverted if sure else None


def _closes(reading: Reading, cue: Hit, phrase: Phrase) -> bool:
    """Tell whether a French phrase behind its verb closes the clause as a subject, not an object.

    "…, rapporte le commissariat." closes it; what a verb tells is abstract more often than not.
    """
    tokens, grammar = reading.tokens, reading.grammar
    if cue.rule.label != "behind" or tokens.lower[phrase.first] not in grammar.determiners:
        return False
    end = phrase.last + 1
    closed = end >= len(tokens) or tokens.words[end] in _SIGNS
    noun = tokens.lower[min(phrase.first + 1, phrase.last)]
    return closed and not abstract(noun)


def _takes_hearer(reading: Reading, cue: Hit) -> bool:
    """Tell whether who is told stands behind the English verb, where no subject then can be."""
    return bool(_TELLING.search(reading.view.folded.lower, cue.start, cue.end))


def _past_adjuncts(reading: Reading, at: int) -> int | None:
    """Step over French words of time and place between a verb and the subject behind it.

    Returns:
        Where the subject starts; None where a comma or the end comes first.
    """
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first:
        return at
    stepped = False
    while at < len(tokens):
        word = tokens.lower[at]
        if word in _ADJUNCT:
            inner = phrase_after(tokens, at + 1, grammar)
            if inner is None:
                return None
            at = inner.last + 1
        elif at < len(tokens) - 1 and (word in grammar.times or word in grammar.adverbs):
            at += 1
        else:
            return None if stepped and word in _SIGNS else at
        stepped = True
    return None


def _subject_before(reading: Reading, cue: Hit, at: int) -> Phrase | None:
    """Return the subject before the verb, as near to it as a certain source stands."""
    tokens, grammar = reading.tokens, reading.grammar
    if at < 0:
        return None
    if tokens.lower[at] in grammar.joining and at:
        return main_subject(reading, at - 1)
    near = phrase_before(tokens, at, grammar)
    if not grammar.head_first and near and is_object(tokens, near):
        near = None
    if grammar.head_first and near:
        near = named_before(tokens, near, grammar) or near
    source = reading.source(near)
    shows = cue.rule.label == "shows"
    if source and source.certain and not (shows and source.label == "named_person"):
        return near
    if not grammar.head_first:
        return opening_subject(reading, at) or near
    opening = _opening_phrase(reading, at) or _set_off_subject(reading, at)
    return opening or (_opening_document(reading) if shows else None) or near


def _opening_document(reading: Reading) -> Phrase | None:
    """Return the French document that opens the sentence, whatever stands before its verb."""
    tokens, grammar = reading.tokens, reading.grammar
    opening = phrase_after(tokens, 0, grammar) if grammar.head_first else None
    source = reading.source(opening)
    nouns = tokens.lower[opening.first : opening.last + 1] if opening else []
    told = source is not None and source.label in ("document", "vague")
    return opening if told and any(noun in grammar.document_nouns for noun in nouns) else None


def _describes(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether what stands behind "According to X," still speaks of X."""
    tokens, grammar = reading.tokens, reading.grammar
    if phrase.apposition is None or not grammar.head_first:
        return True
    first, last = phrase.apposition
    words = tokens.lower[first : min(last, first + 4) + 1]
    known = grammar.people | grammar.organisation_nouns
    return tokens.words[last + 1 : last + 2] == [","] and (
        words[0][0].isdigit() or any(word in known for word in words)
    )


def _set_off_subject(reading: Reading, at: int) -> Phrase | None:
    """Return the first named source before ``at`` that a comma or bracket follows.

    It is the subject where more is said of it than a shallow look back can cross: "Jo Dupont, 40
    ans (et demi), élu du parti que l'on sait, a démenti".
    """
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first or at > _LONGEST_SUBJECT or tokens.words[at] not in ",)":
        return None
    starts = [0, *(i + 1 for i in range(at) if tokens.words[i] == ",")]
    for start in starts:
        if tokens.lower[start] in _ADJUNCT:
            continue  # "Au Yémen, des manifestants"
        phrase = phrase_after(tokens, start, grammar)
        source = reading.source(phrase)
        if phrase is None or source is None or phrase.last + 1 > at:
            continue
        directly = phrase.last + 1 == at  # "Un élu de Tripoli, a confirmé"
        if directly and start:
            continue
        person = source.label in ("named_person", "organisation") or (
            directly and source.label == "unnamed"
        )
        set_off = tokens.words[phrase.last + 1] in ",("
        if person and source.certain and not source.anaphor and set_off:
            return phrase
    return None


def _inverted_behind(reading: Reading, at: int) -> bool:
    """Tell whether a French "comme l'" or "ce que" ends at ``at``, which puts the subject last."""
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first:
        return False
    while at > 0 and tokens.lower[at] in ("l'", "le", "la", "les", "nous", "lui", "leur"):
        at -= 1
    return at >= 0 and tokens.lower[at] in ("comme", "qu'", "que")


def _opening_phrase(reading: Reading, at: int) -> Phrase | None:
    """Return the phrase that opens the sentence, if nothing but words lies between it and ``at``.

    It is the subject where the words before the verb are part of something longer: "A UN review of
    national plans to cut carbon says …".
    """
    tokens, grammar = reading.tokens, reading.grammar
    if at > _LONGEST_SUBJECT or any(not tokens.wordlike(i) for i in range(at + 1)):
        return None
    if grammar.head_first and tokens.lower[0] in _ADJUNCT:
        return None
    opening = phrase_after(tokens, 0, grammar)
    source = reading.source(opening)
    known = source and source.certain and source.anaphor in ("", "document")
    return opening if known else None


def _ends_phrase(reading: Reading, phrase: Phrase, sign: str) -> bool:
    """Tell whether the sentence can go on after an inverted subject as it does."""
    following = phrase.last + 1
    if following >= len(reading.tokens):
        return True
    word = reading.tokens.lower[following]
    if word in _SIGNS:
        return True
    grammar = reading.grammar
    return sign in ("”", '"') or word in grammar.times or word in grammar.links


def main_subject(reading: Reading, at: int) -> Phrase | None:
    """Return the subject that a participle such as "saying" shares: the first named before it."""
    tokens, grammar = reading.tokens, reading.grammar
    for index in range(at, max(-1, at - _LONGEST_SUBJECT), -1):
        word = tokens.lower[index]
        if word in grammar.pronouns and not _is_object(tokens, index, grammar):
            return Phrase(index, index)
        if tokens.wordlike(index) and tokens.capitalised(index) and index == 0:
            break
    first = next((i for i in range(at + 1) if tokens.wordlike(i)), None)
    return None if first is None else phrase_after(tokens, first, grammar)


def _is_object(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell whether a French pronoun hangs on the preposition before it: "quant à lui"."""
    before = tokens.lower[at - 1] if at and grammar.head_first else ""
    return before in grammar.links or before in ("avec", "chez", "selon", "sans")
