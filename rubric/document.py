"""What is annotated: a document, whose characters never change, and its sentences."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from rubric.span import Span


class Unit(StrEnum):
    """What kind of unit a sentence is in the layout of its document."""

    SENTENCE = "sentence"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    LINK = "link"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of review: the code-point range of a sentence, heading, item, caption or link."""

    index: int
    start: int
    end: int
    unit: Unit = Unit.SENTENCE

    @property
    def span(self) -> Span:
        """The sentence's range in the document."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its sentences and where it came from.

    Attributes:
        name: The file's name without folders; what records call the document.
        text: The decoded text, unchanged. All offsets point into it.
        language: ISO 639-1 code: ``en``, ``fr`` or ``zh``.
        sentences: In order, not overlapping; what lies between them is white space.
        title: A title for people; the name where nothing better is known.
        encoding: The encoding that ``original`` was decoded with.
        original: The file's bytes as read.
    """

    name: str
    text: str
    language: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    encoding: str = "utf-8"
    original: bytes = field(default=b"", repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the text in UTF-8, as hexadecimal digits: the document's identity."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, span: Span) -> str:
        """Return the text that ``span`` covers."""
        return self.text[span.start : span.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds the code point ``offset``, or None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            sentence = self.sentences[middle]
            if offset < sentence.start:
                high = middle
            elif offset >= sentence.end:
                low = middle + 1
            else:
                return sentence
        return None
