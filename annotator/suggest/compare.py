"""How far two suggesters agree, layer by layer, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rubric import Document, Layer, Mark, Rubric, Suggestion

Pair = tuple[Mark | None, Mark | None]
"""What two suggesters say of the same words; None from the one that says nothing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two suggesters propose for one document; each has proposed for itself."""

    document: Document
    first: Sequence[Suggestion]
    second: Sequence[Suggestion]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two suggesters agree in one layer.

    Attributes:
        layer: The layer's name.
        first: How many marks the first proposes.
        second: How many the second does.
        same: Marks of both on the same words with the same label.
        touching: Marks of both on words that overlap, with the same label.
        relabelled: Marks of both on words that overlap, with different labels.
        kappa: Cohen's kappa of the labels of sentences that both label; None for spans, and where
            chance alone would agree on everything.
    """

    layer: str
    first: int
    second: int
    same: int
    touching: int
    relabelled: int
    kappa: float | None = None

    @property
    def agreement(self) -> float | None:
        """Share of marks that both make (Dice, which is F1); None where there are none."""
        total = self.first + self.second
        return 2 * self.same / total if total else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Words on which two suggesters differ; a label is empty where one makes no mark."""

    document: Document
    layer: str
    mark: Mark
    first: str
    second: str


def agreements(compared: Iterable[Compared], rubric: Rubric) -> list[Agreement]:
    """Compare two suggesters over documents, in each layer of the rubric."""
    pairs: dict[str, list[Pair]] = {layer.name: [] for layer in rubric.layers}
    for one in compared:
        for layer in rubric.layers:
            pairs[layer.name] += matched(*_marks(one, layer))
    return [_agreement(layer, pairs[layer.name]) for layer in rubric.layers]


def differences(compared: Iterable[Compared], rubric: Rubric) -> Iterator[Difference]:
    """Yield where two suggesters differ, in the order of the text."""
    for one in compared:
        found = []
        for layer in rubric.layers:
            for first, second in matched(*_marks(one, layer)):
                mark = first or second
                if mark and not _same(first, second):
                    labels = (first.label if first else "", second.label if second else "")
                    found.append(Difference(one.document, layer.name, mark, *labels))
        yield from sorted(found, key=lambda d: (d.mark.start, d.mark.end, d.layer))


def matched(first: Sequence[Mark], second: Sequence[Mark]) -> list[Pair]:
    """Pair the marks of two suggesters, each at most once.

    Marks that are the same go together; then those on the same words; then those of the same
    label on words that overlap; then whatever overlaps, in the order of the text.
    """
    by_sentence: dict[int | None, tuple[list[Mark], list[Mark]]] = {}
    for side, marks in enumerate((first, second)):
        for mark in marks:
            by_sentence.setdefault(mark.sentence, ([], []))[side].append(mark)
    return [pair for left, right in by_sentence.values() for pair in _matched(left, right)]


def _matched(left: list[Mark], right: list[Mark]) -> Iterator[Pair]:
    for fits in (_same, _same_words, _same_label, _overlapping):
        for mark in list(left):
            other = next((one for one in right if fits(mark, one)), None)
            if other is not None:
                yield mark, other
                left.remove(mark)
                right.remove(other)
    yield from ((mark, None) for mark in left)
    yield from ((None, mark) for mark in right)


def cohens_kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two labellings of the same things (Cohen 1960); None if undefined."""
    total = len(labels)
    if not total:
        return None
    firsts, seconds = (Counter(pair[side] for pair in labels) for side in (0, 1))
    chance = sum(count * seconds[label] for label, count in firsts.items()) / total**2
    observed = sum(first == second for first, second in labels) / total
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _agreement(layer: Layer, pairs: Sequence[Pair]) -> Agreement:
    both = [(first, second) for first, second in pairs if first and second]
    labels = [(first.label, second.label) for first, second in both]
    same = sum(_same(first, second) for first, second in both)
    alike = sum(first == second for first, second in labels)
    sentences = layer.unit == "sentence" and layer.exclusive
    return Agreement(
        layer.name,
        sum(first is not None for first, _ in pairs),
        sum(second is not None for _, second in pairs),
        same,
        alike - same,
        len(both) - alike,
        cohens_kappa(labels) if sentences else None,
    )


def _marks(one: Compared, layer: Layer) -> tuple[list[Mark], list[Mark]]:
    return (
        [s.mark for s in one.first if s.mark.layer == layer.name],
        [s.mark for s in one.second if s.mark.layer == layer.name],
    )


def _same(first: Mark | None, second: Mark | None) -> bool:
    if first is None or second is None:
        return False
    return first.span == second.span and first.label == second.label


def _same_words(first: Mark, second: Mark) -> bool:
    return first.span == second.span


def _same_label(first: Mark, second: Mark) -> bool:
    return first.label == second.label and first.span.overlaps(second.span)


def _overlapping(first: Mark, second: Mark) -> bool:
    return first.span.overlaps(second.span)
