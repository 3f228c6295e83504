"""CoNLL-2010 shared task, Wikipedia: uncertain sentences and their cues."""

from __future__ import annotations

from functools import partial

from annotator.evaluate.guesses import HEDGES, any_span, spans
from annotator.evaluate.items import DataSet, Item, Marked
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, held_out_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans


def _item(row: Row) -> Item:
    cues = tuple(Marked((span_of(span),)) for span in row["spans"])
    return with_spans(item_of(row, labels={"uncertain": row["label"]}), {"hedge cue": cues})


SET = DataSet(
    "conll2010_wiki",
    "en",
    "A sentence counts as uncertain with any hedge but a booster. Weasels are marked as much as "
    "hedges, and cues are longer than the codebook's. Published: the best of the shared task; a "
    "plain lexicon reached 55.1.",
    (
        LabelMeasure(
            "uncertain",
            any_span("hedge", "uncertain", "certain", HEDGES),
            ("uncertain", "certain"),
            "uncertain",
        ),
        SpanMeasure("hedge cue", spans("hedge", HEDGES)),
    ),
    partial(held_out_rows, document="doc"),
    _item,
    {"dev": "a tenth of the training articles", "test": "test"},
    {"uncertain": "60.2"},
)
