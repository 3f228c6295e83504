"""Files of JSON lines: one object a line, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

Record = Mapping[str, Any]

# What JSON leaves as it is, but terminals obey, some readers take for the end of a line, or UTF-8
# cannot carry. All of it can only stand inside strings.
_HOSTILE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class RecordError(Exception):
    """A line of a file is not what it should be; the message names place and remedy."""

    def __init__(self, path: Path | str, line: int, problem: str, remedy: str) -> None:
        """Make the error of a line, counted from 1; 0 stands for the whole file."""
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}; {remedy}")
        self.path = path
        self.line = line


def line(record: Record) -> str:
    """Return a record as one line of JSON, without its end.

    Text stays readable; control, bidirectional and other characters that would break the line or
    command a terminal are escaped.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return escaped(text)


def escaped(text: str) -> str:
    """Return JSON with the characters escaped that terminals obey or UTF-8 cannot carry."""
    return _HOSTILE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the objects of a file with their line numbers, from 1; empty lines are passed over.

    Raises:
        RecordError: If a line is no JSON object in UTF-8.
        OSError: If the file cannot be read.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                yield number, _parse(path, number, raw)


def _parse(path: Path, number: int, raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise RecordError(
            path, number, f"not UTF-8 at byte {error.start} of the line", "save the file as UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise RecordError(
            path, number, f"not JSON ({error})", "export the file again, or mend the line"
        ) from error
    if not isinstance(found, dict):
        raise RecordError(path, number, "not a JSON object", "write one object {…} on each line")
    return found


def write_lines(path: Path, records: Iterable[Record]) -> None:
    """Write records as lines of JSON; the file is replaced when all of it is on disk.

    A device or pipe is written to directly.

    Raises:
        OSError: If it cannot be written; a file that was there is left as it was.
    """

    def write(file: IO[bytes]) -> None:
        for record in records:
            file.write(line(record).encode() + b"\n")

    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            with path.open("wb") as file:
                write(file)
        except OSError as error:
            error.filename = str(path)
            raise
    else:
        write_whole(path, write)


def write_whole(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Have ``write`` fill a file that appears under its name only when all of it is on disk.

    Raises:
        OSError: If it cannot be written; a file that was there is left as it was.
    """
    # A link stays a link; what it points to is replaced.
    path = path.resolve()
    temporary = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.filename is None:  # what writes and flushes raise does not say which file it was
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
