"""From a model's labels to the codebook's: by name, or by a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.suggest.suggester import UnusableSuggester
from rubric import Label, Layer, Rubric

Target = tuple[str, str]
"""A layer of the rubric, and one of its labels."""

_POSITION = re.compile(r"^[BIESLU]-(?=.)")
_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LabelMap:
    """Which label of the codebook each label of a model stands for.

    Attributes:
        targets: By the model's label, without the ``B-`` or ``I-`` of its position.
        ignored: The model's labels that stand for none.
        chosen: Labels that a file says are to be ignored; they need no telling.
    """

    targets: Mapping[str, Target] = field(hash=False)
    ignored: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()


def bare(label: str) -> str:
    """Return a token's label without the sign of its position in the span (``B-``, ``I-`` …)."""
    return _POSITION.sub("", label)


def map_by_name(labels: Iterable[str], rubric: Rubric) -> LabelMap:
    """Map labels that are named as the codebook names them.

    A label is known by ``layer.label``, by its own name where no other layer has it, by its name
    for people in any of the rubric's languages, and by its term in a published scheme that the
    rubric calls an exact or close match. Case, spaces and punctuation do not count.
    """
    known = _names(rubric)
    bares = dict.fromkeys(map(bare, labels))
    targets = {label: known[_plain(label)] for label in bares if _plain(label) in known}
    return LabelMap(targets, tuple(label for label in bares if label not in targets))


def map_by_file(path: Path, labels: Iterable[str], rubric: Rubric) -> LabelMap:
    """Read the map from a TOML file: a table ``[labels]`` of ``MODEL_LABEL = "layer.label"``.

    An empty value means that the label is ignored. Labels that the file does not name are mapped
    by name, if they can be.

    Raises:
        UnusableSuggester: Naming file, key and remedy.
    """
    table = _table(path)
    given = {bare(label) for label in labels}
    by_name = map_by_name(labels, rubric)
    targets = dict(by_name.targets)
    chosen: set[str] = set()
    for key, value in table.items():
        label = bare(key)
        if label not in given:
            told = ", ".join(sorted(given)[:30])
            raise UnusableSuggester(
                f"{path}: labels.{key}: the model has no such label, but {told}"
            )
        targets.pop(label, None)
        if value == "":
            chosen.add(label)
        else:
            targets[label] = _target(path, key, value, rubric)
    ignored = tuple(label for label in dict.fromkeys(map(bare, labels)) if label not in targets)
    return LabelMap(targets, ignored, frozenset(chosen))


def explain(labels: Iterable[str], rubric: Rubric) -> str:
    """Return how to write the map of a model none of whose labels is known."""
    first = next((label for label in map(bare, labels) if label != "O"), "LABEL_1")
    layer = rubric.layers[-1]
    return (
        f'write a file with [labels] and, for example, "{first}" = '
        f'"{layer.name}.{layer.labels[0].name}", and add ?map=FILE'
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig")).get("labels")
    except OSError as error:
        raise UnusableSuggester(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise UnusableSuggester(f"{path}: is no TOML in UTF-8 ({error})") from error
    if not isinstance(table, dict) or not table:
        raise UnusableSuggester(f"{path}: has no table [labels]; docs/suggesters.md shows one")
    return table


def _target(path: Path, key: str, value: object, rubric: Rubric) -> Target:
    layer, _, label = value.partition(".") if isinstance(value, str) else ("", "", "")
    if any(
        one.name == layer and any(own.name == label for own in one.labels) for one in rubric.layers
    ):
        return layer, label
    told = ", ".join(f"{one.name}.{own.name}" for one, own in _pairs(rubric))
    raise UnusableSuggester(
        f"{path}: labels.{key}: {value!r} is none of the rubric's labels, which are {told}"
    )


def _pairs(rubric: Rubric) -> Iterator[tuple[Layer, Label]]:
    return ((layer, label) for layer in rubric.layers for label in layer.labels)


def _names(rubric: Rubric) -> dict[str, Target]:
    """Return every name by which exactly one label is known; the rubric's own names win."""
    own: dict[str, set[Target]] = {}
    other: dict[str, set[Target]] = {}
    for layer, label in _pairs(rubric):
        target = (layer.name, label.name)
        own.setdefault(_plain(f"{layer.name} {label.name}"), set()).add(target)
        own.setdefault(_plain(label.name), set()).add(target)
        names = [text.name for text in label.texts.values()]
        names += [term.term for term in label.maps if term.match in ("exact", "close")]
        for name in names:
            other.setdefault(_plain(name), set()).add(target)
    found = {name: next(iter(targets)) for name, targets in other.items() if len(targets) == 1}
    taken = {name: next(iter(targets)) for name, targets in own.items() if len(targets) == 1}
    unclear = {name for name, targets in own.items() if len(targets) > 1}
    return {name: target for name, target in (found | taken).items() if name not in unclear}


def _plain(name: str) -> str:
    return _BREAKS.sub(" ", name.casefold()).strip()
