"""Where quoted words stand in a text, also if the quotation changed spaces or quotation marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from rubric import Span

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂「」『』〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text in which quotations are looked for.

    Attributes:
        text: The part.
        offset: Where it begins in the whole.
        plain: The part with spaces, quotation marks and dashes made alike.
        places: Where each character of ``plain`` begins in ``text``.
    """

    text: str
    offset: int
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, offset: int = 0) -> Self:
        """Prepare a part of a text that begins at ``offset`` of the whole."""
        plain, places = _plain(text)
        return cls(text, offset, plain, places)

    def find(self, quote: str) -> Iterator[Span]:
        """Yield where ``quote`` stands in the whole: exact places if any, else where it is alike.

        The spans are in the order of the text and do not overlap.
        """
        exact = quote.strip()
        if exact and exact in self.text:
            starts = _places(self.text, exact)
            yield from (Span(self.offset + at, self.offset + at + len(exact)) for at in starts)
            return
        wanted, _ = _plain(exact)
        for start in _places(self.plain, wanted) if wanted else ():
            last = self.places[start + len(wanted) - 1]
            yield Span(self.offset + self.places[start], self.offset + last + 1)


def _places(text: str, wanted: str) -> Iterator[int]:
    """Yield where words begin in a text; not where they are parts of others ("may" in "mayor")."""
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_inside_word(text, start) or _inside_word(text, end)):
            yield start
        start = text.find(wanted, end)


def _inside_word(text: str, place: int) -> bool:
    """Tell whether plain letters stand on both sides; damaged words may be quoted in part."""
    pair = text[place - 1 : place + 1] if place else ""
    return len(pair) == 2 and pair.isascii() and pair.isalpha()


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if unicodedata.category(char) in ("Cf", "Cc") and not char.isspace():
            continue
        alike = " " if char.isspace() else char.translate(_ALIKE)
        if alike == " " and (not chars or chars[-1] == " "):
            continue
        chars.append(alike)
        places.append(place)
    while chars and chars[-1] == " ":
        chars.pop()
        places.pop()
    return "".join(chars), tuple(places)
