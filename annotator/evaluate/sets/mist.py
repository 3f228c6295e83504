"""MIST: what modal verbs do, in English scientific abstracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotator.evaluate.items import Answer, DataSet, Item, Reading
from annotator.evaluate.measures import LabelMeasure
from annotator.evaluate.rows import read_rows
from annotator.evaluate.sets.making import item_of, span_of
from annotator.train.corpora import held_out
from annotator.train.detokenise import detokenise

_UNCERTAIN = frozenset(("speculation", "inference"))
_CERTAIN = frozenset(("deontic", "capability", "feasibility", "rhetorical"))


def _read(folder: Path, split: str) -> Iterator[Item]:
    name = "test" if split == "test" else "train"
    for row in read_rows(folder / f"{name}.jsonl"):
        if split == "dev" and not held_out(row["doc"]):
            continue
        moved = detokenise(row["text"], "en")
        judged = [(span_of(span, moved), _use(span["label"])) for span in row["spans"]]
        judged = [(span, use) for span, use in judged if use]
        item = item_of(row, text=moved.text)
        yield replace(
            item,
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
    _read,
    {"dev": "a tenth of the training papers", "test": "test"},
)
