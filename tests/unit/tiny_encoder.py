"""A tiny encoder in the shipped layout, made on the spot: random weights, a handful of pieces."""

import json
from pathlib import Path

import numpy as np
import onnx
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from annotator.suggest.model.calibration import plain
from annotator.suggest.model.labels import ID2LABEL
from annotator.train.graph import Shape, build

HIDDEN = 32
SHAPE = Shape(num_hidden_layers=2, hidden_size=HIDDEN, num_attention_heads=4, layer_norm_eps=1e-12)
LETTERS = (
    "▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,'\"«»?!éèà说可能他国的。，"
)
PIECES = ["<s>", "<pad>", "</s>", "<unk>", *dict.fromkeys(LETTERS), "▁said", "▁may", "可能"]


def tiny_tokenizer() -> Tokenizer:
    """A unigram tokenizer with the same normalisation steps as the real one."""
    scores = [
        (piece, 0.0 if at < 4 else -2.0 if len(piece) > 1 else -5.0)
        for at, piece in enumerate(PIECES)
    ]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def tiny_weights(seed: int = 0, positions: int = 300) -> dict[str, np.ndarray]:
    """Random weights under the names of ``BertForTokenClassification``."""
    rng = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    weights = {
        "bert.embeddings.word_embeddings.weight": normal(len(PIECES), HIDDEN),
        "bert.embeddings.position_embeddings.weight": normal(positions, HIDDEN),
        "bert.embeddings.token_type_embeddings.weight": normal(2, HIDDEN),
        "classifier.weight": normal(len(ID2LABEL), HIDDEN),
        "classifier.bias": normal(len(ID2LABEL)),
    }
    norms = ["bert.embeddings.LayerNorm"]
    for number in range(SHAPE.num_hidden_layers):
        layer = f"bert.encoder.layer.{number}"
        for name in ("attention.self.query", "attention.self.key", "attention.self.value",
                     "attention.output.dense"):  # fmt: skip
            weights[f"{layer}.{name}.weight"] = normal(HIDDEN, HIDDEN)
            weights[f"{layer}.{name}.bias"] = normal(HIDDEN)
        weights[f"{layer}.intermediate.dense.weight"] = normal(2 * HIDDEN, HIDDEN)
        weights[f"{layer}.intermediate.dense.bias"] = normal(2 * HIDDEN)
        weights[f"{layer}.output.dense.weight"] = normal(HIDDEN, 2 * HIDDEN)
        weights[f"{layer}.output.dense.bias"] = normal(HIDDEN)
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
    for name in norms:
        weights[f"{name}.weight"] = 1 + normal(HIDDEN)
        weights[f"{name}.bias"] = normal(HIDDEN)
    return weights


def make_encoder(folder: Path, *, quantised: bool = True, seed: int = 0) -> Path:
    """Write a model folder that ``Encoder.load`` opens."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(build(tiny_weights(seed), SHAPE, quantised=quantised), folder / "model.onnx")
    tiny_tokenizer().save(str(folder / "tokenizer.json"))
    (folder / "thresholds.json").write_text(json.dumps(plain().as_json()), "utf-8")
    return folder
