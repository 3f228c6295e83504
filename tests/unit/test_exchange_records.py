"""Records: the fields that others build on, and marks that come back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.jsonl import RecordError, line
from annotator.exchange.parsing import Fields, decision_of, document_of, mark_of, suggestion_of
from annotator.exchange.records import (
    Circumstances,
    decision_record,
    document_record,
    mark_record,
    stored_suggestion_record,
    suggestion_record,
)
from rubric import Action, Decision, Document, Mark, Sentence, Span, Suggestion, load

TEXT = "Experts say it may rain. 據了解下雨。\n"
DOCUMENT = Document(
    name="rain.txt",
    text=TEXT,
    language="en",
    sentences=(Sentence(0, 0, 24), Sentence(1, 25, 31)),
    title="Rain",
    original=TEXT.encode(),
)
MODAL = Suggestion(Mark("hedge", "modal", 15, 18, 0), 0.98, "rules", "modal verb of possibility")
CLAIM = Suggestion(
    Mark("claim", "weakly_supported", 0, 24, 0, (Span(0, 7),), (Span(8, 11),), "", "direct"),
    0.75,
    "rules",
    "nobody in particular",
)
SOURCE = Suggestion(Mark("source", "vague", 0, 7, 0, entity="Experts"), 0.9, "rules", "a crowd")
WHO = Circumstances("ana", "class-a", "commit-first", "news-credibility", "1.0.0", "f00d", 2)


def fields(record: dict[str, Any]) -> Fields:
    """Return the fields of a record after a journey through its line."""
    return Fields(
        json.loads(line(record)), lambda problem: RecordError("in.jsonl", 7, problem, "mend it")
    )


def test_a_suggestion_is_printed_as_specified() -> None:
    assert line(suggestion_record(DOCUMENT, MODAL)) == (
        '{"document": "rain.txt", "layer": "hedge", "label": "modal", "start": 15, "end": 18, '
        '"quote": "may", "sentence": 0, "confidence": 0.98, "suggester": "rules", '
        '"rationale": "modal verb of possibility"}'
    )


def test_a_claim_adds_its_sources_and_cues() -> None:
    record = suggestion_record(DOCUMENT, CLAIM)
    assert list(record)[-3:] == ["sources", "cues", "proximity"]
    assert (record["sources"], record["cues"]) == ([[0, 7]], [[8, 11]])
    assert record["proximity"] == "direct"
    alone = replace(CLAIM, mark=Mark("claim", "unsupported", 0, 24, 0))
    assert suggestion_record(DOCUMENT, alone)["sources"] == []


def test_a_source_adds_grade_and_entity() -> None:
    record = suggestion_record(DOCUMENT, SOURCE)
    assert list(record)[-2:] == ["grade", "entity"]
    assert (record["grade"], record["entity"]) == ("D", "Experts")


def test_a_mark_says_what_is_marked_and_how_it_came_about() -> None:
    decision = Decision(4, Action.EDIT, 4, 3, 9, MODAL.mark, MODAL.mark, False, 2.5, "2026-01-02")
    record = mark_record(
        DOCUMENT,
        number=3,
        mark=MODAL.mark,
        decision=decision,
        origin=MODAL,
        circumstances=WHO,
        rubric=load(),
    )
    assert json.loads(line(record)) == {
        "record": "mark",
        **suggestion_record(DOCUMENT, MODAL),
        "value": None,
        "note": "",
        "decision": "edit",
        "reviewer": "ana",
        "session": "class-a",
        "mode": "commit-first",
        "rubric": "news-credibility",
        "rubric_version": "1.0.0",
        "rubric_fingerprint": "f00d",
        "run": 2,
        "annotation": 3,
        "suggestion": 9,
        "seq": 4,
        "shown": False,
        "seconds": 2.5,
        "at": "2026-01-02",
        "document_fingerprint": DOCUMENT.fingerprint,
        "language": "en",
    }


OFFSETS = st.integers(0, len(TEXT))
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda pair: Span(min(pair), max(pair)))
WORDS = st.text(st.characters(), max_size=6)
MARKS = st.builds(
    lambda span, **rest: Mark(start=span.start, end=span.end, **rest),
    span=SPANS,
    layer=st.sampled_from(["claim", "source", "hedge", "rating"]) | WORDS,
    label=st.sampled_from(["supported", "modal", "vague"]) | WORDS,
    sentence=st.none() | st.integers(0, 1),
    sources=st.lists(SPANS, max_size=2).map(tuple),
    cues=st.lists(SPANS, max_size=2).map(tuple),
    entity=WORDS,
    proximity=WORDS,
    value=st.none() | st.integers(0, 9),
    note=WORDS,
)


@given(MARKS, st.floats(0, 1), WORDS, WORDS)
def test_suggestions_come_back(mark: Mark, confidence: float, who: str, why: str) -> None:
    suggestion = Suggestion(mark, confidence, who, why)
    record = stored_suggestion_record(DOCUMENT, suggestion, load(), 5, 1)
    assert suggestion_of(fields(record), DOCUMENT) == suggestion


@given(
    st.builds(
        Decision,
        seq=st.integers(1, 99),
        action=st.sampled_from(Action),
        batch=st.integers(1, 99),
        annotation=st.integers(0, 99),
        suggestion=st.none() | st.integers(1, 99),
        before=st.none() | MARKS,
        after=st.none() | MARKS,
        shown=st.booleans(),
        seconds=st.floats(0, 1e9),
        at=WORDS,
    )
)
def test_decisions_come_back(decision: Decision) -> None:
    record = decision_record(DOCUMENT, decision, WHO)
    assert decision_of(fields(record), DOCUMENT) == decision


@pytest.mark.parametrize(
    ("text", "encoding", "original"),
    [
        (TEXT, "utf-8", TEXT.encode()),
        (TEXT, "utf-8-sig", b"\xef\xbb\xbf" + TEXT.encode()),
        (TEXT, "gb18030", TEXT.encode("gb18030")),
        (TEXT, "utf-16", TEXT.encode("utf-16-be")),
        (TEXT, "latin-1", b"\xff"),
        (TEXT, "no such codec", b""),
        (TEXT, "utf-8", b""),
        ("a\x00b\x1b[31m\u202e\u2028\ufeff[/]", "utf-8", b"bytes"),
    ],
)
def test_documents_come_back(text: str, encoding: str, original: bytes) -> None:
    sentences = (Sentence(0, 0, 3),)
    document = Document("a\n.txt", text, "zh", sentences, "T", encoding, original)
    assert document_of(fields(document_record(document, [1]))) == document


def test_bytes_are_repeated_only_where_the_text_does_not_give_them() -> None:
    assert "original_base64" not in document_record(DOCUMENT, [])
    assert "original_base64" in document_record(replace(DOCUMENT, original=b"x"), [])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"start": "15"}, "'start' should be a whole number, but is '15'"),
        ({"start": True}, "'start' should be a whole number"),
        ({"start": -1}, "'start' should be a whole number"),
        ({"start": 10**12}, "'start' should be a whole number"),
        ({"end": 99}, "leaves the text of 32 characters"),
        ({"end": 14}, "leaves the text"),
        ({"quote": "might"}, "quotes 'might', but the text at 15 says 'may'"),
        ({"sentence": 2}, "on sentence 2, but there are 2"),
        ({"layer": None}, "'layer' should be a text"),
        ({"sources": "x"}, "'sources' should be a list"),
        ({"sources": [[1]]}, "should hold [start, end]"),
        ({"sources": [[2, 1]]}, "ends before it starts"),
        ({"cues": [[0, 33]]}, "beyond the end of the text"),
        ({"confidence": 1.5}, "between 0 and 1"),
        ({"confidence": "high"}, "'confidence' should be a number"),
        ({"note": 3}, "'note' should be a text"),
        ({"value": 0.5}, "'value' should be a whole number"),
    ],
)
def test_a_faulty_suggestion_is_told(change: dict[str, Any], problem: str) -> None:
    record = stored_suggestion_record(DOCUMENT, MODAL, load(), 1, 1) | change
    with pytest.raises(RecordError) as caught:
        suggestion_of(fields(record), DOCUMENT)
    assert str(caught.value).startswith("in.jsonl:7: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "other"}, "leaves the text"),
        ({"text": TEXT.replace("may", "can")}, "its fingerprint differs"),
        ({"sentences": [{"start": 0, "end": 5, "unit": "verse"}]}, "'unit' is 'verse'"),
        ({"sentences": [1]}, "should hold objects"),
        ({"sentences": [{"start": 5, "end": 5, "unit": "item"}]}, "is empty"),
        ({"original_base64": "%"}, "no base64"),
        ({"document": 5}, "'document' should be a text"),
    ],
)
def test_a_faulty_document_is_told(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(RecordError) as caught:
        document_of(fields(document_record(DOCUMENT, []) | change))
    assert problem in str(caught.value)


def test_a_faulty_decision_is_told() -> None:
    record = decision_record(DOCUMENT, Decision(1, Action.ADD, 1), WHO)
    for change, problem in (
        ({"decision": "maybe"}, "'decision' is 'maybe'"),
        ({"after": [1]}, "'after' should be an object"),
        ({"shown": 1}, "'shown' should be true or false"),
        ({"seconds": -1}, "'seconds' should be a number from 0"),
    ):
        with pytest.raises(RecordError, match=problem):
            decision_of(fields(record | change), DOCUMENT)


def test_a_mark_in_a_record_is_proved_against_the_text() -> None:
    record = suggestion_record(DOCUMENT, SOURCE)
    assert mark_of(fields(record), DOCUMENT) == SOURCE.mark
