"""``annotator ledger``: who is responsible for what a document claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.opening import open_existing
from annotator.cli.options import Database, Format, Formatted, Reviewer, Session
from annotator.cli.rows import Row, console, print_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from annotator.suggest.ledger import Entry, Ledger
    from rubric import Document, Mark

WIDEST = 100
_INDENT = 7


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
        (_print_sentences if sentences else _print_table)(console(), text, found)
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


def _print_table(out: Console, document: Document, found: Ledger) -> None:
    from rich.text import Text

    from annotator.cli.table import print_table

    head = ["grade", "source", "claims", *(["about"] if found.about else []), "in sentences"]
    rows = []
    for entry in found.entries:
        numbers = [len(entry.claims)] + ([len(entry.about)] if found.about else [])
        about = set(entry.about)
        told = Text(" ").join(_number(claim, claim in about) for claim in entry.claims)
        counts = [Text(str(number)) for number in numbers]
        rows.append([Text(entry.grade or "–"), _name(entry), *counts, told])
    out.print(_title(document, found), soft_wrap=True)
    print_table(out, head, rows, frozenset({2, 3} if found.about else {2}))


def _print_sentences(out: Console, document: Document, found: Ledger) -> None:
    from rich.text import Text

    from annotator.cli.reading import flat
    from annotator.cli.wrapping import wrap

    out.print(_title(document, found), soft_wrap=True)
    for entry in found.entries:
        counts = f"  {len(entry.claims)} claim{'s' if len(entry.claims) > 1 else ''}"
        counts += f", {len(entry.about)} about" if found.about else ""
        out.print()
        head = Text(f"{entry.grade or '–'}  ") + _name(entry) + Text(counts, style="dim")
        out.print(head, soft_wrap=True)
        for claim in entry.claims:
            margin = _number(claim, claim in entry.about)
            margin.align("right", _INDENT - 1)
            text = flat(document.quote(claim.span))
            for start, end in wrap(text, max(min(out.width, WIDEST) - _INDENT, 2)):
                out.print(margin + Text(" " + text[start:end]), soft_wrap=True)
                margin = Text(" " * (_INDENT - 1))


def _title(document: Document, found: Ledger) -> Text:
    from rich.text import Text

    from annotator.cli.reading import flat

    title = Text(flat(document.title or document.name), style="bold")
    if found.about:
        title.append(f"  about: {flat(found.about)} *", style="not bold dim")
    return title


def _name(entry: Entry) -> Text:
    from rich.text import Text

    from annotator.cli.reading import flat

    return Text(flat(entry.name) or "nobody", style="bold italic" if entry.nobody else "bold")


def _number(claim: Mark, asked: bool) -> Text:
    """Return a claim's sentence number; an asterisk marks one that was asked about."""
    from rich.text import Text

    number = f"{(claim.sentence or 0) + 1}{'*' if asked else ''}"
    return Text(number, style="bold yellow" if asked else "")
