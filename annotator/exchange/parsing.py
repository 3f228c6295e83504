"""Records read back: every field is looked at before anything is made of it."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard, TypeVar

from annotator.exchange.jsonl import RecordError
from annotator.exchange.records import encoded
from rubric import Action, Decision, Document, Mark, Sentence, Span, Suggestion, Unit

Value = TypeVar("Value")
_LARGEST = 2**31 - 1


class Fields:
    """The fields of one record, each fetched with the type it must have."""

    def __init__(self, record: Mapping[str, Any], fail: Callable[[str], RecordError]) -> None:
        """Read from ``record``; ``fail`` makes the error that names its place."""
        self._record = record
        self.fail = fail

    def has(self, name: str) -> bool:
        """Tell whether the record has a field."""
        return name in self._record

    def string(self, name: str, default: str | None = None) -> str:
        """Return a text; ``default``, if one is given, where the field is missing."""
        found = self._record.get(name, default)
        if not isinstance(found, str):
            raise self.fail(f"{name!r} should be a text, but is {_shown(found)}")
        return found

    def integer(self, name: str) -> int:
        """Return a whole number from 0."""
        found = self._record.get(name)
        if not _is_whole(found):
            raise self.fail(f"{name!r} should be a whole number, but is {_shown(found)}")
        return found

    def integer_or_none(self, name: str) -> int | None:
        """Return a whole number from 0; None where the field is null or missing."""
        return None if self._record.get(name) is None else self.integer(name)

    def number(self, name: str) -> float:
        """Return a finite number from 0."""
        found = self._record.get(name)
        if (
            isinstance(found, bool)
            or not isinstance(found, (int, float))
            or not (math.isfinite(found) and found >= 0)
        ):
            raise self.fail(f"{name!r} should be a number from 0, but is {_shown(found)}")
        return float(found)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        found = self._record.get(name)
        if not isinstance(found, bool):
            raise self.fail(f"{name!r} should be true or false, but is {_shown(found)}")
        return found

    def items(self, name: str) -> list[Any]:
        """Return a list; an empty one where the field is missing."""
        found = self._record.get(name, [])
        if not isinstance(found, list):
            raise self.fail(f"{name!r} should be a list, but is {_shown(found)}")
        return found

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return spans, each written as ``[start, end]``."""
        found = []
        for pair in self.items(name):
            if not isinstance(pair, list) or len(pair) != 2 or not all(map(_is_whole, pair)):
                raise self.fail(f"{name!r} should hold [start, end], but holds {_shown(pair)}")
            if pair[0] > pair[1]:
                raise self.fail(f"{name!r} holds {_shown(pair)}, which ends before it starts")
            found.append(Span(*pair))
        return tuple(found)

    def object_or_none(self, name: str) -> Fields | None:
        """Return the fields of an inner object; None where the field is null or missing."""
        found = self._record.get(name)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise self.fail(f"{name!r} should be an object, but is {_shown(found)}")
        return Fields(found, self.fail)

    def objects(self, name: str) -> list[Fields]:
        """Return the fields of each object in a list."""
        found = self.items(name)
        if not all(isinstance(each, dict) for each in found):
            raise self.fail(f"{name!r} should hold objects only")
        return [Fields(each, self.fail) for each in found]


def document_of(fields: Fields) -> Document:
    """Return the document of a ``document`` record, its sentences and fingerprint proved.

    Raises:
        RecordError: If a field is faulty, or the text is not the one that was exported.
    """
    text, encoding = fields.string("text"), fields.string("encoding")
    sentences = tuple(
        Sentence(
            index,
            each.integer("start"),
            each.integer("end"),
            _member(Unit, each.string("unit"), fields, "unit"),
        )
        for index, each in enumerate(fields.objects("sentences"))
    )
    last = 0
    for sentence in sentences:
        if not last <= sentence.start < sentence.end <= len(text):
            raise fields.fail(f"sentence {sentence.index} overlaps, is empty or leaves the text")
        last = sentence.end
    document = Document(
        name=fields.string("document"),
        text=text,
        language=fields.string("language"),
        sentences=sentences,
        title=fields.string("title", ""),
        encoding=encoding,
        original=_original(fields, text, encoding),
    )
    if document.fingerprint != fields.string("document_fingerprint"):
        raise fields.fail("the text is not the one that was exported: its fingerprint differs")
    return document


def suggestion_of(fields: Fields, document: Document) -> Suggestion:
    """Return the suggestion of a ``suggestion`` record; its number is not kept.

    Raises:
        RecordError: If a field is faulty, or the quote is not what the text says.
    """
    confidence = fields.number("confidence")
    if confidence > 1:
        raise fields.fail(f"'confidence' should be between 0 and 1, but is {confidence}")
    return Suggestion(
        mark=mark_of(fields, document),
        confidence=confidence,
        suggester=fields.string("suggester"),
        rationale=fields.string("rationale"),
    )


def decision_of(fields: Fields, document: Document) -> Decision:
    """Return the decision of a ``decision`` record, its suggestion numbered as in the file.

    Raises:
        RecordError: If a field is faulty, or a quote is not what the text says.
    """
    before, after = fields.object_or_none("before"), fields.object_or_none("after")
    return Decision(
        seq=fields.integer("seq"),
        action=_member(Action, fields.string("decision"), fields, "decision"),
        batch=fields.integer("batch"),
        annotation=fields.integer("annotation"),
        suggestion=fields.integer_or_none("suggestion"),
        before=mark_of(before, document) if before else None,
        after=mark_of(after, document) if after else None,
        shown=fields.flag("shown"),
        seconds=fields.number("seconds"),
        at=fields.string("at"),
    )


def mark_of(fields: Fields, document: Document) -> Mark:
    """Return the mark of a record.

    Raises:
        RecordError: If a field is faulty, or the quote is not what the text says.
    """
    start, end, quote = fields.integer("start"), fields.integer("end"), fields.string("quote")
    if not start <= end <= len(document.text):
        raise fields.fail(f"[{start}, {end}) leaves the text of {len(document.text)} characters")
    if document.text[start:end] != quote:
        there = _shown(document.text[start:end])
        raise fields.fail(f"quotes {_shown(quote)}, but the text at {start} says {there}")
    sentence = fields.integer_or_none("sentence")
    if sentence is not None and sentence >= len(document.sentences):
        raise fields.fail(f"is on sentence {sentence}, but there are {len(document.sentences)}")
    sources, cues = fields.spans("sources"), fields.spans("cues")
    for span in (*sources, *cues):
        if span.end > len(document.text):
            raise fields.fail(f"points to [{span.start}, {span.end}), beyond the end of the text")
    return Mark(
        layer=fields.string("layer"),
        label=fields.string("label"),
        start=start,
        end=end,
        sentence=sentence,
        sources=sources,
        cues=cues,
        entity=fields.string("entity", ""),
        proximity=fields.string("proximity", ""),
        value=fields.integer_or_none("value"),
        note=fields.string("note", ""),
    )


def _original(fields: Fields, text: str, encoding: str) -> bytes:
    if not fields.has("original_base64"):
        found = encoded(text, encoding)
        if found is None:
            raise fields.fail(f"the text cannot be written in {_shown(encoding)}")
        return found
    try:
        return base64.b64decode(fields.string("original_base64"), validate=True)
    except ValueError:
        raise fields.fail("'original_base64' is no base64") from None


def _member(kind: Callable[[str], Value], name: str, fields: Fields, field: str) -> Value:
    try:
        return kind(name)
    except ValueError:
        raise fields.fail(
            f"{field!r} is {_shown(name)}, which this version does not know"
        ) from None


def _is_whole(found: object) -> TypeGuard[int]:
    return isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= _LARGEST


def _shown(found: object) -> str:
    text = ascii(found)
    return text if len(text) <= 60 else text[:57] + "…"
