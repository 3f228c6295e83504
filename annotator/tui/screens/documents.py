"""The list of documents, with the reviewer's progress in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable

from annotator.review import least_certain_first
from annotator.service import DEFAULT_SESSION, FAILURES, MISUSES, DocumentProgress
from annotator.tui.drawing.wrapping import fit, one_line
from annotator.tui.screens.review import ReviewScreen
from annotator.tui.widgets.asked import Pressed
from annotator.tui.widgets.inked import Inked
from annotator.tui.widgets.key_bar import Hint, KeyBar
from annotator.tui.widgets.notice import Notice
from annotator.tui.widgets.review_header import Heading, ReviewHeader, bar

if TYPE_CHECKING:
    from annotator.service import Workspace
    from annotator.tui.app import AnnotatorApp

_HINTS = (
    Hint("↑↓", "choose", "down"),
    Hint("↵", "review", "enter"),
    Hint("n", "next unfinished", "n"),
    Hint("t", "light or dark", "t"),
    Hint("^p", "commands", "ctrl+p"),
    Hint("q", "quit", "q"),
)
_BAR = 12
ROOMY = 100
"""Columns from which there is room for marks and dates."""


class DocumentsScreen(Screen[None]):
    """Chooses what to review."""

    CSS_PATH = "documents.tcss"
    app: AnnotatorApp

    def __init__(
        self, workspace: Workspace, reviewer: str, session: str | None, *, uncertain: bool = False
    ) -> None:
        """List the documents of a session for a reviewer, the least certain first if asked."""
        super().__init__()
        self._workspace = workspace
        self._reviewer = reviewer
        self._session = session
        self._uncertain = uncertain
        self._listed: list[DocumentProgress] = []
        self._about: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Make the table between header and key bar."""
        ink = self.app.ink
        yield ReviewHeader(ink)
        table: DataTable[Text] = DataTable(cursor_type="row", zebra_stripes=False)
        table.border_title = Content("Documents")
        yield table
        yield Notice(ink)
        yield KeyBar(ink)

    def on_mount(self) -> None:
        """Fill the table."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._dye())
        self.query_one(KeyBar).show(_HINTS)
        self.reload()

    def on_screen_resume(self) -> None:
        """Show the progress made meanwhile."""
        if self._listed:
            self.reload()

    def on_resize(self) -> None:
        """Cut the titles anew for the new width."""
        self.call_after_refresh(self._fill)

    def reload(self) -> None:
        """Read the progress from the store."""
        try:
            list_ = self._workspace.uncertain if self._uncertain else self._workspace.documents
            self._listed = list_(self._reviewer, self._session)
            name = self._session or DEFAULT_SESSION
            mode = next((one.mode for one in self._workspace.sessions() if one.name == name), "")
            self._about = (name, self._reviewer, str(mode))
        except (*FAILURES, *MISUSES) as error:
            self.query_one(Notice).show(str(error), failed=True)
            return
        self._fill()

    def open(self, document_id: int) -> None:
        """Review a document."""
        try:
            state = self._workspace.review(document_id, self._reviewer, self._session)
        except (*FAILURES, *MISUSES) as error:
            self.query_one(Notice).show(str(error), failed=True)
            return
        if self._uncertain:
            state = least_certain_first(state)
        numbers = [one.id for one in self._listed]
        place = f"{numbers.index(document_id) + 1}/{len(numbers)}" if numbers else ""
        screen = ReviewScreen(self._workspace, self.app.localised(state), place)
        self.app.push_screen(screen, lambda _: self._after(document_id))

    def _after(self, document_id: int) -> None:
        """Put the cursor on what comes next: the document left, or the next one if it is done."""
        self.reload()
        numbers = [one.id for one in self._listed]
        row = numbers.index(document_id)
        self.query_one(DataTable).move_cursor(row=row)
        if self._listed[row].done:
            self._next()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        ink, width = self.app.ink, self.size.width
        roomy = width >= ROOMY
        room = max(width - (69 if roomy else 41), 14)
        table.clear(columns=True)
        titles = ("", "Title", "", "Progress", "Open", *(("Marks", "Last decision") * roomy))
        for title in titles:
            table.add_column(Text(title, style=ink.quiet))
        for place, one in enumerate(self._listed):
            cells = self._cells(place, one, room)
            table.add_row(*cells[: len(titles)], key=str(one.id))
        if self._listed:
            table.move_cursor(row=min(row, len(self._listed) - 1))
        elif not self.query_one(Notice).words:
            self.query_one(Notice).show("no documents yet: `annotator add FILE…` brings some in")
        self.query_one(ReviewHeader).show(self._heading())

    def _cells(self, place: int, one: DocumentProgress, room: int) -> list[Text]:
        ink = self.app.ink
        done = ink.good if one.done else ink.strong
        progress = f"{bar(one.decided, one.sentences, _BAR)} {one.decided:>3}/{one.sentences}"
        return [
            Text(f"{place + 1:>3}", style=ink.quiet),
            Text(fit(one_line(one.title or one.name), room), style=ink.strong),
            Text(one.language, style=ink.quiet),
            Text(progress, style=done),
            Text("done ✓" if one.done else f"{one.open:>4}", style=done),
            Text(f"{one.annotations:>5}", style=ink.quiet),
            Text(one.last[:16].replace("T", " "), style=ink.quiet),
        ]

    def _heading(self) -> Heading:
        done = sum(one.done for one in self._listed)
        return Heading(left=self._about, place="documents", done=done, total=len(self._listed))

    def _next(self) -> None:
        table = self.query_one(DataTable)
        count = len(self._listed)
        for step in range(1, count + 1):
            row = (table.cursor_row + step) % count
            if not self._listed[row].done:
                table.move_cursor(row=row)
                return
        self.query_one(Notice).show("every document is done")

    def _dye(self) -> None:
        for line in self.query(Inked):
            line.dye(self.app.ink)
        self._fill()

    # keys and clicks

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the row."""
        if event.row_key.value is not None:
            self.open(int(event.row_key.value))

    def on_key(self, event: events.Key) -> None:
        """Run a key of the list."""
        if self._press(event.key):
            event.stop()
            event.prevent_default()

    def on_pressed(self, message: Pressed) -> None:
        """Do what a key does whose name was clicked."""
        table = self.query_one(DataTable)
        if message.key == "enter":
            table.action_select_cursor()
        elif message.key == "down":
            table.action_cursor_down()
        elif message.key == "ctrl+p":
            self.app.action_command_palette()
        else:
            self._press(message.key)

    def _press(self, key: str) -> bool:
        table = self.query_one(DataTable)
        match key:
            case "q" | "escape":
                self.app.exit(0)
            case "t":
                self.app.action_change_theme_kind()
            case "n" if self._listed:
                self._next()
            case "j":
                table.action_cursor_down()
            case "k":
                table.action_cursor_up()
            case _:
                return False
        return True
