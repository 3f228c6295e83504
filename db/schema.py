"""The schema of a database: which version it has, and bringing it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, func, inspect, select, text

from db.engine import describe
from db.errors import StoreError, explain
from db.models import VERSION_TABLE, Base

HEAD = "0001"
"""The newest revision in ``db/migrations``; revisions are numbered, so a newer one is greater."""

_LOCK = 0x616E6E6F
_MAGIC = b"SQLite format 3\0"
MIGRATIONS = Path(__file__).parent / "migrations"


def inspect_file(url: URL, patience: float) -> None:
    """Look at a SQLite file before anything may change it.

    Raises:
        StoreError: If the file cannot be opened, is no database of ours, or is a newer version's.
    """
    path = Path(url.database or "")
    target = describe(url)
    try:
        if path.is_dir():
            raise StoreError(f"{target}: this is a folder; name a file in it")
        if not path.parent.is_dir():
            raise StoreError(f"{target}: the folder {path.parent} does not exist; make it first")
        if not path.exists() or not path.stat().st_size:
            return
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise StoreError(f"{target}: this is no database; name another file with --db")
        found = _read_version(path, patience)
    except (sqlite3.Error, OSError) as error:
        raise explain(target, error) from error
    _accept(target, found)


def _read_version(path: Path, patience: float) -> str | None:
    """Return a file's schema version; None for an empty database."""
    # Merely reading makes companion files, unless SQLite is told that nobody writes; where there
    # are none, nobody does.
    companions = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    alone = not any(companion.exists() for companion in companions)
    uri = f"{path.as_uri()}?{'immutable=1' if alone else 'mode=ro'}"
    with closing(sqlite3.connect(uri, uri=True, timeout=patience)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if VERSION_TABLE in names:
            row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608
            return str(row[0]) if row else ""
    return "" if names else None


def _accept(target: str, version: str | None) -> None:
    if version == "":
        raise StoreError(
            f"{target}: this database belongs to another program; name another file with --db; "
            "this one was left as it was"
        )
    if version is not None and version > HEAD:
        raise StoreError(
            f"{target}: written by a newer version of Annotator (schema {version}; this one knows "
            f"up to {HEAD}); upgrade Annotator, or name another database with --db; "
            "this one was left as it was"
        )


def is_current(connection: Connection, target: str) -> bool:
    """Tell whether the schema is up to date.

    Raises:
        StoreError: If the database is another program's or a newer version's.
    """
    version = _current_version(connection)
    _accept(target, version)
    return version == HEAD


def upgrade(connection: Connection, target: str) -> None:
    """Bring the schema up to date, in the transaction that ``connection`` is in.

    Raises:
        StoreError: If the database is another program's or a newer version's.
    """
    if connection.dialect.name == "postgresql":
        # SQLite's write lock is held already; a server lets two make the same tables at once.
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    if is_current(connection, target):
        return
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _current_version(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        query = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
        return str(connection.execute(query).scalar_one_or_none() or "")
    # A server's database may hold other tables, as long as they do not bear our names.
    return "" if tables & set(Base.metadata.tables) else None
