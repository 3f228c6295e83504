"""Find the English subject that opens a clause, whatever is said of it before its verb.

"Jo Lee, who runs the port, said", "A doctor not involved in the work said", "A 2020 study by Jo
Lee of the University of Ulm traced": the words right before the verb are not its subject.
"""

from __future__ import annotations

from annotator.suggest.rules.attribution.after import phrase_after
from annotator.suggest.rules.attribution.english import OBJECT, OPENS_GAP
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.reading import Reading
from annotator.suggest.rules.attribution.tokens import Tokens

_LONGEST = 60
_LONGEST_GAP = 40
_STARTS = 6
"""How many places where a clause may start are looked at."""
_BREAKS = frozenset((",", ":", ";", "—", "”", '"'))
_MAKES_DOCUMENT = 8


def is_object(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether an English preposition before the phrase keeps it from being a subject."""
    counted = tokens.words[phrase.first][0].isdigit()  # "about 40 residents said"
    return phrase.first > 0 and not counted and tokens.lower[phrase.first - 1] in OBJECT


def opening_subject(reading: Reading, at: int) -> Phrase | None:
    """Return the certain source that opens the clause of the verb behind ``at``, if any."""
    tokens, grammar = reading.tokens, reading.grammar
    if at > _LONGEST:
        return None
    for start in _starts(tokens, at, grammar):
        phrase = phrase_after(tokens, start, grammar)
        if phrase is None or phrase.last > at:
            continue
        source = reading.source(Phrase(phrase.first, phrase.last))
        if source is None or source.anaphor == "self":
            continue
        gap = phrase.last + 1
        while gap <= at and (tokens.lower[gap] in grammar.times or tokens.words[gap][0].isdigit()):
            gap += 1  # "A declaration filed on 11 June 2020, …"
        if gap <= at and not _modifies(tokens, gap, at, grammar):
            if start or not _runs_on(reading, phrase, at):
                continue
        elif not source.certain and (gap > at or source.label != "unnamed"):
            continue
        if source.certain or source.label == "unnamed":
            return _with_origin(tokens, phrase, gap, at, grammar)
    return None


def _runs_on(reading: Reading, phrase: Phrase, at: int) -> bool:
    """Tell whether nothing but words lies between the sentence's first phrase and its verb.

    They then belong to something longer: "A UN review of national plans to cut carbon says …".
    """
    tokens, grammar = reading.tokens, reading.grammar
    source = reading.source(Phrase(phrase.first, phrase.last))
    if source is None or not source.certain or source.anaphor not in ("", "document"):
        return False
    return all(
        tokens.wordlike(i) and tokens.lower[i] not in grammar.auxiliaries
        for i in range(phrase.last + 1, at + 1)
    )


def _starts(tokens: Tokens, at: int, grammar: Grammar) -> list[int]:
    """Return where clauses may start before ``at``, the nearest last."""
    breaks = [0, *(index + 1 for index in range(at) if tokens.words[index] in _BREAKS)]
    kept = []
    for place in breaks[:_STARTS]:
        start = place
        while start < at and (
            tokens.lower[start] in grammar.adverbs
            or tokens.lower[start] in grammar.joining
            or tokens.words[start] in ('"', "“", "”", ",")
        ):
            start += 1
        if start < at and start not in kept:
            kept.append(start)
    return kept


def _modifies(tokens: Tokens, gap: int, at: int, grammar: Grammar) -> bool:
    """Tell whether tokens ``gap`` to ``at`` only say more of the noun before them."""
    words = tokens.words[gap : at + 1]
    if len(words) > _LONGEST_GAP or any(word in ";:?!" for word in words):
        return False
    first, last = words[0], words[-1]
    marks = sum(word in '“”"' for word in words)
    if marks and (marks % 2 or first != ","):
        return False
    if first in (",", "(", "—"):
        return len(words) > 1 and (last in (",", ")", "—") or _trails(tokens, gap, at, grammar))
    opens = tokens.lower[gap] in OPENS_GAP or tokens.lower[gap].endswith(("ed", "ing", "wn"))
    commas = words.count(",")
    return opens and (commas == 0 or (last == "," and commas > 1) or last == ",")


def _trails(tokens: Tokens, gap: int, at: int, grammar: Grammar) -> bool:
    """Tell whether only auxiliaries and adverbs follow the comma that closes an apposition."""
    index = at
    while index > gap and (
        tokens.lower[index] in grammar.auxiliaries
        or tokens.lower[index] in grammar.adverbs
        or tokens.lower[index].endswith("ly")
    ):
        index -= 1
    return index > gap and tokens.words[index] in (",", ")", "—")


def _with_origin(tokens: Tokens, phrase: Phrase, gap: int, at: int, grammar: Grammar) -> Phrase:
    """Count who published a document to its phrase; keep what else is said as apposition."""
    if gap > at:
        return phrase
    nouns = tokens.lower[phrase.first : phrase.last + 1]
    document = any(noun in grammar.document_nouns for noun in nouns)
    if document and tokens.wordlike(gap) and tokens.lower[gap] not in grammar.relatives:
        last = gap
        while last + 1 <= at and tokens.wordlike(last + 1) and last - gap < _MAKES_DOCUMENT:
            last += 1
        if any(tokens.capitalised(i) for i in range(gap, last + 1)):
            return Phrase(phrase.first, last)
        return Phrase(phrase.first, phrase.last)
    end = at if tokens.wordlike(at) else at - 1
    inner = gap if tokens.wordlike(gap) else gap + 1
    return Phrase(phrase.first, phrase.last, (inner, end) if inner <= end else None)
