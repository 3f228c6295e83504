"""Examples of the rubric, in which asterisks enclose the words that are marked."""

from __future__ import annotations

import re

_MARKED = re.compile(r"\*([^*]+)\*")


def marked(example: str) -> tuple[tuple[str, bool], ...]:
    """Split an example into its pieces and say of each whether it is marked.

    The pieces together are the example without the asterisks; an asterisk that encloses nothing
    stays as it is.

    >>> marked("It *may* rain.")
    (('It ', False), ('may', True), (' rain.', False))
    """
    pieces = _MARKED.split(example)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)
