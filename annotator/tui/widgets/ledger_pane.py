"""The ledger: who answers for the document's claims, and for those about something."""

from __future__ import annotations

from rich.text import Text

from annotator.review import Focus
from annotator.suggest.ledger import Entry, Ledger
from annotator.tui.drawing.ink import Ink
from annotator.tui.drawing.wrapping import one_line, padded
from annotator.tui.widgets.line_pane import LinePane, Paragraph


class LedgerPane(LinePane):
    """One line for each who is responsible; a click goes to the first claim."""

    def show(self, ledger: Ledger, ink: Ink) -> None:
        """Show a ledger."""
        about = f" ── about: {one_line(ledger.about)}" if ledger.about else ""
        self.entitle(f"Ledger{about}")
        width = self.room
        self.fill([_entry(one, ledger, ink, width) for one in ledger.entries])


def _entry(entry: Entry, ledger: Ledger, ink: Ink, width: int) -> Paragraph:
    name = "nobody" if entry.nobody else one_line(entry.name)
    claims = f"{len(entry.claims):>4} claim{' ' if len(entry.claims) == 1 else 's'}"
    about = f"{len(entry.about):>4} about" if ledger.about else ""
    room = width - 3 - len(claims) - len(about) - 1
    text = Text(end="")
    text.append(f"{entry.grade or '—'} ", ink.accent)
    text.append(padded(name, room), ink.quiet if entry.nobody else ink.strong)
    text.append(claims)
    text.append(about, ink.accent if entry.about else ink.quiet)
    first = (entry.about or entry.claims)[0].sentence if entry.claims else None
    return Paragraph(text, commands=() if first is None else (Focus(first),))
