"""One measurement beside its peer."""

from __future__ import annotations

import importlib
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured.

    Attributes:
        name: What is measured.
        ours: The figure of Annotator.
        unit: Its unit; the peer's too.
        peer: Who does the same work.
        theirs: The peer's figure.
        ratio: Ours to theirs, so that more is better: speed to speed, or their time to ours.
        goal: What was aimed at, in words; empty where nothing was.
        reached: Whether the goal was reached; None without one.
    """

    name: str
    ours: float
    unit: str
    peer: str
    theirs: float
    ratio: float
    goal: str = ""
    reached: bool | None = None

    def __str__(self) -> str:
        verdict = {None: "", True: " (reached)", False: " (MISSED)"}[self.reached]
        goal = f"  goal {self.goal}{verdict}" if self.goal else ""
        return (
            f"{self.name}: {self.ours:,.3g} {self.unit}, "
            f"{self.peer}: {self.theirs:,.3g} {self.unit}, ratio {self.ratio:.2f}{goal}"
        )


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the median time that ``work`` takes, in seconds, after one run to warm up."""
    work()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def measured(name: str) -> list[Result]:
    """Run one benchmark of this package, telling each result as it comes."""
    found: list[Result] = []
    for result in importlib.import_module(f"benchmarks.{name}").results():
        print(result, flush=True)
        found.append(result)
    return found
