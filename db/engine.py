"""Engines: how a connection to SQLite or PostgreSQL is set up, and how transactions begin."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import StoreError

to_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def locate(database: str | Path) -> URL:
    """Return the URL of a database given as a file or as a URL.

    Raises:
        StoreError: If the URL is malformed or names a kind of database that is not supported.
    """
    if isinstance(database, Path) or "://" not in database:
        return URL.create("sqlite", database=str(Path(database).expanduser().absolute()))
    try:
        url = make_url(database)
    except ArgumentError:
        raise StoreError(
            f"{database}: not a database URL; write postgresql://NAME@HOST/DATABASE or a file"
        ) from None
    if url.get_backend_name() == "sqlite" and url.database:
        return locate(Path(url.database))
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise StoreError(
        f"{describe(url)}: only SQLite files and PostgreSQL are supported; "
        "name a file, or postgresql://NAME@HOST/DATABASE"
    )


def describe(url: URL) -> str:
    """Return what people call the database: its file, or its address without the password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect_engine(url: URL, patience: float) -> Engine:
    """Make an engine; nothing is opened yet.

    Args:
        url: What :func:`locate` returned.
        patience: Seconds to wait for a lock that another process holds.

    Raises:
        StoreError: If the driver for the database is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, json_serializer=to_json, connect_args={"timeout": patience})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, json_serializer=to_json, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise StoreError(
            f"{describe(url)}: the driver for PostgreSQL is missing; "
            "install it: pip install 'annotator[teams]'"
        ) from None


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions would not cover DDL and would begin late; see _begin_sqlite.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Without this, INSERT OR REPLACE would delete rows behind the triggers' back.
        cursor.execute("PRAGMA recursive_triggers = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock first: one that read first and then found
    # somebody else's commit could only fail, however long it waits.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
