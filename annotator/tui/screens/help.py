"""The help: every key of the review, and what the signs of this rubric mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from annotator.review import ReviewState, Status
from annotator.tui.commands.command import Keymap
from annotator.tui.drawing.ink import LINES, SIGNS, Signs
from annotator.tui.drawing.wrapping import one_line, padded
from annotator.tui.widgets.line_pane import LinePane, Paragraph

if TYPE_CHECKING:
    from annotator.tui.app import AnnotatorApp

_MEANINGS = {
    Status.OPEN: "proposed, and open",
    Status.ACCEPTED: "you accepted it",
    Status.EDITED: "you changed it",
    Status.REJECTED: "you rejected it",
    Status.OWN: "your own mark",
}


class HelpScreen(ModalScreen[None]):
    """Scrolls with the arrow keys; any other key leaves."""

    CSS_PATH = "help.tcss"
    app: AnnotatorApp

    def __init__(self, state: ReviewState, keymaps: Sequence[Keymap[Any]]) -> None:
        """Explain the keys of ``keymaps`` and the rubric of ``state``."""
        super().__init__()
        self._state = state
        self._keymaps = keymaps

    def compose(self) -> ComposeResult:
        """Make the one pane."""
        pane = LinePane(self.app.ink.row)
        pane.entitle("Help")
        pane.border_subtitle = Content("↑↓ scroll   esc leave")
        yield pane

    def on_mount(self) -> None:
        """Fill the pane once its width is known."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        self.query_one(LinePane).fill([*self._keys(), *self._legend()])

    def _keys(self) -> list[Paragraph]:
        ink = self.app.ink
        groups: dict[str, list[Paragraph]] = {}
        for keymap in self._keymaps:
            for command in keymap.commands:
                if keymap is not self._keymaps[0] and command.group != "While selecting":
                    continue
                text = Text(end="").append(padded(f"  {command.sign}", 8), ink.accent)
                text.append(one_line(command.words), ink.strong)
                if command.help:
                    text.append("  " + one_line(command.help), ink.quiet)
                groups.setdefault(command.group, []).append(Paragraph(text, 8))
        palette = Text(end="").append("  ctrl+p", ink.accent)
        palette.append("  All commands by name", ink.strong)
        groups.setdefault("The document", []).append(Paragraph(palette, 8))
        lines = []
        for group, paragraphs in groups.items():
            lines += [Paragraph(Text(group, style=ink.strong)), *paragraphs, Paragraph(Text(""))]
        return lines

    def _legend(self) -> list[Paragraph]:
        ink, state = self.app.ink, self._state
        signs = Signs.of(state.rubric)
        lines = [Paragraph(Text("Signs", style=ink.strong))]
        lines.append(
            Paragraph(
                Text(
                    "  A capital stands for what was decided, a small letter for what is only "
                    "proposed. ✓ beside the number: the sentence is done.",
                    style=ink.quiet,
                ),
                2,
            )
        )
        for layer in state.rubric.layers:
            kind = signs.kinds.get(layer.name)
            letters = dict.fromkeys(signs.letters[layer.name, x.name] for x in layer.labels)
            text = Text(end="").append(padded(f"  {' '.join(letters)}", 12), ink.accent)
            if kind is not None:
                text.append(padded(LINES[kind] * 3, 5), ink.lines[kind])
            text.append(one_line(layer.text(state.language).name), ink.strong)
            text.append("  " + one_line(layer.text(state.language).definition), ink.quiet)
            lines.append(Paragraph(text, 12))
        for status, meaning in _MEANINGS.items():
            text = Text(end="").append(padded(f"  {SIGNS[status]}", 12), ink.accent)
            lines.append(Paragraph(text.append(meaning), 12))
        return lines

    def on_key(self, event: events.Key) -> None:
        """Scroll, or leave."""
        event.stop()
        event.prevent_default()
        pane = self.query_one(LinePane)
        page = max(pane.content_size.height - 2, 1)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "space": page}
        steps |= {"pageup": -page, "home": -(10**6), "end": 10**6}
        if event.key in steps:
            pane.roll(steps[event.key])
        else:
            self.dismiss(None)
