"""What the rules read: a document's folded text, cut into sentences, with the terms found in each.

And what those that look for sources tell: attributions. All offsets here are of the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.suggest.rules.fold import Folded, fold, unglued
from annotator.suggest.rules.lexicon import Rule
from annotator.suggest.rules.match import Hit, Matcher, holds, longest, matcher
from rubric import Document, Unit

_MARK = re.compile('[“”"]')
_NEAR = 2000
_MOSTLY = 0.6
"""The share of ended sentences from which on a text is one that ends its sentences."""
Range = tuple[int, int]
"""A half-open range of the folded text."""


@dataclass(slots=True)
class Clause:
    """A sentence of the view, and the terms found in it.

    Attributes:
        index: Its place among the sentences.
        start: Where it starts in the folded text.
        end: Where it ends there.
        text: Its folded text.
        unit: What it is a sentence of.
        candidates: The terms found in it by layer, conditions not yet checked.
    """

    index: int
    start: int
    end: int
    text: str
    unit: Unit
    candidates: Mapping[str, Sequence[tuple[int, int, Rule]]]
    _longest: dict[str, list[Hit]] = field(default_factory=dict)

    def hits(self, folded: Folded, layer: str) -> list[Hit]:
        """Return the hits of the rules of one layer, in order, overlapping ones included."""
        if layer not in self.candidates:
            return []
        within = (self.start, self.end)
        return [
            hit
            for start, end, rule in self.candidates[layer]
            if (hit := holds(rule, folded, start, end, within))
        ]

    def longest_hits(self, folded: Folded, layer: str) -> list[Hit]:
        """Return the hits of one layer, the longest of those that overlap; looked for once."""
        if layer not in self.candidates:
            return []
        if layer not in self._longest:
            self._longest[layer] = longest(self.hits(folded, layer))
        return self._longest[layer]


@dataclass(frozen=True, slots=True)
class View:
    """A document as the rules see it.

    Attributes:
        document: The document.
        folded: Its folded text.
        clauses: Its sentences.
        marks: Where quotation marks stand in the folded text.
    """

    document: Document
    folded: Folded
    clauses: tuple[Clause, ...]
    marks: tuple[int, ...]

    def as_written(self, words: str, near: int) -> str:
        """Return the document's own characters for folded words that stand near an offset."""
        at = self.folded.text.find(words, max(0, near - _NEAR), near + _NEAR)
        if at < 0:
            return words
        span = self.folded.original(at, at + len(words))
        return " ".join(unglued(self.document.quote(span)).split())

    def ended(self, marks: tuple[str, ...], closers: str) -> list[bool]:
        """Return for each sentence whether it ends as it should: as labels and headings do not.

        In a text that mostly goes without end marks, every sentence ends as it should.

        Args:
            marks: The end marks of the language.
            closers: What may stand behind an end mark.
        """
        ended = [c.text.rstrip().rstrip(closers).endswith(marks) for c in self.clauses]
        marked = len(ended) > 1 and sum(ended) >= _MOSTLY * len(ended)
        return ended if marked else [True] * len(ended)

    def text(self, span: Range) -> str:
        """Return the folded text of a range."""
        return self.folded.text[span[0] : span[1]]


class Attribution(NamedTuple):
    """Somebody named, described or hinted at as saying, thinking or finding something.

    Attributes:
        sentence: Index of the sentence.
        source: Where the source stands; None where the cue has none in its sentence.
        cues: The reporting cue; two ranges where it is discontinuous.
        label: The label of layer ``source``; empty where there is no source.
        entity: Whom the source means, as far as the sentence itself tells.
        kind: ``speech``, ``belief``, ``finding`` (of a study or document), ``provision`` (of a law)
            or ``hearsay`` (an expression that is source and cue in one).
        main: Whether it governs the sentence, and not only a subordinate part of it.
        standing: Whether the text says why a person is competent or a direct witness.
        secondary: Whether the statement reached the text through somebody else.
        confidence: Prior probability that a trained reader agrees.
        why: The reason, for a trainee.
        anaphor: What must be known to say whom the source means: ``person`` ("he"), ``people``
            ("they"), ``thing`` ("it"), ``document`` ("the report"), ``organisation`` ("the
            company"), ``role`` ("the minister"), ``surname``, ``self`` ("I"); empty if nothing.
        description: What the text here says of who the source is.
    """

    sentence: int
    source: Range | None
    cues: tuple[Range, ...]
    label: str
    entity: str
    kind: str
    main: bool = True
    standing: bool = True
    secondary: bool = False
    confidence: float = 0.8
    why: str = ""
    anaphor: str = ""
    description: str = ""


def look(document: Document, lexicon: Matcher | None = None) -> View:
    """Fold a document and find the terms of its language's lexicon in one pass over the text."""
    folded = fold(document.text)
    found = (lexicon or matcher(document.language)).candidates(folded)
    clauses = []
    at = 0
    for sentence in document.sentences:
        start, end = folded.position(sentence.start), folded.position(sentence.end)
        while at < len(found) and found[at][0] < start:
            at += 1
        first = at
        while at < len(found) and found[at][0] < end:
            at += 1
        inside: dict[str, list[tuple[int, int, Rule]]] = {}
        for left, right, rules in found[first:at]:
            if right <= end:
                for rule in rules:
                    inside.setdefault(rule.layer, []).append((left, right, rule))
        text = folded.text[start:end]
        clauses.append(Clause(sentence.index, start, end, text, sentence.unit, inside))
    marks = [mark.start() for mark in _MARK.finditer(folded.text)]
    return View(document, folded, tuple(clauses), tuple(marks))
