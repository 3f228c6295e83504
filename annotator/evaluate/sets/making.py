"""Make items of rows: one row is one document, cut into sentences as the program cuts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.evaluate.items import Item, Marked
from annotator.evaluate.rows import Row
from annotator.text import document_from_text
from rubric import Span

if TYPE_CHECKING:
    from annotator.train.detokenise import Rewritten


def item_of(row: Row, *, labels: Mapping[str, str] | None = None, text: str | None = None) -> Item:
    """Return a row as an item about which one question a measure is asked.

    Args:
        row: A row of a data set.
        labels: The expected label of the row as a whole, by the measure's name.
        text: The text, where it is not the row's own.
    """
    name = str(row["id"])
    body = row["text"] if text is None else text
    return Item(
        name,
        str(row.get("doc") or row.get("page") or name),
        document_from_text(name, body, language=row["lang"]),
        labels={measure: (label,) for measure, label in (labels or {}).items()},
        sentences=(Span(0, len(body)),),
    )


def with_spans(
    item: Item,
    spans: Mapping[str, tuple[Marked, ...]],
    ignored: Mapping[str, tuple[Span, ...]] | None = None,
) -> Item:
    """Return an item with expected spans."""
    return replace(item, spans=spans, ignored=ignored or {})


def span_of(found: Mapping[str, int], moved: Rewritten | None = None) -> Span:
    """Return a row's span, carried over into detokenised text where there is one."""
    start, end = found["start"], found["end"]
    return Span(*(moved.span(start, end) if moved else (start, end)))


def marked(pieces: list[list[int]], label: str = "", moved: Rewritten | None = None) -> Marked:
    """Return a row's list of pieces as one expected mark."""
    spans = (span_of({"start": start, "end": end}, moved) for start, end in pieces)
    return Marked(tuple(spans), label)
