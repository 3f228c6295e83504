"""The torch twin says the same as the graph that it was taken from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import HIDDEN, PIECES, make_encoder

from annotator.suggest.model.encoder import SHIPPED, Encoder, ModelUnavailableError
from annotator.suggest.model.labels import ID2LABEL
from annotator.suggest.model.pieces import BOS, EOS
from annotator.train import restoring
from annotator.train.errors import MissingExtraError

SENTENCES = [
    "Maria Lopez said on Tuesday that the bridge is probably damaged.",
    "The bridge over the river was closed in March 2015.",
    "Selon le ministre, le pont pourrait rester fermé jusqu'au printemps.",
    "外交部发言人表示，会谈可能推迟到明年。",
    "这座桥于2015年3月关闭。",
]
TINY = {
    "model_type": "bert", "hidden_size": HIDDEN, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 2 * HIDDEN, "vocab_size": len(PIECES), "max_position_embeddings": 300,
    "type_vocab_size": 2, "pad_token_id": 1, "layer_norm_eps": 1e-12, "num_labels": len(ID2LABEL),
}  # fmt: skip


def by_torch(folder: Path, encoder: Encoder) -> list[np.ndarray]:
    """Return the logits of the first token and the pieces of each sentence, from torch."""
    torch = pytest.importorskip("torch")
    from transformers import BertForTokenClassification

    model = BertForTokenClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        return [
            model(torch.tensor([[BOS, *scored.pieces.ids, EOS]])).logits[0, :-1].numpy()
            for scored in encoder.score(SENTENCES)
        ]


def by_graph(encoder: Encoder) -> list[np.ndarray]:
    runs = encoder.network.run([scored.pieces.ids for scored in encoder.score(SENTENCES)])
    return [logits for logits, _ in runs]


def test_in_full_precision_torch_and_graph_are_the_same(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    folder = make_encoder(tmp_path / "tiny", quantised=False)
    (folder / "config.json").write_text(json.dumps(TINY), "utf-8")
    (folder / "tokenizer_config.json").write_text("{}", "utf-8")
    encoder = Encoder.load(folder, threads=1)
    found = by_torch(restoring.twin(tmp_path / "twin", folder), encoder)
    for one, other in zip(found, by_graph(encoder), strict=True):
        assert np.allclose(one, other, atol=1e-4)


def test_the_shipped_model_decides_alike_in_torch(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    encoder = Encoder.load(threads=1)
    found = by_torch(restoring.twin(tmp_path / "twin"), encoder)
    exact, rounded = np.concatenate(found), np.concatenate(by_graph(encoder))
    first = np.cumsum([0, *(len(one) for one in found[:-1])])
    assert np.array_equal(exact[first, 4:] > 0, rounded[first, 4:] > 0)
    gap = np.abs(1 / (1 + np.exp(-exact)) - 1 / (1 + np.exp(-rounded)))
    assert gap[first, 4:].mean() < 0.03
    assert gap[:, :4].mean() < 0.02
    assert np.corrcoef(exact.ravel(), rounded.ravel())[0, 1] > 0.99


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelUnavailableError, match=r"model\.onnx: no such file; name a folder"):
        restoring.twin(tmp_path / "out", tmp_path)
    monkeypatch.setattr(restoring, "NEEDED", ("json", "no_such_package"))
    with pytest.raises(MissingExtraError, match=r"no_such_package; pip install 'annotator\[torch"):
        restoring.twin(tmp_path / "out", SHIPPED)
    assert not (tmp_path / "out").exists()
