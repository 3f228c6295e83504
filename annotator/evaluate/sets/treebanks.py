"""Attributions derived by rule from Universal Dependencies treebanks, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from annotator.evaluate.guesses import attributed, cues, sources
from annotator.evaluate.items import DataSet, Item
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, read_rows
from annotator.evaluate.sets.gold import parallel_documents
from annotator.evaluate.sets.making import item_of, marked, with_spans

KINDS = ("speech", "finding", "hearsay", "chain", "belief")
_PUD = 6
"""How many characters of a PUD sentence's number name its document."""


def _read(folder: Path, split: str, *, language: str) -> Iterator[Item]:
    seen = parallel_documents("dev")
    for part in ("dev", "test"):
        path = folder / f"{part}.jsonl"
        if part == "dev" and not path.exists():
            continue
        for row in read_rows(path):
            tuned_on = row["treebank"] == "PUD" and row["id"][:_PUD] in seen
            if split == ("dev" if tuned_on else part):
                yield _item({**row, "lang": language})


def _item(row: Row) -> Item:
    document = row["id"][:_PUD] if row["treebank"] == "PUD" else row["id"]
    item = item_of({**row, "doc": document}, labels={"attributed": row["label"]})
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
            SpanMeasure("cue", cues(KINDS)),
            SpanMeasure("source", sources(KINDS)),
            LabelMeasure("attributed", attributed(KINDS), ("attributed", "none"), "attributed"),
        ),
        partial(_read, language=language),
        {"dev": _DEV[language], "test": "test without those PUD documents"},
    )
    for language in ("en", "fr", "zh")
)
