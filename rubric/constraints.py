"""Rules that the marks of a document keep: the kinds in code, the rules themselves as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rubric.document import Document, Sentence
from rubric.mark import Mark
from rubric.scheme import RATING, Constraint, Layer, Rubric


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that the marks break, and where.

    Attributes:
        constraint: Name of the broken constraint, or ``legal`` for what no rubric allows.
        message: The rule that is broken, with what breaks it.
        remedy: What to do.
        sentence: Index of the sentence concerned; None for the whole document.
        mark: The mark concerned; None where one is missing.
    """

    constraint: str
    message: str
    remedy: str
    sentence: int | None = None
    mark: Mark | None = None

    def __str__(self) -> str:
        """Return place, rule and remedy in one line."""
        place = "document" if self.sentence is None else f"sentence {self.sentence}"
        if self.mark is not None:
            place += f", {self.mark.layer} {self.mark.label} [{self.mark.start}, {self.mark.end})"
        return f"{place}: {self.message}; {self.remedy}"


Fault = tuple[int | None, Mark | None]
Check = Callable[[Rubric, Constraint, Document, Sequence[Mark]], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of constraint.

    Attributes:
        check: Finds where a constraint of the kind is broken.
        needs: What its layers must be: ``sentence`` or ``span`` layers, layers with ``links``,
            or ``rating`` where it speaks of ratings and names no layer.
    """

    check: Check
    needs: str

    def misfit(self, layer: Layer) -> str:
        """Return what to do about a layer that the kind is not made for; nothing if it fits."""
        if self.needs == "rating":
            return "leave out layers: it holds for all ratings"
        if self.needs == "links":
            return "" if layer.links else "name the linked layer with the layer's key 'links'"
        return "" if layer.unit == self.needs else f"use it with layers of the unit {self.needs!r}"


def sentence_of(document: Document, mark: Mark) -> Sentence | None:
    """Return the sentence that a mark names, or else the one that holds its first character."""
    if mark.sentence is None:
        return document.sentence_at(mark.start)
    within = 0 <= mark.sentence < len(document.sentences)
    return document.sentences[mark.sentence] if within else None


def _exactly_one(
    _: Rubric, rule: Constraint, document: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for layer in rule.layers:
        held = (sentence_of(document, mark) for mark in marks if mark.layer == layer)
        found = Counter(sentence.index for sentence in held if sentence)
        for sentence in document.sentences:
            if found[sentence.index] != 1:
                yield sentence.index, None


def _whole_sentence(
    _: Rubric, rule: Constraint, document: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for mark in filter(rule.holds_for, marks):
        sentence = sentence_of(document, mark)
        if sentence is None or sentence.span != mark.span:
            yield mark.sentence, mark


def _inside_sentence(
    _: Rubric, rule: Constraint, document: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for mark in filter(rule.holds_for, marks):
        sentence = sentence_of(document, mark)
        if sentence is None or not sentence.span.contains(mark.span):
            yield mark.sentence, mark


def _no_overlap(
    _: Rubric, rule: Constraint, __: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for layer in rule.layers:
        last: Mark | None = None
        held = (mark for mark in marks if mark.layer == layer and rule.holds_for(mark))
        for mark in sorted(held, key=lambda mark: (mark.start, mark.end)):
            if last is not None and last.span.overlaps(mark.span):
                yield mark.sentence, mark
            if last is None or mark.end > last.end:
                last = mark


def _needs_source(
    _: Rubric, rule: Constraint, __: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for mark in filter(rule.holds_for, marks):
        if not mark.sources:
            yield mark.sentence, mark


def _source_not_later(
    _: Rubric, rule: Constraint, document: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for mark in filter(rule.holds_for, marks):
        sentence = sentence_of(document, mark)
        if sentence and any(source.end > sentence.end for source in mark.sources):
            yield mark.sentence, mark


def _source_marked(
    rubric: Rubric, rule: Constraint, _: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for layer in rule.layers:
        linked = rubric.layer(layer).links
        spans = {mark.span for mark in marks if mark.layer == linked}
        for mark in marks:
            if mark.layer == layer and rule.holds_for(mark) and not spans.issuperset(mark.sources):
                yield mark.sentence, mark


def _on_scale(
    rubric: Rubric, _: Constraint, __: Document, marks: Sequence[Mark]
) -> Iterator[Fault]:
    for mark in marks:
        if mark.layer == RATING:
            rating = rubric.rating(mark.label)
            if mark.value is None or not rating.low <= mark.value <= rating.high:
                yield None, mark


def _rated_once(_: Rubric, __: Constraint, ___: Document, marks: Sequence[Mark]) -> Iterator[Fault]:
    seen = set()
    for mark in marks:
        if mark.layer == RATING:
            if mark.label in seen:
                yield None, mark
            seen.add(mark.label)


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "exactly_one": Kind(_exactly_one, "sentence"),
        "whole_sentence": Kind(_whole_sentence, "sentence"),
        "inside_sentence": Kind(_inside_sentence, "span"),
        "no_overlap": Kind(_no_overlap, "span"),
        "needs_source": Kind(_needs_source, "links"),
        "source_not_later": Kind(_source_not_later, "links"),
        "source_marked": Kind(_source_marked, "links"),
        "on_scale": Kind(_on_scale, "rating"),
        "rated_once": Kind(_rated_once, "rating"),
    }
)
"""What a constraint's ``kind`` may be; ``docs/rubric.md`` says what each asks for."""


def violations(
    rubric: Rubric, document: Document, marks: Iterable[Mark], language: str = "en"
) -> list[Violation]:
    """Find every rule of the rubric that the marks on a document break.

    Args:
        rubric: The rubric that the marks were made under.
        document: The document they were made on.
        marks: All marks that stand, ratings included.
        language: Language of the rules in words.

    Returns:
        What is broken, marks that are not legal at all first; these are left out of the rest.
    """
    legal, found = [], []
    for mark in marks:
        fault = _illegal(rubric, document, mark)
        if fault is None:
            legal.append(mark)
        else:
            found.append(fault)
    found += _clashes(rubric, legal)
    for rule in rubric.constraints:
        words = rule.text(language)
        for sentence, broken in KINDS[rule.kind].check(rubric, rule, document, legal):
            found.append(Violation(rule.name, words.rule, words.remedy, sentence, broken))
    return found


def _illegal(rubric: Rubric, document: Document, mark: Mark) -> Violation | None:
    """Say why a mark is not legal under any constraints."""
    if not rubric.knows(mark.layer, mark.label):
        message = f"the rubric has no label '{mark.layer}.{mark.label}'"
        return Violation("legal", message, "choose one of its labels", mark.sentence, mark)
    if mark.layer == RATING:
        return None
    if not 0 <= mark.start < mark.end <= len(document.text):
        message = "the mark covers nothing, or more than the text"
        return Violation("legal", message, "select the words again", mark.sentence, mark)
    if mark.sentence is not None and not 0 <= mark.sentence < len(document.sentences):
        message = "the document has no such sentence"
        return Violation("legal", message, "set the mark on a sentence", mark.sentence, mark)
    return None


def _clashes(rubric: Rubric, marks: Sequence[Mark]) -> Iterator[Violation]:
    """Find marks set twice, and second labels where the layer allows only one."""
    exclusive = {layer.name for layer in rubric.layers if layer.exclusive}
    seen: dict[tuple[str, int, int], set[str]] = {}
    for mark in marks:
        if mark.layer == RATING:
            continue
        labels = seen.setdefault((mark.layer, mark.start, mark.end), set())
        if mark.label in labels:
            yield Violation("legal", "the mark is set twice", "remove one", mark.sentence, mark)
        elif labels and mark.layer in exclusive:
            message = f"only one label of the layer {mark.layer!r} may stand on the same words"
            yield Violation("legal", message, "keep the one that fits", mark.sentence, mark)
        labels.add(mark.label)
