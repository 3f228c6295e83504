"""Decisions to a given F1: the least certain sentences first, beside a random order.

Needs public data sets: ``python -m benchmarks.learning --data FOLDER``. The encoder is frozen and
what it says of sentences is ignored: a label is learned from nothing on the embeddings, so that
the shipped output layer helps neither order. No pooled or measured sentence trained the encoder.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.result import Result

START, STEP, LONGEST = 40, 20, 500
SHARE = 0.95
POOL, MEASURED = 1500, 1800
RIDGE = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A data set's sentences: those to decide on, and those to measure on."""

    name: str
    label: str
    positive: str


TASKS = (
    Task("conll2010_wiki", "uncertain", "uncertain"),
    Task("ud_attribution_fr", "attributed", "attributed"),
)


def main() -> None:
    """Run the simulation."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seeds", type=int, default=10)
    asked = parser.parse_args()
    for task in TASKS:
        print(_result(task, asked.data, asked.seeds), flush=True)


def results(data: Path, seeds: int = 10) -> list[Result]:
    """Simulate on each set; tell when the mean F1 over the seeds reaches the target."""
    return [_result(task, data, seeds) for task in TASKS]


def _result(task: Task, data: Path, seeds: int) -> Result:
    pool, pooled = _sentences(task, data, "dev", POOL)
    other, truth = _sentences(task, data, "test", MEASURED)
    everything = _f1(truth, other, _fit(pool, pooled))
    target = SHARE * everything
    means = {
        uncertain: np.mean(
            [
                _curve(pool, pooled, other, truth, seed, uncertain=uncertain)
                for seed in range(seeds)
            ],
            axis=0,
        )
        for uncertain in (True, False)
    }
    ours, theirs = (_reached(means[which], target) for which in (True, False))
    places = [place for place in (100, 200, 300, 400) if place < LONGEST]
    told = "; ".join(
        f"{place}: {means[True][_at(place)]:.3f} and {means[False][_at(place)]:.3f}"
        for place in places
    )
    print(
        f"{task.name}: pool {len(pooled)} ({int(pooled.sum())} positive), "
        f"measured on {len(truth)} ({int(truth.sum())} positive); "
        f"F1 of the whole pool {everything:.3f}; mean F1 over {seeds} seeds after "
        f"so many decisions, uncertain and random order: {told}",
        flush=True,
    )
    return Result(
        f"learning, {task.name}",
        ours,
        "decisions",
        f"random order, to F1 {target:.3f}",
        theirs,
        theirs / ours,
        "> 1",
        theirs > ours,
    )


def _at(decisions: int) -> int:
    return (decisions - START) // STEP


def _reached(curve: Any, target: float) -> int:
    """Return after how many decisions the mean F1 first reaches the target."""
    places = np.flatnonzero(curve >= target)
    return START + STEP * int(places[0] if len(places) else len(curve))


def _sentences(task: Task, data: Path, part: str, most: int) -> tuple[Any, Any]:
    """Return embeddings with a constant last, and truths, of a part, drawn if it is large."""
    from annotator.evaluate.sets import public_sets
    from annotator.suggest.model.encoder import shipped_encoder

    (chosen,) = [one for one in public_sets() if one.name == task.name]
    items = chosen.items(data, part)
    items = random.Random(1).sample(items, min(most, len(items)))
    texts = [item.document.text for item in items]
    embeddings = shipped_encoder().embed(texts).astype(np.float64)
    truths = np.array([item.labels[task.label][0] == task.positive for item in items])
    return np.hstack([embeddings, np.ones((len(texts), 1))]), truths


def _curve(
    pool: Any, pooled: Any, other: Any, truth: Any, seed: int, *, uncertain: bool
) -> list[float]:
    """Return F1 after ``START`` decisions, and after each ``STEP`` more."""
    order = np.random.default_rng(seed).permutation(len(pool))
    chosen = list(order[:START])
    found = []
    while len(chosen) <= LONGEST:
        weights = _fit(pool[chosen], pooled[chosen])
        found.append(_f1(truth, other, weights))
        left = order[~np.isin(order, chosen)]
        if uncertain:
            left = left[np.argsort(np.abs(pool[left] @ weights), kind="stable")]
        chosen += list(left[:STEP])
    return found


def _fit(inputs: Any, truths: Any) -> Any:
    from annotator.train.logistic import fit

    # Rotated into the space that the sentences span, which is small and changes nothing.
    axes = np.linalg.svd(inputs[:, :-1], full_matrices=False)[2]
    low = np.hstack([inputs[:, :-1] @ axes.T, inputs[:, -1:]])
    ridge = np.full(low.shape[1], RIDGE)
    ridge[-1] = 1e-3
    rows = len(truths)
    weights = fit(low, np.zeros(rows), truths.astype(float), np.ones(rows), ridge)
    return np.append(weights[:-1] @ axes, weights[-1])


def _f1(truth: Any, inputs: Any, weights: Any) -> float:
    from annotator.train.gains import f1

    return f1(truth, inputs @ weights > 0)


if __name__ == "__main__":
    main()
