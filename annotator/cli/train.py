"""``annotator train``: let the model learn from what reviewers decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.errors import tell
from annotator.cli.opening import open_existing
from annotator.cli.options import Format, Formatted
from annotator.cli.rows import print_rows


def train(
    source: Annotated[
        str,
        typer.Option("--from", metavar="PATH-or-URL", help="The database with the decisions."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Where the learned model is written.")
    ],
    *,
    base: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The model to start from; the bundled one by default."),
    ] = None,
    shown_weight: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="What decisions count that were made while suggestions were shown.",
        ),
    ] = 0.0,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Fine-tune the whole model; takes minutes, and needs annotator[torch]."
        ),
    ] = False,
    form: Formatted = Format.TABLE,
) -> None:
    """Refit the model's sentence labels on decided sentences; seconds, and no torch.

    Gains are told on documents held out, with a 95 % interval. A model that would get worse is not
    written. Use the result with --suggester joined:FOLDER.
    """
    with open_existing(source, "--from") as workspace:
        learned = workspace.learn(out, base, shown_weight, full=full)
    tell(
        f"learned from {learned.sentences} sentences of {learned.documents} documents; "
        f"use it with --suggester joined:{learned.folder}"
    )
    print_rows(
        (
            {
                "label": gain.label,
                "sentences": gain.sentences,
                "before": round(gain.before, 3),
                "after": round(gain.after, 3),
                "gain": round(gain.difference, 3),
                "low": round(gain.low, 3),
                "high": round(gain.high, 3),
                "learned": gain.learned,
            }
            for gain in learned.gains
        ),
        form,
    )
