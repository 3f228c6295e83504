"""Text made harmless for a terminal, code point by code point.

A document may hold terminal escapes, bidirectional overrides and invisible characters. What is
shown has a visible one-cell stand-in for each, so that nothing acts on the terminal, nothing is
hidden from the reader, and an offset into the shown text is an offset into the document.
"""

from __future__ import annotations

import unicodedata

INVISIBLE = "·"
"""Stands for format characters: zero-width, bidirectional, soft hyphen, tags."""
UNKNOWN = "\ufffd"
"""Stands for surrogates, private use, unassigned code points and C1 controls."""
_NAMED = {
    "\t": " ",
    "\n": "\n",
    "\x7f": "␡",
    "\x85": "␤",
    "\u2028": "␤",
    "\u2029": "¶",
    # Letters by their category, and yet nothing is seen of them.
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u034f", INVISIBLE),
}


class _StandIns(dict[int, str]):
    """What each code point is shown as; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        shown = _NAMED.get(char) or _stand_in(char)
        self[code] = shown
        return shown


def _stand_in(char: str) -> str:
    match unicodedata.category(char):
        case "Cc":
            return chr(0x2400 + ord(char)) if char < " " else UNKNOWN
        case "Cf":
            return INVISIBLE
        case "Cs" | "Co" | "Cn":
            return UNKNOWN
        case _:
            return char


_STAND_INS = _StandIns()


def display_text(text: str) -> str:
    """Return ``text`` safe to show: as many code points, and none that acts on a terminal.

    Line feeds stay, for the caller to break lines at; a tab becomes one space. All other control
    characters become control pictures (an escape becomes ``␛``); bidirectional and zero-width
    characters become ``·``; what has no meaning becomes `UNKNOWN`.
    """
    if text.isprintable():
        return text
    return text.translate(_STAND_INS)
