"""CHedge: hedges in Chinese biomedical abstracts, for information only."""

from __future__ import annotations

from annotator.evaluate.guesses import HEDGES, any_span, spans
from annotator.evaluate.items import DataSet, Item, Marked
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, part_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans

_OURS = frozenset(("subjective_view", "condition_hypothesis", "objective_basis", "frequency"))


def _item(row: Row) -> Item:
    cues = [span for span in row["spans"] if span["label"] == "hedge_cue"]
    ours = tuple(Marked((span_of(cue),)) for cue in cues if cue["type"] in _OURS)
    others = tuple(span_of(cue) for cue in cues if cue["type"] not in _OURS)
    item = item_of(row, labels={"uncertain": row["label"]})
    return with_spans(item, {"hedge cue": ours}, {"hedge cue": others})


SET = DataSet(
    "chedge_zh_abstracts",
    "zh",
    "For information only. Its sentences are uncertain by result verbs, degrees, quantities and "
    "ranges, which the codebook does not call hedges; cues of those types are left out, and "
    "guesses on them count for nothing.",
    (
        LabelMeasure(
            "uncertain",
            any_span("hedge", "uncertain", "certain", HEDGES),
            ("uncertain", "certain"),
            "uncertain",
        ),
        SpanMeasure("hedge cue", spans("hedge", HEDGES)),
    ),
    part_rows,
    _item,
    {"dev": "dev", "test": "test"},
)
