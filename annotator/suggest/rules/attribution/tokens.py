"""Words and signs of a sentence, with where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from annotator.suggest.rules.attribution.grammar import Grammar

_WORD = r"[^\W_]+(?:[-.&'][^\W_]+)*"
_INITIALS = r"(?:[^\W\d_]\.){2,}|[A-ZÀ-Þ]\.(?= ?[A-ZÀ-Þ])"

_LE_NAMES = (
    r"L[ea] (?:Pen|Drian|Guen|Roux|Clézio|Foll|Goff|Gall|Bihan|Fur|Moal|Bris|Bescond|Corre|"
    r"Guludec|Gac|Floch|Graët|Chapelain|Poulain)\b|(?<=Bruno )Le Maire\b|"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence; offsets into the folded text."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def ending_by(self, offset: int) -> int:
        """Return the index of the last token that starts before ``offset``; -1 if there is none."""
        return bisect_left(self.starts, offset) - 1

    def starting_from(self, offset: int) -> int:
        """Return the index of the first token that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)

    def capitalised(self, index: int) -> bool:
        """Tell whether the word begins with a capital."""
        return self.words[index][0].isupper()

    def wordlike(self, index: int) -> bool:
        """Tell whether the token is a word or a number, not a sign."""
        return self.words[index][0].isalnum()


def tokenise(text: str, lower: str, start: int, end: int, grammar: Grammar) -> Tokens:
    """Cut ``text[start:end]`` into words, abbreviations, elided articles and single signs."""
    # Tokens and what lies between them take turns: where each stands is how long all before it are.
    parts = _pattern(grammar).split(text[start:end])
    places = list(accumulate(map(len, parts), initial=start))
    starts, ends = places[1:-1:2], places[2::2]
    return Tokens(parts[1::2], [*map(lower.__getitem__, map(slice, starts, ends))], starts, ends)


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    small: list[str] = []
    capital: list[str] = []
    for word in sorted(grammar.abbreviations, reverse=True):
        (small if word[0].islower() else capital).append(re.escape(word))
    # Behind most words stands a space or comma: nothing else need be tried on them.
    plain = "[A-Za-zÀ-ÖØ-öø-ÿ]++(?=[ ,])"
    # Seeing that an apostrophe is near spares most words a try of every elision.
    elisions = rf"(?=\w{{1,12}}+')(?i:{grammar.elisions})'|" if grammar.elisions else ""
    lower = f"(?:{'|'.join(small)})|" if small else ""
    # "Le Pen" is one word, lest its article end the name before it.
    surnames = _LE_NAMES if grammar.head_first else ""
    # Looking ahead spares words in lower case a try of every abbreviation.
    upper = rf"(?=[^a-z\W])(?:{'|'.join(capital)})"
    initials = rf"(?=\w\.)(?:{_INITIALS})"
    return re.compile(rf"({surnames}{plain}|{elisions}{lower}{upper}|{initials}|{_WORD}|\S)")
