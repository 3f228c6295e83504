"""What can go wrong in the store, in words for the person in front of it."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The database cannot be used as asked; the message names it, the cause and the remedy."""


class UnstorableText(StoreError):  # noqa: N818  (the name reads as what happened)
    """A text holds characters that the database cannot store; others can be stored."""


class StaleLog(StoreError):  # noqa: N818  (the name reads as what happened)
    """Somebody else appended to the same log first; nothing was stored."""


_SQLITE = {
    "SQLITE_BUSY": (
        "another process is writing to it",
        "wait for it to finish, or end it, and try again",
    ),
    "SQLITE_LOCKED": ("another part of the program is writing to it", "try again"),
    "SQLITE_READONLY": (
        "it cannot be written",
        "give yourself the right to write the file and its folder, or work on a copy",
    ),
    "SQLITE_PERM": ("it may not be opened", "give yourself the right to read and write it"),
    "SQLITE_AUTH": ("it may not be opened", "give yourself the right to read and write it"),
    "SQLITE_FULL": ("the disk is full", "free some space and try again"),
    "SQLITE_IOERR": (
        "the disk did not take or give the data",
        "see whether it is full, over its quota or failing, and try again",
    ),
    "SQLITE_CORRUPT": (
        "the file is damaged",
        "restore a backup; `sqlite3 FILE .recover` may save what the backup lacks",
    ),
    "SQLITE_NOTADB": (
        "this is no database",
        "name another file with --db; this one was left as it was",
    ),
    "SQLITE_CANTOPEN": (
        "it cannot be opened",
        "see whether the folder exists and whether you may read and write there",
    ),
    "SQLITE_TOOBIG": ("a text is too long for the database", "split the document"),
    "SQLITE_NOMEM": ("there is not enough memory", "close other programs and try again"),
}


def explain(target: str, error: BaseException) -> StoreError:
    """Say what a database driver's error means for ``target``, and what to do about it."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        for prefix, (cause, remedy) in _SQLITE.items():
            if name.startswith(prefix):
                return StoreError(f"{target}: {cause} ({error}); nothing was stored; {remedy}")
    if isinstance(error, OSError):
        return StoreError(
            f"{target}: it cannot be opened ({error.strerror}); "
            "give yourself the right to read and write it"
        )
    if isinstance(error, UnicodeEncodeError):
        return StoreError(
            f"{target}: a text holds half of a surrogate pair, which no database can store; "
            "nothing was stored; read the file with its right encoding"
        )
    if error.__class__.__module__.startswith("psycopg"):
        return StoreError(
            f"{target}: the server says: {' '.join(str(error).split())}; nothing was stored; "
            "see that it runs, that the address, name and password are right, and try again"
        )
    return StoreError(f"{target}: {error}; nothing was stored")
