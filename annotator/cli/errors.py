"""Exit codes, and the one shape in which an expected error is told."""

from __future__ import annotations

import errno
import logging
import os
import sys
from enum import IntEnum

import typer


class ExitCode(IntEnum):
    """What the process says when it ends."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


def tell(message: object) -> None:
    """Print ``annotator: message`` on standard error, with hostile characters made visible."""
    from annotator.text import display_text

    lines = str(message).splitlines() or [""]
    typer.echo("annotator: " + "\n".join(display_text(line) for line in lines), err=True)


class _Telling(logging.Handler):
    """Tells what the program's parts log, such as where a suggester sends text."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one record, in one line."""
        tell(record.getMessage())


def tell_what_is_logged() -> None:
    """Print warnings of the program's own parts on standard error."""
    logger = logging.getLogger("annotator")
    logger.addHandler(_Telling(logging.WARNING))
    logger.propagate = False


def message_of(error: Exception) -> str:
    """Return what an error says, as ``file: what is wrong``."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    remedy = "; make room there, or name another place" if full else ""
    return f"{place}{error.strerror}{remedy}"


def exit_code_of(error: Exception) -> ExitCode | None:
    """Return the exit code of an error that a person can remedy; None for a defect of ours."""
    from annotator.service import FAILURES, MISUSES

    if isinstance(error, MISUSES):
        return ExitCode.USAGE
    if isinstance(error, FAILURES):
        return ExitCode.FAILED
    return None


def forget_output() -> None:
    """Point standard output at nothing, after its reader has gone, so that exiting is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
