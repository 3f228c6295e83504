"""Each kind of suggester is read for what it tells: marks, attributions, judgements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_encoder import make_encoder

from annotator.evaluate.baselines import LexiconSuggester
from annotator.evaluate.guesses import any_span, attributed, claim_labels, cues, sources
from annotator.evaluate.items import Answer, Item, Reading
from annotator.evaluate.joint import LEAST, attributed_chance
from annotator.evaluate.reading import read_item
from annotator.evaluate.remembering import RememberingEncoder
from annotator.suggest import load_suggester
from annotator.suggest.joined import JoinedSuggester
from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.suggester import ModelSuggester
from annotator.text import document_from_text
from rubric import Document, Mark, Span, Suggestion

TEXT = "The mayor of Norton said on Monday that it may rain. Nobody accused the council of theft."
DOCUMENT = document_from_text("d", TEXT, language="en")
ITEM = Item("d", "d", DOCUMENT, sentences=tuple(sentence.span for sentence in DOCUMENT.sentences))


def place(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return Encoder.load(make_encoder(tmp_path_factory.mktemp("model") / "tiny"))


def quotes(reading: Reading) -> set[tuple[str, str]]:
    return {
        (one.source.of(TEXT) if one.source else "", " ".join(cue.of(TEXT) for cue in one.cues))
        for one in reading.attributions
    }


def test_rules_are_asked_for_attributions() -> None:
    reading = read_item(load_suggester("rules"), ITEM)
    assert ("The mayor of Norton", "said") in quotes(reading)
    assert reading.judgements is None
    assert attributed()(reading)[0].label == "attributed"
    assert [a.label for a in any_span("hedge", "yes", "no")(reading)] == ["yes", "no"]


def test_the_lexicon_alone_takes_the_words_before_a_cue() -> None:
    reading = read_item(LexiconSuggester(), ITEM)
    assert ("mayor of Norton", "said") in quotes(reading)
    assert {s.confidence for s in reading.suggestions} == {1.0}
    assert next(a.label for a in claim_labels()(reading)) == "supported"


def test_the_model_is_asked_for_judgements_and_spans(encoder: Encoder) -> None:
    model = ModelSuggester(encoder)
    reading = read_item(model, ITEM)
    assert reading.judgements is not None
    texts = [DOCUMENT.quote(s.span) for s in DOCUMENT.sentences]
    told = model.predict(DOCUMENT, texts)
    assert [one.probabilities for one in reading.judgements] == [t.probabilities for t in told]
    answers = any_span("hedge", "yes", "no")(reading)
    assert [a.label == "yes" for a in answers] == ["hedged" in t.positive for t in told]
    for one in reading.attributions:
        inside = [s for s in DOCUMENT.sentences if s.span.contains((one.cues or (one.source,))[0])]
        assert len(inside) == 1
    spans = sum(p.label in ("source", "cue") for t in told for p in t.spans)
    assert len(reading.attributions) == spans


def test_what_is_joined_keeps_the_rules_attributions(encoder: Encoder) -> None:
    reading = read_item(JoinedSuggester(encoder), ITEM)
    assert ("The mayor of Norton", "said") in quotes(reading)


def test_what_is_joined_weighs_the_model_about_sentences(encoder: Encoder) -> None:
    joined = JoinedSuggester(encoder)
    reading = read_item(joined, ITEM)
    assert [one.probabilities.keys() for one in reading.judgements or ()] == [{"loaded"}] * 2
    told = read_item(ModelSuggester(encoder), ITEM).judgements or ()
    by_model = ["loaded" in one.positive for one in told]
    assert [a.label == "yes" for a in any_span("loaded", "yes", "no")(reading)] == by_model
    assert [a.label for a in any_span("hedge", "yes", "no")(reading)] == ["yes", "no"]
    chance = reading.predictions[0].probabilities["attributed"]
    (first, _) = attributed()(reading)
    weighed = attributed_chance(chance, found=True)
    assert first == (Answer("attributed", weighed) if weighed >= LEAST else Answer("none"))


@given(st.floats(0, 1), st.floats(0, 1))
def test_either_kind_of_evidence_makes_an_attribution_likelier(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for found in (False, True):
        assert attributed_chance(low, found=found) <= attributed_chance(high, found=found)
    assert attributed_chance(one, found=False) < attributed_chance(one, found=True)


class Reader:
    """A third party's suggester, which knows nothing of evaluation."""

    name = "reader"
    fingerprint = "1"

    def suggest(self, document: Document) -> list[Suggestion]:
        whole = document.sentences[0].span
        said, mayor = place("said"), place("The mayor of Norton")
        claim = Mark("claim", "supported", whole.start, whole.end, 0, (mayor,), (said,))
        source = Mark("source", "unnamed", mayor.start, mayor.end, 0)
        return [Suggestion(claim, 0.7, self.name, ""), Suggestion(source, 0.9, self.name, "")]


def test_any_other_suggester_is_read_by_its_marks() -> None:
    reading = read_item(Reader(), ITEM)
    assert next(m.pieces for m in sources()(reading)) == (place("The mayor of Norton"),)
    assert [(m.pieces, m.confidence) for m in cues(with_source=True)(reading)] == [
        ((place("said"),), 0.7)
    ]
    assert [a.label for a in attributed()(reading)] == ["attributed", "none"]


def test_an_encoder_with_a_memory_says_the_same_and_reads_once(encoder: Encoder) -> None:
    remembering = RememberingEncoder.of(encoder)
    sentences = ["It may rain.", "He said so.", "It may rain."]
    first = remembering.predict(sentences, "en")
    assert first == [*encoder.predict(sentences[:2], "en"), first[0]]
    assert len(remembering.memory) == 2
    assert remembering.predict(["He said so."], "en") == [first[1]]
    remembering.predict(["He said so."], "fr")
    assert len(remembering.memory) == 3
