"""``annotator evaluate``: suggesters against labelled data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.errors import ExitCode, tell
from annotator.cli.options import Format, Formatted
from annotator.cli.rows import line_of, print_rows

if TYPE_CHECKING:
    from annotator.evaluate.items import DataSet
    from annotator.evaluate.run import Fault, Result
    from annotator.suggest import Suggester


class Split(StrEnum):
    """Which part of the data: one to tune on, one to report on."""

    DEV = "dev"
    TEST = "test"


def evaluate(
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="FOLDER", help="Public data sets, one folder each."),
    ] = None,
    suggester: Annotated[
        list[str] | None,
        typer.Option("--suggester", metavar="SPEC", help="Whom to evaluate; may be repeated."),
    ] = None,
    split: Annotated[Split, typer.Option("--split", help="The part of the data.")] = Split.DEV,
    sets: Annotated[
        str,
        typer.Option("--sets", metavar="NAME,…", help="Only these sets.", show_default=False),
    ] = "",
    json_out: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the results as JSON.")
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option(
            "--markdown", metavar="FILE", help="Write a report, or bring a page's block up to date."
        ),
    ] = None,
    faults: Annotated[
        Path | None,
        typer.Option("--faults", metavar="FILE", help="Write what was wrong or missed, as JSONL."),
    ] = None,
    form: Formatted = Format.TABLE,
) -> None:
    """Measure suggesters against labelled data.

    Without --data, against the labelled news that comes with the program. Beside each suggester
    stand two plain baselines: the lexicon alone, and the constant answer that scores best.
    """
    from annotator.evaluate import DataError
    from annotator.evaluate.report import rows, table_rows
    from annotator.evaluate.run import evaluate_sets

    chosen = _chosen_sets(data, sets)
    try:
        results, wrong = evaluate_sets(
            chosen, _suggesters(suggester or [""]), data or Path(), split.value, tell
        )
    except DataError as error:
        tell(error)
        raise typer.Exit(ExitCode.FAILED) from None
    _write(chosen, results, wrong, split, json_out, markdown, faults)
    print_rows(table_rows(results) if form is Format.TABLE else rows(results), form)


def _suggesters(specs: list[str]) -> list[Suggester]:
    from annotator.evaluate.baselines import LexiconSuggester
    from annotator.evaluate.remembering import load_for_evaluation

    return [*map(load_for_evaluation, specs), LexiconSuggester()]


def _chosen_sets(data: Path | None, names: str) -> list[DataSet]:
    """Return the sets of these names; without names, all that are there."""
    from annotator.evaluate.sets import own_sets, public_sets

    known = {one.name: one for one in own_sets()}
    there = dict(known)
    if data:
        if not data.is_dir():
            raise typer.BadParameter(f"{data} is no folder", param_hint="--data")
        known |= {one.name: one for one in public_sets()}
        there |= {name: one for name, one in known.items() if (data / name).is_dir()}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        hint = "" if data else "; public sets need --data"
        raise typer.BadParameter(
            f"no data set is called {unknown[0]!r}; there are {', '.join(known)}{hint}",
            param_hint="--sets",
        )
    return [known[name] for name in wanted] or list(there.values())


def _write(
    chosen: list[DataSet],
    results: list[Result],
    wrong: list[Fault],
    split: Split,
    json_out: Path | None,
    markdown: Path | None,
    faults: Path | None,
) -> None:
    import json

    from annotator.evaluate import report

    if json_out:
        found = json.dumps(list(report.rows(results)), ensure_ascii=False, indent=2)
        json_out.write_text(found + "\n", encoding="utf-8")
    if markdown:
        page = markdown.read_text(encoding="utf-8") if markdown.exists() else ""
        told = report.markdown(chosen, results, split.value)
        markdown.write_text(report.filled(page, told, split.value), encoding="utf-8")
    if faults:
        lines = (line_of(row) + "\n" for row in report.fault_rows(wrong))
        faults.write_text("".join(lines), encoding="utf-8")
