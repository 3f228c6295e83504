"""Run suggesters over data sets and say how well they did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from annotator.evaluate.bootstrap import intervals
from annotator.evaluate.items import Answer, DataSet, Item
from annotator.evaluate.measures import Judged, LabelMeasure, Measure
from annotator.evaluate.metrics import BINS, Array, expected_calibration_error
from annotator.evaluate.reading import read_item
from annotator.evaluate.remembering import read_ahead
from annotator.evaluate.rows import DataError, Row
from annotator.evaluate.sets import public_sets
from annotator.evaluate.splits import given_away, text_keys
from annotator.suggest import Suggester

CONSTANT = "constant"
"""The baseline that gives every sentence the one answer that scores best."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in [0, 1] with its bootstrap interval (95 %)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The guesses of which a suggester was about equally sure.

    Attributes:
        guesses: How many.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    guesses: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Result:
    """How well one suggester did by one measure on one data set.

    Attributes:
        data_set: The set's name.
        split: ``dev`` or ``test``.
        measure: What is measured.
        unit: ``overlap``, ``exact`` (spans), ``sentence`` (F1 of a label) or ``macro``.
        suggester: Whose suggestions.
        documents: How many documents were resampled for the intervals.
        expected: How many the data expect.
        guessed: How many the suggester offered.
        precision: Share of guesses that are right; None where the data cannot tell.
        recall: Share of what is expected that was found.
        f1: Their harmonic mean; None where precision is.
        calibration: Expected calibration error; None where the guesses carry no confidence.
        published: The best published figure, if there is one.
        reliability: Ten bins of confidence, where calibration was measured.
    """

    data_set: str
    split: str
    measure: str
    unit: str
    suggester: str
    documents: int
    expected: int
    guessed: int
    precision: Figure | None
    recall: Figure
    f1: Figure | None
    calibration: Figure | None
    published: str = ""
    reliability: tuple[Bin, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A guess that is wrong or an expectation that was missed, and where."""

    data_set: str
    suggester: str
    judged: Judged


def evaluate_sets(
    data_sets: Iterable[DataSet],
    suggesters: Sequence[Suggester],
    folder: Path,
    split: str,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[list[Result], list[Fault]]:
    """Evaluate suggesters, and the constant baseline, on data sets.

    Texts of the public sets that also stand in an earlier part of any of them are left out.

    Args:
        data_sets: The sets.
        suggesters: Whom to evaluate, in the order of the report.
        folder: Holds a folder for each public set; the project's own sets need none.
        split: ``dev`` or ``test``.
        tell: Is told what is being done.

    Raises:
        annotator.evaluate.DataError: If a set cannot be read.
    """
    results: list[Result] = []
    faults: list[Fault] = []
    public = public_sets()
    known = cache(lambda part: given_away(public, folder, part))
    for data_set in data_sets:
        part = data_set.part(split)

        def is_new(row: Row, part: str = part) -> bool:
            return known(part).isdisjoint(text_keys(row))

        items = data_set.items(folder, split, is_new if data_set in public else _any)
        if not items:
            raise DataError(
                f"{data_set.name}: part {part} holds no text that an earlier part does not give "
                "away; leave the set out with --sets"
            )
        ready = data_set.ready(folder)
        for suggester in suggesters:
            tell(f"{data_set.name}: {suggester.name}, {len(items)} texts")
            found, wrong = evaluate(ready, items, suggester, part)
            results += found
            faults += (Fault(data_set.name, suggester.name, judged) for judged in wrong)
        results += constants(data_set, items, part)
    return results, faults


def _any(row: Row) -> bool:  # noqa: ARG001
    return True


def evaluate(
    data_set: DataSet,
    items: Sequence[Item],
    suggester: Suggester,
    split: str,
) -> tuple[list[Result], list[Judged]]:
    """Let a suggester read the items of a set, and measure what it suggests.

    Returns:
        One result for each measure and unit, and all faults.
    """
    counts: dict[str, dict[str, Array]] = {m.name: {} for m in data_set.measures}
    faults: list[Judged] = []
    read_ahead(suggester, items)
    for item in items:
        reading = read_item(suggester, item)
        for measure in data_set.measures:
            found, wrong = measure.count(reading)
            _add(counts[measure.name], item.group, found)
            faults += wrong
    results = [
        result
        for measure in data_set.measures
        for result in _results(
            data_set, split, measure, suggester.name, _matrix(counts[measure.name])
        )
    ]
    return results, faults


def constants(data_set: DataSet, items: Sequence[Item], split: str) -> Iterator[Result]:
    """Yield the results of the constant answer that scores best, for each labelling measure."""
    for measure in data_set.measures:
        if isinstance(measure, LabelMeasure):
            tried = [_constant(measure, items, label) for label in measure.classes]
            best = max(tried, key=lambda m: measure.figures(m.sum(axis=0), measure.units[0])[2])
            yield from _results(data_set, split, measure, CONSTANT, best, calibrated=False)


def _constant(measure: LabelMeasure, items: Sequence[Item], label: str) -> Array:
    counts: dict[str, Array] = {}
    for item in items:
        found, _ = measure.tally(item, [Answer(label)] * len(item.sentences))
        _add(counts, item.group, found)
    return _matrix(counts)


def _results(
    data_set: DataSet,
    split: str,
    measure: Measure,
    suggester: str,
    counts: Array,
    *,
    calibrated: bool = True,
) -> Iterator[Result]:
    total = counts.sum(axis=0)
    for unit in measure.units:

        def figures(sums: Array, unit: str = unit) -> Array:
            error = expected_calibration_error(measure.bins(sums))
            return np.concatenate([measure.figures(sums, unit), error[..., None]], axis=-1)

        ends = intervals(counts, figures)
        found = [
            Figure(float(value), float(low), float(high))
            for value, low, high in zip(figures(total), *ends, strict=True)
        ]
        expected, guessed = measure.sizes(total)
        judged = not getattr(measure, "recall_only", False)
        main = unit == measure.units[0]
        sure = judged and main and calibrated and guessed
        yield Result(
            data_set.name,
            split,
            measure.name,
            unit,
            suggester,
            len(counts),
            expected,
            guessed,
            found[0] if judged else None,
            found[1],
            found[2] if judged else None,
            found[3] if sure else None,
            data_set.published.get(measure.name, "") if main else "",
            _reliability(measure.bins(total)) if sure else (),
        )


def _reliability(bins: Array) -> tuple[Bin, ...]:
    found = bins.reshape(BINS, 3)
    sizes = np.maximum(found[:, 0], 1)
    return tuple(
        Bin(int(size), float(confidence), float(right))
        for size, confidence, right in zip(
            found[:, 0], found[:, 1] / sizes, found[:, 2] / sizes, strict=True
        )
    )


def _add(counts: dict[str, Array], group: str, found: Array) -> None:
    counts[group] = counts[group] + found if group in counts else found


def _matrix(counts: dict[str, Array]) -> Array:
    return np.stack(list(counts.values()))
