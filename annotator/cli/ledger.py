"""``annotator ledger``: who is responsible for what a document claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, Reviewer, Session
from annotator.cli.rows import Row, console, print_rows

if TYPE_CHECKING:
    from annotator.suggest.ledger import Entry, Ledger
    from rubric import Document


def ledger(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document's number or name.")],
    *,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            metavar="REGEX",
            help="Count the claims whose sentence matches, upper and lower case alike.",
        ),
    ] = None,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Print the claims below each source.")
    ] = False,
    form: Formatted = Format.TABLE,
    db: Database = "",
    reviewer: Reviewer = "",
    session: Session = "",
) -> None:
    """Group a document's claims by who answers for them.

    The best source comes first, claims that nobody answers for come last. A reviewer's own marks
    count where there are some, suggestions elsewhere.
    """
    with open_existing(db) as workspace:
        number = workspace.find(document)
        text = workspace.document(number)
        found = workspace.ledger(number, about, reviewer, session or None)
    if form is Format.TABLE:
        _print_table(text, found, sentences)
    else:
        print_rows((_row(text, entry) for entry in found.entries), form)


def _row(document: Document, entry: Entry) -> Row:
    about = set(entry.about)
    return {
        "document": document.name,
        "source": entry.name or None,
        "label": entry.label or None,
        "grade": entry.grade or None,
        "claims": len(entry.claims),
        "about": len(entry.about),
        "sentences": [
            {
                "sentence": claim.sentence,
                "start": claim.start,
                "end": claim.end,
                "label": claim.label,
                "about": claim in about,
                "quote": document.quote(claim.span),
            }
            for claim in entry.claims
        ],
    }


def _print_table(document: Document, found: Ledger, sentences: bool) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from annotator.cli.reading import flat

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", title_justify="left")
    table.add_column("grade")
    table.add_column("source", overflow="fold")
    table.add_column("claims", justify="right")
    if found.about:
        table.add_column(Text(f"about {flat(found.about)}"), justify="right", overflow="fold")
    table.add_column("in sentences" if not sentences else "what is claimed", overflow="fold")
    for entry in found.entries:
        name = Text(flat(entry.name) or "nobody", style="bold" if entry.name else "bold italic")
        told = _claims(document, entry, sentences)
        counts = [str(len(entry.claims))] + ([str(len(entry.about))] if found.about else [])
        table.add_row(entry.grade or "–", name, *counts, told)
    out = console()
    out.print(Text(flat(document.title or document.name), style="bold"), soft_wrap=True)
    out.print(table)


def _claims(document: Document, entry: Entry, sentences: bool) -> object:
    """Return the claims' numbers, or their sentences; an asterisk marks those asked about."""
    from rich.text import Text

    from annotator.cli.reading import flat

    about = set(entry.about)
    told = Text()
    for claim in entry.claims:
        asked = claim in about
        number = f"{(claim.sentence or 0) + 1}{'*' if asked else ''}"
        style = "yellow" if asked else ""
        if sentences:
            told.append(f"{number:<4} ", style="bold")
            told.append(flat(document.quote(claim.span)) + "\n", style=style)
        else:
            told.append(number, style=style).append(" ")
    told.rstrip()
    return told
