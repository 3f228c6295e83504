"""Why an item is proposed, and what the sentence still lacks."""

from __future__ import annotations

from rich.text import Text

from annotator.review import Item, ReviewState, Status
from annotator.tui.drawing.ink import Ink
from annotator.tui.drawing.wrapping import one_line
from annotator.tui.widgets.line_pane import LinePane, Paragraph

_PROPOSERS = {"joined": "rules and model", "rules": "the rules", "model": "the model"}
_NEARNESS = {
    "direct": "The text has it from the source itself.",
    "secondary": "It reached the text through somebody else, such as another outlet.",
}
_STANDS = {
    Status.OPEN: "",
    Status.ACCEPTED: "You accepted this.",
    Status.EDITED: "You changed this.",
    Status.REJECTED: "You rejected this.",
    Status.OWN: "Your own mark.",
}


class WhyPane(LinePane):
    """Gives the reason for the item in hand, in words."""

    def show(self, state: ReviewState, ink: Ink) -> None:
        """Show the reason for the item in hand, notes on it, and what is wrong or missing."""
        self.entitle("Why")
        item = state.current()
        paragraphs = _missing(state, ink)
        if item is not None:
            paragraphs = [*_reasons(item, ink), *paragraphs]
        self.fill(paragraphs)


def _nearness(proximity: str) -> str:
    return _NEARNESS.get(proximity, one_line(proximity))


def _reasons(item: Item, ink: Ink) -> list[Paragraph]:
    found = []
    if item.suggestion is not None:
        found.append(Paragraph(Text(one_line(item.suggestion.rationale))))
    said = _STANDS[item.status]
    if item.suggestion is not None:
        told = _PROPOSERS.get(item.suggestion.suggester, item.suggestion.suggester)
        said = f"{said} Proposed by {told}, {item.suggestion.confidence:.0%} sure.".strip()
    found.append(Paragraph(Text(said, style=ink.quiet)))
    if item.mark.proximity:
        found.append(Paragraph(Text(_nearness(item.mark.proximity), style=ink.quiet)))
    if item.mark.note:
        found.append(Paragraph(Text.assemble(("note  ", ink.accent), one_line(item.mark.note)), 6))
    return found


def _missing(state: ReviewState, ink: Ink) -> list[Paragraph]:
    if not state.document.sentences or state.hides(state.focus):
        return []
    if any(item.status is Status.OPEN for item in state.items(state.focus)):
        return []  # what is open may well be what is missing
    return [
        Paragraph(Text.assemble(("! ", ink.bad), fault.message, "; ", fault.remedy), 2)
        for fault in state.problems(state.focus)
    ]
