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

START, STEP, LONGEST = 40, 20, 700
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
    for result in results(asked.data, asked.seeds):
        print(result, flush=True)


def results(data: Path, seeds: int = 10) -> list[Result]:
    """Simulate on each set; report the median decisions to the target, over the seeds."""
    return [_result(task, data, seeds) for task in TASKS]


def _result(task: Task, data: Path, seeds: int) -> Result:
    pool, pooled = _sentences(task, data, "dev", POOL)
    other, truth = _sentences(task, data, "test", MEASURED)
    everything = _f1(truth, other, _fit(pool, pooled))
    target = SHARE * everything
    counts: dict[bool, list[int]] = {True: [], False: []}
    for seed in range(seeds):
        for uncertain, found in counts.items():
            found.append(_decisions(pool, pooled, other, truth, target, seed, uncertain=uncertain))
    ours, theirs = (float(np.median(counts[which])) for which in (True, False))
    spread = {which: tuple(np.quantile(counts[which], (0.25, 0.75))) for which in counts}
    print(
        f"{task.name}: pool {len(pooled)} ({int(pooled.sum())} positive), "
        f"measured on {len(truth)}; "
        f"F1 of the whole pool {everything:.3f}, target {target:.3f}; "
        f"quartiles uncertain {spread[True]}, random {spread[False]}; "
        f"never reached within {LONGEST}: "
        f"{sum(n > LONGEST for n in counts[True])} and {sum(n > LONGEST for n in counts[False])}"
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


def _decisions(
    pool: Any, pooled: Any, other: Any, truth: Any, target: float, seed: int, *, uncertain: bool
) -> int:
    """Return how many sentences are decided when F1 first reaches the target and stays one step."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(pool))
    chosen = list(order[:START])
    reached = 0
    while len(chosen) <= min(LONGEST, len(pool)):
        weights = _fit(pool[chosen], pooled[chosen])
        if _f1(truth, other, weights) >= target:
            if reached:
                return reached
            reached = len(chosen)
        else:
            reached = 0
        left = order[~np.isin(order, chosen)]
        if uncertain:
            left = left[np.argsort(np.abs(pool[left] @ weights), kind="stable")]
        chosen += list(left[:STEP])
    return LONGEST + STEP


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
