"""A safetensors twin of a model folder, for use with torch and transformers.

Run ``python -m annotator.train.twin OUT [FOLDER]``.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.encoder import SHIPPED
from annotator.train.quantise import restore

Floats = npt.NDArray[np.float32]
DENSE = {
    "attended": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
NORMS = {"middle": "attention.output.LayerNorm", "out": "output.LayerNorm"}
COPIED = ("config.json", "tokenizer.json", "tokenizer_config.json")


def twin(out: Path, folder: Path = SHIPPED) -> None:
    """Restore a quantised graph's weights and write them as ``model.safetensors``.

    Args:
        out: Folder to write; ``BertForTokenClassification.from_pretrained`` opens it.
        folder: The model folder, made by ``exporting.export``.
    """
    import json

    from safetensors.numpy import save_file

    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    arrays = _constants(folder / "model.onnx")
    heads = int(config["num_attention_heads"])
    weights = _weights(arrays, int(config["num_hidden_layers"]), heads)
    ready = {name: np.ascontiguousarray(value) for name, value in weights.items()}
    save_file(ready, out / "model.safetensors", metadata={"format": "pt"})
    for name in COPIED:
        (out / name).write_bytes((folder / name).read_bytes())


def _constants(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    import onnx

    found = {}
    for tensor in onnx.load(path).graph.initializer:
        if tensor.name == "words.codes":  # two 4-bit codes a byte, as `quantise.table` packs them
            raw = np.frombuffer(tensor.raw_data, np.uint8)
            found[tensor.name] = raw.reshape(tensor.dims[0], tensor.dims[1] // 2)
        else:
            found[tensor.name] = onnx.numpy_helper.to_array(tensor)
    return found


def _weights(
    arrays: Mapping[str, npt.NDArray[np.generic]], layers: int, heads: int
) -> dict[str, Floats]:
    """Undo what ``graph.build`` did to the weights."""

    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def linear(name: str) -> Floats:
        return (floats(f"{name}.codes") * floats(f"{name}.scales")).T

    embeddings = "bert.embeddings"
    places = floats("places.weight")
    weights = {
        f"{embeddings}.word_embeddings.weight": restore(
            arrays["words.codes"].astype(np.uint8), arrays["words.scales"].astype(np.float16)
        ),
        # The type vector was added to the positions, so it is zero here.
        f"{embeddings}.position_embeddings.weight": places,
        f"{embeddings}.token_type_embeddings.weight": np.zeros((2, places.shape[1]), np.float32),
        f"{embeddings}.LayerNorm.weight": floats("embedded.norm.weight"),
        f"{embeddings}.LayerNorm.bias": floats("embedded.norm.bias"),
        "classifier.weight": floats("logits.weight").T,
        "classifier.bias": floats("logits.bias"),
    }
    width = places.shape[1]
    for number in range(layers):
        source, name = f"bert.encoder.layer.{number}", f"layer{number}"
        joint, bias = linear(f"{name}.qkv"), floats(f"{name}.qkv.bias")
        scale = np.float32((width // heads) ** 0.5)
        for at, part in enumerate(("query", "key", "value")):
            rows = slice(at * width, (at + 1) * width)
            factor = scale if part == "query" else np.float32(1)
            weights[f"{source}.attention.self.{part}.weight"] = joint[rows] * factor
            weights[f"{source}.attention.self.{part}.bias"] = bias[rows] * factor
        for short, long in DENSE.items():
            weights[f"{source}.{long}.weight"] = linear(f"{name}.{short}")
            weights[f"{source}.{long}.bias"] = floats(f"{name}.{short}.bias")
        for short, long in NORMS.items():
            for part in ("weight", "bias"):
                weights[f"{source}.{long}.{part}"] = floats(f"{name}.{short}.{part}")
    return weights


def main() -> None:
    """Read the arguments and write the twin."""
    parser = argparse.ArgumentParser(prog="python -m annotator.train.twin", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    given = parser.parse_args()
    twin(given.out, given.folder)


if __name__ == "__main__":
    main()
