"""A TOML table read field by field: what is wrong is noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubric.problem import Problem, hostile, printable

LONGEST = 2000
_SPACES = re.compile("[ \t\r\n]+")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}


class Table:
    """One table of a rubric file and the problems found in it.

    Every accessor returns a usable value whatever the file says, so that one reading finds all
    problems; :meth:`close` then reports the keys that nobody asked for.
    """

    def __init__(
        self, data: dict[str, object], file: str, problems: list[Problem], path: str = ""
    ) -> None:
        """Wrap ``data``, which stands at ``path`` of ``file``."""
        self.data = data
        self.file = file
        self.path = path
        self.problems = problems
        self._known: dict[str, list[Table]] = {}

    def at(self, key: str) -> str:
        """Return the path of ``key`` in the file."""
        shown = printable(key)[:80]
        return f"{self.path}.{shown}" if self.path and key else self.path or shown

    def report(self, key: str, message: str, remedy: str) -> None:
        """Note a problem of ``key``."""
        self.problems.append(Problem(self.file, self.at(key), message, remedy))

    def has(self, key: str) -> bool:
        """Tell whether the table says anything about ``key``."""
        return key in self.data

    def keys(self) -> list[str]:
        """Return the table's own keys; the caller reads them all, so none is unknown."""
        for key in self.data:
            self._known.setdefault(key, [])
        return list(self.data)

    def _get(self, key: str, kind: type, *, required: bool) -> object:
        self._known.setdefault(key, [])
        if key not in self.data:
            if required:
                self.report(key, "is missing", f"add it: {_KINDS[kind]}")
            return None
        value = self.data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.report(key, f"must be {_KINDS[kind]}", "write it so")
            return None
        return value

    def _clean(self, key: str, value: str) -> str:
        if found := hostile(value):
            self.report(key, f"holds the invisible character {found}", "delete it")
            return ""
        if len(value) > LONGEST:
            self.report(key, f"has more than {LONGEST} characters", "say it more briefly")
            return ""
        return _SPACES.sub(" ", value).strip(" ")

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text with its white space normalised; empty where it is not usable."""
        value = self._get(key, str, required=required)
        if not isinstance(value, str):
            return ""
        if required and not value.strip():
            self.report(key, "is empty", "write the text")
        return self._clean(key, value)

    def identifier(self, key: str) -> str:
        """Return a required identifier: a letter, then letters, digits, ``_`` or ``-``."""
        value = self.text(key)
        if value and not _IDENTIFIER.fullmatch(value):
            self.report(
                key,
                f"{value[:40]!r} is no identifier",
                "use at most 40 of a-z, 0-9, _ and -, beginning with a letter",
            )
        return value

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Return one of ``options``, the ``default`` (required where None) or the first."""
        value = self.text(key, required=default is None)
        if value in options:
            return value
        if value:
            remedy = f"use one of: {', '.join(options)}"
            self.report(key, f"{value[:40]!r} is not known", nearest(value, options) or remedy)
        return options[0] if default is None else default

    def flag(self, key: str) -> bool:
        """Return an optional flag; false where it is missing."""
        return self._get(key, bool, required=False) is True

    def number(self, key: str, low: int, high: int, default: int) -> int:
        """Return an optional whole number from ``low`` to ``high``."""
        value = self._get(key, int, required=False)
        if not isinstance(value, int):
            return default
        if not low <= value <= high:
            self.report(key, f"must lie between {low} and {high}", "change the number")
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts, without those that are not usable."""
        value = self._get(key, list, required=required)
        found = []
        for number, item in enumerate(value if isinstance(value, list) else (), start=1):
            where = f"{key}[{number}]"
            if not isinstance(item, str) or not item.strip():
                self.report(where, "must be text that is not empty", "write it or delete it")
            elif text := self._clean(where, item):
                found.append(text)
        if required and isinstance(value, list) and not value:
            self.report(key, "is empty", "name at least one")
        return tuple(found)

    def table(self, key: str, remedy: str = "") -> Table | None:
        """Return a table inside this one; None where it is missing, reported given a remedy."""
        if self._known.get(key):
            return self._known[key][0]
        value = self._get(key, dict, required=False)
        if not isinstance(value, dict):
            if remedy and key not in self.data:
                self.report(key, "is missing", remedy)
            return None
        self._known[key] = [Table(value, self.file, self.problems, self.at(key))]
        return self._known[key][0]

    def adopt(self, key: str, child: Table) -> None:
        """Take a table that stands in another file as this table's ``key``."""
        self._known[key] = [child]
        self.data[key] = child.data

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables, without what is none."""
        value = self._get(key, list, required=False)
        found = []
        for number, item in enumerate(value if isinstance(value, list) else (), start=1):
            where = f"{key}[{number}]"
            if isinstance(item, dict):
                found.append(Table(item, self.file, self.problems, self.at(where)))
            else:
                self.report(where, "must be a table", f"write it as [[{key}]]")
        self._known[key] = found
        return found

    def forget(self, key: str) -> None:
        """Leave the table ``key`` out of :meth:`close`."""
        self._known[key] = []

    def children(self, key: str) -> list[Table]:
        """Return the tables that were read from ``key``."""
        return self._known.get(key, [])

    def close(self) -> None:
        """Report the keys that were not asked for, here and in the tables that were."""
        for key in self.data:
            if key not in self._known:
                remedy = nearest(key, list(self._known)) or "delete it"
                self.report(key, "is not a known key", remedy)
        for children in self._known.values():
            for child in children:
                child.close()


def nearest(word: str, options: Sequence[str]) -> str:
    """Return a proposal of the option that ``word`` was probably meant to be, or nothing."""
    from difflib import get_close_matches

    found = get_close_matches(word[:80], options, n=1)
    return f"did you mean {found[0]!r}?" if found else ""
