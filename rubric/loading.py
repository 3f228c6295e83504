"""Rubrics read from TOML: one file, or a folder with the texts of each language in its own."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rubric.problem import Problem, RubricError, printable
from rubric.scheme import Rubric

if TYPE_CHECKING:
    from rubric.table import Table

BUILTIN = Path(__file__).parent / "builtin" / "news-credibility"
"""Folder of the built-in rubric."""

LARGEST = 2_000_000
_MAIN = "rubric.toml"


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


@cache
def _builtin() -> Rubric:
    return load(BUILTIN)


def fingerprint(rubric: Rubric) -> str:
    """Return the SHA-256 of a rubric's content in canonical form, as hexadecimal digits.

    Formatting, comments, the order of keys and the division into files leave it as it is.
    """
    import hashlib
    import json

    content = asdict(replace(rubric, fingerprint=""))
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _read(path: Path) -> tuple[Rubric | None, list[Problem]]:
    from rubric.locating import locate
    from rubric.parsing import parse

    problems: list[Problem] = []
    sources: dict[str, str] = {}
    main = path / _MAIN if path.is_dir() else path
    root = _table(main, problems, sources)
    if root is None:
        return None, problems
    if path.is_dir():
        _adopt_texts(path, root, problems, sources)
    rubric = parse(root)
    root.close()
    if problems:
        return None, [locate(problem, sources.get(problem.file, "")) for problem in problems]
    return replace(rubric, fingerprint=fingerprint(rubric)), []


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
        text = _text(path)
        sources[name] = text
        data = tomllib.loads(text)
        if not data:
            raise _UnusableError("is empty", "see docs/rubric.md for what a rubric holds")
    except _UnusableError as error:
        problems.append(Problem(name, "", *error.args))
    except tomllib.TOMLDecodeError as error:
        message = f"is not TOML: {printable(str(error))}"
        problems.append(Problem(name, "", message, "correct the line"))
    except (ValueError, RecursionError):
        message = "holds a number, date or nesting that cannot be read"
        problems.append(Problem(name, "", message, "a rubric needs none of that; take it out"))
    else:
        return Table(data, name, problems)
    return None


class _UnusableError(Exception):
    """A file cannot be read as a rubric: what is wrong, and the remedy."""


def _text(path: Path) -> str:
    """Return the characters of a file that may well be no rubric."""
    try:
        if not path.is_file():
            missing = "is no file" if path.exists() else "is missing"
            raise _UnusableError(missing, "name a TOML file, or a folder with rubric.toml")
        if path.stat().st_size > LARGEST:
            raise _UnusableError(
                f"has more than {LARGEST:,} bytes", "shorten it to a rubric's size"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnusableError(f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = printable(str(getattr(error, "strerror", None) or error))
        raise _UnusableError(f"cannot be read: {reason}", "check its name and rights") from None
