"""The document: its sentences, their margin signs, and the marks on their words."""

from __future__ import annotations

from bisect import bisect_left

from rich.segment import Segment
from rich.style import Style
from textual import events

from annotator.review import Focus, Item, ReviewState, Select, Status
from annotator.tui.drawing.ink import LINES, Ink, Signs
from annotator.tui.drawing.page import Page, Row
from annotator.tui.drawing.painting import Patch, Sign, levels, paint, underline
from annotator.tui.drawing.wrapping import columns
from annotator.tui.widgets.asked import Asked
from annotator.tui.widgets.margin import NARROW, Margin
from annotator.tui.widgets.pane import Pane
from rubric import Document, Rubric, Span, Unit

MOST_SIGN_ROWS = 3


class DocumentPane(Pane):
    """Draws only the rows in view; a document of any length is laid out once for each width."""

    def __init__(self, document: Document, rubric: Rubric, ink: Ink) -> None:
        """Make the pane; :meth:`show` fills it."""
        super().__init__()
        self._document = document
        self._signs = Signs.of(rubric)
        self._ink = ink
        self._state: ReviewState | None = None
        self._page: Page | None = None
        self._margin = Margin(self._signs, len(document.sentences), spaced=True)
        self._looks: dict[int, tuple[list[Item], list[Patch]]] = {}
        self._anchor: int | None = None

    # values down

    def show(self, state: ReviewState) -> None:
        """Show a state of the review."""
        moved = self._state is None or self._state.focus != state.focus
        self._state = state
        self._looks.clear()
        if self._page is not None:
            self._unfold(self._page, state)
            if moved or state.selection is not None:
                self._reveal(self._page, state)
        self.redraw()

    def dye(self, ink: Ink) -> None:
        """Draw in other styles from now on."""
        self._ink = ink
        self._looks.clear()
        self.redraw()

    def on_resize(self) -> None:
        """Lay the document out for the new width."""
        spaced = self.room >= NARROW
        self._margin = Margin(self._signs, len(self._document.sentences), spaced=spaced)
        width = max(self.room - self._margin.width - 1, 10)
        if self._page is None or self._page.width != width:
            self._page = Page(self._document, width)
        if self._state is not None:
            self._unfold(self._page, self._state)
            self._reveal(self._page, self._state)
        self.redraw()

    def _unfold(self, page: Page, state: ReviewState) -> None:
        if self._document.sentences:
            signs = self._drawn_signs(state.items(state.focus))
            lines = page.lines(state.focus)
            page.unfold(state.focus, levels(signs, lines, MOST_SIGN_ROWS))

    def _reveal(self, page: Page, state: ReviewState) -> None:
        """Scroll so that the sentence in hand, or the selection in it, is in view."""
        if not self._document.sentences:
            return
        height = self.content_size.height
        first, last = page.rows_of(state.focus)
        if state.selection is not None and last - first > height:
            rows = [y for y in range(first, last) if _holds(page.row(y), state.selection.start)]
            first, last = (rows[0], rows[0] + 2) if rows else (first, last)
        self.reveal(first, last, above=height // 4, below=height // 3)

    # drawing

    def rows(self) -> int:
        """Return how many rows the page has."""
        return self._page.height if self._page else 0

    def draw(self, y: int, base: Style) -> tuple[list[Segment], Style]:
        """Return one row of the page."""
        row = self._page.row(y) if self._page else None
        if row is None or self._state is None or row.level < 0:
            return [], base
        if row.sentence == self._state.focus:
            base += self._ink.row
        return self._segments(row, self._state), base

    def _segments(self, row: Row, state: ReviewState) -> list[Segment]:
        assert self._page is not None
        items, patches = self._look(row.sentence, state)
        text = self._page.text
        if row.part == 0 and row.level == 0:
            margin = self._margin.draw(
                row.sentence,
                items,
                self._ink,
                focused=row.sentence == state.focus,
                waits=row.sentence in state.open,
            )
        else:
            margin = [Segment(" " * self._margin.width)]
        if row.level:
            signs = self._drawn_signs(items)
            return margin + underline(text, row.start, row.end, signs, row.level)
        return margin + paint(text, row.start, row.end, patches)

    def _look(self, sentence: int, state: ReviewState) -> tuple[list[Item], list[Patch]]:
        """Return a sentence's items and the styles on its words; worked out once for a state."""
        if sentence not in self._looks:
            items = state.items(sentence)
            self._looks[sentence] = (items, self._patches(sentence, items, state))
        return self._looks[sentence]

    def _patches(self, sentence: int, items: list[Item], state: ReviewState) -> list[Patch]:
        place = self._document.sentences[sentence]
        ink, patches = self._ink, []
        if place.unit is Unit.HEADING:
            patches.append(Patch(place.start, place.end, ink.strong))
        elif place.unit is not Unit.SENTENCE:
            patches.append(Patch(place.start, place.end, ink.quiet))
        for item in items:
            kind = self._signs.kinds.get(item.mark.layer)
            if kind is not None and item.status is not Status.REJECTED:
                style = ink.decided[kind] if item.stands else ink.layers[kind]
                patches.append(Patch(item.mark.start, item.mark.end, style))
        if sentence == state.focus:
            current = state.current()
            if current and current.mark.layer in self._signs.kinds:
                patches.append(Patch(current.mark.start, current.mark.end, ink.current))
        hits = _within(state.found, place.span)
        patches += [Patch(hit.start, hit.end, ink.found) for hit in hits]
        if state.selection is not None and sentence == state.focus:
            patches.append(Patch(state.selection.start, state.selection.end, ink.selected))
        return patches

    def _drawn_signs(self, items: list[Item]) -> list[Sign]:
        signs = []
        for item in items:
            kind = self._signs.kinds.get(item.mark.layer)
            if kind is None or item.status is Status.REJECTED:
                continue
            letter = self._signs.letters[item.mark.layer, item.mark.label]
            letter = letter.upper() if item.stands else letter.lower()
            line, style = LINES[kind], self._ink.lines[kind]
            signs.append(Sign(item.mark.start, item.mark.end, letter, line, style))
        return signs

    # messages up

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, or a click on a sentence."""
        if event.button == 1:
            self._anchor = self._offset(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down."""
        if self._anchor is None or not event.button:
            return
        here = self._offset(event)
        if here is not None and here != self._anchor:
            start, end = sorted((self._anchor, here))
            self.post_message(Asked((Select(Span(start, end + 1)),)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Go to the sentence, and the mark, that was clicked."""
        self.release_mouse()
        anchor, self._anchor = self._anchor, None
        row = self._row(event)
        if self._state is None or row is None or row.level < 0:
            return
        if anchor is not None and anchor != self._offset(event):
            return
        items = self._state.items(row.sentence)
        kinds = self._signs.kinds
        under = (
            place
            for place, item in enumerate(items)
            if anchor is not None
            and item.mark.layer in kinds
            and item.mark.start <= anchor < item.mark.end
        )
        self.post_message(Asked((Focus(row.sentence, next(under, None)),)))

    def _row(self, event: events.MouseEvent) -> Row | None:
        place = self.place_of(event)
        return self._page.row(place) if place is not None and self._page else None

    def _offset(self, event: events.MouseEvent) -> int | None:
        """Return the character under the mouse."""
        row, offset = self._row(event), event.get_content_offset(self)
        if row is None or offset is None or row.level < 0 or self._page is None:
            return None
        cell = offset.x - self._margin.width
        at = columns(self._page.text, row.start, row.end)
        places = [n for n, left in enumerate(at[:-1]) if left <= cell < at[n + 1]]
        return row.start + places[0] if places else None


def _holds(row: Row | None, place: int) -> bool:
    return row is not None and row.start <= place < row.end


def _within(found: tuple[Span, ...], place: Span) -> list[Span]:
    """Return the ranges that touch ``place``; they are in order and do not overlap."""
    first = bisect_left(found, Span(place.start, place.start))
    hits = []
    for hit in found[max(first - 1, 0) :]:
        if hit.start >= place.end:
            break
        if hit.overlaps(place):
            hits.append(hit)
    return hits
