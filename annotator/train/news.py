"""The project's own labelled news as training and development examples, sentence by sentence."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.train.examples import Example, Target, kinds
from annotator.train.jsonl import rows

GOLD: Final = "gold"
COMPOSED: Final = "composed"
ATTRIBUTION: Final = frozenset({"source", "cue"})
WRITTEN: Final = Path(__file__).parent / COMPOSED
"""News written for training, labelled while it was written; nothing is measured on it."""


def news(folder: Path, split: str, corpus: str = GOLD) -> list[Example]:
    """Read a part of labelled news in all languages.

    Args:
        folder: Holds ``LANGUAGE.SPLIT.jsonl``, one document a line.
        split: "train", "dev" or "test".
        corpus: What the examples are called in the mixture.
    """
    paths = sorted(folder.glob(f"*.{split}.jsonl"))
    return [e for path in paths for row in rows(path) for e in examples(row, corpus)]


def sentences(folder: Path, *splits: str) -> Iterator[str]:
    """The sentences of some parts of labelled news."""
    for split in splits:
        yield from (example.text for example in news(folder, split))


def examples(row: Mapping[str, Any], corpus: str = GOLD) -> list[Example]:
    """One labelled document as examples.

    A sentence counts as attributed when a source or a reporting cue stands in it; boosters are
    left open.
    """
    found = []
    for index, (start, end) in enumerate(row["sentences"]):
        targets: list[Target] = []
        sentence = dict.fromkeys(SENTENCE_LABELS, 0.0)
        for mark in row["marks"]:
            layer, label = mark["layer"], mark["label"]
            cues = [cue for cue in mark.get("cues", ()) if start <= cue[0] < end]
            targets += [Target("cue", a - start, b - start) for a, b in cues]
            if mark["sentence"] != index:
                continue
            if layer == "claim":
                sentence["checkable"] = float(label != "not_checkable")
            elif layer in {"source", "hedge", "loaded"}:
                value = None if label == "booster" else 1.0
                span = mark["start"] - start, mark["end"] - start
                targets += [Target(layer, *span, value), *kinds(layer, *span, label)]
                if value and layer != "source":
                    sentence["hedged" if layer == "hedge" else layer] = 1.0
        sentence["attributed"] = float(any(t.label in ATTRIBUTION for t in targets))
        found.append(
            Example(
                row["text"][start:end],
                row["language"],
                corpus,
                row["split"],
                row["document"],
                sentence,
                tuple(dict.fromkeys(targets)),
                frozenset(TOKEN_LABELS),
            )
        )
    return found
