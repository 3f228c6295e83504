"""The end of a document: rate it as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from annotator.review import Command, Rate, Redo, Undo
from annotator.tui.drawing.wrapping import one_line, padded
from annotator.tui.screens.ask import AskScreen
from annotator.tui.widgets.asked import Asked, Pressed
from annotator.tui.widgets.key_bar import Hint, KeyBar
from annotator.tui.widgets.line_pane import LinePane, Paragraph, clickable
from annotator.tui.widgets.notice import Notice
from annotator.tui.widgets.review_header import Heading, ReviewHeader
from rubric import RATING, Mark, Rating

if TYPE_CHECKING:
    from annotator.tui.app import AnnotatorApp
    from annotator.tui.desk import Desk

_HINTS = (
    Hint("↑↓", "choose", "down"),
    Hint("1-9", "rate", ""),
    Hint("c", "comment", "c"),
    Hint("u", "undo", "u"),
    Hint("↵", "done", "enter"),
    Hint("esc", "back to the text", "escape"),
)


class RatingScreen(Screen[bool]):
    """Dismissed with True when the reviewer is done with the document."""

    CSS_PATH = "rating.tcss"
    app: AnnotatorApp

    def __init__(self, desk: Desk) -> None:
        """Rate the document on the desk."""
        super().__init__()
        self._desk = desk
        self._place = 0

    @property
    def _ratings(self) -> tuple[Rating, ...]:
        return self._desk.state.rubric.ratings

    def compose(self) -> ComposeResult:
        """Make the list of scales above the guidance for the one in hand."""
        ink = self.app.ink
        yield ReviewHeader(ink)
        with Container(id="form"):
            yield LinePane(ink.row, id="scales")
            yield LinePane(ink.row, id="anchors")
        yield Notice(ink)
        yield KeyBar(ink)

    def on_mount(self) -> None:
        """Show the ratings once the widths are known."""
        self.query_one("#scales", LinePane).entitle("The document as a whole")
        self.query_one("#scales").styles.height = len(self._ratings) + 4
        self.query_one(KeyBar).show(_HINTS)
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self.call_after_refresh(self._show)

    def _given(self, rating: Rating) -> Mark | None:
        marks = self._desk.state.standing.marks(None)
        found = (mark for mark in marks if mark.layer == RATING and mark.label == rating.name)
        return next(found, None)

    def _show(self) -> None:
        desk, state = self._desk, self._desk.state
        self.query_one(ReviewHeader).show(
            Heading(
                left=(state.session, state.reviewer, str(state.mode)),
                title=state.document.title or state.document.name,
                language=state.document.language,
                done=state.finished,
                total=len(state.document.sentences),
                saved=desk.saved,
            )
        )
        waiting = f"{len(state.open)} sentences still wait" if state.open else ""
        self.query_one(Notice).show(
            desk.problem or state.message or waiting, failed=bool(desk.problem)
        )
        scales = self.query_one("#scales", LinePane)
        lines = [Paragraph(Text(""))]
        lines += [self._scale(place, rating) for place, rating in enumerate(self._ratings)]
        scales.fill(lines)
        if self._ratings:
            self._show_anchors(self._ratings[self._place])

    def _scale(self, place: int, rating: Rating) -> Paragraph:
        ink, mark = self.app.ink, self._given(rating)
        focused = place == self._place
        text = Text(end="").append(" ▸ " if focused else "   ", ink.accent)
        name = one_line(rating.text(self._desk.state.language).name)
        text.append(padded(name, 22), ink.strong if focused else "")
        for step in range(rating.low, rating.high + 1):
            chosen = mark is not None and mark.value == step
            sign = f"({step})" if chosen else f" {step} "
            style = ink.accent if chosen else ink.quiet
            text.append(*clickable(sign, (Rate(rating.name, step),), style))
            text.append(" ")
        if mark is not None and mark.note:
            text.append("  " + one_line(mark.note), ink.quiet)
        return Paragraph(text, 25, focused=focused)

    def _show_anchors(self, rating: Rating) -> None:
        ink, pane = self.app.ink, self.query_one("#anchors", LinePane)
        words = rating.text(self._desk.state.language)
        pane.entitle(one_line(words.name))
        lines = [Paragraph(Text(one_line(words.definition))), Paragraph(Text(""))]
        for step, anchor in sorted(words.anchors.items()):
            text = Text(end="").append(f"{step}  ", ink.accent)
            lines.append(Paragraph(text.append(one_line(anchor), ink.quiet), 3))
        pane.fill(lines)

    # keys and clicks

    def on_key(self, event: events.Key) -> None:
        """Choose, rate, comment, or go on."""
        if self._press(event.key):
            event.stop()
            event.prevent_default()

    def on_pressed(self, message: Pressed) -> None:
        """Do what a key does whose name was clicked."""
        self._press(message.key)

    def on_asked(self, message: Asked) -> None:
        """Rate with the mouse."""
        for command in message.commands:
            if isinstance(command, Rate):
                self._place = [x.name for x in self._ratings].index(command.rating)
            self._ask(command)

    def _press(self, key: str) -> bool:
        steps = {"down": 1, "j": 1, "tab": 1, "up": -1, "k": -1, "shift+tab": -1}
        if key in steps and self._ratings:
            self._place = (self._place + steps[key]) % len(self._ratings)
            self._show()
        elif key.isdecimal() and self._ratings:
            self._rate(int(key))
        elif key == "c" and self._ratings:
            self._comment()
        elif key in {"u", "U"}:
            self._ask(Undo() if key == "u" else Redo())
        elif key == "t":
            self.app.action_change_theme_kind()
            self._show()
        elif key in {"enter", "escape", "q"}:
            self.dismiss(key == "enter")
        else:
            return False
        return True

    def _rate(self, value: int) -> None:
        rating = self._ratings[self._place]
        if self._ask(Rate(rating.name, value)) and self._place < len(self._ratings) - 1:
            self._place += 1
            self._show()

    def _comment(self) -> None:
        rating = self._ratings[self._place]
        mark = self._given(rating)
        if mark is None or mark.value is None:
            self.query_one(Notice).show("rate it first; then say why")
            return
        value = mark.value

        def written(text: str | None) -> None:
            if text is not None:
                self._ask(Rate(rating.name, value, text.strip()))

        name = rating.text(self._desk.state.language).name
        self.app.push_screen(AskScreen(f"Why this rating: {name}", mark.note), written)

    def _ask(self, command: Command) -> bool:
        stored = self._desk.ask(command)
        self._show()
        return stored
