"""Fine-tuning on decisions starts from a graph's own weights and is held to documents held out."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
from tiny_encoder import HIDDEN, PIECES, make_encoder, tiny_weights

from annotator.suggest.model.encoder import Encoder
from annotator.train import tuning
from annotator.train.decided import Decided
from annotator.train.errors import MissingExtraError, TooFewDecisionsError, WorseModelError
from annotator.train.examples import Target
from annotator.train.learn import RECORD
from annotator.train.restoring import restored, weights_of

CONFIG = {
    "model_type": "bert", "hidden_size": HIDDEN, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 2 * HIDDEN, "vocab_size": len(PIECES), "max_position_embeddings": 300,
    "type_vocab_size": 2, "pad_token_id": 1, "layer_norm_eps": 1e-12,
    "architectures": ["BertForTokenClassification"],
}  # fmt: skip


def base_in(folder, *, quantised=True):
    """Return a model folder without safetensors, as one is shipped."""
    make_encoder(folder, quantised=quantised)
    (folder / "config.json").write_text(json.dumps(CONFIG), "utf-8")
    (folder / "tokenizer_config.json").write_text("{}", "utf-8")
    return folder


def decisions(documents, *, noise=False):
    """Sentences in which "may" hedges, and others; or the same by the toss of a coin."""
    rng = random.Random(3)
    found = []
    for document in range(documents):
        for number in range(6):
            hedged = number % 2 == 0
            text = "He may go." if hedged else "He said so."
            holds = rng.random() < 0.5 if noise else hedged
            targets = (Target("hedge", 3, 6),) if holds and hedged else ()
            closed = frozenset({"source", "hedge", "loaded"})
            found.append(Decided(str(document), f"{text[:-1]} {document}.", "en",
                                 {"hedged": holds}, 1.0, targets, closed))  # fmt: skip
    return found


def test_weights_come_back_out_of_a_graph(tmp_path):
    pytest.importorskip("onnx")
    original = tiny_weights()
    full = weights_of(base_in(tmp_path / "full", quantised=False) / "model.onnx", CONFIG)
    places = "bert.embeddings.position_embeddings.weight"
    segment = "bert.embeddings.token_type_embeddings.weight"
    assert set(full) == set(original)
    assert np.allclose(full[places], original[places] + original[segment][0])
    for name in set(original) - {places, segment}:
        assert np.allclose(full[name], original[name], atol=1e-6), name
    small = weights_of(base_in(tmp_path / "small") / "model.onnx", CONFIG)
    for name in set(original) - {places, segment}:
        assert np.corrcoef(small[name].ravel(), original[name].ravel())[0, 1] > 0.97, name


def test_a_foreign_graph_is_told(tmp_path):
    import onnx

    pytest.importorskip("safetensors")
    folder = base_in(tmp_path / "base")
    model = onnx.load(folder / "model.onnx")
    del model.graph.initializer[:]
    onnx.save(model, folder / "model.onnx")
    with pytest.raises(ValueError, match=r"model\.onnx: no weights called .*name a folder"):
        restored(folder, tmp_path / "out")


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(tuning, "EXTRA", ("json", "no_such_package"))
    with pytest.raises(
        MissingExtraError, match=r"no_such_package; pip install 'annotator\[torch\]'"
    ):
        tuning.tune(decisions(10), tmp_path / "out", tmp_path)


@pytest.fixture
def settings():
    pytest.importorskip("torch")
    from annotator.train.finetune import Settings

    return Settings(layers=2, frozen=1, epochs=4, batch=8, rate=3e-3, head_rate=1e-2, workers=1)


def test_the_whole_model_learns_and_can_go_on_learning(tmp_path, settings):
    base = base_in(tmp_path / "base")
    learned = tuning.tune(decisions(50), tmp_path / "out", base, settings)
    assert [gain.label for gain in learned.gains] == ["hedged"]
    (gain,) = learned.gains
    assert gain.sentences == 60
    assert gain.after > max(gain.before, 0.95)
    assert len(json.loads((tmp_path / "out" / RECORD).read_text("utf-8"))["documents"]) == 50
    may, said = Encoder.load(tmp_path / "out").predict(["He may go 77.", "He said so 77."], "en")
    assert "hedged" in may.positive
    assert "hedged" not in said.positive
    assert any(span.label == "hedge" for span in may.spans)
    with pytest.raises(TooFewDecisionsError, match="300 were learned from before"):
        tuning.tune(decisions(50), tmp_path / "again", tmp_path / "out", settings)


def test_noise_or_too_few_documents_write_nothing(tmp_path, settings):
    base = base_in(tmp_path / "base")
    with pytest.raises(TooFewDecisionsError, match="only 9 documents"):
        tuning.tune(decisions(9), tmp_path / "out", base, settings)
    tuning.tune(decisions(50), tmp_path / "good", base, settings)
    fresh = [
        Decided(f"new {one.document}", one.text, one.language, one.labels) for one in decisions(50)
    ]
    with pytest.raises(WorseModelError, match="held-out documents got no better"):
        tuning.tune(fresh, tmp_path / "out", tmp_path / "good", settings)
    assert not (tmp_path / "out").exists()
