"""``annotator weights``: a model's weights, for torch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.errors import tell


def weights(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write.")],
    *,
    base: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Whose weights; the bundled model's by default."),
    ] = None,
) -> None:
    """Write a model's weights as model.safetensors, which transformers loads; no torch needed.

    Needs the packages of annotator[torch] that read a graph and write the file.
    """
    from annotator.train.restoring import twin

    tell(f"{twin(out, base) / 'model.safetensors'} is written")
