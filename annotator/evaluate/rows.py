"""Read labelled rows: JSON Lines with a text and spans, each line checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


class DataError(ValueError):
    """A data set cannot be read; the message names the file, the place and the remedy."""


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of one file but those marked ``dup_in_train``.

    Args:
        path: A JSON Lines file; each line an object with ``id``, ``lang``, ``text`` and, where
            the set has them, ``spans`` with ``start``, ``end`` (code points, half open), ``label``.

    Raises:
        DataError: If there is no such file, or a line is not as it must be.
    """
    try:
        lines = path.open(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{path}: there is no such file; check the data folder") from None
    with lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = _checked(line, f"{path}:{number}")
                    if not row.get("dup_in_train"):
                        yield row
        except UnicodeDecodeError as error:
            raise DataError(f"{path}: no UTF-8 ({error}); fetch the data set again") from None


def part_rows(folder: Path, part: str) -> Iterator[Row]:
    """Read a part that is a file of its own: ``train``, ``dev`` or ``test``.

    Yields nothing where the set has no such training part.

    Raises:
        DataError: As `read_rows`.
    """
    path = folder / f"{part}.jsonl"
    if part != "train" or path.exists():
        yield from read_rows(path)


def held_out(document: str) -> bool:
    """Tell whether a training document is among the tenth that stands for a dev part.

    Training leaves out the same documents (`annotator.train.corpora.held_out`).
    """
    return int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) / 2**32 < 0.1


def held_out_rows(folder: Path, part: str, *, document: str) -> Iterator[Row]:
    """Read a part of a set without a dev file: a tenth of its training documents stands for one.

    Args:
        folder: The set's.
        part: ``train``, ``dev`` or ``test``.
        document: The key that names a row's document.
    """
    if part == "test":
        yield from read_rows(folder / "test.jsonl")
    else:
        for row in read_rows(folder / "train.jsonl"):
            if held_out(row[document]) == (part == "dev"):
                yield row


def _checked(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"{place}: no JSON ({error.msg}); fetch the data set again") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise DataError(f"{place}: no row with 'id' and 'text'; fetch the data set again")
    for span in row.get("spans", ()):
        _check_span(span, len(row["text"]), place)
    return row


def _check_span(span: Row, length: int, place: str) -> None:
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise DataError(f"{place}: a span without 'start' and 'end'; fetch the data set again")
    if not 0 <= start <= end <= length:
        raise DataError(
            f"{place}: span [{start}, {end}) leaves the text of {length} code points; "
            "count offsets in code points"
        )
