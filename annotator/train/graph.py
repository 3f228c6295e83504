"""Write the fine-tuned encoder as an ONNX graph, in full precision or quantised.

The graph is written out by hand from the weights: it needs no torch, it is the same bytes on every
machine, and each quantised operator is chosen here and not by a converter. A BERT encoder
(Devlin et al. 2019) is some forty operators a layer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from annotator.train.quantise import columns, table

Array = npt.NDArray[Any]
Weights = Mapping[str, npt.NDArray[np.float32]]
OPSET: Final = 21
MICROSOFT: Final = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's sizes, named as in ``config.json``."""

    num_hidden_layers: int
    hidden_size: int
    num_attention_heads: int
    layer_norm_eps: float


@dataclass(slots=True)
class _Writer:
    """Collects nodes and constants; every method returns the name of what it made."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def op(self, kind: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def linear(self, x: str, weight: Array, bias: Array, name: str, *, quantised: bool) -> str:
        """``x @ weight + bias``; ``weight`` has the shape (inputs, outputs)."""
        bias_name = self.constant(f"{name}.bias", bias.astype(np.float32))
        if not quantised:
            product = self.op(
                "MatMul", [x, self.constant(f"{name}.weight", weight)], f"{name}.product"
            )
            return self.op("Add", [product, bias_name], name)
        codes, scales = columns(weight)
        parts = [self.constant(f"{name}.codes", codes), self.constant(f"{name}.scales", scales)]
        return self.op("DynamicQuantizeMatMul", [x, *parts, "", bias_name], name, domain=MICROSOFT)

    def norm(self, x: str, weights: Weights, source: str, name: str, epsilon: float) -> str:
        parts = [
            self.constant(f"{name}.{part}", weights[f"{source}.{part}"])
            for part in ("weight", "bias")
        ]
        return self.op("LayerNormalization", [x, *parts], name, axis=-1, epsilon=epsilon)


def build(weights: Weights, shape: Shape, *, quantised: bool) -> onnx.ModelProto:
    """Write the graph.

    Args:
        weights: The state of a ``BertForTokenClassification``.
        shape: Its sizes.
        quantised: 8-bit linear layers, one scale a column, and a 4-bit embedding table.

    Returns:
        A model with inputs ``input_ids`` and ``attention_mask`` (B, T) and outputs ``logits`` (B,
        T, L) and ``embedding`` (B, H), the last hidden state of the first token.
    """
    w = _Writer()
    x = _embeddings(w, weights, shape, quantised=quantised)
    mask = _mask(w)
    for number in range(shape.num_hidden_layers):
        x = _layer(w, weights, shape, number, x, mask, quantised=quantised)
    # The output layer stays in full precision: it is tiny, and it is what reviewers' decisions
    # refit.
    w.linear(
        x, weights["classifier.weight"].T, weights["classifier.bias"], "logits", quantised=False
    )
    w.op("Gather", [x, w.constant("first", np.array(0))], "embedding", axis=1)
    tokens = ["batch", "tokens"]
    labels = len(weights["classifier.bias"])
    graph = helper.make_graph(
        w.nodes,
        "annotator-encoder",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
            for name in ("input_ids", "attention_mask")
        ],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*tokens, labels]),
            helper.make_tensor_value_info(
                "embedding", TensorProto.FLOAT, ["batch", shape.hidden_size]
            ),
        ],
        w.constants,
    )
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(
        graph, opset_imports=versions, producer_name="annotator", ir_version=10
    )
    onnx.checker.check_model(model)
    return model


def _embeddings(w: _Writer, weights: Weights, shape: Shape, *, quantised: bool) -> str:
    source = "bert.embeddings"
    words = weights[f"{source}.word_embeddings.weight"]
    if quantised:
        codes, scales, block = table(words)
        rows, width = words.shape
        w.constants.append(
            helper.make_tensor(
                "words.codes", TensorProto.INT4, (rows, width), codes.tobytes(), raw=True
            )
        )
        parts = ["words.codes", "input_ids", w.constant("words.scales", scales)]
        half = w.op(
            "GatherBlockQuantized",
            parts,
            "words.half",
            domain=MICROSOFT,
            gather_axis=0,
            quantize_axis=1,
            block_size=block,
        )
        word = w.op("Cast", [half], "words", to=TensorProto.FLOAT)
    else:
        word = w.op("Gather", [w.constant("words.weight", words), "input_ids"], "words", axis=0)
    # Every input is one segment, so its type vector is part of each position's.
    places = (
        weights[f"{source}.position_embeddings.weight"]
        + weights[f"{source}.token_type_embeddings.weight"][0]
    )
    size = w.op("Shape", ["input_ids"], "length", start=1, end=2)
    start, axis = w.constant("zero", np.array([0])), w.constant("axis0", np.array([0]))
    place = w.op("Slice", [w.constant("places.weight", places), start, size, axis], "places")
    summed = w.op("Add", [word, place], "embedded")
    return w.norm(summed, weights, f"{source}.LayerNorm", "embedded.norm", shape.layer_norm_eps)


def _mask(w: _Writer) -> str:
    seen = w.op("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
    hidden = w.op(
        "Sub", [w.constant("one", np.array([1.0], dtype=np.float32)), seen], "mask.hidden"
    )
    low = w.op("Mul", [hidden, w.constant("low", np.array([-1e4], dtype=np.float32))], "mask.low")
    return w.op("Unsqueeze", [low, w.constant("axes12", np.array([1, 2]))], "mask")


def _layer(
    w: _Writer, weights: Weights, shape: Shape, number: int, x: str, mask: str, *, quantised: bool
) -> str:
    source, name = f"bert.encoder.layer.{number}", f"layer{number}"
    heads, width = shape.num_attention_heads, shape.hidden_size // shape.num_attention_heads
    parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
    weight = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    scale = np.float32(width**-0.5)
    weight[:, : shape.hidden_size] *= scale
    bias[: shape.hidden_size] *= scale
    joint = w.linear(x, weight, bias, f"{name}.qkv", quantised=quantised)
    form = w.constant(f"{name}.form", np.array([0, 0, 3, heads, width]))
    split = w.op(
        "Transpose",
        [w.op("Reshape", [joint, form], f"{name}.split")],
        f"{name}.heads",
        perm=[2, 0, 3, 1, 4],
    )
    query, key, value = (
        w.op(
            "Gather",
            [split, w.constant(f"{name}.{which}.at", np.array(at))],
            f"{name}.{which}",
            axis=0,
        )
        for at, which in enumerate(("query", "key", "value"))
    )
    turned = w.op("Transpose", [key], f"{name}.turned", perm=[0, 1, 3, 2])
    scores = w.op(
        "Add", [w.op("MatMul", [query, turned], f"{name}.scores"), mask], f"{name}.masked"
    )
    mixed = w.op(
        "MatMul", [w.op("Softmax", [scores], f"{name}.attention", axis=-1), value], f"{name}.mixed"
    )
    back = w.op("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
    flat = w.op(
        "Reshape",
        [back, w.constant(f"{name}.flat", np.array([0, 0, shape.hidden_size]))],
        f"{name}.context",
    )

    def dense(value: str, part: str, label: str) -> str:
        return w.linear(
            value,
            weights[f"{source}.{part}.weight"].T,
            weights[f"{source}.{part}.bias"],
            f"{name}.{label}",
            quantised=quantised,
        )

    attended = w.op(
        "Add", [dense(flat, "attention.output.dense", "attended"), x], f"{name}.attended.sum"
    )
    middle = w.norm(
        attended,
        weights,
        f"{source}.attention.output.LayerNorm",
        f"{name}.middle",
        shape.layer_norm_eps,
    )
    wide = w.op("Gelu", [dense(middle, "intermediate.dense", "wide")], f"{name}.gelu")
    summed = w.op("Add", [dense(wide, "output.dense", "narrow"), middle], f"{name}.sum")
    return w.norm(
        summed, weights, f"{source}.output.LayerNorm", f"{name}.out", shape.layer_norm_eps
    )
