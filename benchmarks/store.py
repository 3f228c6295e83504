"""Decisions committed a second, beside raw sqlite3 writing the same rows as durably.

The peer replays exactly the rows that Annotator wrote (decision, annotation, length of the log),
one transaction a decision, with the same pragmas and tables, but without SQLAlchemy, foreign keys,
triggers, checks or a review behind it.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.result import Result

DECISIONS = 200
TABLES = ("readings", "decisions", "annotations")


def results() -> list[Result]:
    """Measure decisions made in a review and committed one by one."""
    rounds = [_round() for _ in range(5)]
    ours, theirs = (statistics.median(speeds) for speeds in zip(*rounds, strict=True))
    ratio = ours / theirs
    return [
        Result(
            "decisions committed",
            ours,
            "1/s",
            "raw sqlite3, same rows and pragmas",
            theirs,
            ratio,
            "ratio ≥ 0.3",
            ratio >= 0.3,
        )
    ]


def _round() -> tuple[float, float]:
    """Return both speeds, measured one after the other: a disk has its moods."""
    with tempfile.TemporaryDirectory() as folder:
        ours, raw = Path(folder) / "ours.db", Path(folder) / "raw.db"
        return DECISIONS / _review(ours), DECISIONS / _replay(ours, raw)


def _review(file: Path) -> float:
    """Label sentences of a document, over and over; return the seconds for ``DECISIONS``."""
    from annotator.review import SetLabel, apply
    from annotator.service import Workspace

    taken = 0.0
    with Workspace.open(file) as workspace:
        workspace.add_seeds()
        state = workspace.review(2, "bench")
        layer = next(layer for layer in workspace.rubric.layers if layer.unit == "sentence")
        labels = [label.name for label in layer.labels]
        made = turn = 0
        while made < DECISIONS:
            round_, sentence = divmod(turn, len(state.document.sentences))
            turn += 1
            label = labels[round_ % len(labels)]
            begin = time.perf_counter()
            state, decisions = apply(state.focused(sentence), SetLabel(layer.name, label))
            workspace.record(state, decisions)
            if decisions:  # a label that the rubric forbids here is refused, and not counted
                taken += time.perf_counter() - begin
                made += len(decisions)
    return taken * DECISIONS / made


def _replay(ours: Path, raw: Path) -> float:
    """Write the same rows again with sqlite3 alone; return the seconds for ``DECISIONS``."""
    with closing(sqlite3.connect(ours)) as source, closing(_like(source, raw)) as target:
        decisions = source.execute("SELECT * FROM decisions ORDER BY seq").fetchall()[:DECISIONS]
        marks = {row[1]: row for row in source.execute("SELECT * FROM annotations")}
        begin = time.perf_counter()
        for row in decisions:
            seq, number = row[1], row[4]
            target.execute("BEGIN IMMEDIATE")
            target.execute("UPDATE readings SET length = ?", (seq,))
            _insert(target, "decisions", row)
            _insert(target, "annotations", marks[number])
            target.execute("COMMIT")
        return time.perf_counter() - begin


def _like(source: sqlite3.Connection, file: Path) -> sqlite3.Connection:
    """Make a database with our tables and settings and the one reading."""
    target = sqlite3.connect(file, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = FULL")
    for table in TABLES:
        (made_by,) = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
        target.execute(made_by[0])
    _insert(target, "readings", source.execute("SELECT * FROM readings").fetchone())
    return target


def _insert(target: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    places = ", ".join("?" * len(row))
    target.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)
