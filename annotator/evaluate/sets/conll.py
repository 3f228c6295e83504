"""CoNLL-2010 shared task, Wikipedia: uncertain sentences and their cues."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.evaluate.guesses import HEDGES, any_span, spans
from annotator.evaluate.items import DataSet, Item, Marked
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import read_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans
from annotator.train.corpora import held_out


def _read(folder: Path, split: str) -> Iterator[Item]:
    name = "test" if split == "test" else "train"
    for row in read_rows(folder / f"{name}.jsonl"):
        if split == "dev" and not held_out(row["doc"]):
            continue
        item = item_of(row, labels={"uncertain": row["label"]})
        cues = tuple(Marked((span_of(span),)) for span in row["spans"])
        yield with_spans(item, {"hedge cue": cues})


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
    _read,
    {"dev": "a tenth of the training articles", "test": "test"},
    {"uncertain": "60.2"},
)
