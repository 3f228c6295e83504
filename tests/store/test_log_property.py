"""Whatever is decided in whatever order, the annotations are what the log adds up to."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from making import TEXT, Scene

from db import StaleLog, open_store
from rubric import Action, Decision, Mark, Span, tally

OFFSETS = st.integers(0, len(TEXT))
SPANS = st.tuples(OFFSETS, OFFSETS).map(sorted).map(lambda pair: Span(*pair))
MARKS = st.builds(
    lambda span, **rest: Mark(start=span.start, end=span.end, **rest),
    span=SPANS,
    layer=st.sampled_from(["claim", "source", "hedge", "rating"]),
    label=st.sampled_from(["supported", "modal", "vague"]),
    sentence=st.none() | st.integers(0, 3),
    sources=st.lists(SPANS, max_size=2).map(tuple),
    cues=st.lists(SPANS, max_size=1).map(tuple),
    entity=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    proximity=st.sampled_from(["", "direct", "secondary"]),
    value=st.none() | st.integers(0, 5),
    note=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
PLAIN = [action for action in Action if action not in {Action.UNDO, Action.REDO, Action.SHOW}]
FRESH: list[Path] = []


class Reviewing(RuleBasedStateMachine):
    """A reviewer decides; the test keeps the log in memory and compares."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="annotator-log-"))
        self.path = self.folder / "a.db"
        shutil.copy(FRESH[0], self.path)
        self.scene = Scene.make(open_store(self.path))
        self.log: list[Decision] = []

    @rule(data=st.data(), size=st.integers(1, 3), many=st.booleans())
    def decide(self, data: st.DataObject, size: int, many: bool) -> None:
        first = len(self.log) + 1
        decisions = []
        for seq in range(first, first + size):
            action = data.draw(st.sampled_from(PLAIN))
            decisions.append(
                Decision(
                    seq=seq,
                    action=action,
                    batch=seq if many else first,
                    annotation=data.draw(st.sampled_from([0, seq, *range(1, seq)])),
                    suggestion=data.draw(st.none() | st.sampled_from(self.scene.suggestions)),
                    before=data.draw(st.none() | MARKS),
                    after=data.draw(st.none() | MARKS),
                    shown=data.draw(st.booleans()),
                    seconds=data.draw(st.floats(0, 1e6)),
                    at="2026-01-01T00:00:00.000+00:00",
                )
            )
        self.append(*decisions)

    @rule(action=st.sampled_from([Action.UNDO, Action.REDO]))
    def turn_back(self, action: Action) -> None:
        self.append(Decision(len(self.log) + 1, action, len(self.log) + 1, at="t"))

    @rule(data=st.data())
    def show(self, data: st.DataObject) -> None:
        suggestion = data.draw(st.sampled_from(self.scene.suggestions))
        seq = len(self.log) + 1
        self.append(
            Decision(seq, Action.SHOW, seq, suggestion=suggestion, before=data.draw(MARKS), at="t")
        )

    @precondition(lambda self: self.log)
    @rule(seq=st.integers(-3, 0))
    def come_too_late(self, seq: int) -> None:
        taken = max(1, len(self.log) + seq)
        stale = Decision(taken, Action.ADD, taken, taken, after=Mark("hedge", "modal", 0, 1))
        with pytest.raises(StaleLog):
            self.scene.append(stale)

    @rule()
    def come_back(self) -> None:
        self.scene.store.close()
        self.scene = replace(self.scene, store=open_store(self.path))

    def append(self, *decisions: Decision) -> None:
        self.scene.append(*decisions, focus=str(len(self.log)))
        self.log += decisions

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.scene.log() == self.log
        assert self.scene.annotations() == tally(self.log).annotations

    def teardown(self) -> None:
        if hasattr(self, "scene"):
            self.scene.assert_sound()
            self.scene.store.close()
            shutil.rmtree(self.folder)


def test_annotations_always_follow_from_the_log(template: Path) -> None:
    FRESH[:] = [template]
    run_state_machine_as_test(
        Reviewing,
        settings=settings(
            max_examples=10,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
