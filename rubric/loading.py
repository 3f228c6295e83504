"""Rubrics read from TOML: one file, or a folder with the texts of each language in its own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rubric.problem import Problem, RubricError, printable
from rubric.scheme import Rubric

if TYPE_CHECKING:
    from rubric.table import Table

BUILTIN = Path(__file__).parent / "builtin" / "news-credibility"
"""Folder of the built-in rubric."""

LARGEST = 1_000_000
_MAIN = "rubric.toml"
_AT_LINE = re.compile(r"(.*) \(at line (\d+), (column \d+)\)", re.DOTALL)


def load(path: Path | str | None = None) -> Rubric:
    """Load a rubric.

    Args:
        path: A TOML file, or a folder with ``rubric.toml`` and one ``LANGUAGE.toml`` for each
            language; None for the built-in news-credibility rubric.

    Raises:
        RubricError: If the rubric has any problem; the error names file, key and remedy.
    """
    if path is None:
        return _builtin()
    rubric, problems = _read(Path(path))
    if rubric is None or problems:
        raise RubricError(problems)
    return rubric


def check(path: Path | str) -> list[Problem]:
    """Find every problem of a rubric file or folder; none means that :func:`load` will do."""
    return _read(Path(path))[1]


def loads(content: str, name: str = "stored rubric") -> Rubric:
    """Load a rubric from what :func:`rubric.canonical.dumps` made of it.

    Args:
        content: The canonical JSON.
        name: What errors call it.

    Raises:
        RubricError: If it is no such content.
    """
    import json

    from rubric.table import Table

    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        problem = Problem(name, "", f"is not JSON: {error}", "export it again")
        raise RubricError([problem]) from None
    problems: list[Problem] = []
    rubric = _finish(Table(data if isinstance(data, dict) else {}, name, problems))
    if rubric is None:
        raise RubricError(problems)
    return rubric


@cache
def _builtin() -> Rubric:
    return load(BUILTIN)


def _read(path: Path) -> tuple[Rubric | None, list[Problem]]:
    from rubric.locating import lines_of, locate

    problems: list[Problem] = []
    sources: dict[str, str] = {}
    main = path / _MAIN if path.is_dir() else path
    root = _table(main, problems, sources)
    if root is None:
        return None, problems
    if path.is_dir():
        _adopt_texts(path, root, problems, sources)
    rubric = _finish(root)
    if problems:
        lines = {file: lines_of(source) for file, source in sources.items()}
        found = [locate(problem, lines.get(problem.file, {})) for problem in problems]
        return None, sorted(dict.fromkeys(found), key=lambda x: (x.file, x.line or 0))
    return rubric, []


def _finish(root: Table) -> Rubric | None:
    """Make a rubric of a table; None where it has problems, which the table holds."""
    from rubric.canonical import fingerprint
    from rubric.parsing import parse

    rubric = parse(root)
    root.close()
    return None if root.problems else replace(rubric, fingerprint=fingerprint(rubric))


def _adopt_texts(
    folder: Path, root: Table, problems: list[Problem], sources: dict[str, str]
) -> None:
    """Hang the files of the languages into the table as ``texts.LANGUAGE``."""
    from rubric.table import Table

    parent = root.table("texts") or Table({}, root.file, problems, "texts")
    root.adopt("texts", parent)
    for file in sorted(folder.glob("*.toml")):
        language = file.stem
        if file.name == _MAIN:
            continue
        if parent.has(language):
            message = f"[texts.{language}] stands in {_MAIN} too"
            problems.append(Problem(printable(str(file)), "", message, "keep one of them"))
        elif table := _table(file, problems, sources):
            parent.adopt(language, table)


def _table(path: Path, problems: list[Problem], sources: dict[str, str]) -> Table | None:
    """Read one TOML file; None where it cannot be read, with the reason among the problems."""
    import tomllib

    from rubric.table import Table

    name = printable(str(path))
    try:
        text = sources[name] = _text(path)
        data = tomllib.loads(text)
    except _UnusableError as error:
        problems.append(Problem(name, "", *error.args))
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax(name, str(error)))
    except (ValueError, RecursionError):
        message = "holds a number, date or nesting that cannot be read"
        problems.append(Problem(name, "", message, "a rubric needs none of that; take it out"))
    else:
        if data:
            return Table(data, name, problems)
        problems.append(Problem(name, "", "is empty", "docs/rubric.md says what a rubric holds"))
    return None


def _syntax(name: str, message: str) -> Problem:
    """Tell a fault of the TOML itself, with its line apart."""
    if place := _AT_LINE.fullmatch(message):
        return Problem(
            name, "", f"is not TOML: {place[1]} ({place[3]})", "correct it", int(place[2])
        )
    return Problem(name, "", f"is not TOML: {message}", "correct it")


class _UnusableError(Exception):
    """A file cannot be read as a rubric: what is wrong, and the remedy."""


def _text(path: Path) -> str:
    """Return the characters of a file that may well be no rubric.

    Raises:
        _UnusableError: If they cannot be had.
    """
    try:
        if not path.is_file():
            missing = "is no file" if path.exists() else "is missing"
            raise _UnusableError(missing, "name a TOML file, or a folder with rubric.toml")
        if path.stat().st_size > LARGEST:
            raise _UnusableError(f"has more than {LARGEST:,} bytes", "is it a rubric? shorten it")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnusableError(f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _UnusableError(f"cannot be read: {reason}", "check its name and rights") from None
