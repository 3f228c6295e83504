"""The line of a rubric file where a problem stands, found from the path of its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rubric.problem import Problem

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)\s*=")
_INDEX = re.compile(r"\[(\d+)\]$")


def locate(problem: Problem, lines: Mapping[str, int]) -> Problem:
    """Return the problem with the line of its key, or of the table it stands in.

    Args:
        problem: What was found, without a line.
        lines: The :func:`lines_of` its file.

    Returns:
        The problem with the line, or as it is where nothing matches. What is written inside an
        array has the line of that array.
    """
    path = "" if problem.line else problem.key
    while path:
        if path in lines:
            return replace(problem, line=lines[path])
        shorter = _INDEX.sub("", path)
        path = shorter if shorter != path else path.rpartition(".")[0]
    return problem


def lines_of(source: str) -> dict[str, int]:
    """Map the paths of the headers and keys of a TOML text to their lines."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    quoted = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if quoted or "'''" in line or '"""' in line:
            quoted, inside = _inside_quotes(line, quoted), bool(quoted)
            if inside:
                continue
        if header := _HEADER.match(line):
            table = _numbered(header[2].replace('"', ""), counts, many=header[1] == "[[")
            for path in _prefixes(table):
                found.setdefault(path, number)
        elif key := _KEY.match(line):
            name = key[1].strip("\"'")
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def _prefixes(path: str) -> Iterator[str]:
    """Yield a path and those of the tables it stands in, which need no header of their own."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def _inside_quotes(line: str, quoted: str) -> str:
    """Return the triple quote that is open at the end of ``line``, or nothing."""
    for mark in re.findall(r"'''|\"\"\"", line):
        if not quoted:
            quoted = mark
        elif mark == quoted:
            quoted = ""
    return quoted


def _numbered(header: str, counts: dict[str, int], *, many: bool) -> str:
    """Return the path of a header with the number of every array of tables on the way."""
    path = ""
    steps = [step.strip() for step in header.split(".")]
    for place, step in enumerate(steps, start=1):
        path = f"{path}.{step}" if path else step
        if many and place == len(steps):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path
