"""What the screens show: both sizes, other scripts, hostile texts, no colours, other rubrics."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import HOSTILE, SMALL, WIDE, press, review, screen, state, stored, text_of, type_text
from textual.widgets import DataTable

from annotator.service import Workspace
from annotator.tui.drawing.ink import LINES
from annotator.tui.screens.documents import DocumentsScreen
from annotator.tui.screens.help import HelpScreen
from annotator.tui.widgets.document_pane import DocumentPane
from annotator.tui.widgets.guideline_pane import GuidelinePane
from annotator.tui.widgets.key_bar import KeyBar
from annotator.tui.widgets.ledger_pane import LedgerPane
from annotator.tui.widgets.line_pane import LinePane
from annotator.tui.widgets.notice import Notice
from annotator.tui.widgets.review_header import ReviewHeader
from annotator.tui.widgets.sentence_pane import SentencePane
from annotator.tui.widgets.why_pane import WhyPane

SEEDS = Path(__file__).parents[2] / "seeds"
PANES = (DocumentPane, SentencePane, WhyPane, GuidelinePane, LedgerPane)
RUBRIC = """
[rubric]
id = "kitchen"
version = "2.1.0"
languages = ["en"]
[[layers]]
name = "taste"
unit = "sentence"
exclusive = true
letter = "T"
column = 1
[[layers.labels]]
name = "sweet"
key = "7"
letter = "W"
[[layers.labels]]
name = "sour"
key = "8"
letter = "O"
[[layers]]
name = "spice"
unit = "span"
key = "v"
letter = "V"
column = 2
[[layers.labels]]
name = "hot"
key = "1"
[[ratings]]
name = "delight"
low = 1
high = 3
[[constraints]]
name = "one_taste"
kind = "exactly_one"
layers = ["taste"]
"""
TEXTS = """
name = "Kitchen"
definition = "How a text tastes."
[layers.taste]
name = "Taste"
definition = "Of a sentence."
[layers.taste.labels.sweet]
name = "Sweet as honey"
definition = "It is sweet."
examples = ["Honey."]
counterexamples = ["Vinegar."]
[layers.taste.labels.sour]
name = "Sour"
definition = "It is sour."
examples = ["Vinegar."]
counterexamples = ["Honey."]
[layers.spice]
name = "Spice"
definition = "In words."
[layers.spice.labels.hot]
name = "Hot"
definition = "It burns."
examples = ["*Chili* burns."]
counterexamples = ["Milk."]
[ratings.delight]
name = "Delight"
definition = "Is it good?"
[ratings.delight.anchors]
1 = "no"
2 = "so so"
3 = "yes"
[constraints.one_taste]
rule = "every sentence has exactly one taste"
remedy = "taste it"
"""


async def test_a_large_terminal_shows_all_panes(workspace: Workspace) -> None:
    async with screen(workspace, size=WIDE) as pilot:
        for kind in PANES:
            pane = review(pilot).query_one(kind)
            assert pane.size.height >= 5, kind
        assert "Ada Brandt" in text_of(review(pilot).query_one(DocumentPane))


async def test_a_small_terminal_folds_them(workspace: Workspace) -> None:
    async with screen(workspace, size=SMALL) as pilot:
        seen = []
        for _ in range(4):
            seen.append([k for k in PANES if review(pilot).query_one(k).size.height])
            await press(pilot, "w")
        assert seen[0] == [DocumentPane, SentencePane, WhyPane]
        assert seen[1] == [DocumentPane, GuidelinePane]
        assert seen[2] == [DocumentPane, LedgerPane]
        assert seen[3] == seen[0]
        pane = review(pilot).query_one(DocumentPane)
        assert pane.content_size.height >= 8
        assert pane.room - pane._margin.width >= 56
        keys = text_of(review(pilot).query_one(KeyBar))
        assert "accept all" in keys
        assert keys.endswith("? help")


async def test_signs_stand_under_their_words_in_cells(workspace: Workspace) -> None:
    async with screen(workspace, 2) as pilot:
        lines = text_of(review(pilot).query_one(DocumentPane)).split("\n")
        row = next(n for n, line in enumerate(lines) if "据了解" in line)
        from rich.cells import cell_len

        left = cell_len(lines[row][: lines[row].index("据了解")])
        signs = lines[row + 1]
        assert signs[left] in "sh"
        assert signs[left + 1 : left + 6] == LINES[0] * 5
        assert all(cell_len(line) <= review(pilot).query_one(DocumentPane).room for line in lines)


async def test_chinese_is_selected_by_character_with_mouse_and_keys(workspace: Workspace) -> None:
    async with screen(workspace, 2) as pilot:
        pane = review(pilot).query_one(DocumentPane)
        left = pane._margin.width + 1  # the border
        await pilot.mouse_down(pane, offset=(left + 6, 1))
        await pilot.hover(pane, offset=(left + 9, 1))
        await pilot.mouse_up(pane, offset=(left + 9, 1))
        await pilot.pause()
        selection = state(pilot).selection
        assert selection is not None
        text = state(pilot).document.text
        assert selection.of(text) == text[selection.start : selection.start + len(selection)]
        assert len(selection) in {1, 2}
        await press(pilot, "escape", "end", "space", "down")
        assert state(pilot).selection is not None


async def test_a_click_goes_to_the_sentence(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await pilot.click(DocumentPane, offset=(40, 3))
        await pilot.pause()
        assert state(pilot).focus == 1
        await pilot.click(SentencePane, offset=(12, 2))
        await pilot.pause()
        assert state(pilot).item == 1
        pane = review(pilot).query_one(SentencePane)
        reject = text_of(pane).split("\n")[1].rindex("x")
        await pilot.click(SentencePane, offset=(reject + 2, 2))
        await pilot.pause()
        assert [d.action for d in stored(workspace)] == ["reject"]
        await pilot.click(KeyBar, offset=(5, 0))
        await pilot.pause()
        assert len(stored(workspace)) > 1


async def test_hostile_text_is_shown_and_does_nothing(workspace: Workspace) -> None:
    async with screen(workspace, 3) as pilot:
        pane = review(pilot).query_one(DocumentPane)
        shown = text_of(pane)
        assert "[red]Not red[/] and [/] and [link=http://x]y[/link]" in shown
        assert "␛[31mred␛[0m" in shown
        for size in (SMALL, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        strips = [
            widget.render_line(y)
            for widget in review(pilot).query("*")
            for y in range(widget.content_size.height)
        ]
        everything = "".join(strip.text for strip in strips)
        assert not set(everything) & set("\x1b\x07\u202e\u202c\u2066\u2069\u200b")
        await press(pilot, "slash")
        await type_text(pilot, "red")
        assert "of 3: red" in review(pilot).query_one(Notice).words
        await press(pilot, "l", "1")
        assert stored(workspace, 3)
    assert "\x1b" in HOSTILE


async def test_without_colours_letters_and_lines_say_it_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen(workspace) as pilot:
        await press(pilot, "enter", "a")
        pane = review(pilot).query_one(DocumentPane)
        segments = [s for y in range(pane.content_size.height) for s in pane.render_line(y)]
        styles = {s.style for s in segments if s.style}
        filters = [type(one).__name__ for one in pilot.app._filters]
        assert "NoColor" in filters
        assert any(style.underline for style in styles)
        assert any(style.reverse for style in styles)
        lines = text_of(pane)
        assert LINES[0] * 3 in lines
        assert "▶" in lines


@pytest.mark.parametrize("theme", ["annotator-dark", "annotator-light"])
async def test_contrast(theme: str) -> None:
    from textual.color import Color

    from annotator.tui.themes import DARK, LIGHT

    chosen = {one.name: one for one in (DARK, LIGHT)}[theme]
    grounds = [chosen.background, chosen.surface, chosen.variables["row"]]
    names = [n for n in chosen.variables if n.startswith(("layer-", "label-", "quiet"))]
    inks = [chosen.variables[name] for name in names]
    inks += [chosen.foreground, chosen.accent, chosen.success, chosen.error]
    for ground in grounds:
        for ink in inks:
            assert ground
            assert ink
            # WCAG 2.1, AA for text
            lights = sorted(_luminance(Color.parse(c)) + 0.05 for c in (ground, ink))
            assert lights[1] / lights[0] >= 4.5, (ground, ink)


def _luminance(color: object) -> float:
    parts = [c / 255 for c in color.rgb]  # type: ignore[attr-defined]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


async def test_light_and_dark(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        pane = review(pilot).query_one(DocumentPane)
        dark = pane.render_line(1)
        await press(pilot, "t")
        await pilot.pause(0.1)
        assert pane.render_line(1) != dark
        assert pane.render_line(1).text == dark.text
        await press(pilot, "t")
        await pilot.pause(0.1)
        assert pane.render_line(1) == dark


async def test_a_trainer_s_own_rubric(tmp_path: Path) -> None:
    folder = tmp_path / "kitchen"
    folder.mkdir()
    (folder / "rubric.toml").write_text(RUBRIC, encoding="utf-8")
    (folder / "en.toml").write_text(TEXTS, encoding="utf-8")
    document = tmp_path / "menu.txt"
    document.write_text("The soup burns. The cake is sweet.\n", encoding="utf-8")
    with Workspace.open(tmp_path / "k.db", folder) as workspace:
        workspace.add([document], language="en")
        workspace.start_session("kitchen", "blind")  # type: ignore[arg-type]
        async with screen(workspace, session="kitchen") as pilot:
            keys = text_of(review(pilot).query_one(KeyBar))
            assert "7-8 taste" in keys
            assert "v spice" in keys
            assert "claim" not in keys
            await press(pilot, "7", "v", "right", "right", "enter")
            log = stored(workspace, session="kitchen")
            assert [(d.after.layer, d.after.label) for d in log if d.after] == [
                ("taste", "sweet"),
                ("spice", "hot"),
            ]
            assert "W V" in text_of(review(pilot).query_one(DocumentPane))
            await press(pilot, "n", "8")
            await press(pilot, "3", "enter")
            assert stored(workspace, session="kitchen")[-1].after.value == 3


async def test_the_ledger_shows_on_whom_the_claims_about_the_party_rest(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "seeds.db") as workspace:
        workspace.add([next(SEEDS.glob("001_*.txt"))], language="en")
        workspace.suggest(spec="rules")
        async with screen(workspace) as pilot:
            await press(pilot, "g")
            await type_text(pilot, "CCP|communist")
            pane = review(pilot).query_one(LedgerPane)
            for _ in range(100):
                await pilot.pause(0.1)
                if "about" in text_of(pane):
                    break
            lines = text_of(pane).split("\n")
            (report,) = (line for line in lines if "Criminal Cancer" in line)
            assert report.rstrip().endswith("0 about")
            assert any("nobody" in line for line in lines)
            await pilot.click(LedgerPane, offset=(5, len([x for x in lines if x.strip()])))
            await pilot.pause()
            assert state(pilot).focus > 0
            await press(pilot, "g")
            await type_text(pilot, "(")
            assert "regular expression" in review(pilot).query_one(Notice).words


async def test_suggestions_may_arrive_later(workspace: Workspace) -> None:
    async with screen(workspace, 3) as pilot:
        await pilot.app.workers.wait_for_complete()
        for _ in range(50):
            await pilot.pause(0.1)
            if state(pilot).proposals.by_id:
                break
        assert state(pilot).proposals.by_id
        assert "arrived" in review(pilot).query_one(Notice).words
        await press(pilot, "enter")
        assert stored(workspace, 3)


async def test_the_list_of_documents(workspace: Workspace) -> None:
    async with screen(workspace, None, size=SMALL) as pilot:
        assert isinstance(pilot.app.screen, DocumentsScreen)
        table = pilot.app.screen.query_one(DataTable)
        assert table.row_count == 3
        await press(pilot, "down", "enter")
        await pilot.pause()
        assert state(pilot).document.name == "harbour-zh.txt"
        assert "doc 2/3" in text_of(review(pilot).query_one(ReviewHeader))
        await press(pilot, "enter", "q")
        await pilot.pause()
        cell = table.get_row_at(1)[3]
        assert "1/2" in str(cell)
        await press(pilot, "q")
    assert pilot.app.return_value == 0


async def test_help_names_every_key(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        pane = pilot.app.screen.query_one(LinePane)
        said = "\n".join("".join(s.text for s in line) for line, _ in pane._lines)
        for command in review(pilot).keymap.commands:
            assert command.words in said
            assert command.sign
            assert command.keys
        await press(pilot, "end", "escape")
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_runs_commands_by_name(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "ctrl+p")
        for char in "reject":
            await pilot.press(char)
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await pilot.pause(0.3)
        assert [d.action for d in stored(workspace)] == ["reject"]


async def test_the_review_goes_on_where_it_was_left(workspace: Workspace) -> None:
    async with screen(workspace) as pilot:
        await press(pilot, "down", "down", "q")
    async with screen(workspace) as pilot:
        assert state(pilot).focus == 2
