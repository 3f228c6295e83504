"""The encoder predicts, repeats itself, and says what is wrong with a folder."""

import numpy as np
import pytest
from tiny_encoder import HIDDEN, make_encoder

from annotator.suggest.model.encoder import Encoder, ModelUnavailableError
from annotator.suggest.model.labels import SENTENCE_LABELS

SENTENCES = [
    "He said it may rain.",
    "",
    "他说可能。",
    "Ann said so, again and again." * 3,
    "é" * 700,
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return Encoder.load(make_encoder(tmp_path_factory.mktemp("tiny")), threads=1)


def test_every_sentence_gets_every_probability_and_spans_inside_it(encoder):
    for text, prediction in zip(SENTENCES, encoder.predict(SENTENCES, "en"), strict=True):
        assert set(prediction.probabilities) == set(SENTENCE_LABELS)
        assert all(0 <= value <= 1 for value in prediction.probabilities.values())
        assert prediction.positive <= set(SENTENCE_LABELS)
        assert all(0 <= span.start < span.end <= len(text) for span in prediction.spans)


def test_the_same_sentences_get_the_same_answer_twice(encoder):
    for first, second in zip(encoder.score(SENTENCES), encoder.score(SENTENCES), strict=True):
        assert np.array_equal(first.tokens, second.tokens)
        assert np.array_equal(first.sentence, second.sentence)


def test_full_precision_is_the_same_in_any_company(tmp_path):
    encoder = Encoder.load(make_encoder(tmp_path, quantised=False), threads=1)
    together = encoder.score(SENTENCES)
    for text, scored in zip(SENTENCES, together, strict=True):
        [alone] = encoder.score([text])
        assert np.allclose(alone.tokens, scored.tokens, atol=1e-4)
        assert np.allclose(alone.sentence, scored.sentence, atol=1e-4)


def test_the_output_layer_can_be_redone_from_the_embedding(tmp_path):
    from tiny_encoder import tiny_weights

    encoder = Encoder.load(make_encoder(tmp_path, quantised=False), threads=1)
    embeddings = encoder.embed(SENTENCES[:4])
    assert embeddings.shape == (4, HIDDEN)
    weights = tiny_weights()
    logits = embeddings @ weights["classifier.weight"].T + weights["classifier.bias"]
    sentence = np.stack([scored.sentence for scored in encoder.score(SENTENCES[:4])])
    assert np.allclose(logits[:, 4:8], sentence, atol=1e-4)


def test_nothing_in_nothing_out(encoder):
    assert encoder.predict([]) == []


def test_a_missing_file_is_named_with_a_remedy(tmp_path):
    folder = make_encoder(tmp_path / "model")
    (folder / "thresholds.json").unlink()
    with pytest.raises(ModelUnavailableError, match=r"thresholds\.json: no such file; install"):
        Encoder.load(folder)


def test_a_broken_graph_is_named(tmp_path):
    folder = make_encoder(tmp_path / "model")
    (folder / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelUnavailableError, match="cannot be opened"):
        Encoder.load(folder)


def test_another_graph_or_threshold_has_another_fingerprint(tmp_path):
    first = Encoder.load(make_encoder(tmp_path / "a", seed=1)).fingerprint
    second = Encoder.load(make_encoder(tmp_path / "b", seed=2)).fingerprint
    path = tmp_path / "b" / "thresholds.json"
    path.write_text(path.read_text("utf-8").replace("0.5", "0.6"), "utf-8")
    assert len({first, second, Encoder.load(tmp_path / "b").fingerprint}) == 3
