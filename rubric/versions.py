"""Versions of a rubric: which change raises which number, and how older marks are carried over.

``MAJOR.MINOR.PATCH``: MAJOR where marks made before may no longer be legal or mean the same
(a label, layer or rating is gone or renamed, a unit, grade, scale, constraint or the order of
decision changed), MINOR where something was only added, PATCH where only words, keys, signs or
mappings changed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rubric.mark import Mark
from rubric.scheme import RATING, Rubric

Version = tuple[int, int, int]
_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)
_STEPS = ("none", "PATCH", "MINOR", "MAJOR")


def parse_version(text: str) -> Version | None:
    """Return the three numbers of a version, or None if ``text`` is none."""
    match = _VERSION.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def migrate(mark: Mark, from_version: str, rubric: Rubric) -> Mark | None:
    """Carry a mark made under an older version of ``rubric`` over to this one.

    Args:
        mark: The mark as it was made.
        from_version: The version of the rubric that it was made under.
        rubric: The rubric as it is now, whose migrations are followed in order.

    Returns:
        The mark under its present names; None where its label was given up, so that a person has
        to decide again.

    Raises:
        ValueError: If ``from_version`` is no version or is newer than the rubric.
        LookupError: If no migration leads to a label of this version.
    """
    origin, present = parse_version(from_version), parse_version(rubric.version)
    if origin is None or present is None:
        raise ValueError(f"{from_version!r} is no version; expected three numbers such as 1.0.0")
    if origin > present:
        raise ValueError(
            f"the mark was made under {rubric.id} {from_version}, newer than {rubric.version}; "
            f"load that version of the rubric"
        )
    name = f"{mark.layer}.{mark.label}"
    for migration in rubric.migrations:
        if origin < (parse_version(migration.version) or origin):
            name = dict(migration.labels).get(name, name)
    if not name:
        return None
    layer, _, label = name.partition(".")
    if not rubric.knows(layer, label):
        raise LookupError(
            f"{rubric.id} {rubric.version} has no label {name!r} for a mark of {from_version}; "
            f"add a [[migrations]] table that renames it"
        )
    return replace(mark, layer=layer, label=label)


def needed_step(old: Rubric, new: Rubric) -> str:
    """Return what the change from ``old`` to ``new`` must raise: MAJOR, MINOR, PATCH or none."""
    if old.fingerprint == new.fingerprint:
        return "none"
    before, after = _structure(old), _structure(new)
    if any(after.get(name) != what for name, what in before.items()):
        return "MAJOR"
    new_rule = any(kind == "constraint" for kind, _ in after.keys() - before.keys())
    shared = [pair for pair in _labels(new) if pair in set(_labels(old))]
    if new_rule or shared != _labels(old):
        return "MAJOR"
    return "MINOR" if len(after) > len(before) else "PATCH"


def version_faults(old: Rubric, new: Rubric) -> list[str]:
    """Say what keeps ``new`` from being a proper later version of ``old``.

    Returns:
        A sentence for each fault: another id, a version not raised enough, a label that marks of
        the old version bear and that no migration leads on from.
    """
    if old.id != new.id:
        return [f"the rubric is called {new.id!r}, the older one {old.id!r}"]
    faults = []
    step = needed_step(old, new)
    if _STEPS.index(step) > _STEPS.index(_step(old.version, new.version)):
        faults.append(
            f"the change raises {step}, but the version went {old.version} to {new.version}"
        )
    for layer, label in _labels(old):
        try:
            migrate(Mark(layer, label, 0, 0), old.version, new)
        except LookupError:
            faults.append(f"the label '{layer}.{label}' is gone and no migration leads on from it")
        except ValueError as error:
            return [str(error)]
    return faults


def _step(old: str, new: str) -> str:
    before, after = parse_version(old), parse_version(new)
    if before is None or after is None or after <= before:
        return "none"
    return "MAJOR" if after[0] > before[0] else "MINOR" if after[1] > before[1] else "PATCH"


def _labels(rubric: Rubric) -> list[tuple[str, str]]:
    labels = [(layer.name, label.name) for layer in rubric.layers for label in layer.labels]
    return labels + [(RATING, rating.name) for rating in rubric.ratings]


def _structure(rubric: Rubric) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return what the meaning and legality of marks rest on, by name."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for layer in rubric.layers:
        found["layer", layer.name] = (layer.unit, layer.exclusive, layer.links)
        for label in layer.labels:
            found["label", f"{layer.name}.{label.name}"] = (label.grade, label.hedging)
    for rating in rubric.ratings:
        found["rating", rating.name] = (rating.low, rating.high)
    for rule in rubric.constraints:
        found["constraint", rule.name] = (rule.kind, set(rule.layers), set(rule.labels))
    return found
