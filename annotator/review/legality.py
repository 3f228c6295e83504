"""What the rubric has to say about one sentence's marks, without looking at all the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rubric import Document, Mark, Sentence
from rubric.constraints import Violation, violations
from rubric.scheme import Rubric

_INCOMPLETE = frozenset({"exactly_one", "needs_source", "source_marked"})
"""Kinds of constraints that a further mark can satisfy: broken, they keep a sentence open."""


def sentence_violations(
    rubric: Rubric,
    document: Document,
    sentence: int,
    marks: Iterable[Mark],
    *,
    linked: Iterable[Mark] = (),
    language: str = "en",
) -> list[Violation]:
    """Check one sentence alone, at the same cost in a document of any size.

    Args:
        rubric: The rubric.
        document: The document that the sentence is part of.
        sentence: Index of the sentence.
        marks: The marks that stand on it.
        linked: Marks elsewhere that these marks link to.
        language: Language of the rules in words.
    """
    place = document.sentences[sentence]
    alone = Document(
        document.name,
        document.text,
        document.language,
        (Sentence(0, place.start, place.end, place.unit),),
    )
    here = [replace(mark, sentence=0) for mark in marks]
    there = [replace(mark, sentence=None) for mark in linked]
    return [
        replace(
            fault, sentence=sentence, mark=fault.mark and replace(fault.mark, sentence=sentence)
        )
        for fault in violations(rubric, alone, [*here, *there], language)
        if fault.sentence == 0
    ]


def forbidden(rubric: Rubric, faults: Iterable[Violation]) -> list[Violation]:
    """Return the violations that no further mark can mend."""
    kinds = {rule.name: rule.kind for rule in rubric.constraints}
    return [fault for fault in faults if kinds.get(fault.constraint) not in _INCOMPLETE]
