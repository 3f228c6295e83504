"""Speakers that no cue tells: set before their words with a colon, or behind them with a dash."""

from __future__ import annotations

import re

from annotator.suggest.rules.attribution.after import phrase_after
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.source import Source
from annotator.suggest.rules.attribution.told import attribution
from annotator.suggest.rules.lexicon import Rule
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.view import Attribution
from rubric import Unit

SIGNATURE = Rule(
    "signature", "cue", "says", (), 0.6, "set off by a colon or dash as the one who speaks"
)
"""What stands for the cue of a source that has none."""
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


def signed(reading: Reading) -> list[Attribution]:
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
            cue = Hit(SIGNATURE, tokens.starts[sign], tokens.ends[sign])
            return [attribution(reading, cue, place, source)]
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
            cue = Hit(SIGNATURE, tokens.starts[sign], tokens.ends[sign])
            return [attribution(reading, cue, phrase, source)]
    return []
