"""The application: its commands, and what happens to errors on the way out."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from annotator import __version__
from annotator.cli import db, rubric, session
from annotator.cli.add import add
from annotator.cli.compare import compare
from annotator.cli.documents import documents
from annotator.cli.errors import (
    ExitCode,
    exit_code_of,
    forget_output,
    message_of,
    tell,
    tell_what_is_logged,
)
from annotator.cli.evaluate import evaluate
from annotator.cli.export import export
from annotator.cli.import_ import import_
from annotator.cli.inspect import inspect
from annotator.cli.ledger import ledger
from annotator.cli.options import DEFAULT_DATABASE
from annotator.cli.readability import readability
from annotator.cli.review import begin, review
from annotator.cli.suggest import suggest
from annotator.cli.train import train
from annotator.cli.weights import weights


class Commands(TyperGroup):
    """The group of all commands, which tells expected errors without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command.

        Raises:
            typer.Exit: With the code that says how it went.
        """
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            forget_output()
            raise typer.Exit(ExitCode.DONE) from None
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            code = exit_code_of(error)
            if code is None:
                raise
            tell(message_of(error))
            raise typer.Exit(code) from None
        return outcome


app = typer.Typer(
    name="annotator",
    cls=Commands,
    help="Judge news text in the terminal: sourced, hedged, supported, fairly worded?",
    epilog="Without a command, annotator opens the review screen.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"annotator {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    db: Annotated[
        str,
        typer.Option("--db", envvar="ANNOTATOR_DB", metavar="PATH-or-URL", help="The database."),
    ] = DEFAULT_DATABASE,
    reviewer: Annotated[
        str,
        typer.Option(
            "--reviewer",
            envvar="ANNOTATOR_REVIEWER",
            metavar="NAME",
            help="Who decides; your login name by default.",
            show_default=False,
        ),
    ] = "",
    session: Annotated[
        str,
        typer.Option(
            "--session",
            envvar="ANNOTATOR_SESSION",
            metavar="NAME",
            help="The review session; the default one if none is named.",
            show_default=False,
        ),
    ] = "",
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print it."),
    ] = False,
) -> None:
    """Judge news text in the terminal: sourced, hedged, supported, fairly worded?"""
    if context.invoked_subcommand is None:
        begin(db, reviewer, session)


app.command()(review)
app.command()(add)
app.command()(suggest)
app.command()(inspect)
app.command()(compare)
app.command()(readability)
app.command()(documents)
app.command()(ledger)
app.command()(export)
app.command("import")(import_)
app.command()(evaluate)
app.command()(train)
app.command()(weights)
app.add_typer(session.app)
app.add_typer(rubric.app)
app.add_typer(db.app)


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # an output that is not Unicode must not stop us
            stream.reconfigure(errors="backslashreplace")
    tell_what_is_logged()
    app()
