"""Tell results: as rows for programs, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.evaluate.baselines import NAME as LEXICON
from annotator.evaluate.items import DataSet
from annotator.evaluate.metrics import BINS
from annotator.evaluate.run import CONSTANT, Fault, Figure, Result

_SCORES = ("precision", "recall", "f1", "calibration")
BASELINES = (LEXICON, CONSTANT)
"""What stands beside the suggesters in the tables, not among them."""
OWN = "gold_"
JUDGED = {
    "claim": "claim",
    "source and label": "source",
    "hedge and label": "hedge",
    "loaded and label": "loaded",
    "integrity and label": "integrity",
}
"""The measures of the news set in which a suggestion is right if a reader would accept it."""


def rows(results: Iterable[Result]) -> Iterator[Mapping[str, Any]]:
    """Yield results as flat rows; an interval is ``[low, high]``, figures have four digits.

    ``reliability`` holds ``[guesses, mean confidence, share right]`` for each bin of confidence.
    """
    for result in results:
        row: dict[str, Any] = {
            key: getattr(result, key)
            for key in ("data_set", "split", "measure", "unit", "suggester")
        }
        row |= {key: getattr(result, key) for key in ("documents", "expected", "guessed")}
        for key in _SCORES:
            figure: Figure | None = getattr(result, key)
            row[key] = None if figure is None else round(figure.value, 4)
            row[f"{key}_interval"] = figure and [round(figure.low, 4), round(figure.high, 4)]
        bins = [[b.guesses, round(b.confidence, 4), round(b.right, 4)] for b in result.reliability]
        yield row | {"published": result.published, "reliability": bins}


def table_rows(results: Sequence[Result]) -> Iterator[Mapping[str, Any]]:
    """Yield a table for people, in per cent: a row for each suggester, set and measure.

    The baselines stand beside, as columns with their F1 (or recall, where there is nothing else).
    """
    found = {(r.data_set, r.measure, r.unit, r.suggester): r for r in results}
    for result in results:
        if result.suggester in BASELINES or result.unit == "exact":
            continue
        place = result.data_set, result.measure
        exact = found.get((*place, "exact", result.suggester))
        yield {
            "data set": result.data_set,
            "measure": f"{result.measure} ({result.unit})",
            "by": result.suggester,
            "n": result.expected,
            "P": _plain(result.precision),
            "R": _plain(result.recall),
            "F1": _with_interval(result.f1),
            "exact": _headline(exact),
            "ECE": _plain(result.calibration),
            **{base: _headline(found.get((*place, result.unit, base))) for base in BASELINES},
            "published": result.published or "–",
        }


def fault_rows(faults: Iterable[Fault]) -> Iterator[Mapping[str, Any]]:
    """Yield faults as rows."""
    for fault in faults:
        judged = fault.judged
        yield {
            "data_set": fault.data_set,
            "suggester": fault.suggester,
            "measure": judged.measure,
            "item": judged.item,
            "fault": judged.fault,
            "label": judged.label,
            "quote": judged.quote,
            "text": judged.text,
        }


def markdown(data_sets: Sequence[DataSet], results: Sequence[Result], split: str) -> str:
    """Return a report: each data set with what it counts and its results; then reliability."""
    parts = []
    for data_set in data_sets:
        own = [result for result in results if result.data_set == data_set.name]
        parts.append("\n".join(_section(data_set, own, split)))
    for suggester in dict.fromkeys(r.suggester for r in results if r.suggester not in BASELINES):
        own = [result for result in results if result.suggester == suggester]
        if table := list(_reliability(own)):
            parts.append("\n".join([f"### Reliability: {suggester}", "", *table]))
    return "\n\n".join(parts) + "\n"


def filled(page: str, report: str, split: str) -> str:
    """Return a page with a report in its block for the split; the report alone without a block.

    A block lies between the lines ``<!-- results dev -->`` and ``<!-- end of results dev -->``.
    """
    start, end = f"<!-- results {split} -->\n", f"<!-- end of results {split} -->"
    before, opened, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    return f"{before}{start}\n{report}\n{end}{after}" if opened and closed else report


def _reliability(results: Iterable[Result]) -> Iterator[str]:
    """Yield a table: of suggestions about so sure, how many there are and how many are right."""
    pooled: dict[str, list[list[float]]] = {}
    for result in results:
        if result.data_set.startswith(OWN) and result.measure in JUDGED:
            bins = pooled.setdefault(JUDGED[result.measure], [[0.0, 0.0] for _ in range(BINS)])
            for total, one in zip(bins, result.reliability, strict=False):
                total[0] += one.guesses
                total[1] += one.guesses * one.right
    if not pooled:
        return
    yield "| confidence | " + " | ".join(pooled) + " |"
    yield "| --- |" + " ---: |" * len(pooled)
    for number in range(BINS):
        row = [bins[number] for bins in pooled.values()]
        if any(total for total, _ in row):
            low, high = 100 * number // BINS, 100 * (number + 1) // BINS
            cells = (f"{100 * r / n:.0f} % of {n:.0f}" if n else "–" for n, r in row)
            yield f"| {low}–{high} % | " + " | ".join(cells) + " |"


def _section(data_set: DataSet, results: Sequence[Result], split: str) -> Iterator[str]:
    yield f"### {data_set.name}"
    yield ""
    part = data_set.parts[data_set.part(split)]
    yield f"{data_set.about} Part: {part}; {results[0].documents} documents."
    yield ""
    table = [{k: v for k, v in row.items() if k != "data set"} for row in table_rows(results)]
    yield "| " + " | ".join(table[0]) + " |"
    yield "| --- | --- |" + " ---: |" * (len(table[0]) - 3) + " --- |"
    for row in table:
        yield "| " + " | ".join(map(str, row.values())) + " |"


def _headline(result: Result | None) -> str:
    return "–" if result is None else _plain(result.f1 or result.recall)


def _plain(figure: Figure | None) -> str:
    return "–" if figure is None else f"{100 * figure.value:.1f}"


def _with_interval(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{100 * figure.value:.1f} ({100 * figure.low:.0f}–{100 * figure.high:.0f})"
