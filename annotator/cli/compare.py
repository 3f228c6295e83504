"""``annotator compare``: how far suggesters agree on files, and where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.options import Encoding, Format, Formatted, Language, RubricFile, SuggesterSpecs
from annotator.cli.rows import Row, print_rows

if TYPE_CHECKING:
    from annotator.service.comparing import Proposed
    from annotator.suggest.compare import Compared
    from rubric import Rubric


def compare(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files.")],
    *,
    suggester: SuggesterSpecs = None,
    differences: Annotated[
        bool, typer.Option("--differences", help="Print where they differ, not how much.")
    ] = False,
    form: Formatted = Format.TABLE,
    language: Language = None,
    encoding: Encoding = None,
    rubric: RubricFile = None,
) -> None:
    """Compare suggesters on files; store nothing.

    Name two or more with --suggester. Each proposes for itself, and every two are compared.
    """
    from annotator.service.comparing import Proposed, propose
    from rubric import load

    specs = list(dict.fromkeys(suggester or ()))
    if len(specs) < 2:
        raise typer.BadParameter("name two or more", param_hint="--suggester")
    codebook = load(rubric)
    proposed, failed = [], False
    for outcome in propose(files, specs, language, encoding, codebook):
        if isinstance(outcome, Proposed):
            proposed.append(outcome)
        else:
            failed = True
            tell(outcome.reason)
    rows = _differences if differences else _agreements
    print_rows(rows(proposed, specs, codebook), form)
    if failed:
        raise typer.Exit(ExitCode.FAILED)


def _pairs(
    proposed: Sequence[Proposed], specs: Sequence[str]
) -> Iterator[tuple[str, str, list[Compared]]]:
    from annotator.suggest.compare import Compared

    for first, second in combinations(specs, 2):
        yield (
            first,
            second,
            [Compared(one.document, one.by[first], one.by[second]) for one in proposed],
        )


def _agreements(
    proposed: Sequence[Proposed], specs: Sequence[str], rubric: Rubric
) -> Iterator[Row]:
    from annotator.suggest.compare import agreements

    for first, second, compared in _pairs(proposed, specs):
        for one in agreements(compared, rubric):
            yield {
                "first": first,
                "second": second,
                "layer": one.layer,
                "by_first": one.first,
                "by_second": one.second,
                "same": one.same,
                "touching": one.touching,
                "relabelled": one.relabelled,
                "agreement": _rounded(one.agreement),
                "kappa": _rounded(one.kappa),
            }


def _differences(
    proposed: Sequence[Proposed], specs: Sequence[str], rubric: Rubric
) -> Iterator[Row]:
    from annotator.suggest.compare import differences

    for first, second, compared in _pairs(proposed, specs):
        for one in differences(compared, rubric):
            yield {
                "document": one.document.name,
                "sentence": one.mark.sentence,
                "layer": one.layer,
                "start": one.mark.start,
                "end": one.mark.end,
                "quote": one.document.quote(one.mark.span),
                "first": first,
                "label_first": one.first,
                "second": second,
                "label_second": one.second,
            }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
