"""Keys that decide: what they store, what they show, and what is told when they cannot."""

from __future__ import annotations

from driving import SMALL, press, review, screen, state, stored, text_of, type_text
from sqlalchemy import event

from annotator.review import ReviewState
from annotator.service import Workspace
from annotator.text import document_from_text
from annotator.tui.screens.choose import ChooseScreen
from annotator.tui.screens.rating import RatingScreen
from annotator.tui.screens.review import ReviewScreen
from annotator.tui.widgets.key_bar import KeyBar
from annotator.tui.widgets.notice import Notice
from annotator.tui.widgets.review_header import ReviewHeader
from annotator.tui.widgets.sentence_pane import SentencePane
from annotator.tui.widgets.why_pane import WhyPane
from rubric import Action


async def test_accept_all_is_in_the_database_before_it_is_shown(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        header = review(pilot).query_one(ReviewHeader)
        assert "saved" not in text_of(header)
        await press(pilot, "enter")
        log = stored(workspace)
        assert log
        assert {d.action for d in log} == {Action.ACCEPT}
        assert [d.seq for d in state(pilot).log] == [d.seq for d in log]
        assert "saved ✓" in text_of(header)
        assert state(pilot).focus == 1


async def test_rejecting_takes_one_key_as_accepting_does(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "down", "x", "a")
        assert [d.action for d in stored(workspace)] == [Action.REJECT, Action.ACCEPT]
        pane = text_of(review(pilot).query_one(SentencePane))
        assert "✗" in pane
        assert "✓" in pane


async def test_a_number_labels_the_sentence(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "end", "4")
        (mark,) = state(pilot).standing.marks(state(pilot).focus)
        assert mark.label == state(pilot).rubric.layers[0].labels[3].name


async def test_another_label_from_the_list(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "down", "tab", "e")
        assert isinstance(pilot.app.screen, ChooseScreen)
        await press(pilot, "4")
        (decision,) = stored(workspace)
        assert decision.action is Action.EDIT
        assert decision.after is not None
        assert decision.after.label == "unnamed"
        await press(pilot, "e", "escape")
        assert len(stored(workspace)) == 1


async def test_marking_words_with_the_keyboard(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "end", "up", "h", "right", "right", "right", "down")
        await press(pilot, "shift+right", "shift+left")
        selection = state(pilot).selection
        assert selection is not None
        assert state(pilot).document.quote(selection) == "told yet"
        await press(pilot, "enter", "1")
        mark = stored(workspace)[-1].after
        assert mark is not None
        assert (mark.layer, mark.label) == ("hedge", "modal")
        assert state(pilot).document.quote(mark.span) == "told yet"
        assert state(pilot).selection is None


async def test_new_boundaries_for_the_item_in_hand(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "down", "tab", "space", "up", "enter")
        (decision,) = stored(workspace)
        assert decision.action is Action.EDIT
        assert decision.before is not None
        assert decision.after is not None
        assert decision.after.start == decision.before.start
        assert decision.after.end < decision.before.end


async def test_linking_a_claim_to_an_earlier_source(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "enter", "enter", "end", "up", "2", "s")
        assert isinstance(pilot.app.screen, ChooseScreen)
        await press(pilot, "1")
        claim = next(m for m in state(pilot).standing.marks(state(pilot).focus) if m.sources)
        assert state(pilot).focus not in state(pilot).open
        await press(pilot, "s", "1")
        assert not state(pilot).annotations[stored(workspace)[-1].annotation].sources
        assert "claim" in text_of(review(pilot).query_one(WhyPane)).lower()
        assert claim.layer == "claim"


async def test_notes(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "c")
        assert review(pilot).query_one(Notice).words
        await press(pilot, "a", "shift+tab", "c")
        await type_text(pilot, "see [b] above")
        marks = [m for m in state(pilot).annotations.values() if m.note]
        assert [m.note for m in marks] == ["see [b] above"]
        assert "see [b] above" in text_of(review(pilot).query_one(WhyPane))


async def test_undo_and_redo_survive_a_restart(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "enter", "enter", "u")
        before = state(pilot).annotations
    async with screen(workspace) as pilot:
        assert state(pilot).annotations == before
        await press(pilot, "U")
        assert len(state(pilot).annotations) > len(before)
        await press(pilot, "u", "u", "u")
        assert state(pilot).annotations == {}
        assert review(pilot).query_one(Notice).words == "nothing to undo"


async def test_a_full_disk_is_told_and_nothing_is_shown_that_is_not_stored(
    workspace: Workspace,
) -> None:
    engine = workspace._store._engine

    pages = 1

    @event.listens_for(engine, "begin")
    def restrict(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    async with screen(workspace) as pilot:
        done = state(pilot)
        for _ in range(300):
            await press(pilot, "enter")
            if review(pilot).desk.problem:
                break
            done = state(pilot)
            if done.complete:
                await press(pilot, "escape", "u", "u", "u")
                done = state(pilot)
        assert "disk is full" in review(pilot).query_one(Notice).words
        assert "NOT SAVED" in text_of(review(pilot).query_one(ReviewHeader))
        assert state(pilot).log == done.log
        pages = 1_000_000
        await press(pilot, "enter")
        assert not review(pilot).desk.problem
    assert [d.seq for d in stored(workspace)] == list(range(1, len(stored(workspace)) + 1))


async def test_two_screens_on_one_document_lose_nothing(
    workspace: Workspace, database: object
) -> None:
    with Workspace.open(str(database)) as other:
        async with screen(workspace) as pilot:
            async with screen(other) as second:
                await press(second, "enter")
                theirs = stored(other)
            await press(pilot, "x")
            assert "opened anew" in review(pilot).query_one(Notice).words
            assert [d.seq for d in state(pilot).log] == [d.seq for d in theirs]
            await press(pilot, "x")
            assert len(stored(workspace)) == len(theirs) + 1


async def test_the_end_of_a_document_asks_for_ratings(workspace: Workspace) -> None:
    async with screen(workspace, 2, size=SMALL) as pilot:
        for _ in range(8):
            if isinstance(pilot.app.screen, RatingScreen):
                break
            await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RatingScreen)
        await press(pilot, "4", "2", "9", "up", "c")
        await type_text(pilot, "thin")
        rated = [d for d in stored(workspace, 2) if d.action is Action.RATE]
        assert [(d.after.label, d.after.value) for d in rated if d.after][:2] == [
            ("sourcing", 4),
            ("support", 2),
        ]
        assert rated[-1].after is not None
        assert rated[-1].after.note == "thin"
        await press(pilot, "enter")
        assert [one.done for one in workspace.documents("ana")] == [False, True, False]


async def test_commit_first(workspace: Workspace) -> None:
    workspace.start_session("class-a", "commit-first")  # type: ignore[arg-type]
    async with screen(workspace, session="class-a") as pilot:
        pane = review(pilot).query_one(SentencePane)
        await press(pilot, "down")
        assert "Decide for yourself first" in text_of(pane)
        assert "show suggestions" in text_of(review(pilot).query_one(KeyBar))
        await press(pilot, "enter")
        assert "decide yourself first" in review(pilot).query_one(Notice).words
        await press(pilot, "4", "enter")
        assert "?" in text_of(pane)
        log = stored(workspace, session="class-a")
        assert not log[0].shown
        assert Action.SHOW in {d.action for d in log}


async def test_a_document_without_sentences_survives_every_key(workspace: Workspace) -> None:
    rubric = workspace.review(1, "ana").rubric
    empty = ReviewState.start(document_from_text("e.txt", " ", language="en"), rubric, mode="blind")
    async with screen(workspace, None) as pilot:
        pilot.app.push_screen(ReviewScreen(workspace, empty))
        await pilot.pause()
        for key in ("a", "x", "e", "c", "u", "U", "enter", "n", "tab", "space", "4", "h", "end"):
            await press(pilot, key)
            if key in {"space", "h"}:
                await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert not state(pilot).log
