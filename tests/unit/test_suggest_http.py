"""A language model behind a server: what is sent, what is believed, what is told."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from chat_server import Json, asked, completion, reply, saying, serving

import rubric
from annotator.suggest import UnusableSuggester, load_suggester, notice_of
from annotator.text import document_from_text
from rubric import Document, Suggestion

TEXT = (
    "Jason Tower, who wrote the report, said that gangs may have ties. "
    "He added that it “may  well” grow, as may others. Who will pay?"
)


def document(text: str = TEXT, language: str = "en", name: str = "a.txt") -> Document:
    return document_from_text(name, text, language=language)


def mark(sentence: int, label: str, quote: str = "", **more: Any) -> Json:
    filled = {"source": "", "cue": "", "entity": "", "confidence": 0.9, "reason": "because"}
    return {"sentence": sentence, "label": label, "quote": quote, **filled, **more}


def answering(*marks: Any) -> Any:
    """Answer about each sentence with those of ``marks`` that are on it, or on none there is."""

    def make(request: Json) -> str:
        numbers = {one["sentence"] for one in asked(request)}
        own = [m for m in marks if not isinstance(m, dict) or m.get("sentence") in numbers]
        return json.dumps({"marks": own})

    return saying(make)


def suggest(answer: Any, doc: Document | None = None, options: str = "complete=no") -> Any:
    with serving(answer) as server:
        suggester = load_suggester(f"{server.url}?model=tiny&{options}")
        return suggester.suggest(doc or document()), server


def shown(doc: Document, suggestions: list[Suggestion]) -> list[tuple[str, str, str]]:
    return [(s.mark.layer, s.mark.label, doc.quote(s.mark.span)) for s in suggestions]


def test_marks_come_back_at_exact_places() -> None:
    doc = document()
    found, server = suggest(
        answering(
            mark(0, "source.named_person", "Jason Tower"),
            mark(0, "claim.supported", source="Jason Tower", cue="said"),
            mark(0, "hedge.modal", "may", reason="uncertain"),
            mark(1, "source.named_person", "He", entity="Jason Tower"),
            mark(1, "claim.supported", source="He", cue="added"),
            mark(1, "hedge.modal", "may"),
            mark(1, "hedge.modal", "may", confidence=0.6),
            mark(2, "claim.not_checkable"),
        )
    )
    assert server.paths == ["/v1/chat/completions"]
    assert shown(doc, found) == [
        ("claim", "supported", doc.quote(doc.sentences[0].span)),
        ("source", "named_person", "Jason Tower"),
        ("hedge", "modal", "may"),
        ("claim", "supported", doc.quote(doc.sentences[1].span)),
        ("source", "named_person", "He"),
        ("hedge", "modal", "may"),
        ("hedge", "modal", "may"),
        ("claim", "not_checkable", "Who will pay?"),
    ]
    first, second = (s for s in found if s.mark.label == "modal" and s.mark.sentence == 1)
    assert (first.mark.start, second.mark.start) == (TEXT.index("may  well"), TEXT.index("may oth"))
    assert (first.confidence, second.confidence) == (0.9, 0.6)
    claims = [s.mark for s in found if s.mark.layer == "claim"]
    assert [doc.quote(span) for claim in claims for span in claim.sources] == ["Jason Tower", "He"]
    assert [doc.quote(span) for claim in claims for span in claim.cues] == ["said", "added"]
    assert next(s for s in found if s.mark.entity).mark.entity == "Jason Tower"
    assert rubric.violations(rubric.load(), doc, [s.mark for s in found]) == []
    assert {s.suggester for s in found} == {"http:tiny"}


def test_quotations_with_other_spaces_and_signs_are_found() -> None:
    doc = document()
    found, _ = suggest(answering(mark(1, "loaded.insinuation", '"may well"')))
    assert shown(doc, found) == [("loaded", "insinuation", "“may  well”")]


def test_a_source_in_an_earlier_sentence_is_linked() -> None:
    doc = document()
    found, _ = suggest(
        answering(
            mark(0, "source.document", "the report"),
            mark(1, "claim.supported", source="the report"),
        )
    )
    claim = next(s.mark for s in found if s.mark.layer == "claim")
    assert [doc.quote(span) for span in claim.sources] == ["the report"]
    assert claim.sources[0].start < claim.start


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (mark(0, "hedge.modal", "perhaps"), "1 with words that are not in the sentence"),
        (mark(0, "hedge.modal", "ga"), "1 with words that are not in the sentence"),
        (mark(0, "hedge.nonsense", "may"), "1 with an unknown label"),
        (mark(0, "hedge.modal", " "), "1 without its words"),
        (mark(0, "hedge.modal", "may", confidence=1.5), "1 without a probability"),
        (mark(0, "hedge.modal", "may", confidence=float("nan")), "1 without a probability"),
        (mark(0, "hedge.modal", "may", confidence=True), "1 without a probability"),
        (mark(0, "hedge.modal", "may", confidence="high"), "1 without a probability"),
        (mark(0, "hedge.modal", "may", reason=["x"]), "1 not of the form asked for"),
        ("hedge.modal", "1 not of the form asked for"),
        ([], "1 not of the form asked for"),
    ],
)
def test_what_is_wrong_with_one_mark_drops_it_and_is_told(
    wrong: Any, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    doc = document()
    with caplog.at_level(logging.WARNING, "annotator"):
        found, _ = suggest(answering(mark(0, "hedge.modal", "may"), wrong))
    assert shown(doc, found) == [("hedge", "modal", "may")]
    assert caplog.messages[-1] == f"a.txt: http:tiny: marks dropped: {why}"


@pytest.mark.parametrize("number", [99, -1, True, 1.0, "0", None])
def test_a_mark_on_no_sentence_that_was_asked_about_is_dropped(
    number: object, caplog: pytest.LogCaptureFixture
) -> None:
    one = mark(0, "hedge.modal", "may") | {"sentence": number}
    found, _ = suggest(saying(lambda _: json.dumps({"marks": [one]})))
    assert found == []
    assert "of a sentence not asked about" in caplog.text


def test_a_second_claim_for_a_sentence_is_dropped(caplog: pytest.LogCaptureFixture) -> None:
    doc = document("Who?")
    found, _ = suggest(answering(mark(0, "claim.not_checkable"), mark(0, "claim.supported")), doc)
    assert shown(doc, found) == [("claim", "not_checkable", "Who?")]
    assert "1 a second label for the same sentence" in caplog.text


def test_endless_marks_are_cut(caplog: pytest.LogCaptureFixture) -> None:
    doc = document("It may rain.")
    found, _ = suggest(answering(*[mark(0, "hedge.modal", "may")] * 5000), doc)
    assert len(found) == 1
    assert "more marks than a sentence can bear" in caplog.text


def test_reasons_are_made_harmless() -> None:
    reason = "\x1b[2J\x07see\n\nhere \u202eevil\u202c" + "x" * 100_000
    found, _ = suggest(answering(mark(0, "hedge.modal", "may", reason=reason)))
    shown = found[0].rationale
    assert len(shown) <= 300
    assert shown.isprintable()
    assert "see here" in shown


def test_a_name_that_the_text_does_not_have_is_not_taken_over() -> None:
    found, _ = suggest(answering(mark(1, "source.named_person", "He", entity="The Pope")))
    assert found[0].mark.entity == ""


def test_sentences_without_a_claim_get_the_rules_claim() -> None:
    doc = document()
    found, _ = suggest(answering(mark(0, "claim.weakly_supported")), doc, "batch=2")
    claims = [s for s in found if s.mark.layer == "claim"]
    assert [s.mark.sentence for s in claims] == [0, 1, 2]
    assert [s.suggester for s in claims] == ["http:tiny", "rules", "rules"]
    assert claims[2].mark.label == "not_checkable"


def test_the_codebook_is_sent_in_the_language_of_the_document() -> None:
    doc = document("他可能会来。", "zh")
    _, server = suggest(answering(), doc)
    (request,) = server.requests
    system = request["messages"][0]["content"]
    for layer in rubric.load().layers:
        for label in layer.labels:
            assert f"{layer.name}.{label.name}: {label.text('zh').definition}" in system
    assert asked(request) == [{"sentence": 0, "text": "他可能会来。"}]
    schema = request["response_format"]["json_schema"]["schema"]
    assert "hedge.modal" in schema["properties"]["marks"]["items"]["properties"]["label"]["enum"]
    assert request["model"] == "tiny"
    assert request["stream"] is False


def test_each_sentence_is_sent_once_with_the_text_before() -> None:
    doc = document("One may go. Two may go. Three may go. Four may go. Five may go.")
    _, server = suggest(answering(), doc, "batch=2&complete=no")
    numbers = [[one["sentence"] for one in asked(request)] for request in server.requests]
    assert numbers == [[0, 1], [2, 3], [4]]
    before = [json.loads(r["messages"][1]["content"])["before"] for r in server.requests]
    assert before == ["", "One may go. Two may go. ", doc.text[: doc.sentences[4].start]]


def test_a_server_without_schemas_is_asked_without() -> None:
    def answer(handler: Any, request: Json) -> None:
        if "response_format" in request:
            reply(handler, b'{"error": "unknown field response_format"}', 400)
        else:
            text = "Sure! {not json}\n```json\n" + json.dumps(
                {"marks": [mark(asked(request)[0]["sentence"], "hedge.modal", "may")]}
            )
            reply(handler, completion(f"<think>{{}}</think>{text}\n``` Anything else?"))

    doc = document("It may rain. It may snow.")
    found, server = suggest(answer, doc, "batch=1&complete=no")
    assert len(found) == 2
    assert ["response_format" in request for request in server.requests] == [True, False, False]


def test_a_key_comes_from_the_environment_and_is_never_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ANNOTATOR_HTTP_KEY", "secret-1")
    with caplog.at_level(logging.DEBUG), serving(answering()) as server:
        suggester = load_suggester(f"{server.url}?model=tiny&complete=no")
        suggester.suggest(document())
    assert server.headers[0]["Authorization"] == "Bearer secret-1"
    assert "secret" not in repr(suggester) + caplog.text + notice_of(suggester)
    monkeypatch.setenv("ANNOTATOR_HTTP_KEY", "one\r\nX-Two: three")
    with pytest.raises(UnusableSuggester, match="ANNOTATOR_HTTP_KEY"):
        load_suggester(f"{server.url}?model=tiny")


@pytest.mark.parametrize(
    ("url", "notice"),
    [
        ("http://127.0.0.1:8080", "to http://127.0.0.1:8080, a server on this machine"),
        ("http://localhost", "to http://localhost:80, a server on this machine"),
        ("http:localhost:8080", "to http://localhost:8080, a server on this machine"),
        ("http://[::1]:1/v1", "to http://[::1]:1, a server on this machine"),
        ("http:https://ai.example", "to https://ai.example:443, ANOTHER MACHINE"),
        ("http://192.0.2.7", "to http://192.0.2.7:80, ANOTHER MACHINE, unencrypted"),
        ("http://127.0.0.1.ai.example", "ANOTHER MACHINE, unencrypted"),
        ("http://localhost.ai.example", "ANOTHER MACHINE, unencrypted"),
    ],
)
def test_it_is_told_where_the_text_goes(url: str, notice: str) -> None:
    told = notice_of(load_suggester(f"{url}?model=tiny"))
    assert told.startswith("the text of the documents leaves this process: to ")
    assert told.endswith(notice)


def test_the_notice_comes_before_any_text_and_once(caplog: pytest.LogCaptureFixture) -> None:
    told: list[int] = []

    def answer(handler: Any, request: Json) -> None:
        told.append(len(caplog.messages))
        answering()(handler, request)

    with serving(answer) as server:
        suggester = load_suggester(f"{server.url}?model=tiny&complete=no")
        assert caplog.messages == []
        suggester.suggest(document())
        suggester.suggest(document())
    assert told == [1, 1]
    assert caplog.messages == [notice_of(suggester)]


@pytest.mark.parametrize(
    ("spec", "wrong"),
    [
        ("http:", "is no address of a server"),
        ("http://", "is no address of a server"),
        ("http://a b?model=x", "is no address"),
        ("http://\u0430pple.example?model=x", "is no address"),
        ("http://h:99999?model=x", "Port out of range"),
        ("http://[::1?model=x", "is no address"),
        ("http://h#f?model=x", "is no address"),
        ("http://h\r\nX: y?model=x", "is no address"),
        ("http://ana:pw@h?model=x", "must hold no password"),
        ("http://h", "name the model"),
        ("http://h?model=x&colour=red", "unknown option colour"),
        ("http://h?model=x&model=y", "is no option"),
        ("http://h?model", "is no option"),
        ("http://h?model=x&timeout=soon", "must be a number from 0.1 to 3600"),
        ("http://h?model=x&timeout=nan", "must be a number"),
        ("http://h?model=x&batch=0", "must be a number from 1 to 64"),
        ("http://h?model=x&schema=maybe", "it may be yes, no"),
        ("http://h?model=x&complete=yes", "it may be rules, no"),
    ],
)
def test_a_wrong_address_or_option_is_told(spec: str, wrong: str) -> None:
    with pytest.raises(UnusableSuggester, match=wrong) as told:
        load_suggester(spec)
    assert "pw" not in str(told.value)


def test_the_fingerprint_tells_models_servers_and_rubrics_apart() -> None:
    specs = ["http://h?model=x", "http://h?model=y", "http://i?model=x", "http://h?model=x&batch=1"]
    prints = [load_suggester(spec).fingerprint for spec in specs]
    assert len(set(prints)) == len(specs)
    assert load_suggester(specs[0]).fingerprint == prints[0]


def test_an_empty_document_is_not_sent() -> None:
    found, server = suggest(answering(), document(" \n "))
    assert (found, server.requests) == ([], [])
