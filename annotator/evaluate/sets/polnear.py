"""PolNeAR: attributions in English political news."""

from __future__ import annotations

from annotator.evaluate.guesses import cues, sources
from annotator.evaluate.items import DataSet, Item
from annotator.evaluate.measures import SpanMeasure
from annotator.evaluate.rows import Row, part_rows
from annotator.evaluate.sets.making import item_of, marked, with_spans

KINDS = ("speech", "finding", "act", "belief", "hearsay", "chain")
"""The kinds that count; thinking, knowing and what a law provides are marked one time in four."""


def _item(row: Row) -> Item:
    told = [one for one in row["attributions"] if one.get("source")]
    untold = [one for one in row["attributions"] if not one.get("source")]
    return with_spans(
        item_of(row),
        {
            "source": tuple(marked(one["source"]) for one in told),
            "cue": tuple(marked(one["cue"]) for one in told if one.get("cue")),
        },
        {"cue": tuple(p for one in untold if one.get("cue") for p in marked(one["cue"]).pieces)},
    )


SET = DataSet(
    "polnear",
    "en",
    "Attributions that have a source. The set also marks acts, plans, feelings and knowing, which "
    "the codebook does not: acts and beliefs that the suggester reads are counted too, thinking "
    "and what laws provide are not (chosen on this part, the only one there is). Cues of "
    "attributions without a source count neither for nor against.",
    (SpanMeasure("source", sources(KINDS)), SpanMeasure("cue", cues(KINDS, with_source=True))),
    part_rows,
    _item,
    {"dev": "dev"},
)
