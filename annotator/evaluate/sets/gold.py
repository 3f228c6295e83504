"""The project's own labelled news, which is part of the package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from annotator.evaluate.guesses import HEDGES, any_span, claim_at, claim_labels, spans
from annotator.evaluate.items import DataSet, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row
from annotator.text import document_from_text
from rubric import Span

LANGUAGES = ("en", "fr", "zh")
CLAIMS = ("supported", "weakly_supported", "unsupported", "not_checkable")
_PUD = "pud-"


def gold_documents(language: str, split: str) -> Iterator[Row]:
    """Return the labelled documents of a language and split, as they are in the file."""
    file = files("annotator.evaluate") / "gold" / f"{language}.{split}.jsonl"
    yield from map(json.loads, file.read_text("utf-8").splitlines())


def parallel_documents(split: str) -> frozenset[str]:
    """Return the numbers of the PUD documents of a split in any language, such as ``n01001``."""
    return frozenset(
        document["document"][-6:]
        for language in LANGUAGES
        for document in gold_documents(language, split)
        if document["document"].startswith(_PUD)
    )


def _rows(folder: Path, part: str, *, language: str) -> Iterator[Row]:  # noqa: ARG001
    return gold_documents(language, part)


def _item(row: Row) -> Item:
    name = row["document"]
    sentences = tuple(Span(start, end) for start, end in row["sentences"])
    marks = row["marks"]
    claims = {mark["sentence"]: mark for mark in marks if mark["layer"] == "claim"}
    numbers = range(len(sentences))
    hedged = {m["sentence"] for m in marks if m["layer"] == "hedge" and m["label"] in HEDGES}
    spans_of = {
        layer: _marked(marks, layer) for layer in ("source", "hedge", "loaded", "integrity")
    }
    return Item(
        name,
        name.removeprefix(_PUD + row["language"] + "-"),
        document_from_text(name, row["text"], language=row["language"]),
        spans={
            "claim source": tuple(_links(claims.values())),
            **spans_of,
            **{f"{layer} and label": found for layer, found in spans_of.items()},
        },
        labels={
            "claim": tuple(claims[n]["label"] for n in numbers),
            "hedged": tuple("hedged" if n in hedged else "plain" for n in numbers),
        },
        sentences=sentences,
    )


def _marked(marks: Iterable[Mapping[str, Any]], layer: str) -> tuple[Marked, ...]:
    return tuple(
        Marked((Span(mark["start"], mark["end"]),), mark["label"])
        for mark in marks
        if mark["layer"] == layer
    )


def _links(claims: Iterable[Mapping[str, Any]]) -> Iterator[Marked]:
    for claim in claims:
        if claim["sources"]:
            pieces = tuple(Span(start, end) for start, end in claim["sources"])
            yield Marked(pieces, str(claim["sentence"]))


def _guessed_links(reading: Reading) -> Iterator[Marked]:
    claims = [s for s in reading.suggestions if s.mark.layer == "claim"]
    for number, sentence in enumerate(reading.item.sentences):
        claim = claim_at(claims, sentence)
        if claim and claim.mark.sources:
            yield Marked(claim.mark.sources, str(number), claim.confidence)


def _claim_of(label: str) -> str:
    return label or "unsupported"


SETS = tuple(
    DataSet(
        f"gold_{language}",
        language,
        "The project's own news set: the suggester reads the bare text and cuts it into sentences "
        "itself; each labelled sentence is compared with the suggested one that covers most of it.",
        (
            LabelMeasure("claim", claim_labels(_claim_of), CLAIMS),
            SpanMeasure("source and label", spans("source"), labelled=True),
            SpanMeasure("source", spans("source")),
            SpanMeasure("claim source", _guessed_links, labelled=True),
            SpanMeasure("hedge and label", spans("hedge"), labelled=True),
            SpanMeasure("hedge", spans("hedge")),
            LabelMeasure(
                "hedged",
                any_span("hedge", "hedged", "plain", HEDGES),
                ("hedged", "plain"),
                "hedged",
            ),
            SpanMeasure("loaded and label", spans("loaded"), labelled=True),
            SpanMeasure("integrity and label", spans("integrity"), labelled=True),
        ),
        partial(_rows, language=language),
        _item,
        {"dev": "dev", "test": "test"},
    )
    for language in LANGUAGES
)
