"""Keyboard keys and margin signs of a rubric: legal, free and different from each other."""

from __future__ import annotations

import unicodedata

from rubric.scheme import Layer
from rubric.table import Table

RESERVED: frozenset[str] = frozenset("acegjknopqrtuwxyz")
"""Letters that belong to the review screen itself: accept, reject, edit, next, undo, …"""


def check_letter(table: Table, *, required: bool) -> str:
    """Return the margin sign of a layer or label; it takes one cell of the terminal."""
    letter = table.text("letter", required=required)
    if letter and not one_cell(letter):
        table.report("letter", f"{letter[:40]!r} is not one sign of one cell", "use one letter")
        return ""
    return letter


def one_cell(letter: str) -> bool:
    """Tell whether ``letter`` is a single character that a terminal draws in one cell."""
    return (
        len(letter) == 1
        and unicodedata.category(letter)[0] in "LNPS"
        and unicodedata.east_asian_width(letter) not in {"W", "F"}
    )


def check_keys(tables: list[Table], layers: tuple[Layer, ...]) -> None:
    """Report keys that are not one letter or digit, are the screen's own, or are used twice.

    The keys of layers and of sentence labels work at any time and share one keyboard; those of
    span labels are pressed after their layer's, so each layer has a keyboard of its own.
    """
    shared: dict[str, str] = {}
    for table, layer in zip(tables, layers, strict=True):
        own = shared if layer.unit == "sentence" else {}
        _claim(table, layer.key, layer.name, shared, screen=True)
        for label_table, label in zip(table.children("labels"), layer.labels, strict=True):
            where = f"{layer.name}.{label.name}"
            _claim(label_table, label.key, where, own, screen=own is shared)
            if layer.unit == "sentence" and not (label.key or layer.key):
                label_table.report("key", "the label cannot be reached", "give it or its layer one")
        if layer.unit == "span" and not layer.key:
            table.report("key", "the layer cannot be reached", "give it a letter")


def _claim(table: Table, key: str, name: str, taken: dict[str, str], *, screen: bool) -> None:
    """Give ``key`` to ``name``, or report why it cannot have it."""
    if not key:
        return
    if len(key) != 1 or not key.isascii() or not key.isalnum() or key != key.lower():
        table.report("key", f"{key[:40]!r} is no key", "use one digit or lower-case letter")
    elif screen and key in RESERVED:
        table.report("key", f"{key!r} is a key of the review screen", "use another letter")
    elif key in taken:
        table.report("key", f"{key!r} is already the key of {taken[key]}", "use another key")
    else:
        taken[key] = name
