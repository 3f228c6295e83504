"""From a fine-tuned folder to the shipped one: quantised, checked against full precision."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from annotator.suggest.model.calibration import plain
from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.labels import SENTENCE_LABELS
from annotator.train.developing import DevSet
from annotator.train.scores import f1

SHAPE_FIELDS: Final = ("num_hidden_layers", "hidden_size", "num_attention_heads", "layer_norm_eps")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two graphs agree on the same texts.

    Attributes:
        texts: How many.
        sentence_gap: Mean absolute difference of sentence probabilities.
        token_gap: The same of token probabilities.
        flips: Share of sentence decisions at one half that differ.
        macro_f1: Mean F1 over labels and sets, of the first and of the second graph.
    """

    texts: int
    sentence_gap: float
    token_gap: float
    flips: float
    macro_f1: tuple[float, float]


def export(tuned: Path, out: Path, *, quantised: bool) -> Path:
    """Write ``model.onnx`` with what it needs beside it.

    Args:
        tuned: Folder with ``config.json``, ``model.safetensors`` and the tokenizer.
        out: Folder to write to.
        quantised: 8-bit layers and a 4-bit table, or full precision.

    Returns:
        ``out``, ready for ``Encoder.load``; its calibration is still the plain one.
    """
    import onnx
    from safetensors.numpy import load_file

    from annotator.train.graph import Shape, build

    config: dict[str, Any] = json.loads((tuned / "config.json").read_text("utf-8"))
    weights = {
        name: value.astype(np.float32)
        for name, value in load_file(tuned / "model.safetensors").items()
    }
    out.mkdir(parents=True, exist_ok=True)
    graph = build(
        weights, Shape(**{name: config[name] for name in SHAPE_FIELDS}), quantised=quantised
    )
    onnx.save(graph, out / "model.onnx")
    kept = {
        name: value
        for name, value in config.items()
        if name not in {"transformers_version", "dtype", "_name_or_path"}
    }
    (out / "config.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (out / name).write_bytes((tuned / name).read_bytes())
    (out / "thresholds.json").write_text(json.dumps(plain().as_json(), indent=1) + "\n", "utf-8")
    return out


def compare(first: Encoder, second: Encoder, sets: list[DevSet]) -> Agreement:
    """Run two graphs on the same sets."""
    gaps: dict[str, list[float]] = {"sentence": [], "token": [], "flips": []}
    figures: list[list[float]] = [[], []]
    texts = 0
    for dev in sets:
        outputs = [encoder.score([e.text for e in dev.examples]) for encoder in (first, second)]
        texts += len(dev.examples)
        sentence = [_chances(np.stack([s.sentence for s in output])) for output in outputs]
        token = [_chances(np.concatenate([s.tokens for s in output])) for output in outputs]
        gaps["sentence"].append(float(np.abs(sentence[0] - sentence[1]).mean()))
        gaps["token"].append(float(np.abs(token[0] - token[1]).mean()))
        gaps["flips"].append(float(((sentence[0] >= 0.5) != (sentence[1] >= 0.5)).mean()))
        for label in dev.sentence:
            truth = np.array([e.sentence.get(label) == 1.0 for e in dev.examples])
            if truth.any():
                for figure, chances in zip(figures, sentence, strict=True):
                    figure.append(f1(truth, chances[:, SENTENCE_LABELS.index(label)] >= 0.5))
    means = {name: float(np.mean(values)) for name, values in gaps.items()}
    return Agreement(
        texts,
        means["sentence"],
        means["token"],
        means["flips"],
        (float(np.mean(figures[0])), float(np.mean(figures[1]))),
    )


def _chances(logits: Any) -> Any:
    return 1 / (1 + np.exp(-logits))
