"""Take the weights back out of a graph, so that training can go on from a shipped model."""

import json
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from annotator.suggest.model.encoder import SHIPPED, ModelUnavailableError
from annotator.train.errors import ForeignGraphError, MissingExtraError
from annotator.train.quantise import restore

if TYPE_CHECKING:
    import onnx

Array = npt.NDArray[Any]
NORMS: Final = {"middle": "attention.output.LayerNorm", "out": "output.LayerNorm"}
DENSE: Final = {
    "attended": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
FILES: Final = ("model.onnx", "config.json", "tokenizer.json", "tokenizer_config.json")
NEEDED: Final = ("onnx", "safetensors")


def twin(out: Path, base: Path | None = None) -> Path:
    """Write the torch twin of a model folder; see :func:`restored`.

    Args:
        out: The folder to write.
        base: The model folder; the shipped one by default.

    Raises:
        MissingExtraError: If a package for it is not installed.
        ModelUnavailableError: If the folder lacks a file.
        ForeignGraphError: If the graph is none of ours.
        OSError: If the folder cannot be written.
    """
    base = base or SHIPPED
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"writing weights needs {', '.join(missing)}; pip install 'annotator[torch]'"
        )
    for name in FILES:
        if not (base / name).is_file():
            raise ModelUnavailableError(
                f"{base / name}: no such file; name a folder that has {', '.join(FILES)}"
            )
    return restored(base, out)


def restored(folder: Path, out: Path) -> Path:
    """Write ``model.safetensors`` from a folder's ``model.onnx``, and what belongs beside it.

    The 8-bit and 4-bit weights come back as they are computed with, so the restored model says the
    same as the graph, but for the rounding of activations.

    Args:
        folder: Holds ``model.onnx``, ``config.json`` and the tokenizer.
        out: The folder to write.

    Returns:
        ``out``, which ``transformers`` loads.

    Raises:
        ForeignGraphError: If the graph is none of ours.
    """
    from safetensors.numpy import save_file

    config = json.loads((folder / "config.json").read_text("utf-8"))
    try:
        weights = weights_of(folder / "model.onnx", config)
    except KeyError as error:
        raise ForeignGraphError(
            f"{folder / 'model.onnx'}: no weights called {error}; name a folder that Annotator "
            "made, or one with model.safetensors"
        ) from None
    out.mkdir(parents=True, exist_ok=True)
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    for name in FILES[1:]:
        (out / name).write_bytes((folder / name).read_bytes())
    return out


def weights_of(graph: Path, config: Mapping[str, Any]) -> dict[str, Array]:
    """Return the state of the ``BertForTokenClassification`` that a graph was built from.

    Raises:
        KeyError: If a weight is missing.
    """
    import onnx

    constants = {one.name: one for one in onnx.load(graph).graph.initializer}
    width, heads = config["hidden_size"], config["num_attention_heads"]
    found = dict(_embeddings(constants))
    found["classifier.weight"], found["classifier.bias"] = _linear(constants, "logits")
    for number in range(config["num_hidden_layers"]):
        source, name = f"bert.encoder.layer.{number}", f"layer{number}"
        weight, bias = _linear(constants, f"{name}.qkv")
        scale = np.float32((width // heads) ** 0.5)
        for at, part in enumerate(("query", "key", "value")):
            rows = slice(at * width, (at + 1) * width)
            factor = scale if part == "query" else np.float32(1)
            found[f"{source}.attention.self.{part}.weight"] = weight[rows] * factor
            found[f"{source}.attention.self.{part}.bias"] = bias[rows] * factor
        for label, part in DENSE.items():
            weight, bias = _linear(constants, f"{name}.{label}")
            found[f"{source}.{part}.weight"] = weight
            found[f"{source}.{part}.bias"] = bias
        for label, part in NORMS.items():
            for kind in ("weight", "bias"):
                found[f"{source}.{part}.{kind}"] = _array(constants, f"{name}.{label}.{kind}")
    return {name: np.ascontiguousarray(value, np.float32) for name, value in found.items()}


def _embeddings(constants: "Mapping[str, onnx.TensorProto]") -> Iterator[tuple[str, Array]]:
    if "words.weight" in constants:
        words = _array(constants, "words.weight")
    else:
        packed = constants["words.codes"]
        codes = np.frombuffer(packed.raw_data, np.uint8).reshape(packed.dims[0], -1)
        words = restore(codes, _array(constants, "words.scales"))
    yield "bert.embeddings.word_embeddings.weight", words
    places = _array(constants, "places.weight")
    # The graph has one segment's vector summed into the positions.
    yield "bert.embeddings.position_embeddings.weight", places
    yield "bert.embeddings.token_type_embeddings.weight", np.zeros((2, places.shape[1]))
    for kind in ("weight", "bias"):
        yield f"bert.embeddings.LayerNorm.{kind}", _array(constants, f"embedded.norm.{kind}")


def _linear(constants: "Mapping[str, onnx.TensorProto]", name: str) -> tuple[Array, Array]:
    """Return weight, shape (outputs, inputs), and bias."""
    if f"{name}.codes" in constants:
        weight = _array(constants, f"{name}.codes") * _array(constants, f"{name}.scales")
    else:
        weight = _array(constants, f"{name}.weight")
    return weight.T, _array(constants, f"{name}.bias")


def _array(constants: "Mapping[str, onnx.TensorProto]", name: str) -> Array:
    from onnx import numpy_helper

    return np.asarray(numpy_helper.to_array(constants[name]))
