"""Fine-tuning learns what is labelled, leaves alone what is not, and repeats itself."""

import json

import numpy as np
import pytest
from tiny_encoder import HIDDEN, PIECES, tiny_tokenizer, tiny_weights

from annotator.suggest.model.labels import ID2LABEL
from annotator.suggest.model.pieces import cut
from annotator.train.batches import COLUMNS, UNKNOWN, draw, encode, pad
from annotator.train.examples import Example, Target, kinds
from annotator.train.finetune import Settings, finetune

MAY = [
    Example("He may go.", "en", "made", "train", str(n), {"hedged": 1.0},
            (Target("hedge", 3, 6),), frozenset({"hedge"}))
    for n in range(40)
]  # fmt: skip
GO = [
    Example("He said so.", "en", "made", "train", str(n), {"hedged": 0.0},
            closed=frozenset({"hedge"}))
    for n in range(40)
]  # fmt: skip
SETTINGS = Settings(
    layers=2, frozen=1, epochs=6, batch=8, rate=3e-3, head_rate=1e-2, workers=1,
    repeats={"made": (1.0, 1.0)},
)  # fmt: skip


@pytest.fixture
def base(tmp_path):
    pytest.importorskip("torch")
    from safetensors.numpy import save_file

    folder = tmp_path / "base"
    folder.mkdir()
    config = {"model_type": "bert", "hidden_size": HIDDEN, "num_hidden_layers": 2,
              "num_attention_heads": 4, "intermediate_size": 2 * HIDDEN, "vocab_size": len(PIECES),
              "max_position_embeddings": 300, "type_vocab_size": 2, "pad_token_id": 1,
              "architectures": ["BertModel"]}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    weights = {k.removeprefix("bert."): v for k, v in tiny_weights().items() if "bert." in k}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    tiny_tokenizer().save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text("{}", "utf-8")
    return folder


def scores(folder, examples):
    import torch
    from transformers import BertForTokenClassification

    model = BertForTokenClassification.from_pretrained(folder).eval()
    batch = pad(encode(tiny_tokenizer(), examples), range(len(examples)))
    with torch.no_grad():
        return model(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)).logits.numpy()


def test_it_learns_sentence_and_token_and_repeats_itself(base, tmp_path):
    from safetensors.numpy import load_file

    for name in ("one", "two"):
        finetune(base, MAY + GO, SETTINGS, tmp_path / name)
    hedged, plain = scores(tmp_path / "one", [MAY[0], GO[0]])
    assert hedged[0, 5] > 0 > plain[0, 5]
    [encoded] = encode(tiny_tokenizer(), MAY[:1])
    may = encoded.tokens[:, 2] == 1.0
    assert hedged[: len(may), 2][may].min() > 0 > plain[1:, 2].max()
    first, second = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two"))
    assert all(np.array_equal(first[key], second[key]) for key in first)
    frozen = "bert.encoder.layer.0.output.dense.weight"
    assert np.array_equal(first[frozen], tiny_weights()[frozen])
    moved = "bert.encoder.layer.1.output.dense.weight"
    assert not np.array_equal(first[moved], tiny_weights()[moved])


def test_what_is_unknown_is_left_out_of_the_loss():
    torch = pytest.importorskip("torch")
    from annotator.train.finetune import loss

    batch = pad(encode(tiny_tokenizer(), MAY[:2]), [0, 1])
    tensors = {"tokens": torch.from_numpy(batch.tokens), "mask": torch.from_numpy(batch.mask),
               "sentence": torch.from_numpy(batch.sentence)}  # fmt: skip
    logits = torch.zeros((*batch.ids.shape, len(ID2LABEL)), requires_grad=True)
    loss(logits, tensors, SETTINGS).backward()
    gradient = logits.grad.numpy()
    assert np.any(gradient[:, 0, 5])
    assert not np.any(gradient[:, 0, [4, 6, 7]])
    assert not np.any(gradient[..., [0, 1, 3]])
    assert np.any(gradient[:, 1:, 2])
    assert not np.any(gradient[..., 8:])


def test_the_kind_of_a_span_is_learned_inside_it_only():
    text = "He may go."
    targets = (Target("hedge", 3, 6), *kinds("hedge", 3, 6, "modal"))
    example = Example(text, "en", "made", "train", "1", {}, targets, frozenset({"hedge"}))
    [encoded] = encode(tiny_tokenizer(), [example])
    column = {name: encoded.tokens[:, COLUMNS.index(name)] for name in COLUMNS}
    inside = column["hedge"] == 1.0
    assert np.array_equal(column["hedge:modal"] == 1.0, inside)
    assert np.array_equal(column["hedge:epistemic"] == 0.0, inside)
    assert np.all(column["source:vague"] == UNKNOWN)


def test_a_doubtful_span_is_unknown_and_the_rest_of_a_closed_label_absent():
    text = "He may go."
    example = Example(text, "en", "made", "train", "1", {}, (Target("hedge", 3, 6, None),),
                      frozenset({"hedge"}))  # fmt: skip
    [encoded] = encode(tiny_tokenizer(), [example])
    [pieces] = cut(tiny_tokenizer(), [text])
    ranges = list(zip(pieces.starts, pieces.ends, strict=True))
    inside = [start < end and start >= 3 and end <= 6 for start, end in ranges]
    visible = [start < end for start, end in ranges]
    column = encoded.tokens[1:-1, 2]
    assert any(inside)
    for value, doubtful, seen in zip(column, inside, visible, strict=True):
        assert value == (UNKNOWN if doubtful or not seen else 0.0)
    assert np.all(encoded.tokens[[0, -1]] == UNKNOWN)


def test_draws_follow_their_weights():
    import random

    rng = random.Random(1)
    chosen = draw(MAY + GO, {"made": (2.0, 0.5)}, rng)
    assert sum(at < 40 for at in chosen) == 80
    assert 8 <= sum(at >= 40 for at in chosen) <= 32
