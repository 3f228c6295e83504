"""From reporting cues to attributions: find the source that each cue belongs to.

The cue lexicon says by its labels how a cue takes its source: ``says``, ``holds`` and ``shows``
take the subject before them, or after them where they are inverted; ``saying`` (a participle)
takes the subject of its sentence; ``whose`` (a noun) takes the possessive before it;
``according`` and ``citing`` take the phrase behind them,
``under`` a law or treaty there, and ``quoted`` (a passive) the phrase behind "by".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.suggest.rules.attribution.classify import Source, classify
from annotator.suggest.rules.attribution.grammar import Grammar, load_grammar
from annotator.suggest.rules.attribution.phrase import Phrase, phrase_after, phrase_before
from annotator.suggest.rules.attribution.tokens import Tokens, tokenise
from annotator.suggest.rules.lexicon import Rule
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.quotation import quoted_ranges
from annotator.suggest.rules.view import Attribution, Clause, Range, View

_AFTER = frozenset({"according", "citing", "under"})
_SIGNATURE = Rule(
    "signature", "cue", "says", (), 0.6, "set off by a colon or dash as the one who speaks"
)
_SPEAKER_SIGN = re.compile(r"[:—―]|”\s?-")
_LONGEST_LABEL = 5
_NEAR = 4
_LONGEST_SUBJECT = 60
_CLITIC = re.compile(r"-(?:t-)?(ils|elles|il|elle|on)\b")
_SIGNS = frozenset(',.;:—”“"()!?…')


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence in reading: its tokens and what of it stands between quotation marks."""

    view: View
    clause: Clause
    tokens: Tokens
    grammar: Grammar
    quoted: list[Range]

    def in_quotation(self, offset: int) -> bool:
        at = bisect_left(self.quoted, (offset, 0)) - 1
        return at >= 0 and self.quoted[at][0] < offset < self.quoted[at][1]

    def wholly_quoted(self) -> bool:
        """Tell whether one quotation holds the whole sentence."""
        if not self.quoted:
            return False
        start, end = self.quoted[0]
        return start <= self.clause.start + 1 and end >= self.clause.end


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
            quoted = quoted_ranges(view.folded.text, clause.start, clause.end)
            reading = _Reading(view, clause, tokens, grammar, quoted)
            found += _without_twins(_read(reading, cues)) or _signed(reading)
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
    reading = _Reading(view, clause, tokens, grammar, [])
    cue = Hit(_SIGNATURE, place[0], place[0])
    return replace(_attribution(reading, cue, phrase, source), cues=(), main=True)


def _read(reading: _Reading, cues: list[Hit]) -> Iterator[Attribution]:
    by_document = False
    last: Attribution | None = None
    for cue in sorted(cues, key=lambda hit: (hit.rule.label == "quoted", hit.start)):
        if clitic := _clitic(reading, cue):
            yield clitic
            continue
        if by_document and cue.rule.label == "quoted":
            continue  # who published the document that speaks
        if last and _shares_subject(reading, cue):
            yield replace(
                last,
                cues=((cue.start, cue.end),),
                kind=cue.rule.kind,
                main=last.main and cue.rule.label != "saying",
                why=cue.rule.why,
            )
            continue
        phrase = _phrase(reading, cue)
        source = classify(reading.tokens, phrase, reading.grammar) if phrase else None
        if phrase is None or source is None or not _fits(reading, cue, phrase, source):
            continue
        by_document = by_document or (cue.rule.label == "shows" and source.label == "document")
        last = _attribution(reading, cue, phrase, source)
        yield last


def _shares_subject(reading: _Reading, cue: Hit) -> bool:
    """Tell whether a cue goes on with the subject of the one before: "…, adding", "… and said"."""
    at = reading.tokens.ending_by(cue.start)
    joined = at >= 0 and reading.tokens.lower[at] in reading.grammar.joining
    return cue.rule.label == "saying" or (joined and cue.rule.label in ("says", "holds"))


def _clitic(reading: _Reading, cue: Hit) -> Attribution | None:
    """Read the French pronoun hung on an inverted verb: "a-t-il déclaré", "dit-elle"."""
    lower = reading.view.folded.lower
    found = _CLITIC.search(lower, cue.start, cue.end) or _CLITIC.match(lower, cue.end)
    if not found or not reading.grammar.elisions:
        return None
    pronoun = Tokens([found[1]], [found[1]], [found.start(1)], [found.end(1)])
    place = Phrase(0, 0)
    source = classify(pronoun, place, reading.grammar)
    if source is None:
        return None
    return _attribution(replace(reading, tokens=pronoun), cue, place, source)


def _signed(reading: _Reading) -> list[Attribution]:
    """Find a speaker set before his words with a colon, or behind a quotation with a dash."""
    tokens, grammar = reading.tokens, reading.grammar
    for sign in range(len(tokens)):
        if tokens.words[sign] == ":" and sign <= _LONGEST_LABEL:
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
        place = Phrase(named[0], named[-1])
        source = classify(tokens, place, grammar)
        if source and source.certain and source.label in ("named_person", "organisation"):
            cue = Hit(_SIGNATURE, tokens.starts[sign], tokens.ends[sign])
            return [_attribution(reading, cue, place, source)]
    return []


def _phrase(reading: _Reading, cue: Hit) -> Phrase | None:
    """Return the phrase that stands where the cue's source must stand."""
    tokens, grammar = reading.tokens, reading.grammar
    behind = tokens.starting_from(cue.end)
    label = cue.rule.label
    if label in _AFTER:
        found = phrase_after(tokens, behind, grammar)
        if found and cue.start == reading.clause.start and not _describes(reading, found):
            return replace(found, apposition=None)
        return found
    if label == "quoted":
        return phrase_after(tokens, behind, grammar)
    at = tokens.ending_by(cue.start)
    if label == "whose":
        return Phrase(at, at) if at >= 0 else None
    if label == "saying":
        return _main_subject(reading, at)
    sign = tokens.words[at] if at >= 0 else ""
    if sign == "," and at and tokens.words[at - 1] in ("”", '"'):
        sign = "”"
    if _inverted_behind(reading, at):
        sign = "”"
    if label != "shows" and sign in ("”", '"', ",", "?", "!", "—", ""):
        while (
            grammar.head_first
            and behind < len(tokens) - 1
            and (tokens.lower[behind] in grammar.times | grammar.adverbs)
        ):
            behind += 1
        told = (
            grammar.head_first
            and behind < len(tokens)
            and tokens.lower[behind]
            in ("à", "au", "aux", "en", "dans", "sur", "pour", "par", "lors")
        )
        inverted = None if told else phrase_after(tokens, behind, grammar)
        if inverted and _ends_phrase(reading, inverted, sign):
            source = classify(tokens, inverted, grammar)
            if source and (source.certain or sign in ("”", '"')):
                return inverted
    if at < 0:
        return None
    if tokens.lower[at] in grammar.joining and at:
        return _main_subject(reading, at - 1)
    near = phrase_before(tokens, at, grammar)
    source = classify(tokens, near, grammar) if near else None
    if source and source.certain and (label != "shows" or source.label != "named_person"):
        return near
    return _opening_phrase(reading, at) or _set_off_subject(reading, at) or near


def _describes(reading: _Reading, phrase: Phrase) -> bool:
    """Tell whether what stands behind "According to X," still speaks of X."""
    tokens, grammar = reading.tokens, reading.grammar
    if phrase.apposition is None or not grammar.head_first:
        return True
    first, last = phrase.apposition
    words = tokens.lower[first : min(last, first + 4) + 1]
    known = grammar.person_nouns | grammar.titles | grammar.organisation_nouns
    return tokens.words[last + 1 : last + 2] == [","] and (
        words[0][0].isdigit() or any(word in known for word in words)
    )


def _set_off_subject(reading: _Reading, at: int) -> Phrase | None:
    """Return the first named source before ``at`` that a comma or bracket follows.

    It is the subject where more is said of it than a shallow look back can cross: "Jo Dupont, 40
    ans (et demi), élu du parti que l'on sait, a démenti".
    """
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first or at > _LONGEST_SUBJECT or tokens.words[at] not in ",)":
        return None
    starts = [0, *(i + 1 for i in range(at) if tokens.words[i] == ",")]
    for start in starts:
        phrase = phrase_after(tokens, start, grammar)
        source = classify(tokens, phrase, grammar) if phrase else None
        if phrase is None or source is None or phrase.last + 1 >= at:
            continue
        person = source.label in ("named_person", "organisation")
        if person and source.certain and not source.anaphor:
            if tokens.words[phrase.last + 1] in ",(":
                return phrase
    return None


def _inverted_behind(reading: _Reading, at: int) -> bool:
    """Tell whether a French "comme l'" or "ce que" ends at ``at``, which puts the subject last."""
    tokens, grammar = reading.tokens, reading.grammar
    if not grammar.head_first:
        return False
    while at > 0 and tokens.lower[at] in ("l'", "le", "la", "les", "nous", "lui", "leur"):
        at -= 1
    return at >= 0 and tokens.lower[at] in ("comme", "qu'", "que")


def _opening_phrase(reading: _Reading, at: int) -> Phrase | None:
    """Return the phrase that opens the sentence, if nothing but words lies between it and ``at``.

    It is the subject where the words before the verb are part of something longer: "A UN review of
    national plans to cut carbon says …".
    """
    tokens, grammar = reading.tokens, reading.grammar
    if at > _LONGEST_SUBJECT or any(not tokens.wordlike(i) for i in range(at + 1)):
        return None
    opening = phrase_after(tokens, 0, grammar)
    source = classify(tokens, opening, grammar) if opening else None
    return opening if source and source.certain and not source.anaphor else None


def _ends_phrase(reading: _Reading, phrase: Phrase, sign: str) -> bool:
    """Tell whether the sentence can go on after an inverted subject as it does."""
    following = phrase.last + 1
    if following >= len(reading.tokens):
        return True
    word = reading.tokens.lower[following]
    if word in _SIGNS:
        return True
    grammar = reading.grammar
    return sign in ("”", '"') or word in grammar.times or word in grammar.links


def _main_subject(reading: _Reading, at: int) -> Phrase | None:
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


def _fits(reading: _Reading, cue: Hit, phrase: Phrase, source: Source) -> bool:
    """Tell whether a source of this kind goes with this cue."""
    label = cue.rule.label
    tokens, grammar = reading.tokens, reading.grammar
    if label == "under":
        words = tokens.lower[phrase.first : phrase.last + 1]
        return any(word in grammar.binding_nouns for word in words)
    if label == "shows" and not (cue.rule.before or cue.rule.after):
        return "document" in (source.label, source.anaphor)
    if label == "shows" and source.label not in ("document", "vague", "organisation"):
        return cue.rule.kind != "document"
    if label in ("citing", "quoted", "saying") and not source.certain:
        return cue.rule.kind == "mention"
    verb = reading.view.folded.lower[cue.start : cue.end]
    if source.label == "vague" and not source.anaphor and grammar.plural_ending:
        return not verb.endswith(grammar.plural_ending) or verb in ("says", "as")
    return source.certain or label in ("says", "holds", "according", "whose")


def _attribution(reading: _Reading, cue: Hit, phrase: Phrase, source: Source) -> Attribution:
    tokens = reading.tokens
    span = (tokens.starts[source.first], _end(tokens, source))
    inside = reading.in_quotation(cue.start)
    main = (
        cue.rule.label != "saying"
        and not phrase.relative
        and (cue.rule.label in _AFTER or not _subordinate(reading, phrase))
        and (not inside or reading.wholly_quoted())
    )
    kind = "provision" if cue.rule.label == "under" else cue.rule.kind or "speech"
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


def _subordinate(reading: _Reading, phrase: Phrase) -> bool:
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


def _told_to_outlet(reading: _Reading, cue: Hit) -> bool:
    """Tell whether the statement was made to a medium, which relays it."""
    tokens, grammar = reading.tokens, reading.grammar
    at = tokens.starting_from(cue.end)
    if at < len(tokens) and tokens.lower[at] in ("to", "à", "au", "aux"):
        at += 1
    told = phrase_after(tokens, at, grammar)
    if told is None or (told.first == told.last and tokens.lower[at] in grammar.pronouns):
        return False
    source = classify(tokens, told, grammar)
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
            span[0] < cue[1] and cue[0] < span[1] for other in kept[-_NEAR:] for cue in other.cues
        ):
            continue
        kept.append(attribution)
    return kept
