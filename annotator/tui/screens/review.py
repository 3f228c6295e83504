"""The review screen: it joins the panes, the desk and the commands, and does little itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.timer import Timer

from annotator.review import BeginSelection, Command, Mode, ReviewState, Select
from annotator.service import FAILURES, MISUSES, ledger_of
from annotator.tui.arrivals import LedgerWorkedOut, SuggestionsArrived
from annotator.tui.commands.command import Command as KeyCommand
from annotator.tui.commands.review import review_keymap, selecting_keymap
from annotator.tui.desk import Desk
from annotator.tui.drawing.ink import Ink
from annotator.tui.selecting import Selecting
from annotator.tui.widgets.asked import Asked, Pressed
from annotator.tui.widgets.document_pane import DocumentPane
from annotator.tui.widgets.guideline_pane import GuidelinePane
from annotator.tui.widgets.inked import Inked
from annotator.tui.widgets.key_bar import Hint, KeyBar
from annotator.tui.widgets.ledger_pane import LedgerPane
from annotator.tui.widgets.line_pane import LinePane
from annotator.tui.widgets.notice import Notice
from annotator.tui.widgets.review_header import Heading, ReviewHeader
from annotator.tui.widgets.sentence_pane import SentencePane
from annotator.tui.widgets.why_pane import WhyPane

if TYPE_CHECKING:
    from annotator.service import Workspace
    from annotator.tui.app import AnnotatorApp

VIEWS = ("sentence", "rubric", "ledger")
"""What the lower pane of a small terminal shows, in turn."""
LEDGER_DELAY = 0.4
"""Seconds without a key after which the ledger is worked out anew."""


class ReviewScreen(Screen[None]):
    """One document under review; dismissed when the reviewer goes back to the list."""

    CSS_PATH = "review.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012
    app: AnnotatorApp

    def __init__(self, workspace: Workspace, state: ReviewState, place: str = "") -> None:
        """Review ``state``, which is document ``place`` ("2/5") of its session."""
        super().__init__()
        self.desk = Desk(workspace, state)
        self.selecting: Selecting | None = None
        self._workspace = workspace
        self._place = place
        self._view = VIEWS[0]
        self._ledger_timer: Timer | None = None
        self._ledger_of: tuple[int, str, int] | None = None
        self._make_keymaps()

    def _make_keymaps(self) -> None:
        rubric, language = self.state.rubric, self.state.language
        self.keymap = review_keymap(rubric, language)
        self.selecting_keymap = selecting_keymap(rubric, language)

    @property
    def state(self) -> ReviewState:
        """Where the review stands."""
        return self.desk.state

    def compose(self) -> ComposeResult:
        """Lay out the panes; the style sheet folds them where there is little room."""
        ink = self.app.ink
        yield ReviewHeader(ink)
        with Container(id="body"):
            with Vertical(id="left"):
                pane = DocumentPane(self.state.document, self.state.rubric, ink)
                pane.border_title = "Document"
                yield pane
                yield LedgerPane(ink.row)
            with Container(id="right"):
                yield SentencePane(ink.row)
                yield WhyPane(ink.row)
                yield GuidelinePane(ink.row)
        yield Notice(ink)
        yield KeyBar(ink)

    def on_mount(self) -> None:
        """Show the document, and have it suggested for if nothing was yet."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._dye())
        self.change_view(VIEWS[0])
        self._show()
        if not self.state.proposals.by_id and self.state.mode is not Mode.BLIND:
            self.say("suggestions are being worked out; you can begin")
            self._suggest()

    def on_resize(self) -> None:
        """Draw again for the new widths, once they are known."""
        self.call_after_refresh(self._show)

    # what the commands need

    def ask(self, *commands: Command) -> None:
        """Have the desk carry out commands of the review, and show what came of them."""
        finished = self.state.complete
        for command in commands:
            self.desk.ask(command)
        self._show()
        if self.state.complete and not finished and not self.desk.problem:
            self.rate()

    def say(self, words: str) -> None:
        """Show a message until the next key."""
        self.query_one(Notice).show(words)

    def select(self, selecting: Selecting | None) -> None:
        """Have the arrow keys select words, or move as usual again."""
        self.selecting = selecting
        if selecting is None:
            self.ask(Select(None))
        elif selecting.item or self.state.selection is None:
            self.ask(Select(None), BeginSelection())
        else:
            self._show()

    def change_view(self, view: str = "") -> None:
        """Show another pane under the text where there is little room."""
        self._view = view or VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        for one in VIEWS:
            self.set_class(one == self._view, f"-view-{one}")
        self.call_after_refresh(self._show)

    def change_language(self) -> None:
        """Show the rubric's words in its next language."""
        languages = self.state.rubric.languages
        here = languages.index(self.state.language) if self.state.language in languages else -1
        self.desk.state = replace(
            self.state, language=languages[(here + 1) % len(languages)], message=""
        )
        self._make_keymaps()
        self._show()
        self.say(f"the rubric in: {self.state.language}")

    def rate(self) -> None:
        """Rate the document; when that is done, go back to the list."""
        from annotator.tui.screens.rating import RatingScreen

        def rated(done: bool | None) -> None:
            self._show()
            if done and self.state.complete:
                self.back()

        self.app.push_screen(RatingScreen(self.desk), rated)

    def back(self) -> None:
        """Leave the selection; else the document."""
        if self.selecting is not None or self.state.selection is not None:
            self.select(None)
            return
        self.desk.leave()
        self.dismiss(None)

    def help(self) -> None:
        """Show the keys and what the signs mean."""
        from annotator.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.state, [self.keymap, self.selecting_keymap]))

    @property
    def commands(self) -> tuple[KeyCommand[ReviewScreen], ...]:
        """The commands that can be run now."""
        return (self.selecting_keymap if self.selecting else self.keymap).commands

    # messages from below

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key."""
        if self._press(event.key) or (event.character and self._press(event.character)):
            event.stop()
            event.prevent_default()

    def on_pressed(self, message: Pressed) -> None:
        """Run the command of a key whose name was clicked."""
        self._press(message.key)

    def _press(self, key: str) -> bool:
        command = (self.selecting_keymap if self.selecting else self.keymap).get(key)
        if command is None:
            return False
        command.run(self)
        return True

    def on_asked(self, message: Asked) -> None:
        """Carry out what was asked for with the mouse."""
        commands = message.commands
        if isinstance(commands[0], Select):
            self.selecting = self.selecting or Selecting()
        elif self.selecting is not None:
            self.selecting = None
            commands = (Select(None), *commands)
        self.ask(*commands)

    # values down

    def _show(self) -> None:
        """Show the state in all panes; panes that are folded away cost nothing."""
        if not self.is_mounted:
            return
        state, ink = self.state, self.app.ink
        self.query_one(DocumentPane).show(state)
        self.query_one(SentencePane).show(state, ink)
        self.query_one(WhyPane).show(state, ink)
        self.query_one(GuidelinePane).show(state, ink)
        self.query_one(ReviewHeader).show(self._heading())
        keymap = self.selecting_keymap if self.selecting else self.keymap
        self.query_one(KeyBar).show(_fitting(keymap.hints(), state))
        self.query_one(Notice).show(
            self.desk.problem or state.message, failed=bool(self.desk.problem)
        )
        self._show_ledger_soon()

    def _heading(self) -> Heading:
        state = self.state
        return Heading(
            left=(state.session, state.reviewer, str(state.mode)),
            title=state.document.title or state.document.name,
            language=state.document.language,
            place=f"doc {self._place}" if self._place else "",
            done=state.finished,
            total=len(state.document.sentences),
            saved=self.desk.saved,
        )

    def _show_ledger_soon(self) -> None:
        """Work the ledger out when the keys rest: it reads the whole document."""
        if self._ledger_key() == self._ledger_of:
            return
        if self._ledger_timer is not None:
            self._ledger_timer.stop()
        self._ledger_timer = self.set_timer(LEDGER_DELAY, self._show_ledger)

    def _show_ledger(self) -> None:
        if self.query_one(LedgerPane).display:
            self._ledger_of = self._ledger_key()
            self._work_ledger_out(self.state)

    @work(thread=True, exclusive=True, group="ledger")
    def _work_ledger_out(self, state: ReviewState) -> None:
        self.post_message(LedgerWorkedOut(ledger_of(state, state.about or None)))

    def on_ledger_worked_out(self, message: LedgerWorkedOut) -> None:
        """Show the ledger, unless a later one is on its way."""
        self.query_one(LedgerPane).show(message.ledger, self.app.ink)

    def _ledger_key(self) -> tuple[int, str, int]:
        state = self.state
        return len(state.log), state.about, len(state.proposals.by_id)

    def _dye(self) -> None:
        ink: Ink = self.app.ink
        self.query_one(DocumentPane).dye(ink)
        for pane in self.query(LinePane):
            pane.restyle(ink.row)
        for line in self.query(Inked):
            line.dye(ink)
        self._ledger_of = None
        self._show()

    # suggestions that come later

    @work(thread=True, exclusive=True)
    def _suggest(self) -> None:
        problem = ""
        try:
            outcomes = self._workspace.suggest([self.state.document_id])
            problem = next((one.problem for one in outcomes if one.problem), "")
        except (*FAILURES, *MISUSES) as error:
            problem = str(error)
        self.post_message(SuggestionsArrived(problem))

    def on_suggestions_arrived(self, message: SuggestionsArrived) -> None:
        """Show suggestions that were worked out meanwhile."""
        if message.problem:
            self.say(f"no suggestions: {message.problem}")
            return
        try:
            self.desk.refresh_suggestions()
        except FAILURES as error:
            self.say(str(error))
            return
        self._show()
        self.say(f"{len(self.state.proposals.by_id)} suggestions have arrived")


def _fitting(hints: list[Hint], state: ReviewState) -> list[Hint]:
    """Say what ↵ does while the suggestions of the sentence are still hidden."""
    if not state.hides(state.focus):
        return hints
    freeze = "keep mine, show suggestions"
    return [replace(hint, words=freeze) if hint.key == "enter" else hint for hint in hints]
