"""Development data: what thresholds and calibration are chosen on.

Only labels that people gave count here (or that trees gave, for the attribution treebanks), never
silver.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.suggest.model.labels import SENTENCE_LABELS, TOKEN_LABELS
from annotator.train import corpora
from annotator.train.examples import Example, Target

GOLD: Final = "gold"
COUNTED: Final[Mapping[str, frozenset[str]]] = {
    "conll2010_wiki": frozenset({"hedged", "hedge"}),
    "newssd_eng": frozenset({"loaded"}),
    "wiki_npov": frozenset({"loaded"}),
    "attribution_zh_gcdt": frozenset({"attributed"}),
    "ud_attribution_fr": frozenset({"attributed", "source", "cue"}),
    "ud_attribution_zh": frozenset({"attributed", "source", "cue"}),
}
"""Set to the labels it is trusted for."""


@dataclass(frozen=True, slots=True)
class DevSet:
    """Examples and which of their labels count."""

    name: str
    examples: tuple[Example, ...]
    sentence: frozenset[str]
    token: frozenset[str]


def development(data: Path, gold: Path) -> list[DevSet]:
    """All development sets, one for each set and language."""
    found = [_public(name, corpora.read(data, name, "dev")) for name in COUNTED]
    for path in sorted(gold.glob("*.dev.jsonl")):
        examples = tuple(e for row in corpora.rows(path) for e in gold_examples(row))
        found.append(_gold(path.name.split(".")[0], examples))
    return found


def tests(data: Path, gold: Path) -> list[DevSet]:
    """The test parts, for the one final report."""
    found = [_public(name, corpora.read(data, name, "test")) for name in COUNTED]
    for path in sorted(gold.glob("*.test.jsonl")):
        examples = tuple(e for row in corpora.rows(path) for e in gold_examples(row))
        found.append(_gold(path.name.split(".")[0], examples))
    return found


def _public(name: str, examples: list[Example]) -> DevSet:
    counted = COUNTED[name]
    token = counted & set(TOKEN_LABELS) - {"loaded"}
    return DevSet(name, tuple(examples), counted & set(SENTENCE_LABELS), frozenset(token))


def _gold(language: str, examples: tuple[Example, ...]) -> DevSet:
    sentence = set(SENTENCE_LABELS)
    if language == "fr":  # half of it stands in the treebank's test part
        sentence.discard("attributed")
    return DevSet(f"{GOLD} {language}", examples, frozenset(sentence), frozenset(TOKEN_LABELS))


def gold_examples(row: Mapping[str, Any]) -> list[Example]:
    """One of the project's labelled documents as examples, sentence by sentence.

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
                targets.append(Target(layer, mark["start"] - start, mark["end"] - start, value))
                if value and layer != "source":
                    sentence["hedged" if layer == "hedge" else layer] = 1.0
        sentence["attributed"] = float(any(t.label in corpora.ATTRIBUTION for t in targets))
        unique = tuple(dict.fromkeys(targets))
        text = row["text"][start:end]
        found.append(
            Example(
                text,
                row["language"],
                GOLD,
                row["split"],
                row["document"],
                sentence,
                unique,
                frozenset(TOKEN_LABELS),
            )
        )
    return found
