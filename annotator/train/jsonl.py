"""Read JSON Lines, naming the line where one is broken."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Read a JSON Lines file.

    Raises:
        ValueError: A line is not JSON; names the file and the line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(
                    f"{path}:{number}: not a JSON object ({error.msg}); fetch the data set again"
                ) from error
