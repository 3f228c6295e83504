"""A classified source, and how the words of a phrase are put together to name it."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.tokens import Tokens


class Source(NamedTuple):
    """A classified source.

    Attributes:
        first: Index of the first token of the shortest span that identifies it.
        last: Index of its last token.
        label: The label of layer ``source``.
        name: What to call it.
        anaphor: What must be known to say whom it means: ``person``, ``people``, ``thing``,
            ``document``, ``organisation``, ``role``, ``surname``, ``self``; empty if nothing.
        standing: Whether the text here says what makes a person competent.
        certain: Whether a known word decided, and not a guess.
    """

    first: int
    last: int
    label: str
    name: str
    anaphor: str = ""
    standing: bool = True
    certain: bool = True


def words_of(tokens: Tokens, first: int, last: int) -> str:
    """Return the words from ``first`` to ``last``, spaced as in the text."""
    parts = [tokens.words[first]]
    for index in range(first + 1, last + 1):
        gap = " " if tokens.starts[index] > tokens.ends[index - 1] else ""
        parts.append(gap + tokens.words[index])
    return "".join(parts).removesuffix("'s")


def title_of(tokens: Tokens, phrase: Phrase) -> str:
    """Return the title that stands in quotation marks in the phrase, or nothing."""
    marks = [i for i in range(phrase.first, phrase.last + 1) if tokens.words[i] in '“”"']
    if len(marks) < 2:
        return ""
    first, last = marks[0] + 1, marks[-1] - 1
    while last > first and not tokens.wordlike(last):
        last -= 1
    return words_of(tokens, first, last)
