"""Attributions derived by rule from Universal Dependencies treebanks, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.evaluate.guesses import attributed, cues, sources
from annotator.evaluate.items import DataSet, Item
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, read_rows
from annotator.evaluate.sets.gold import parallel_documents
from annotator.evaluate.sets.making import item_of, marked, with_spans

KINDS = {
    "en": ("speech", "finding", "hearsay", "chain", "belief"),
    "fr": ("speech", "belief", "manner"),
    "zh": ("speech", "finding"),
}
"""The kinds of attribution of which train and dev mark enough in each language."""
_PUD = 6
"""How many characters of a PUD sentence's number name its document."""


def _rows(folder: Path, part: str) -> Iterator[Row]:
    """Read a part; the PUD documents of the news set's parts train and dev leave test for them."""
    moved = dict.fromkeys(parallel_documents("dev"), "dev")
    moved |= dict.fromkeys(parallel_documents("train"), "train")
    for file in sorted(folder.glob("*.jsonl")) or [folder / f"{part}.jsonl"]:
        for row in read_rows(file):
            parallel = row["treebank"] == "PUD"
            document = row["id"][:_PUD] if parallel else row["id"]
            if part == (moved.get(document, file.stem) if parallel else file.stem):
                yield {**row, "doc": document}


def _item(row: Row) -> Item:
    item = item_of(row, labels={"attributed": row["label"]})
    found = row["attributions"]
    return with_spans(
        item,
        {role: tuple(marked(one[role]) for one in found if one.get(role)) for role in ROLES},
    )


ROLES = ("cue", "source")
_DEV = {
    "en": "PUD documents of the news set's dev part",
    "fr": "dev, and PUD documents of the news set's dev part",
    "zh": "dev, and PUD documents of the news set's dev part",
}
SETS = tuple(
    DataSet(
        f"ud_attribution_{language}",
        language,
        "Silver: taken from gold trees by a list of verbs of speech, so verbs that the list lacks "
        "count against a suggester that knows them, and a source carries its appositions. "
        "Sentences stand alone.",
        (
            SpanMeasure("cue", cues(KINDS[language])),
            SpanMeasure("source", sources(KINDS[language])),
            LabelMeasure(
                "attributed",
                attributed(KINDS[language]),
                ("attributed", "none"),
                "attributed",
            ),
        ),
        _rows,
        _item,
        {"dev": _DEV[language], "test": "test without those PUD documents"},
    )
    for language in ("en", "fr", "zh")
)
