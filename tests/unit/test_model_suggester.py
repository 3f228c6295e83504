"""The model's suggestions are legal marks of the document, with a probability and a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_encoder import make_encoder

from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.prediction import SentencePrediction, SpanPrediction
from annotator.suggest.model.suggester import ModelSuggester
from annotator.suggest.suggester import Suggester
from annotator.text import document_from_text
from rubric import load

TEXT = "Ann Lee said it may rain. They want rain! It rained twice in 2015, he said."


@pytest.fixture(scope="module")
def suggester(tmp_path_factory):
    return ModelSuggester(Encoder.load(make_encoder(tmp_path_factory.mktemp("tiny")), threads=1))


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.sampled_from(list("He said may. 他说可能。\né😀\u202e")), max_size=80))
def test_marks_lie_in_the_document_and_every_sentence_has_one_claim(suggester, text):
    document = document_from_text("made", text, language="en")
    found = suggester.suggest(document)
    claims = [s.mark.sentence for s in found if s.mark.layer == "claim"]
    assert claims == [sentence.index for sentence in document.sentences]
    rubric = load()
    for suggestion in found:
        mark = suggestion.mark
        assert 0 <= mark.start < mark.end <= len(text)
        assert 0 <= suggestion.confidence <= 1
        assert suggestion.rationale
        assert rubric.label(rubric.layer(mark.layer).name, mark.label)


def test_it_is_a_suggester_with_the_encoders_fingerprint(suggester):
    assert isinstance(suggester, Suggester)
    assert suggester.name == "model"
    assert suggester.fingerprint == suggester.encoder.fingerprint


class Fixed(ModelSuggester):
    """Predicts what the test says."""

    def predict(self, document, texts):
        return [PREDICTION] * len(texts)


PREDICTION = SentencePrediction(
    {"attributed": 0.9, "hedged": 0.8, "loaded": 0.1, "checkable": 0.95},
    frozenset({"attributed", "hedged", "checkable"}),
    (
        SpanPrediction("source", 0, 7, 0.8, {"named_person": 0.9, "organisation": 0.1}),
        SpanPrediction("cue", 8, 12, 0.9),
        SpanPrediction("hedge", 16, 19, 0.7, {"modal": 0.8, "epistemic": 0.2}),
    ),
)


def test_a_claim_takes_its_label_from_checkable_attributed_and_the_source():
    document = document_from_text("made", "Ann Lee said it may rain.", language="en")
    found = {s.mark.layer: s for s in Fixed().suggest(document)}
    claim = found["claim"].mark
    assert claim.label == "supported"
    assert [document.quote(span) for span in (*claim.sources, *claim.cues)] == ["Ann Lee", "said"]
    assert found["source"].mark.label == "named_person"
    assert found["source"].confidence == pytest.approx(0.8 * 0.9)
    assert found["hedge"].mark.label == "modal"
    assert found["hedge"].confidence == pytest.approx(0.7 * 0.8)
    assert "70%" in found["hedge"].rationale
