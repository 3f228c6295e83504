"""From reporting cues to attributions: find the source that each cue belongs to.

The cue lexicon says by its labels how a cue takes its source: ``says``, ``holds`` and ``shows``
take the subject before them, or after them where they are inverted; ``describes`` (of what?) takes
the subject before it only, ``behind`` (a verb set off from what is said before it) the one behind
it rather; ``saying`` (a participle) takes the subject of its sentence; ``whose`` (a noun) takes the
possessive before it; ``according`` and ``citing`` take the phrase behind them, ``under`` a law or
treaty and ``paper`` a report there, and ``quoted`` (a passive) the phrase behind "by"; ``bare``
takes none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from annotator.suggest.rules.attribution.after import phrase_after
from annotator.suggest.rules.attribution.classify import classify
from annotator.suggest.rules.attribution.french import behind_one, written_in
from annotator.suggest.rules.attribution.grammar import load_grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.signed import SIGNATURE, signed
from annotator.suggest.rules.attribution.source import Source, words_of
from annotator.suggest.rules.attribution.subject import source_phrase
from annotator.suggest.rules.attribution.tokens import Tokens, tokenise
from annotator.suggest.rules.attribution.told import attribution, fits
from annotator.suggest.rules.match import Hit, holds
from annotator.suggest.rules.quotation import quoted_ranges
from annotator.suggest.rules.view import Attribution, Clause, Range, View

# One class of first characters lets the search run over what none of them is.
_SPEAKER_SIGN = re.compile(r"[:—―”](?:(?<!”)|\s?-)")
_NEAR = 4
_SILENT = frozenset({"act", "cognition", "manner", "mention"})
"""Kinds of attribution in which nobody is told to say something."""
_SPEAKING = frozenset({"speech", "finding"})
_CLITIC = re.compile(r"-(?:t-)?(ils|elles|il|elle|on)\b")


def attributions(view: View) -> list[Attribution]:
    """Return the attributions of a document in English or French, in order."""
    grammar = load_grammar(view.document.language)
    found: list[Attribution] = []
    for clause in view.clauses:
        cues = clause.longest_hits(view.folded, "cue")
        if cues or _SPEAKER_SIGN.search(view.folded.text, clause.start, clause.end):
            tokens = tokenise(
                view.folded.text, view.folded.lower, clause.start, clause.end, grammar
            )
            quoted = quoted_ranges(view, clause.start, clause.end)
            reading = Reading(view, clause, tokens, grammar, quoted)
            told = _without_twins(_read(reading, cues))
            found += told
            if all(one.kind in _SILENT for one in told):
                found += signed(reading)
            elif grammar.head_first:
                found += _written(reading, told)
    return found


def classify_range(view: View, clause: Clause, place: Range) -> Attribution | None:
    """Tell what kind of source stands at ``place``, found by something else than a cue.

    Returns:
        An attribution without cues; None if the words there can be no source.
    """
    grammar = load_grammar(view.document.language)
    folded = view.folded
    tokens = tokenise(folded.text, folded.lower, place[0], place[1], grammar)
    if not len(tokens):
        return None
    phrase = phrase_after(tokens, 0, grammar) or Phrase(0, len(tokens) - 1)
    source = classify(tokens, phrase, grammar)
    if source is None:
        return None
    reading = Reading(view, clause, tokens, grammar, [])
    cue = Hit(SIGNATURE, place[0], place[0])
    return attribution(reading, cue, phrase, source)._replace(cues=(), main=True)


def _read(reading: Reading, cues: list[Hit]) -> Iterator[Attribution]:
    by_document = False
    last: Attribution | None = None
    for cue in sorted(cues, key=lambda hit: (hit.rule.label == "quoted", hit.start)):
        if clitic := _clitic(reading, cue):
            yield clitic
            continue
        if by_document and cue.rule.label == "quoted":
            continue  # who published the document that speaks
        if last and _shares_subject(reading, cue):
            yield last._replace(
                cues=((cue.start, cue.end),),
                kind=cue.rule.kind,
                main=last.main and cue.rule.label != "saying",
                why=cue.rule.why,
            )
            continue
        if cue.rule.label == "bare":
            yield _spoken_by_nobody(reading, cue)
            continue
        if cue.rule.label == "itself" and not reading.grammar.head_first:
            yield _hearsay(reading, cue)
            continue
        found = _found(reading, cue)
        if found is None:
            if cue.rule.kind == "mention" and reading.grammar.head_first:
                yield _spoken_by_nobody(reading, cue)
            continue
        told, phrase, source = found
        by_document = by_document or (told.rule.label == "shows" and source.label == "document")
        last = attribution(reading, told, phrase, source)
        yield last


def _found(reading: Reading, cue: Hit) -> tuple[Hit, Phrase, Source] | None:
    """Return a cue with the source that stands where it must and goes with it."""
    phrase = source_phrase(reading, cue)
    source = reading.source(phrase)
    if phrase and source and fits(reading, cue, phrase, source):
        return cue, phrase, source
    other = _told_otherwise(reading, cue) if cue.rule.label == "shows" else None
    return _found(reading, other) if other else None


def _told_otherwise(reading: Reading, cue: Hit) -> Hit | None:
    """Return what else an English verb may tell where no document shows it: "Clinton called"."""
    if reading.grammar.head_first:
        return None
    candidates = reading.clause.candidates["cue"]
    within = (reading.clause.start, reading.clause.end)
    others = []
    for at in range(bisect_left(candidates, cue.start, key=itemgetter(0)), len(candidates)):
        start, end, rule = candidates[at]
        if start >= cue.end:
            break
        if end == cue.end and rule.label in ("says", "describes"):
            hit = holds(rule, reading.view.folded, start, end, within)
            others += [hit] if hit else []
    return max(others, key=lambda hit: hit.rule.confidence, default=None)


def _spoken_by_nobody(reading: Reading, cue: Hit) -> Attribution:
    """Tell of a statement whose speaker is not named: "des cas ont été rapportés"."""
    return Attribution(
        sentence=reading.clause.index,
        source=None,
        cues=((cue.start, cue.end),),
        label="",
        entity="",
        kind="mention",
        main=False,
        confidence=cue.rule.confidence,
        why=cue.rule.why,
    )


def _hearsay(reading: Reading, cue: Hit) -> Attribution:
    """Read an English formula that is source and cue in one: "it is rumoured"."""
    tokens = reading.tokens
    place = Phrase(tokens.starting_from(cue.start), tokens.ending_by(cue.end))
    name = words_of(tokens, place.first, place.last)
    return attribution(reading, cue, place, Source(place.first, place.last, "vague", name))


def _shares_subject(reading: Reading, cue: Hit) -> bool:
    """Tell whether a cue goes on with the subject of the one before: "…, adding", "… and said"."""
    at = reading.tokens.ending_by(cue.start)
    joined = at >= 0 and reading.tokens.lower[at] in reading.grammar.joining
    return cue.rule.label == "saying" or (
        joined and cue.rule.label in ("says", "describes", "behind", "holds")
    )


def _clitic(reading: Reading, cue: Hit) -> Attribution | None:
    """Read the French pronoun hung on an inverted verb: "a-t-il déclaré", "dit-elle"."""
    if not reading.grammar.elisions:
        return None
    lower = reading.view.folded.lower
    found = _CLITIC.search(lower, cue.start, cue.end) or _CLITIC.match(lower, cue.end)
    if not found:
        return None
    if found[1] == "on" and (told := _where_one_says(reading, cue, found.end())):
        return told
    pronoun = Tokens([found[1]], [found[1]], [found.start(1)], [found.end(1)])
    place = Phrase(0, 0)
    source = classify(pronoun, place, reading.grammar)
    if source is None:
        return None
    return attribution(replace(reading, tokens=pronoun, sources={}), cue, place, source)


def _where_one_says(reading: Reading, cue: Hit, end: int) -> Attribution | None:
    """Read who stands behind a French "on": "indique-t-on au parquet", "apprend-on de source …"."""
    tokens, grammar = reading.tokens, reading.grammar
    place = behind_one(reading.view.folded.lower, end)
    if place is None:
        return None
    at = tokens.starting_from(place)
    phrase = phrase_after(tokens, at, grammar)
    source = reading.source(phrase)
    if phrase is None or source is None or not source.certain:
        return None
    return attribution(reading, cue, phrase, source)


def _written(reading: Reading, told: list[Attribution]) -> Iterator[Attribution]:
    """Find the French documents in which somebody says it: "a-t-il écrit dans une lettre"."""
    taken = [one.source for one in told if one.source]
    for place in written_in(reading.view.folded.lower, reading.clause.start, reading.clause.end):
        phrase = phrase_after(reading.tokens, reading.tokens.starting_from(place), reading.grammar)
        source = reading.source(phrase)
        if phrase is None or source is None or source.label not in ("document", "vague"):
            continue
        cue = Hit(SIGNATURE, place, place)
        found = attribution(reading, cue, phrase, source)
        span = found.source
        if span and not any(span[0] < other[1] and other[0] < span[1] for other in taken):
            yield found._replace(cues=(), label="document", main=False, why="where it is said")


def _without_twins(found: Iterator[Attribution]) -> list[Attribution]:
    """Drop an attribution whose source is the cue of another or which repeats one."""
    kept: list[Attribution] = []
    for one in found:
        span = one.source
        if span and any(
            span[0] < cue[1] and cue[0] < span[1]
            for other in kept[-_NEAR:]
            if other.source is not None
            for cue in other.cues
        ):
            continue
        if span and any(
            other.source and other.source[0] < span[0] and span[1] <= other.source[1]
            for other in kept[-_NEAR:]
        ):
            continue  # who published a document is part of its name
        second = one.anaphor == "person" and one.kind == "belief"
        if second and any(other.source and other.kind in _SPEAKING for other in kept[-_NEAR:]):
            continue  # "she said she believed": one source, not two
        kept.append(one)
    return kept
