"""What is wrong with a rubric file, told so that its author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a rubric file.

    Attributes:
        file: The file, as the user named it.
        key: Where in the file, for example ``layers[2].labels[1].grade``; empty for the file.
        message: What is wrong.
        remedy: What to do.
        line: Line of the file, from 1, where it could be found.
    """

    file: str
    key: str
    message: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        """Return place, fault and remedy in one line."""
        line = f":{self.line}" if self.line else ""
        key = f" {self.key}:" if self.key else ""
        return printable(f"{self.file}{line}:{key} {self.message}; {self.remedy}")


class RubricError(Exception):
    """A rubric cannot be used; ``problems`` says where and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Make the error from at least one problem."""
        self.problems = tuple(problems)
        more = len(self.problems) - 1
        rest = f" (and {more} more; `annotator rubric check` lists them all)" if more else ""
        super().__init__(f"{self.problems[0]}{rest}")


def hostile(text: str) -> str:
    """Return the first control, bidi or other invisible character as ``U+XXXX``, or nothing.

    Line ends and tabs are allowed, being read as spaces, and so are the two joiners (U+200C and
    U+200D) that some scripts are spelt with.
    """
    for character in text:
        if character not in "\n\t\u200c\u200d" and category(character) in _HIDDEN:
            return f"U+{ord(character):04X}"
    return ""


def printable(text: str) -> str:
    """Return ``text`` in one line, with control and other invisible characters escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
