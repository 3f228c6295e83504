"""What is learned from, tuned on and reported on stays apart, by document and by text.

The shipped news set is always checked. Where ``ANNOTATOR_DATA`` names the folder of public data
sets, they, and what the model is trained on, are checked as well.
"""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
from evaluation_data import ROWS, WEASEL, write_data
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.evaluate.items import DataSet
from annotator.evaluate.rows import held_out
from annotator.evaluate.sets import own_sets, public_sets
from annotator.evaluate.splits import (
    PARTS,
    Holding,
    document_key,
    given_away,
    holdings,
    leaks,
    text_key,
    text_keys,
)
from annotator.train import corpora, news

FOLDER = Path(os.environ.get("ANNOTATOR_DATA", ""))
with_data = pytest.mark.skipif(
    not os.environ.get("ANNOTATOR_DATA"), reason="ANNOTATOR_DATA names no folder of data sets"
)
SHARED_WITH_TRAINING = {
    "gcdt_news_five",
    "gcdt_news_estate",
    "gcdt_news_unemployment",
    "gcdt_news_hubei",
}
"""Articles of the news set that a public set annotates in its training part, as docs/gold.md says;
training leaves their sentences out."""


def all_holdings(data_sets: tuple[DataSet, ...], folder: Path) -> list[Holding]:
    return [h for one in data_sets for part in PARTS for h in holdings(one, folder, part)]


def test_the_news_set_is_apart() -> None:
    found = all_holdings(own_sets(), Path())
    assert {holding.part for holding in found} == {"train", "dev", "test"}
    assert len(found) > 1000
    assert leaks(found) == []


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_text_that_moves_to_the_other_part_is_noticed(language: str) -> None:
    moved = next(h for h in all_holdings(own_sets(), Path()) if h.data_set == f"gold_{language}")
    assert leaks([*all_holdings(own_sets(), Path()), Holding(moved.thing, "other", "test")])


@pytest.mark.parametrize("name", ROWS)
def test_a_made_up_set_is_apart_but_for_what_it_shows(name: str, tmp_path: Path) -> None:
    one = next(found for found in public_sets() if found.name == name)
    data = write_data(tmp_path)
    existing = [
        part
        for part in PARTS
        if part == "train" or name.startswith("ud_") or (data / name / f"{part}.jsonl").exists()
    ]
    found = [h for part in existing for h in holdings(one, data, part)]
    crossing = [leak.thing.split()[0] for leak in leaks(found)]
    assert crossing == (["text"] if name == "ud_attribution_fr" else [])


def test_a_translation_is_the_same_document_in_every_set() -> None:
    own = {"document": "pud-fr-n01001", "text": "", "origin": "UD_French-PUD"}
    treebank = {"id": "n01001011", "treebank": "PUD", "text": ""}
    assert document_key(own, "gold_fr") == document_key(treebank, "ud_attribution_en")
    article = {"document": "gcdt-five", "origin": "GCDT gcdt_news_five"}
    assert document_key(article, "gold_zh") == document_key({"doc": "gcdt_news_five"}, "gcdt")
    assert document_key({"doc": "7"}, "one") != document_key({"doc": "7"}, "another")
    assert document_key({"id": "7"}, "one") == ""


@settings(deadline=None)
@given(st.text("abcdéf 中文字句，。.-’'", max_size=80), st.integers(0, 9))
def test_tokenisation_does_not_hide_a_text(text: str, every: int) -> None:
    spaced = "".join(f"{char} " if at % (every + 1) == 0 else char for at, char in enumerate(text))
    assert text_key(spaced) == text_key(text) == text_key(text.upper())


def test_short_texts_may_stand_anywhere() -> None:
    assert text_key("See also") == text_key("参考文献") == ""
    assert text_key(WEASEL)
    row = {"text": "Short. " + WEASEL, "sentences": [[0, 6], [7, 7 + len(WEASEL)]]}
    assert list(text_keys(row)) == [text_key(WEASEL)]


def test_only_earlier_parts_give_a_text_away(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    assert given_away(public_sets(), data, "train") == frozenset()
    dev, test = (given_away(public_sets(), data, part) for part in ("dev", "test"))
    assert dev < test


@settings(deadline=None)
@given(st.text())
def test_evaluation_and_training_hold_the_same_documents_out(document: str) -> None:
    assert held_out(document) == corpora.held_out(document)


@with_data
def test_the_public_sets_are_apart_where_they_are_measured_on() -> None:
    public = public_sets()
    away = {part: given_away(public, FOLDER, part) for part in ("dev", "test")}
    kept = [
        holding
        for holding in all_holdings((*own_sets(), *public), FOLDER)
        if holding.part == "train"
        or holding.data_set.startswith("gold_")
        or not holding.thing.startswith("text")
        or holding.thing.removeprefix("text ") not in away[holding.part]
    ]
    shared = {
        f"text {key}"
        for one in own_sets()
        for part in one.parts
        for row in one.rows(FOLDER, part)
        if document_key(row, one.name) in SHARED_WITH_TRAINING
        for key in text_keys(row)
    } | {f"document {name}" for name in SHARED_WITH_TRAINING}
    assert [leak for leak in leaks(kept) if leak.thing not in shared] == []


@with_data
def test_nothing_that_is_measured_on_is_trained_on() -> None:
    gold = Path(str(files("annotator.evaluate") / "gold"))
    held = news.sentences(gold, "dev", "test")
    own_news = [*news.news(gold, "train"), *news.news(news.WRITTEN, "train", news.COMPOSED)]
    trained = {text_key(e.text) for e in corpora.mixture(FOLDER, held) + own_news}
    measured = [h for h in all_holdings(own_sets(), Path()) if h.part != "train"]
    own = {h.thing for h in measured if h.thing.startswith("text")}
    assert len(trained) > 10_000
    assert {key for key in trained if f"text {key}" in own} == set()
    public = public_sets()
    for one in public:
        for part in one.parts:
            away = given_away(public, FOLDER, part)
            found = {h.thing for h in holdings(one, FOLDER, part)}
            assert {k for k in trained - away if f"text {k}" in found} == set(), one.name


@with_data
def test_training_reads_no_set_that_is_for_evaluation_only() -> None:
    manifest = json.loads((FOLDER / "MANIFEST.json").read_text("utf-8"))
    forbidden = {name for name, entry in manifest.items() if "evaluate only" in entry["use"]}
    assert forbidden
    assert not forbidden & corpora.READERS.keys()
