"""What single commands do, and what they refuse."""

from __future__ import annotations

import pytest
from reviewing import BUILT_IN, at, document_of, opened, run, suggestion

import annotator.review as r
from rubric import Action, Mark, Span

CLAIM = "claim"


def labels(state: r.ReviewState, sentence: int) -> list[str]:
    return sorted(f"{m.layer}.{m.label}" for m in state.standing.marks(sentence))


def test_accept_all_takes_the_best_and_goes_on() -> None:
    state = run(opened(), r.AcceptAll())
    assert labels(state, 0) == [
        "claim.supported",
        "hedge.modal",
        "hedge.modal",
        "source.named_person",
    ]
    assert 0 not in state.open
    assert state.focus == 1
    assert not state.message


def test_of_two_claims_accept_all_keeps_the_more_confident() -> None:
    state = run(opened(), r.Focus(1), r.AcceptAll())
    assert "claim.unsupported" in labels(state, 1)
    assert state.standing.tally.decided[5] is Action.REJECT
    assert state.standing.tally.decided[6] is Action.ACCEPT


def test_accept_all_does_not_overrule_the_reviewer() -> None:
    state = run(opened(), r.Focus(1), r.SetLabel(CLAIM, "not_checkable"), r.AcceptAll())
    assert "claim.not_checkable" in labels(state, 1)
    assert {5, 6} <= state.standing.tally.decided.keys()
    assert state.standing.tally.decided[5] is not Action.ACCEPT
    assert state.standing.tally.decided[6] is not Action.ACCEPT


def test_a_number_on_an_open_claim_is_an_edit_of_the_suggestion() -> None:
    state = run(opened(), r.SetLabel(CLAIM, "weakly_supported"))
    (mark,) = state.standing.marks(0)
    assert mark.label == "weakly_supported"
    assert mark.sources == (at(state.document, "The mayor"),)
    assert state.log[0].action is Action.EDIT
    assert state.log[0].suggestion == 1
    assert state.log[0].before == state.proposals.by_id[1].mark


def test_the_suggested_number_is_an_acceptance() -> None:
    state = run(opened(), r.SetLabel(CLAIM, "supported"))
    assert [d.action for d in state.log] == [Action.ACCEPT]


def test_a_label_without_sources_drops_the_links_and_back_again_restores_them() -> None:
    state = run(opened(), r.AcceptAll(), r.Focus(0), r.SetLabel(CLAIM, "supported"))
    assert state.message
    state = run(state, r.SetLabel(CLAIM, "unsupported"), r.SetLabel(CLAIM, "supported"))
    claim = next(m for m in state.standing.marks(0) if m.layer == CLAIM)
    assert claim.sources == (at(state.document, "The mayor"),)


def test_rejecting_costs_one_command_as_accepting_does() -> None:
    state = run(opened(), r.Reject())
    assert state.standing.tally.decided == {1: Action.REJECT}
    assert state.current().suggestion.id == 2
    state = run(state, r.Accept())
    assert state.standing.tally.decided[2] is Action.ACCEPT
    assert state.current().status is r.Status.OPEN


def test_rejecting_an_accepted_source_cuts_the_link_to_it() -> None:
    state = run(opened(), r.AcceptAll(), r.Focus(0, 1), r.Reject())
    claim = next(m for m in state.standing.marks(0) if m.layer == CLAIM)
    assert claim.sources == ()
    assert 0 in state.open
    state = run(state, r.Undo())
    claim = next(m for m in state.standing.marks(0) if m.layer == CLAIM)
    assert claim.sources
    assert 0 not in state.open


def test_a_claim_accepted_after_its_source_was_rejected_does_not_rest_on_it() -> None:
    state = run(opened(), r.Focus(0, 1), r.Reject(), r.Focus(0, 0), r.Accept())
    (claim,) = state.standing.marks(0)
    assert claim.sources == ()
    assert state.log[-1].action is Action.EDIT


def test_marking_a_source_links_the_claim_that_needs_one() -> None:
    state = run(opened(r.Mode.BLIND), r.Focus(1), r.SetLabel(CLAIM, "supported"))
    assert 1 in state.open
    state = run(state, r.AddMark("source", "document", at(state.document, " a report")))
    claim = next(m for m in state.standing.marks(1) if m.layer == CLAIM)
    assert claim.sources == (at(state.document, "a report"),)
    assert 1 not in state.open
    assert {d.batch for d in state.log[-2:]} == {state.log[-2].seq}


def test_a_link_to_an_earlier_sentence() -> None:
    state = run(opened(), r.AcceptAll(), r.Focus(3))
    mayor = at(state.document, "The mayor")
    state = run(state, r.SetLabel(CLAIM, "supported"), r.LinkSource(CLAIM, mayor))
    assert 3 not in state.open
    refused = run(state, r.LinkSource(CLAIM, mayor))
    assert refused.log == state.log
    state = run(state, r.UnlinkSource(CLAIM, mayor))
    assert 3 in state.open


def test_a_link_to_a_later_source_is_refused() -> None:
    state = run(opened(), r.Focus(0), r.LinkSource(CLAIM, at(opened().document, "据了解")))
    assert not state.log
    assert state.message


@pytest.mark.parametrize(
    "command",
    [
        r.AddMark("hedge", "modal", Span(0, 200)),
        r.AddMark("hedge", "modal", Span(3, 4)),
        r.AddMark("hedge", "modal"),
        r.EditSpan(Span(0, 3)),
        r.Comment("too early"),
        r.RemoveMark(7),
        r.Rate("credibility", 9),
        r.Undo(),
        r.Redo(),
        r.LinkSource(CLAIM, Span(0, 2)),
        r.UnlinkSource(CLAIM, Span(0, 2)),
    ],
    ids=repr,
)
def test_refused(command: r.Command) -> None:
    state, decisions = r.apply(opened(), command)
    assert not decisions
    assert state.message


def test_marking_what_is_suggested_accepts_it_and_another_label_edits_it() -> None:
    state = opened()
    may = at(state.document, "may")
    same = run(state, r.AddMark("hedge", "modal", may))
    assert same.log[-1].action is Action.ACCEPT
    other = run(state, r.AddMark("hedge", "epistemic", may))
    assert (other.log[-1].action, other.log[-1].suggestion) == (Action.EDIT, 4)


def test_moving_a_source_moves_the_links() -> None:
    state = run(opened(), r.AcceptAll(), r.Focus(0, 1), r.EditSpan(Span(4, 9)))
    claim = next(m for m in state.standing.marks(0) if m.layer == CLAIM)
    assert claim.sources == (Span(4, 9),)
    assert 0 not in state.open


def test_commit_first_shows_suggestions_only_after_own_marks_and_keeps_both_passes() -> None:
    state = opened(r.Mode.COMMIT_FIRST)
    assert state.items(0) == []
    state = run(state, r.AcceptAll())
    assert state.message
    assert not state.log
    state = run(state, r.SetLabel(CLAIM, "unsupported"))
    assert state.log[-1].shown is False
    assert 0 in state.open
    state = run(state, r.AcceptAll())
    assert [d.action for d in state.log[1:]] == [Action.SHOW] * 4
    assert len(state.items(0)) == 5
    state = run(state, r.AcceptAll())
    assert labels(state, 0)[0] == "claim.unsupported"
    assert all(d.shown for d in state.log[5:])
    assert state.items(1) == []
    # what was seen cannot be unseen
    while state.standing.tally.done:
        state = run(state, r.Undo())
    assert state.annotations == {}
    assert len(state.visible(0)) == 4


def test_blind_never_shows_and_ends_when_every_sentence_is_labelled() -> None:
    state = opened(r.Mode.BLIND)
    for sentence in range(5):
        state = run(state, r.Focus(sentence), r.SetLabel(CLAIM, "unsupported"))
    assert state.complete
    assert all(not d.shown and d.suggestion is None for d in state.log)


def test_withheld_suggestions_are_not_waited_for() -> None:
    state = run(opened(withheld=(14,)), r.Focus(4))
    assert state.current() is None
    state = run(state, r.SetLabel(CLAIM, "unsupported"))
    assert state.log[-1].action is Action.ADD
    assert state.log[-1].shown is False
    assert 4 not in state.open


def test_undo_and_redo_survive_a_restart() -> None:
    state = run(opened(), r.AcceptAll(), r.AcceptAll(), r.Undo())
    assert state.focus == 1
    again = r.ReviewState.start(state.document, BUILT_IN, state.proposals.by_id.values(), state.log)
    again = run(again, r.Redo(), r.Undo(), r.Undo())
    assert again.annotations == {}
    assert again.focus == 0
    assert run(again, r.Undo()).message == "nothing to undo"


def test_find_goes_round() -> None:
    state = run(opened(), r.Find("MAY"))
    first = state.selection
    assert first is not None
    assert state.focus == 0
    state = run(state, r.FindNext(), r.FindNext(), r.FindNext())
    assert state.selection == first
    assert run(state, r.FindNext(back=True)).focus == 0
    assert run(state, r.Find("absent")).message == "not found: absent"


def test_ratings_replace_each_other_and_can_be_undone() -> None:
    state = run(opened(), r.Rate("credibility", 2, "thin"), r.Rate("credibility", 4))
    (mark,) = state.standing.marks(None)
    assert (mark.value, mark.note) == (4, "thin")
    (mark,) = run(state, r.Undo()).standing.marks(None)
    assert mark.value == 2


def test_an_empty_document_is_complete_and_every_command_is_harmless() -> None:
    state = r.ReviewState.start(document_of(""), BUILT_IN)
    for command in [
        r.AcceptAll(),
        r.Accept(),
        r.SetLabel(CLAIM, "supported"),
        r.Step(1),
        r.StepItem(1),
        r.NextOpen(),
        r.Find("x"),
        r.Select(Span(0, 0)),
    ]:
        state, decisions = r.apply(state, command)
        assert not decisions
    assert state.complete


def test_a_suggestion_that_was_not_stored_is_an_error() -> None:
    document = document_of()
    loose = suggestion(1, CLAIM, "unsupported", document.sentences[0].span, 0)
    loose = type(loose)(loose.mark, 0.5, "rules", "", None)
    with pytest.raises(ValueError, match="without a number"):
        r.ReviewState.start(document, BUILT_IN, [loose])


def test_a_mark_of_one_s_own_can_be_taken_away_by_number() -> None:
    state = run(opened(), r.AddMark("loaded", "loaded_word", at(opened().document, "worst")))
    assert isinstance(state.annotations[1], Mark)
    state = run(state, r.RemoveMark(1))
    assert state.annotations == {}
    assert state.log[-1].action is Action.REMOVE


def test_taking_away_a_source_opens_the_later_sentences_that_rest_on_it() -> None:
    state = run(opened(), r.AcceptAll(), r.Focus(3), r.SetLabel(CLAIM, "supported"))
    state = run(state, r.LinkSource(CLAIM, at(state.document, "The mayor")))
    before = state.open
    state = run(state, r.Focus(0, 1), r.Reject())
    assert state.open == before | {0, 3}
    assert run(state, r.Undo()).open == before
    assert run(state, r.Undo(), r.Redo()).open == before | {0, 3}


def test_selecting_by_words_and_characters() -> None:
    state = run(opened(r.Mode.BLIND), r.Focus(2), r.BeginSelection())
    quote = state.document.quote
    assert quote(state.selection) == "据"
    state = run(state, r.GrowSelection(1, r.Reach.WORD), r.GrowSelection(1))
    assert quote(state.selection) == "据了解"
    state = run(state, r.MoveSelection(), r.MoveSelection())
    assert quote(state.selection) == "大"
    state = run(state, r.MoveSelection(back=True), r.MoveSelection(back=True))
    assert quote(state.selection) == "解"
    state = run(state, r.GrowSelection(-9, start=True), r.GrowSelection(99))
    assert state.selection == state.document.sentences[2].span


def test_selecting_goes_from_the_item_in_hand() -> None:
    state = run(opened(), r.Focus(0, 1), r.BeginSelection())
    assert state.document.quote(state.selection) == "The mayor"
    state = run(state, r.GrowSelection(1, r.Reach.WORD, start=True), r.EditSpan())
    assert state.current().mark.span == at(state.document, "mayor")
