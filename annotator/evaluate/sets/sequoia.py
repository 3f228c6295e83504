"""ASFALDA French FrameNet on Sequoia: frames of speech."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.evaluate.counting import cues_of
from annotator.evaluate.guesses import cues, sources
from annotator.evaluate.items import DataSet, Item, Marked, Reading
from annotator.evaluate.measures import SpanMeasure
from annotator.evaluate.rows import Row, part_rows
from annotator.evaluate.sets.making import item_of, marked, with_spans
from annotator.train.detokenise import detokenise


def _item(row: Row) -> Item | None:
    moved = detokenise(row["text"], "fr")
    frames = [frame for frame in row["attributions"] if frame["kind"] == "speech"]
    spans = {
        role: tuple(marked(frame[role], moved=moved) for frame in frames if frame.get(role))
        for role in ("cue", "source")
    }
    return with_spans(item_of(row, text=moved.text), spans) if frames else None


def _cues(reading: Reading) -> Iterator[Marked]:
    """Offer cues also where no source was found: a frame need not name its speaker."""
    yield from cues()(reading)
    if reading.by_rules:
        yield from cues_of(reading.item.document)


SET = DataSet(
    "asfalda_fr_sequoia",
    "fr",
    "Frames of speech only (the frame of belief mixes knowing with doubting). Annotated for chosen "
    "words, so a missing label is no negative and only recall is measured. Of rules and joined a "
    "cue that holds its conditions counts also where no source was found.",
    (
        SpanMeasure("cue", _cues, recall_only=True),
        SpanMeasure("source", sources(), recall_only=True),
    ),
    part_rows,
    _item,
    {"dev": "dev", "test": "test"},
)
