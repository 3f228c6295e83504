"""Measures: from what is expected and what is guessed in one item to counts, to figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_

import numpy as np

from annotator.evaluate.items import Answer, Item, Marked, Reading
from annotator.evaluate.metrics import Array, binned, prf
from rubric import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """A guess or an expectation that failed, for people who look for the reason."""

    measure: str
    item: str
    fault: str
    label: str
    quote: str
    text: str


def touches(one: Marked, other: Marked) -> bool:
    """Tell whether two share a code point."""
    return any(a.overlaps(b) for a in one.pieces for b in other.pieces)


def same(one: Marked, other: Marked) -> bool:
    """Tell whether two are the same characters."""
    return set(one.pieces) == set(other.pieces)


@dataclass(frozen=True, slots=True)
class SpanMeasure:
    """How well spans are found: by overlap, and exactly.

    A guess is right if it touches an expected span; an expected span is found if a guess touches
    it. Guesses that touch only ignored spans count for nothing.

    Attributes:
        name: Under which an item keeps what is expected.
        guess: What a reading offers.
        labelled: Whether the labels must agree too.
        recall_only: Whether what the data lack is no evidence, so that precision means nothing.
    """

    name: str
    guess: Callable[[Reading], Iterable[Marked]]
    labelled: bool = False
    recall_only: bool = False

    @property
    def units(self) -> tuple[str, ...]:
        """The ways in which it counts, the main one first."""
        return ("overlap", "exact")

    def count(self, reading: Reading) -> tuple[Array, list[Judged]]:
        """Return ``(8 + 3 * BINS,)`` counts and the faults: overlap, exact, calibration bins."""
        item = reading.item
        expected = item.spans.get(self.name, ())
        ignored = item.ignored.get(self.name, ())
        guesses = [
            guess
            for guess in _distinct(self.guess(reading))
            if any(self._agree(guess, one, touches) for one in expected)
            or not any(part.overlaps(span) for part in guess.pieces for span in ignored)
        ]
        counts: list[float] = []
        right: list[bool] = []
        faults: list[Judged] = []
        for match in (touches, same):
            hits = [any(self._agree(g, e, match) for e in expected) for g in guesses]
            found = [any(self._agree(g, e, match) for g in guesses) for e in expected]
            counts += (sum(hits), len(guesses), sum(found), len(expected))
            if match is touches:
                right = hits
                faults = [
                    *(self._judge("wrong", g, item) for g in compress(guesses, map(not_, hits))),
                    *(self._judge("missed", e, item) for e in compress(expected, map(not_, found))),
                ]
        bins = binned([guess.confidence for guess in guesses], right)
        return np.concatenate([np.array(counts, dtype=np.float64), bins]), faults

    def figures(self, counts: Array, unit: str) -> Array:
        """Return precision, recall and F1 of ``(..., columns)`` counts: ``(..., 3)``."""
        at = 4 * self.units.index(unit)
        return prf(counts[..., at : at + 4])

    def bins(self, counts: Array) -> Array:
        """Return the calibration bins among the counts."""
        return counts[..., 8:]

    def sizes(self, counts: Array) -> tuple[int, int]:
        """Return how many are expected and how many are guessed."""
        return int(counts[3]), int(counts[1])

    def _agree(
        self, guess: Marked, expected: Marked, match: Callable[[Marked, Marked], bool]
    ) -> bool:
        return (not self.labelled or guess.label == expected.label) and match(guess, expected)

    def _judge(self, fault: str, marked: Marked, item: Item) -> Judged:
        text = item.document.text
        quote = " … ".join(piece.of(text) for piece in marked.pieces)
        first = marked.pieces[0]
        around = Span(max(0, first.start - 150), min(len(text), first.end + 150))
        return Judged(self.name, item.name, fault, marked.label, quote, around.of(text))


@dataclass(frozen=True, slots=True)
class LabelMeasure:
    """How well sentences are labelled: F1 of one label, or the mean over all (macro).

    Attributes:
        name: Under which an item keeps what is expected.
        guess: What a reading answers for each of the item's sentences.
        classes: The labels there are.
        positive: The label whose F1 is asked for; empty for the macro average.
        strata: In how many parts the figure is taken, and then averaged.
    """

    name: str
    guess: Callable[[Reading], Sequence[Answer]]
    classes: tuple[str, ...]
    positive: str = ""
    strata: int = 1

    @property
    def units(self) -> tuple[str, ...]:
        """The ways in which it counts, the main one first."""
        return ("sentence" if self.positive else "macro",)

    def count(self, reading: Reading) -> tuple[Array, list[Judged]]:
        """Return counts: for each stratum and class right, guessed and expected; then bins."""
        return self.tally(reading.item, self.guess(reading))

    def tally(self, item: Item, answers: Sequence[Answer]) -> tuple[Array, list[Judged]]:
        """Count answers, wherever they come from."""
        expected = item.labels.get(self.name, ())
        table = np.zeros((self.strata, len(self.classes), 3))
        faults = []
        for answer, label, span in zip(answers, expected, item.sentences, strict=True):
            guessed = self.classes.index(answer.label)
            table[item.stratum, guessed, 1] += 1
            table[item.stratum, self.classes.index(label), 2] += 1
            if answer.label == label:
                table[item.stratum, guessed, 0] += 1
            else:
                fault = f"{answer.label} for {label}"
                quote = item.document.quote(span)
                faults.append(Judged(self.name, item.name, fault, label, "", quote))
        counted = [
            (answer.confidence, answer.label == label)
            for answer, label in zip(answers, expected, strict=True)
            if not self.positive or answer.label == self.positive
        ]
        bins = binned([c for c, _ in counted], [right for _, right in counted])
        return np.concatenate([table.reshape(-1), bins]), faults

    def figures(self, counts: Array, unit: str) -> Array:  # noqa: ARG002  (one unit only)
        """Return precision, recall and F1 of ``(..., columns)`` counts: ``(..., 3)``."""
        each = prf(self._table(counts)[..., (0, 1, 0, 2)])
        if self.positive:
            each = each[..., (self.classes.index(self.positive),), :]
        scores: Array = each.mean(axis=(-3, -2))
        return scores

    def bins(self, counts: Array) -> Array:
        """Return the calibration bins among the counts."""
        return counts[..., self._width :]

    def sizes(self, counts: Array) -> tuple[int, int]:
        """Return how many are expected and how many are guessed: of the label, or in all."""
        table = self._table(counts).sum(axis=0)
        if self.positive:
            table = table[[self.classes.index(self.positive)]]
        return int(table[:, 2].sum()), int(table[:, 1].sum())

    @property
    def _width(self) -> int:
        return self.strata * len(self.classes) * 3

    def _table(self, counts: Array) -> Array:
        shape = (*counts.shape[:-1], self.strata, len(self.classes), 3)
        return counts[..., : self._width].reshape(shape)


Measure = SpanMeasure | LabelMeasure


def _distinct(guesses: Iterable[Marked]) -> list[Marked]:
    """Keep of guesses with the same characters and label the first."""
    kept = {(guess.pieces, guess.label): guess for guess in reversed(list(guesses))}
    return list(reversed(kept.values()))
