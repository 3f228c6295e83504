"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

DEFAULT_DATABASE = "annotator.db"


class Format(StrEnum):
    """How a command prints its rows."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class Order(StrEnum):
    """In which order documents are reviewed."""

    SESSION = "session"
    UNCERTAIN = "uncertain"


def _from_root(context: typer.Context, param: typer.CallbackParam, value: str | None) -> str:
    """Fall back to the option of the same name given before the command."""
    if value:
        return value
    return str(context.find_root().params.get(param.name or "", "") or "")


Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="PATH-or-URL",
        help=f"The database; else ANNOTATOR_DB; else {DEFAULT_DATABASE} in this folder.",
        show_default=False,
        callback=_from_root,
    ),
]
Reviewer = Annotated[
    str,
    typer.Option(
        "--reviewer",
        metavar="NAME",
        help="Who decides; else ANNOTATOR_REVIEWER; else your login name.",
        show_default=False,
        callback=_from_root,
    ),
]
Session = Annotated[
    str,
    typer.Option(
        "--session",
        metavar="NAME",
        help="The review session; else ANNOTATOR_SESSION; else the default one.",
        show_default=False,
        callback=_from_root,
    ),
]
Formatted = Annotated[
    Format, typer.Option("--format", help="How to print: for people, one array, or line by line.")
]
Ordered = Annotated[
    Order,
    typer.Option("--order", help="The session's own order, or the least certain first."),
]
SuggesterSpec = Annotated[
    str,
    typer.Option(
        "--suggester",
        metavar="SPEC",
        help="Which suggester; the best bundled one by default.",
        show_default=False,
    ),
]
SuggesterSpecs = Annotated[
    list[str] | None,
    typer.Option(
        "--suggester",
        metavar="SPEC",
        help="Which suggester; say it again for more, each kept apart.",
        show_default=False,
    ),
]
Language = Annotated[
    Literal["en", "fr", "zh"] | None,
    typer.Option("--language", help="Do not detect the language."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Do not detect the encoding."),
]
RubricFile = Annotated[
    Path | None,
    typer.Option("--rubric", metavar="FILE", help="A rubric of your own, as TOML."),
]
