"""Fit calibration lines, each drawn towards the line of the larger class that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.evaluate.metrics import Array
from annotator.suggest.calibration import Line, key_of, log_odds

STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Strengths of the pull that cross-validation chooses from."""
FOLDS = 10
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A suggestion of which we know whether it is right.

    Attributes:
        suggester: Who made it.
        layer: Its layer.
        language: The document's language.
        label: Its label.
        group: Its document.
        confidence: Raw, in [0, 1].
        right: Whether the labelled data agree.
    """

    suggester: str
    layer: str
    language: str
    label: str
    group: str
    confidence: float
    right: bool

    @property
    def keys(self) -> tuple[str, str, str]:
        """The classes it belongs to, from the largest to the most special."""
        return (
            key_of(self.suggester, self.layer),
            key_of(self.suggester, self.layer, self.language),
            key_of(self.suggester, self.layer, self.language, self.label),
        )


def fit_lines(cases: Iterable[Case], strength: float) -> dict[str, Line]:
    """Fit a line for each class: layer, language in it, label in that.

    The line of a layer is drawn towards leaving confidence as it is, the others towards the line of
    the class above, as if by a Gaussian prior whose precision is ``strength``.

    Returns:
        The lines by key (`annotator.suggest.calibration.key_of`).
    """
    members: dict[str, list[Case]] = defaultdict(list)
    above: dict[str, str] = {}
    for case in cases:
        parent = ""
        for key in case.keys:
            members[key].append(case)
            above[key] = parent
            parent = key
    lines: dict[str, Line] = {}
    for key in sorted(members, key=lambda key: key.count(" ")):
        prior = lines.get(above[key], Line(1.0, 0.0))
        lines[key] = _fit(members[key], prior, strength)
    return lines


def choose_strength(cases: Sequence[Case]) -> tuple[float, Mapping[float, float]]:
    """Choose the pull by cross-validation over documents.

    Of the strengths whose log loss lies within one standard error of the best, the greatest
    (Breiman et al. 1984): what was also used for tuning looks better than it is.

    Returns:
        The strength, and the log loss of each strength.
    """
    groups = sorted({case.group for case in cases})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    losses = {strength: np.zeros(FOLDS) for strength in STRENGTHS}
    sizes = np.zeros(FOLDS)
    for fold in range(FOLDS):
        inside = [case for case in cases if fold_of[case.group] == fold]
        outside = [case for case in cases if fold_of[case.group] != fold]
        sizes[fold] = len(inside)
        for strength in STRENGTHS:
            lines = fit_lines(outside, strength)
            losses[strength][fold] = sum(_loss(lines, case) for case in inside)
    sizes = np.maximum(sizes, 1)
    means = {strength: float(found.sum() / sizes.sum()) for strength, found in losses.items()}
    best = min(STRENGTHS, key=means.__getitem__)
    error = float(np.std(losses[best] / sizes, ddof=1) / np.sqrt(FOLDS))
    return max(s for s in STRENGTHS if means[s] <= means[best] + error), means


def _fit(cases: Sequence[Case], prior: Line, strength: float) -> Line:
    """Return the most probable line, by Newton's method with the slope kept from falling."""
    odds = np.array([log_odds(case.confidence) for case in cases])
    right = np.array([case.right for case in cases], dtype=np.float64)
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    middle = np.array([prior.slope, prior.offset])
    at = middle.copy()
    for _ in range(_STEPS):
        chance = _sigmoid(design @ at)
        slope = design.T @ (chance - right) + strength * (at - middle)
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + strength * np.eye(2)
        step = np.linalg.solve(bend, slope)
        at = at - step
        at[0] = max(at[0], 0.0)
        if np.abs(step).max() < 1e-9:
            break
    return Line(round(float(at[0]), 4), round(float(at[1]), 4))


def _sigmoid(odds: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def _loss(lines: Mapping[str, Line], case: Case) -> float:
    line = next((lines[key] for key in reversed(case.keys) if key in lines), None)
    chance = line(case.confidence) if line else case.confidence
    chance = min(max(chance, 0.005), 0.995)
    return float(-np.log(chance if case.right else 1 - chance))
