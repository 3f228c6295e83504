"""The safetensors twin computes what the graph computes."""

import json

import numpy as np
import pytest
from tiny_encoder import HIDDEN, PIECES, make_encoder

from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.labels import ID2LABEL
from annotator.suggest.model.pieces import BOS, EOS


def test_the_twin_gives_nearly_the_graphs_logits(tmp_path):
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    from annotator.train.twin import twin

    folder = make_encoder(tmp_path / "model")
    config = {"model_type": "bert", "architectures": ["BertForTokenClassification"],
              "hidden_size": HIDDEN, "num_hidden_layers": 2, "num_attention_heads": 4,
              "intermediate_size": 2 * HIDDEN, "vocab_size": len(PIECES), "id2label": ID2LABEL,
              "max_position_embeddings": 300, "type_vocab_size": 2, "pad_token_id": 1}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "tokenizer_config.json").write_text("{}", "utf-8")
    twin(tmp_path / "twin", folder)
    model = transformers.BertForTokenClassification.from_pretrained(tmp_path / "twin").eval()
    [scored] = Encoder.load(folder, threads=1).score(["He said it may rain."])
    ids = torch.tensor([[BOS, *scored.pieces.ids, EOS]])
    with torch.no_grad():
        logits = model(ids).logits[0].numpy()
    tokens = np.corrcoef(logits[1:-1, :4].ravel(), scored.tokens.ravel())[0, 1]
    assert tokens > 0.98
    assert np.allclose(logits[0, 4:], scored.sentence, atol=0.5)
