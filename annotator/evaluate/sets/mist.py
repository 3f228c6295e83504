"""MIST: what modal verbs do, in English scientific abstracts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from annotator.evaluate.items import Answer, DataSet, Item, Reading
from annotator.evaluate.measures import LabelMeasure
from annotator.evaluate.rows import Row, held_out_rows
from annotator.evaluate.sets.making import item_of, span_of
from annotator.train.detokenise import detokenise

_UNCERTAIN = frozenset(("speculation", "inference"))
_CERTAIN = frozenset(("deontic", "capability", "feasibility", "rhetorical"))


def _item(row: Row) -> Item:
    moved = detokenise(row["text"], "en")
    judged = [(span_of(span, moved), _use(span["label"])) for span in row["spans"]]
    judged = [(span, use) for span, use in judged if use]
    return replace(
        item_of(row, text=moved.text),
        labels={"modal": tuple(use for _, use in judged)},
        sentences=tuple(span for span, _ in judged),
    )


def _use(functions: str) -> str:
    named = set(functions.split("-"))
    if named & _UNCERTAIN:
        return "hedge"
    return "plain" if named <= _CERTAIN else ""


def _modals(reading: Reading) -> list[Answer]:
    hedges = [s for s in reading.suggestions if s.mark.layer == "hedge"]
    return [
        next((Answer("hedge", s.confidence) for s in hedges if s.mark.span.overlaps(modal)), _PLAIN)
        for modal in reading.item.sentences
    ]


_PLAIN = Answer("plain")
SET = DataSet(
    "mist_modals",
    "en",
    "Each modal verb is a hedge (speculation, inference) or not (deontic, capability, "
    "feasibility); uses that are neither (options) are left out. Scientific prose.",
    (LabelMeasure("modal", _modals, ("hedge", "plain"), "hedge"),),
    partial(held_out_rows, document="doc"),
    _item,
    {"dev": "a tenth of the training papers", "test": "test"},
)
