"""The graph written by hand computes what the original architecture does."""

import numpy as np
import onnxruntime
import pytest
from tiny_encoder import HIDDEN, PIECES, SHAPE, tiny_weights

from annotator.suggest.model.labels import ID2LABEL
from annotator.train.graph import build


def run(weights, ids, mask, *, quantised):
    graph = build(weights, SHAPE, quantised=quantised).SerializeToString()
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    return session.run(None, {"input_ids": ids, "attention_mask": mask})


@pytest.fixture
def batch():
    ids = np.random.default_rng(1).integers(4, len(PIECES), (3, 9))
    mask = np.ones_like(ids)
    mask[1, 5:] = 0
    return ids, mask


def test_full_precision_equals_transformers(batch):
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    weights = tiny_weights()
    config = transformers.BertConfig(
        vocab_size=len(PIECES), hidden_size=HIDDEN, intermediate_size=2 * HIDDEN,
        num_hidden_layers=SHAPE.num_hidden_layers, num_attention_heads=SHAPE.num_attention_heads,
        max_position_embeddings=300, layer_norm_eps=SHAPE.layer_norm_eps, num_labels=len(ID2LABEL),
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config).eval()
    model.load_state_dict({k: torch.from_numpy(v) for k, v in weights.items()}, strict=False)
    ids, mask = batch
    with torch.no_grad():
        wanted = model(
            input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)
        ).logits
    logits, _ = run(weights, ids, mask, quantised=False)
    assert np.allclose(logits[mask > 0], wanted.numpy()[mask > 0], atol=1e-4)


def test_quantised_stays_close_to_full_precision(batch):
    ids, mask = batch
    full, _ = run(tiny_weights(), ids, mask, quantised=False)
    small, _ = run(tiny_weights(), ids, mask, quantised=True)
    assert np.corrcoef(full[mask > 0].ravel(), small[mask > 0].ravel())[0, 1] > 0.98


def test_what_is_masked_changes_nothing(batch):
    ids, mask = batch
    other = np.where(mask > 0, ids, 4)
    first, _ = run(tiny_weights(), ids, mask, quantised=False)
    second, _ = run(tiny_weights(), other, mask, quantised=False)
    assert np.allclose(first[mask > 0], second[mask > 0], atol=1e-5)


def test_the_weights_are_left_as_they_were():
    weights = tiny_weights()
    build(weights, SHAPE, quantised=True)
    assert all(np.array_equal(value, weights[name]) for name, value in tiny_weights().items())
