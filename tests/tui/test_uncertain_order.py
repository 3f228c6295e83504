"""Under ``--order uncertain`` the least certain comes next, of documents and inside one."""

from __future__ import annotations

from driving import press, review, state
from textual.widgets import DataTable

from annotator.review import ReviewState, Status
from annotator.service import Workspace
from annotator.tui.app import AnnotatorApp


def least(now: ReviewState, sentence: int) -> float:
    """Return the lowest confidence among a sentence's open items, rival claims aside."""
    items = [i for i in now.items(sentence) if i.status is Status.OPEN and i.suggestion]
    sure = [i.suggestion.confidence for i in items if i.suggestion and i.mark.layer != "claim"]
    claims = [i.suggestion.confidence for i in items if i.suggestion and i.mark.layer == "claim"]
    return min([*sure, *([max(claims)] if claims else [])], default=0.0)


async def test_the_least_certain_sentence_comes_next(workspace: Workspace) -> None:
    app = AnnotatorApp(workspace, 1, "ana", uncertain=True)
    async with app.run_test(size=(145, 45)) as pilot:
        await pilot.pause()
        await pilot.pause()
        begun = state(pilot)
        sure = {sentence: least(begun, sentence) for sentence in begun.open}
        expected = sorted(sure, key=lambda sentence: (sure[sentence], sentence))
        assert expected != sorted(expected)  # or the text's own order would do
        seen = [begun.focus]
        for _ in expected[1:]:
            await press(pilot, "n")
            seen.append(state(pilot).focus)
        assert seen == expected
        await press(pilot, "n")
        assert state(pilot).focus == expected[0]
        await press(pilot, "p")
        assert state(pilot).focus == expected[-1]
        await press(pilot, "n")
        here = state(pilot).current()
        assert here is not None
        assert here.suggestion is not None
        assert here.suggestion.confidence == sure[expected[0]]
        await press(pilot, "enter")
        assert expected[0] not in state(pilot).open
        assert state(pilot).focus == expected[1]


async def test_documents_stand_in_the_same_order_and_the_text_s_is_the_default(
    workspace: Workspace,
) -> None:
    app = AnnotatorApp(workspace, None, "ana", uncertain=True)
    async with app.run_test(size=(145, 45)) as pilot:
        await pilot.pause()
        table = app.screen.query_one(DataTable)
        listed = [one.id for one in workspace.uncertain("ana")]
        assert [int(row.value or 0) for row in table.rows] == listed
        assert listed != sorted(listed)
    plain = AnnotatorApp(workspace, 1, "ana")
    async with plain.run_test(size=(145, 45)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert review(pilot).state.focus == min(state(pilot).open)
        await press(pilot, "n")
        assert state(pilot).focus == sorted(state(pilot).open)[1]
