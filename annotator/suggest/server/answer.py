"""What a server answered, taken apart and checked: nothing in it is believed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard, cast

from annotator.text import display_text
from rubric import Rubric

LONGEST: Final = 300
"""Code points of a reason; more are cut."""
_MOST_CHARACTERS = 1_000_000
_MOST_BRACES = 200
_MOST_MARKS = 60
"""Marks that are taken for each sentence asked about."""


class UnreadableAnswer(ValueError):  # noqa: N818  (the name reads as what happened)
    """An answer holds no marks at all; asking again may help."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One mark as a server gave it: of the right form, its words not yet looked for.

    Attributes:
        sentence: Index of a sentence that was asked about.
        layer: A layer of the rubric.
        label: One of its labels.
        quote: The words; empty for a label of the whole sentence.
        source: The words that name a claim's source; may be empty.
        cue: The reporting words; may be empty.
        entity: Whom a source means; may be empty.
        confidence: In [0, 1].
        reason: Why; harmless to show, and not empty.
    """

    sentence: int
    layer: str
    label: str
    quote: str
    source: str
    cue: str
    entity: str
    confidence: float
    reason: str


def content_of(answer: dict[str, Any]) -> str:
    """Return the text of a chat completion.

    Raises:
        UnreadableAnswer: If there is none, or the server says that it had to stop short.
    """
    try:
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        reason = choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise UnreadableAnswer("it is no chat completion") from None
    if not isinstance(content, str):
        raise UnreadableAnswer("its message holds no text")
    if reason == "length":
        raise UnreadableAnswer("it stops short: the server allows too few tokens")
    return content[:_MOST_CHARACTERS]


def read_marks(
    content: str, rubric: Rubric, sentences: Collection[int], dropped: Counter[str]
) -> list[Answered]:
    """Return the marks in the text of an answer; what is wrong with one is counted and it goes.

    Args:
        content: A JSON object with ``marks``, perhaps with words or a code fence around it.
        rubric: Its labels.
        sentences: Indices of the sentences asked about.
        dropped: Is told what was dropped, by reason.

    Raises:
        UnreadableAnswer: If there is no such object.
    """
    marks = _marks(content)
    most = _MOST_MARKS * len(sentences)
    if len(marks) > most:
        dropped["more marks than a sentence can bear"] += len(marks) - most
    units = {
        f"{layer.name}.{label.name}": layer.unit
        for layer in rubric.layers
        for label in layer.labels
    }
    found = []
    for given in marks[:most]:
        fault, mark = _mark(given, units, sentences)
        if mark is None:
            dropped[fault] += 1
        else:
            found.append(mark)
    return found


def _mark(
    given: object, units: Mapping[str, str], sentences: Collection[int]
) -> tuple[str, Answered | None]:
    """Return what is wrong with a mark, or the mark."""
    if not isinstance(given, dict):
        return "not of the form asked for", None
    sentence, label, confidence = (given.get(key) for key in ("sentence", "label", "confidence"))
    if type(sentence) is not int or sentence not in sentences:
        return "of a sentence not asked about", None
    if not isinstance(label, str) or label not in units:
        return "with an unknown label", None
    if not _is_probability(confidence):
        return "without a probability", None
    texts = [given.get(key, "") for key in ("quote", "source", "cue", "entity", "reason")]
    if not all(isinstance(text, str) for text in texts):
        return "not of the form asked for", None
    quote, source, cue, entity, reason = (text[:10_000] for text in texts)
    if units[label] == "span" and not quote.strip():
        return "without its words", None
    layer, _, name = label.partition(".")
    mark = Answered(
        sentence, layer, name, quote, source, cue, entity, float(confidence), harmless(reason)
    )
    return "", mark


def harmless(reason: str) -> str:
    """Return a reason that can be shown: one line, of some length, that acts on no terminal."""
    line = display_text(" ".join(reason[: 10 * LONGEST].split()))
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    return line or "the server gives no reason"


def _is_probability(number: object) -> TypeGuard[float]:
    return type(number) in (int, float) and 0 <= cast("float", number) <= 1


def _marks(content: str) -> list[Any]:
    for value in _objects(content):
        marks = value.get("marks")
        if isinstance(marks, list):
            return marks
    raise UnreadableAnswer('it holds no JSON object with "marks"')


def _objects(content: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text, wherever they begin."""
    decoder = json.JSONDecoder()
    place = content.find("{")
    for _ in range(_MOST_BRACES):
        if place < 0:
            return
        try:
            value, end = decoder.raw_decode(content, place)
        except (ValueError, RecursionError):
            place = content.find("{", place + 1)
            continue
        if isinstance(value, dict):
            yield value
        place = content.find("{", end)
