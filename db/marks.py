"""Marks as rows and as JSON, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rubric import Mark, Span

COLUMNS = (
    "layer",
    "label",
    "span_start",
    "span_end",
    "quote",
    "sentence",
    "sources",
    "cues",
    "entity",
    "proximity",
    "value",
    "note",
)


def mark_row(mark: Mark, text: str) -> dict[str, Any]:
    """Return the columns of a mark on ``text``, the quote among them.

    Raises:
        ValueError: If the mark, or a span that it points to, reaches beyond the text.
    """
    for span in (mark.span, *mark.sources, *mark.cues):
        if span.end > len(text):
            raise ValueError(
                f"the mark {mark.layer} {mark.label} reaches to character {span.end}, "
                f"but the text ends at {len(text)}"
            )
    return {
        "layer": mark.layer,
        "label": mark.label,
        "span_start": mark.start,
        "span_end": mark.end,
        "quote": text[mark.start : mark.end],
        "sentence": mark.sentence,
        "sources": _pairs(mark.sources),
        "cues": _pairs(mark.cues),
        "entity": mark.entity,
        "proximity": mark.proximity,
        "value": mark.value,
        "note": mark.note,
    }


def mark_of(row: Mapping[Any, Any]) -> Mark:
    """Return the mark of a row or of its JSON."""
    return Mark(
        layer=row["layer"],
        label=row["label"],
        start=row["span_start"],
        end=row["span_end"],
        sentence=row["sentence"],
        sources=_spans(row["sources"]),
        cues=_spans(row["cues"]),
        entity=row["entity"],
        proximity=row["proximity"],
        value=row["value"],
        note=row["note"],
    )


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)
