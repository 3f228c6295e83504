"""Sets about wording that judges: NewsSD, BABE and Wikipedia's neutrality disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotator.evaluate.guesses import any_span, chance_in, claim_labels, spans
from annotator.evaluate.items import Answer, DataSet, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, part_rows, read_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans

FOLDS = 5
_NEWSSD = ("loaded", "loaded or opinion")
_SUBJECTIVE = ("SUBJ", "OBJ")
_BIASED = ("biased", "not_biased")
HALF = 0.5
"""The chance from which a sentence counts as biased where half of the sentences are."""


def _newssd(row: Row) -> Item:
    return item_of(row, labels={name: str(row["label"]) for name in _NEWSSD})


def _loaded_or_opinion(reading: Reading) -> Sequence[Answer]:
    loaded = any_span("loaded", *_SUBJECTIVE)(reading)
    claims = claim_labels()(reading)
    return [
        Answer("SUBJ", claim.confidence)
        if claim.label == "not_checkable" and one.label == "OBJ"
        else one
        for one, claim in zip(loaded, claims, strict=True)
    ]


def _biased(reading: Reading) -> list[Answer]:
    """Answer whether a sentence has loaded wording or reads, rather than not, as if it had.

    The threshold of the label is for news, where few sentences are loaded; here half of them are.
    """
    worded = [(one.pieces[0], one.confidence) for one in spans("loaded")(reading)]
    answers = []
    for sentence in reading.item.sentences:
        chance = chance_in(reading.judgements or (), sentence, "loaded")
        found = [sure for piece, sure in worded if piece.overlaps(sentence)]
        yes, no = _BIASED
        answers.append(
            Answer(yes, max((chance, *found))) if found or chance >= HALF else Answer(no)
        )
    return answers


def _babe_rows(folder: Path, part: str) -> Iterator[Row]:
    """Read a part; nothing is trained on the training part, so it counts as test."""
    files = {"dev": ("dev",), "test": ("train", "test")}.get(part, ())
    return chain.from_iterable(read_rows(folder / f"{file}.jsonl") for file in files)


def _babe(row: Row) -> Item | None:
    if row["label"] not in _BIASED:
        return None
    words = tuple(Marked((span_of(span),)) for span in row["spans"])
    item = with_spans(item_of(row, labels={"biased": row["label"]}), {"biased word": words})
    return replace(item, stratum=row["fold"])


def _npov(row: Row) -> Item:
    return item_of(row, labels={"biased": _BIASED[row["label"] != "biased"]})


NEWSSD = DataSet(
    "newssd_eng",
    "en",
    "Subjective sentences: those with loaded wording, or also those that state nothing checkable. "
    "Published: mBERT, trained on it.",
    (
        LabelMeasure("loaded", any_span("loaded", *_SUBJECTIVE), _SUBJECTIVE),
        LabelMeasure("loaded or opinion", _loaded_or_opinion, _SUBJECTIVE),
    ),
    part_rows,
    _newssd,
    {"dev": "dev", "test": "test"},
    dict.fromkeys(_NEWSSD, "76"),
)
BABE = DataSet(
    "babe",
    "en",
    "Biased sentences and words by experts; evaluated only, never trained on. Macro-F1 is taken in "
    "each of the five folds and averaged. Half of the sentences are called biased for what they "
    "say, with no biased word. Published: a model trained on it.",
    (
        LabelMeasure("biased", _biased, _BIASED, strata=FOLDS),
        SpanMeasure("biased word", spans("loaded")),
    ),
    _babe_rows,
    _babe,
    {"dev": "dev", "test": "train and test (nothing is trained on either), by fold"},
    {"biased": "80.4"},
)
NPOV = DataSet(
    "wiki_npov",
    "en",
    "Sentences with disputed neutrality among neutral ones, one in six; the label is about more "
    "than wording.",
    (LabelMeasure("biased", any_span("loaded", *_BIASED), _BIASED, "biased"),),
    part_rows,
    _npov,
    {"dev": "dev", "test": "test"},
)
