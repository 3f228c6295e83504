"""How the review screen looks: few pictures, of what other tests cannot see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from driving import SMALL, WIDE, fixed_state
from textual.pilot import Pilot

import rubric
from annotator.review import AcceptAll, Focus, apply
from annotator.service import Workspace
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.review import ReviewScreen
from annotator.tui.widgets.ledger_pane import LedgerPane
from rubric import Label, LabelText, LayerText, Rubric


def plain() -> Rubric:
    """Return the built-in rubric with texts that nobody rewrites."""
    built_in = rubric.load()

    def label(one: Label) -> Label:
        words = LabelText(
            one.name.replace("_", " "), f"What {one.name} means.", ("*Yes*.",), ("No.",)
        )
        return replace(one, texts={"en": words})

    layers = [
        replace(
            layer,
            texts={"en": LayerText(layer.name, f"What {layer.name} means.")},
            labels=tuple(label(one) for one in layer.labels),
        )
        for layer in built_in.layers
    ]
    return replace(built_in, layers=tuple(layers))


@pytest.mark.parametrize(
    ("size", "theme"),
    [(WIDE, "annotator-dark"), (WIDE, "annotator-light"), (SMALL, "annotator-dark")],
    ids=["wide-dark", "wide-light", "small"],
)
def test_the_review_screen(
    snap_compare: Any, workspace: Workspace, size: tuple[int, int], theme: str
) -> None:
    state = fixed_state(plain())
    for command in (Focus(0), AcceptAll()):
        state, _ = apply(state, command)

    async def show(pilot: Pilot[int]) -> None:
        pilot.app.push_screen(ReviewScreen(workspace, state, "1/3"))
        await pilot.pause(0.2)
        ledger = pilot.app.screen.query_one(LedgerPane)
        while ledger.size.height and not ledger.rows():
            await pilot.pause(0.1)
        await pilot.pause()

    app = AnnotatorApp(workspace, None, "ana", theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=show)
