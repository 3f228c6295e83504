"""Sets about what needs checking or a reference: ClaimBuster and French Wikipedia."""

from __future__ import annotations

from functools import partial

from annotator.evaluate.guesses import claim_labels
from annotator.evaluate.items import DataSet, Item
from annotator.evaluate.measures import LabelMeasure
from annotator.evaluate.rows import Row, held_out_rows, part_rows
from annotator.evaluate.sets.making import item_of

_CHECKABLE = ("checkworthy_factual", "not_factual")
_NEEDED = ("citation_needed", "unmarked_weak_negative")


def _claimbuster(row: Row) -> Item:
    return item_of(row, labels={"checkable": row["label"]})


def _frwiki(row: Row) -> Item:
    return item_of(row, labels={"unsupported": row["label"]})


def _is_checkable(label: str) -> str:
    return _CHECKABLE[label == "not_checkable"]


def _is_unsupported(label: str) -> str:
    return _NEEDED[label != "unsupported"]


CLAIMBUSTER = DataSet(
    "claimbuster",
    "en",
    "Sentences of debates: check-worthy facts against sentences with none; evaluated only, never "
    "trained on. Check-worthy is narrower than checkable.",
    (LabelMeasure("checkable", claim_labels(_is_checkable), _CHECKABLE, _CHECKABLE[0]),),
    partial(held_out_rows, document="id"),
    _claimbuster,
    {"dev": "a tenth of train", "test": "test"},
)
FRWIKI = DataSet(
    "frwiki_citation_needed",
    "fr",
    "Sentences that editors marked as needing a reference, against unmarked ones, which are weak "
    "negatives: most of those lack a source too.",
    (LabelMeasure("unsupported", claim_labels(_is_unsupported), _NEEDED, _NEEDED[0]),),
    part_rows,
    _frwiki,
    {"dev": "dev"},
)
