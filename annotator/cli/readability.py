"""``annotator readability``: how hard files are to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.options import Encoding, Format, Formatted, Language
from annotator.cli.rows import Row, print_rows


def readability(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files.")],
    *,
    form: Formatted = Format.TABLE,
    language: Language = None,
    encoding: Encoding = None,
) -> None:
    """Say how hard files are to read.

    Each language has measures of its own; what a figure means stands beside it.
    """
    from annotator.text import UnreadableDocument, read, readability

    failed = False

    def rows() -> Iterator[Row]:
        nonlocal failed
        for path in files:
            try:
                document = read(path, language=language, encoding=encoding)
            except UnreadableDocument as error:
                failed = True
                tell(error)
                continue
            found = readability(document)
            for measure in found.measures:
                yield {
                    "document": document.name,
                    "language": document.language,
                    "sentences": found.sentences,
                    "measure": measure.name,
                    "value": round(measure.value, 3),
                    "label": measure.label,
                    "verdict": measure.verdict,
                }

    print_rows(rows(), form, ("document", "language", "label", "value", "verdict"))
    if failed:
        raise typer.Exit(ExitCode.FAILED)
