"""Whatever a reviewer does, the state is what the log adds up to, and the rubric is kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from reviewing import acts, edits, example, history, moves, opened

import annotator.review as r
from annotator.review.legality import forbidden
from rubric import tally, violations


class Review(RuleBasedStateMachine):
    """Random work on the example, in any mode, with suggestions withheld and arriving late."""

    state: r.ReviewState

    @initialize(
        mode=st.sampled_from(r.Mode),
        withheld=st.sets(st.integers(1, 14), max_size=3),
    )
    def open(self, mode: r.Mode, withheld: set[int]) -> None:
        self.state = opened(mode, tuple(withheld))
        self.ever_shown: set[int] = set()

    def do(self, command: r.Command) -> None:
        before = self.state
        after, decisions = r.apply(before, command)
        assert after.log == before.log + decisions
        if decisions:
            first = len(before.log) + 1
            assert [d.seq for d in decisions] == list(range(first, first + len(decisions)))
            assert {d.batch for d in decisions} == {first}
        self.state = after

    @rule(command=moves)
    def move(self, command: r.Command) -> None:
        log = self.state.log
        self.do(command)
        assert self.state.log == log

    @rule(command=acts)
    def act(self, command: r.Command) -> None:
        self.do(command)

    @rule(command=history)
    def go_back(self, command: r.Command) -> None:
        self.do(command)

    @precondition(lambda self: self.state.current() is not None)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        item = self.state.current()
        assert item is not None
        names = [label.name for label in self.state.rubric.layer(item.mark.layer).labels]
        self.do(r.EditLabel(data.draw(st.sampled_from(names))))

    @rule()
    def suggest_again(self) -> None:
        self.state = self.state.suggested(example()[1])

    @rule()
    def restart(self) -> None:
        self.state = self.rebuilt()

    def rebuilt(self) -> r.ReviewState:
        return r.ReviewState.start(
            self.state.document,
            self.state.rubric,
            example()[1],
            self.state.log,
            mode=self.state.mode,
            withheld=self.state.withheld,
        )

    @invariant()
    def the_log_says_it_all(self) -> None:
        again = self.rebuilt()
        assert again.standing == self.state.standing
        assert list(again.annotations.items()) == list(self.state.annotations.items())
        assert self.state.standing.tally == tally(self.state.log)
        assert again.open == self.state.open
        for sentence in self.state.document.sentences:
            assert again.items(sentence.index) == self.state.items(sentence.index)

    @invariant()
    def the_rubric_is_kept(self) -> None:
        marks = list(self.state.annotations.values())
        faults = violations(self.state.rubric, self.state.document, marks)
        assert not forbidden(self.state.rubric, faults)

    @invariant()
    def complete_means_no_violation(self) -> None:
        marks = list(self.state.annotations.values())
        faults = violations(self.state.rubric, self.state.document, marks)
        if self.state.complete:
            assert not faults
        assert {f.sentence for f in faults} <= self.state.open | {None}

    @invariant()
    def what_is_hidden_stays_hidden(self) -> None:
        seen = {
            item.suggestion.id
            for sentence in self.state.document.sentences
            for item in self.state.items(sentence.index)
            if item.suggestion
        }
        assert seen.isdisjoint(self.state.withheld)
        if self.state.mode is r.Mode.BLIND:
            assert not seen
        if self.state.mode is r.Mode.COMMIT_FIRST:
            assert seen <= self.state.standing.tally.shown
            assert self.ever_shown <= self.state.standing.tally.shown
            self.ever_shown = set(self.state.standing.tally.shown)

    @invariant()
    def the_focus_is_somewhere(self) -> None:
        assert 0 <= self.state.focus < len(self.state.document.sentences)
        assert 0 <= self.state.item <= max(len(self.state.items(self.state.focus)) - 1, 0)

    @invariant()
    def a_selection_lies_in_the_sentence_in_hand(self) -> None:
        if self.state.selection is not None:
            place = self.state.document.sentences[self.state.focus].span
            assert place.contains(self.state.selection)

    @invariant()
    def undo_and_redo_meet(self) -> None:
        if self.state.standing.tally.done:
            back, _ = r.apply(self.state, r.Undo())
            forth, _ = r.apply(back, r.Redo())
            assert forth.annotations == self.state.annotations
            assert forth.standing.tally.decided == self.state.standing.tally.decided
            assert forth.open == self.state.open


TestReview = Review.TestCase
TestReview.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    phases=set(Phase) - {Phase.shrink},  # a run is short enough to read as it is
)


def test_the_machine_reaches_every_command() -> None:
    """The strategies above cover the commands that the package offers."""
    from hypothesis import find

    kinds = {x for x in vars(r).values() if isinstance(x, type) and issubclass(x, r.Command)}
    for kind in kinds - {r.Command}:
        find(
            moves | acts | edits | history,
            lambda command, kind=kind: isinstance(command, kind),
            settings=settings(max_examples=2000, database=None),
        )


def test_a_refused_command_changes_nothing_but_the_message() -> None:
    state = opened()
    after, decisions = r.apply(state, r.AddMark("hedge", "modal"))
    assert not decisions
    assert after.message
    assert replace(after, message="") == state
