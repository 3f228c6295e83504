"""Sets about wording that judges: NewsSD, BABE and Wikipedia's neutrality disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.evaluate.guesses import any_span, claim_labels, spans
from annotator.evaluate.items import Answer, DataSet, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import read_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans

FOLDS = 5
_NEWSSD = ("loaded", "loaded or opinion")
_SUBJECTIVE = ("SUBJ", "OBJ")
_BIASED = ("biased", "not_biased")


def _newssd(folder: Path, split: str) -> Iterator[Item]:
    for row in read_rows(folder / f"{split}.jsonl"):
        yield item_of(row, labels={name: str(row["label"]) for name in _NEWSSD})


def _loaded_or_opinion(reading: Reading) -> Sequence[Answer]:
    loaded = any_span("loaded", *_SUBJECTIVE)(reading)
    claims = claim_labels()(reading)
    return [
        Answer("SUBJ", claim.confidence)
        if claim.label == "not_checkable" and one.label == "OBJ"
        else one
        for one, claim in zip(loaded, claims, strict=True)
    ]


def _babe(folder: Path, split: str) -> Iterator[Item]:
    for part in ("dev",) if split == "dev" else ("train", "test"):
        for row in read_rows(folder / f"{part}.jsonl"):
            if row["label"] in _BIASED:
                item = item_of(row, labels={"biased": row["label"]})
                words = tuple(Marked((span_of(span),)) for span in row["spans"])
                yield replace(with_spans(item, {"biased word": words}), stratum=row["fold"])


def _npov(folder: Path, split: str) -> Iterator[Item]:
    for row in read_rows(folder / f"{split}.jsonl"):
        label = "biased" if row["label"] == "biased" else "not_biased"
        yield item_of(row, labels={"biased": label})


NEWSSD = DataSet(
    "newssd_eng",
    "en",
    "Subjective sentences: those with loaded wording, or also those that state nothing checkable. "
    "Published: mBERT, trained on it.",
    (
        LabelMeasure("loaded", any_span("loaded", *_SUBJECTIVE), _SUBJECTIVE),
        LabelMeasure("loaded or opinion", _loaded_or_opinion, _SUBJECTIVE),
    ),
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
        LabelMeasure("biased", any_span("loaded", *_BIASED), _BIASED, strata=FOLDS),
        SpanMeasure("biased word", spans("loaded")),
    ),
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
    _npov,
    {"dev": "dev", "test": "test"},
)
