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
from annotator.suggest.rules.attribution.french import behind_one, hangs, written_in
from annotator.suggest.rules.attribution.grammar import load_grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.source import Source, words_of
from annotator.suggest.rules.attribution.subject import AFTER, source_phrase
from annotator.suggest.rules.attribution.tokens import Tokens, tokenise
from annotator.suggest.rules.lexicon import Rule
from annotator.suggest.rules.match import Hit, holds
from annotator.suggest.rules.quotation import quoted_ranges
from annotator.suggest.rules.view import Attribution, Clause, Range, View
from rubric import Unit

_SIGNATURE = Rule(
    "signature", "cue", "says", (), 0.6, "set off by a colon or dash as the one who speaks"
)
# One class of first characters lets the search run over what none of them is.
_SPEAKER_SIGN = re.compile(r"[:—―”](?:(?<!”)|\s?-)")
_LONGEST_LABEL = 5
_LONGEST_INITIALS = 4
_NOTES = frozenset(
    (
        *("correction", "clarification", "update", "updated", "breaking", "exclusive", "opinion"),
        *("analysis", "photos", "photo", "video", "watch", "listen", "note", "question", "answer"),
        *("disclaimer", "warning", "editorial", "related", "source", "sources", "verdict"),
    )
)
"""Words in capitals before a colon that are no speaker's name."""
_SHORTEST_SAYING = 5
_CLAUSE = re.compile(r" ?,? (?:that|how|whether|why|que|qu'|comment)\b|(?: que\b| qu')")
_TELLS = re.compile(r"\b(?:told|tells?|telling|informed|informs?|spoke|speaks?|speaking)\b")
# A plain first letter lets the search run to it.
_DENIED = re.compile(r"n(?:(?<=\bn)(?:ot|ever|o longer)|'t)\b")
_NEAR = 4
_DENIAL = 4
"""How many characters before a cue a "not" may stand."""
_SILENT = frozenset({"act", "cognition", "manner", "mention"})
"""Kinds of attribution in which nobody is told to say something."""
_SPEAKING = frozenset({"speech", "finding"})
_ONE = frozenset(("a", "an", "another", "one", "every", "each", "this", "that"))
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
                found += _signed(reading)
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
    cue = Hit(_SIGNATURE, place[0], place[0])
    return _attribution(reading, cue, phrase, source)._replace(cues=(), main=True)


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
        last = _attribution(reading, told, phrase, source)
        yield last


def _found(reading: Reading, cue: Hit) -> tuple[Hit, Phrase, Source] | None:
    """Return a cue with the source that stands where it must and goes with it."""
    phrase = source_phrase(reading, cue)
    source = reading.source(phrase)
    if phrase and source and _fits(reading, cue, phrase, source):
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
    return _attribution(reading, cue, place, Source(place.first, place.last, "vague", name))


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
    return _attribution(replace(reading, tokens=pronoun, sources={}), cue, place, source)


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
    return _attribution(reading, cue, phrase, source)


def _written(reading: Reading, told: list[Attribution]) -> Iterator[Attribution]:
    """Find the French documents in which somebody says it: "a-t-il écrit dans une lettre"."""
    taken = [one.source for one in told if one.source]
    for place in written_in(reading.view.folded.lower, reading.clause.start, reading.clause.end):
        phrase = phrase_after(reading.tokens, reading.tokens.starting_from(place), reading.grammar)
        source = reading.source(phrase)
        if phrase is None or source is None or source.label not in ("document", "vague"):
            continue
        cue = Hit(_SIGNATURE, place, place)
        found = _attribution(reading, cue, phrase, source)
        span = found.source
        if span and not any(span[0] < other[1] and other[0] < span[1] for other in taken):
            yield found._replace(cues=(), label="document", main=False, why="where it is said")


def _signed(reading: Reading) -> list[Attribution]:
    """Find a speaker set before his words with a colon, or behind a quotation with a dash."""
    tokens, grammar = reading.tokens, reading.grammar
    if reading.clause.unit is Unit.HEADING and not grammar.head_first:
        return []  # "Halcyon Bay: a paradise" names a theme
    for sign in range(len(tokens)):
        if (
            tokens.words[sign] == ":"
            and sign <= _LONGEST_LABEL
            and (tokens.wordlike(0) or tokens.words[0] in '“"')
        ):
            words = range(sign)
        elif tokens.words[sign] in "—-" and (not sign or tokens.words[sign - 1] in '”"'):
            words = range(sign + 1, len(tokens))
        else:
            continue
        named = [
            i for i in words if tokens.wordlike(i) and tokens.lower[i] not in grammar.connectors
        ]
        if not 0 < len(named) <= _LONGEST_LABEL or not all(map(tokens.capitalised, named)):
            continue
        if tokens.words[sign] == ":" and len(tokens) - sign < _SHORTEST_SAYING:
            continue
        place = Phrase(named[0], named[-1])
        if _is_theme(reading, sign, place):
            continue
        source = _by_initials(reading, place, reading.source(place))
        if source and source.certain and source.label in ("named_person", "organisation"):
            cue = Hit(_SIGNATURE, tokens.starts[sign], tokens.ends[sign])
            return [_attribution(reading, cue, place, source)]
    return _introduced(reading)


def _is_theme(reading: Reading, sign: int, place: Phrase) -> bool:
    """Tell whether a French name before a colon is what a heading is about: "Mali : le vote"."""
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first or tokens.words[sign] != ":" or tokens.words[sign + 1] in '“"':
        return False
    name = " ".join(tokens.lower[place.first : place.last + 1])
    return name in grammar.places or tokens.words[-1][-1] not in ".!?…”"


def _by_initials(reading: Reading, place: Phrase, source: Source | None) -> Source | None:
    """Take "AM:" for the person of those initials, where the text has named one before."""
    grammar = reading.grammar
    word = reading.tokens.words[place.first]
    lone = place.first == place.last and word.isalpha() and word.isupper()
    if source is None or not lone or len(word) < 2:
        return source
    if len(word) > _LONGEST_INITIALS and not grammar.head_first:
        known = word.lower() in grammar.outlets or word.lower() in grammar.organisation_names
        plain = not known and word.lower() not in _NOTES
        return Source(place.first, place.last, "named_person", word.title()) if plain else None
    name = r"\b" + " ".join(rf"{letter}[^\W\d_]+" for letter in word) + r"\b"
    before = reading.view.folded.text
    found = re.compile(name).search(before, 0, reading.clause.start)
    if found is None:
        return source
    return Source(place.first, place.last, "named_person", found.group())


def _introduced(reading: Reading) -> list[Attribution]:
    """Find the French subject of a sentence that a colon and a quotation close."""
    tokens, grammar = reading.tokens, reading.grammar
    opened = [i for i in range(1, len(tokens)) if tokens.words[i - 1] == ":"]
    if not grammar.head_first or not opened or tokens.words[opened[0]] not in '“"':
        return []
    sign = opened[0] - 1
    starts = [0, *(i + 1 for i in range(sign) if tokens.words[i] == ",")]
    for start in starts:
        if tokens.lower[start] in grammar.links - {"des"}:
            continue
        phrase = phrase_after(tokens, start, grammar)
        source = reading.source(phrase)
        if phrase and source and source.certain and source.label in ("named_person", "unnamed"):
            cue = Hit(_SIGNATURE, tokens.starts[sign], tokens.ends[sign])
            return [_attribution(reading, cue, phrase, source)]
    return []


def _fits(reading: Reading, cue: Hit, phrase: Phrase, source: Source) -> bool:
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


def _attribution(reading: Reading, cue: Hit, phrase: Phrase, source: Source) -> Attribution:
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
    if before >= _LONGEST_LABEL and reading.tokens.lower[before] in reading.grammar.joining:
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


def _without_twins(found: Iterator[Attribution]) -> list[Attribution]:
    """Drop an attribution whose source is the cue of another or which repeats one."""
    kept: list[Attribution] = []
    for attribution in found:
        span = attribution.source
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
        second = attribution.anaphor == "person" and attribution.kind == "belief"
        if second and any(other.source and other.kind in _SPEAKING for other in kept[-_NEAR:]):
            continue  # "she said she believed": one source, not two
        kept.append(attribution)
    return kept
