"""The sentence in hand: what is proposed for it, and what the reviewer made of that."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from annotator.review import Accept, Focus, Item, Reject, ReviewState, Status
from annotator.tui.drawing.ink import SIGNS, Ink, Signs, short_name
from annotator.tui.drawing.wrapping import fit, one_line, padded
from annotator.tui.widgets.line_pane import LinePane, Paragraph, clickable
from rubric import Mark

_ACTIONS = "  a x"


class SentencePane(LinePane):
    """One line for each item; the one in hand is marked."""

    def show(self, state: ReviewState, ink: Ink) -> None:
        """Show the items of the sentence in hand."""
        self.entitle(f"Sentence {state.focus + 1}" if state.document.sentences else "Sentence")
        lines = _Lines(state, ink, self.room)
        self.fill(lines.paragraphs() or [Paragraph(Text(_invitation(state), style=ink.quiet))])


def _invitation(state: ReviewState) -> str:
    if not state.document.sentences:
        return "This document has no sentences."
    if state.hides(state.focus):
        return (
            "Decide for yourself first: label the sentence and mark its words. "
            "↵ then shows the suggestions."
        )
    return "Nothing is proposed here. Label the sentence, and mark its words where they matter."


class _Lines:
    """Draws the items of one state for one width."""

    def __init__(self, state: ReviewState, ink: Ink, width: int) -> None:
        self._state = state
        self._ink = ink
        self._width = width
        self._signs = Signs.of(state.rubric)
        names = [short_name(layer, state.language) for layer in state.rubric.layers]
        self._names = min(max((cell_len(name) for name in names), default=0), 9)

    def paragraphs(self) -> list[Paragraph]:
        items = self._state.items(self._state.focus)
        return [self._paragraph(place, item) for place, item in enumerate(items)]

    def _paragraph(self, place: int, item: Item) -> Paragraph:
        ink, focused = self._ink, place == self._state.item
        goto = Focus(self._state.focus, place)
        text = Text(no_wrap=True, end="")
        text.append("▸" if focused else " ", ink.accent)
        text.append(SIGNS[item.status] + " ", self._sign(item))
        layer = short_name(self._state.rubric.layer(item.mark.layer), self._state.language)
        text.append(padded(layer, self._names) + " ", ink.quiet)
        number = f"{item.suggestion.confidence:.2f}".lstrip("0") if item.suggestion else "   "
        room = self._width - text.cell_len - 5 - len(_ACTIONS)
        for words, style in self._body(item, room):
            text.append(words, style)
        text.append(f" {number:>4}", ink.quiet)
        accept = ink.accent if item.status is Status.OPEN else ink.quiet
        for sign, command in (("a", Accept()), ("x", Reject())):
            text.append(" " if sign == "x" else "  ")
            style = accept if sign == "a" or item.status is not Status.REJECTED else ink.quiet
            text.append(*clickable(sign, (goto, command), style))
        return Paragraph(text, commands=(goto,), focused=focused)

    def _sign(self, item: Item) -> Style:
        match item.status:
            case Status.OPEN:
                return self._ink.accent
            case Status.REJECTED:
                return self._ink.bad
            case _:
                return self._ink.good

    def _body(self, item: Item, room: int) -> list[tuple[str, Style]]:
        """Return what is said of what, exactly ``room`` cells wide."""
        ink, mark = self._ink, item.mark
        label = self._state.rubric.label(mark.layer, mark.label)
        name = label.text(self._state.language).name.lower()
        kind = self._signs.kinds.get(mark.layer)
        gone = Style(strike=True) if item.status is Status.REJECTED else Style()
        if kind is None:
            style = ink.labels[self._signs.places[mark.layer, mark.label]] + gone
            whom = self._whom(mark)
            head = fit(name, room)
            rest = fit(f" ← {whom}", room - cell_len(head)) if whom else ""
            return _filled([(head, style), (rest, ink.quiet)], room)
        quote = one_line(self._state.document.quote(mark.span))
        grade = f" {label.grade}" if label.grade else ""
        head = quote + self._entity(mark, quote)
        tail = fit(f" {name}{grade}", max(room // 2, room - cell_len(head)))
        head = fit(head, room - cell_len(tail))
        gap = " " * max(room - cell_len(head) - cell_len(tail), 0)
        return _filled([(head, ink.lines[kind] + gone), (gap, Style()), (tail, gone)], room)

    def _entity(self, mark: Mark, quote: str) -> str:
        entity = one_line(mark.entity)
        return f" → {entity}" if entity and entity.casefold() != quote.casefold() else ""

    def _whom(self, mark: Mark) -> str:
        return ", ".join(one_line(self._state.document.quote(span)) for span in mark.sources)


def _filled(parts: list[tuple[str, Style]], room: int) -> list[tuple[str, Style]]:
    used = sum(cell_len(words) for words, _ in parts)
    return [*parts, (" " * max(room - used, 0), Style())]
