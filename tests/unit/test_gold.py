"""The labelled news set is whole: offsets, labels, links, and splits that share no text."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

import rubric

LANGUAGES = ("en", "fr", "zh")
SPLITS = ("dev", "test")
LABELS = {layer.name: {label.name for label in layer.labels} for layer in rubric.load().layers}
ATTRIBUTED = {"supported", "weakly_supported"}
FOLDER = resources.files("annotator.evaluate") / "gold"


def load(language: str, split: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{language}.{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


DOCUMENTS = {(lang, split): load(lang, split) for lang in LANGUAGES for split in SPLITS}
ALL = [document for documents in DOCUMENTS.values() for document in documents]
every_document = pytest.mark.parametrize("document", ALL, ids=lambda found: found["document"])


def marks(document: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return [mark for mark in document["marks"] if mark["layer"] == layer]


@every_document
def test_sentences_are_ordered_and_leave_only_white_space_out(document: dict[str, Any]) -> None:
    text, sentences = document["text"], document["sentences"]
    edges = [(0, 0), *sentences, (len(text), len(text))]
    assert all(start < end for start, end in sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(edges))
    assert all(text[before[1] : after[0]].strip() == "" for before, after in pairwise(edges))
    assert all(text[start:end] == text[start:end].strip() for start, end in sentences)


@every_document
def test_every_sentence_has_one_claim_that_spans_it(document: dict[str, Any]) -> None:
    claims = marks(document, "claim")
    assert [[claim["start"], claim["end"]] for claim in claims] == document["sentences"]
    assert [claim["sentence"] for claim in claims] == list(range(len(claims)))


@every_document
def test_marks_lie_in_their_sentence_with_legal_labels(document: dict[str, Any]) -> None:
    for mark in document["marks"]:
        start, end = document["sentences"][mark["sentence"]]
        assert start <= mark["start"] < mark["end"] <= end
        assert mark["label"] in LABELS[mark["layer"]]
        quote = document["text"][mark["start"] : mark["end"]]
        assert quote == quote.strip()


@every_document
def test_attributed_claims_link_to_marked_sources_and_others_to_none(
    document: dict[str, Any],
) -> None:
    sources = [[mark["start"], mark["end"]] for mark in marks(document, "source")]
    for claim in marks(document, "claim"):
        assert all(span in sources for span in claim["sources"])
        assert bool(claim["sources"]) == (claim["label"] in ATTRIBUTED)
        assert all(claim["start"] <= a < b <= claim["end"] for a, b in claim["cues"])
        assert claim["sources"] or not claim["cues"]


@every_document
def test_named_sources_say_whom_they_mean(document: dict[str, Any]) -> None:
    for mark in marks(document, "source"):
        if mark["label"] in {"named_person", "organisation"}:
            assert mark["entity"].strip()
        start, end = document["sentences"][mark["sentence"]]
        assert all(start <= a < b <= end for a, b in mark["cues"])


@every_document
def test_no_mark_is_made_twice(document: dict[str, Any]) -> None:
    made = [
        (mark["layer"], mark["label"], mark["start"], mark["end"]) for mark in document["marks"]
    ]
    assert len(made) == len(set(made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_in_both_splits_and_none_twice(language: str) -> None:
    dev, test = DOCUMENTS[language, "dev"], DOCUMENTS[language, "test"]
    names = [document["document"] for document in dev + test]
    assert len(names) == len(set(names))
    spoken = [
        {doc["text"][a:b] for doc in documents for a, b in doc["sentences"] if b - a > 30}
        for documents in (dev, test)
    ]
    assert not spoken[0] & spoken[1]


def test_translations_of_one_document_stay_in_one_split() -> None:
    splits: dict[str, set[str]] = {}
    for document in ALL:
        if document["document"].startswith("pud-"):
            splits.setdefault(document["document"][-6:], set()).add(document["split"])
    assert splits
    assert all(len(found) == 1 for found in splits.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_enough_to_measure_on(language: str) -> None:
    for split in SPLITS:
        documents = DOCUMENTS[language, split]
        assert {doc["language"] for doc in documents} == {language}
        assert {doc["split"] for doc in documents} == {split}
        assert all(doc["licence"] and doc["origin"] for doc in documents)
        claims = [claim for doc in documents for claim in marks(doc, "claim")]
        assert len(claims) >= 60
        assert {claim["label"] for claim in claims} == LABELS["claim"]
        sources = {mark["label"] for doc in documents for mark in marks(doc, "source")}
        assert sources == LABELS["source"]
    hedges = {
        mark["label"]
        for split in SPLITS
        for doc in DOCUMENTS[language, split]
        for mark in marks(doc, "hedge")
    }
    assert hedges >= LABELS["hedge"] - {"conditional"}
    assert ("conditional" in hedges) == (language == "fr")
