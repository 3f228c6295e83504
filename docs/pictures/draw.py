"""Draw the pictures of the documentation with the program itself (``make docs``).

The review screen is driven as a person would: two sentences of the English example are accepted, a
sentence is looked for, and the ledger is asked who answers for the claims about the party.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from annotator.service import Workspace
from annotator.tui.app import AnnotatorApp

FOLDER = Path(__file__).parent
EXAMPLE = 2
SIZE = (140, 45)


async def _type(pilot: Pilot[int], text: str) -> None:
    names = {" ": "space", "|": "vertical_line"}
    await pilot.press(*(names.get(character, character) for character in text), "enter")
    await pilot.pause()


async def _draw(name: str, theme: str) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(Path(folder) / "picture.db") as workspace,
    ):
        workspace.add_seeds()
        workspace.suggest()
        app = AnnotatorApp(workspace, EXAMPLE, "ana", theme=theme)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            await pilot.press("enter", "enter", "slash")
            await _type(pilot, "Shi believes")
            await pilot.press("g")
            await _type(pilot, "CCP|communist")
            await pilot.pause(0.5)
            (FOLDER / name).write_text(app.export_screenshot(title=""), encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    asyncio.run(_draw("review.svg", "annotator-dark"))
