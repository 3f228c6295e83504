"""A copy of a database in use, as one consistent file."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from db.engine import describe
from db.errors import StoreError, explain


def copy(url: URL, path: Path, *, replace: bool) -> None:
    """Copy a SQLite database with the online backup interface, then put the copy in its place.

    Args:
        url: The database.
        path: Where the copy goes; a file that appears there is whole from the first moment.
        replace: Whether a file of that name may be replaced.

    Raises:
        StoreError: If the database is no SQLite file, the name is taken, or the copy fails.
    """
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"{describe(url)}: a server's databases are copied with its own tools; "
            "use pg_dump, or `annotator export`"
        )
    source = Path(url.database or "")
    path = path.resolve()
    if path.exists() and (path.is_dir() or path.samefile(source) or not replace):
        remedy = (
            "choose another name"
            if path.is_dir() or path.samefile(source)
            else ("choose another name, or replace it with --force")
        )
        raise StoreError(f"{path}: this name is taken; nothing was copied; {remedy}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    try:
        _copy_beside(source, path, replace)
    except (sqlite3.Error, OSError) as error:
        raise _failed(path, error) from error


def _copy_beside(source: Path, path: Path, replace: bool) -> None:
    """Write the copy under a temporary name in the same folder, and rename it when it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(name)) as target,
        ):
            origin.backup(target)
            # One file that needs no companions; opening it turns write-ahead logging on again.
            target.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(f"the copy is damaged: {verdict}")
        shutil.copymode(source, name)
        if path.exists() and not replace:
            raise FileExistsError(errno.EEXIST, "a file of that name has appeared meanwhile")
        Path(name).replace(path)
        _settle(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Wait until the file and its name are on disk."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: Path, error: sqlite3.Error | OSError) -> StoreError:
    if isinstance(error, sqlite3.Error):
        return explain(str(path), error)
    return StoreError(f"{path}: cannot be written ({error.strerror}); nothing was copied")
