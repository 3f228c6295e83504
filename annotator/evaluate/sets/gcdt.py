"""Georgetown Chinese Discourse Treebank: clauses of attribution."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.evaluate.guesses import attributed
from annotator.evaluate.items import DataSet, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, part_rows
from annotator.evaluate.sets.making import item_of, marked, with_spans
from annotator.train.detokenise import detokenise


def _item(row: Row) -> Item:
    moved = detokenise(row["text"], "zh")
    clauses = tuple(marked(one["attribution"], moved=moved) for one in row["attributions"])
    item = item_of(row, labels={"attributed": row["label"]}, text=moved.text)
    return with_spans(item, {"attribution clause": clauses})


def _clauses(reading: Reading) -> Iterator[Marked]:
    for one in reading.attributions:
        pieces = (*((one.source,) if one.source else ()), *one.cues)
        if pieces:
            yield Marked(pieces, confidence=one.confidence)


SET = DataSet(
    "attribution_zh_gcdt",
    "zh",
    "A sentence counts as attributed if it holds an attribution of any kind: the treebank also "
    "counts clauses of thinking, feeling and perceiving. Genres are mixed (interviews, letters, "
    "academic prose). Spaces between words are removed first.",
    (
        LabelMeasure("attributed", attributed(), ("attributed", "none"), "attributed"),
        SpanMeasure("attribution clause", _clauses),
    ),
    part_rows,
    _item,
    {"dev": "dev", "test": "test"},
)
