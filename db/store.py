"""The store: one database, opened; everything in it is reached through a transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db.documents import Documents
from db.engine import connect_engine, describe, locate
from db.errors import StoreError, explain
from db.log import Log
from db.progress import progress_of
from db.readings import Readings
from db.runs import Runs
from db.schema import inspect_file, is_current, upgrade
from db.sessions import Sessions
from db.values import Finding, Progress


class Work:
    """What can be read and written in one transaction.

    Attributes:
        documents: Texts and their sentences.
        sessions: Rubric versions, reviewers and sessions.
        runs: Runs of suggesters and what they suggested.
        readings: Who is where in which document.
        log: Decisions and the annotations that they add up to.
    """

    __slots__ = ("_connection", "documents", "log", "readings", "runs", "sessions")

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection
        self.documents = Documents(connection)
        self.sessions = Sessions(connection)
        self.runs = Runs(connection)
        self.readings = Readings(connection)
        self.log = Log(connection)

    def progress(
        self, session_id: int, reviewer_id: int | None, layers: Collection[str]
    ) -> dict[int, Progress]:
        """Say how far a reviewer is; see :func:`db.progress.progress_of`."""
        return progress_of(self._connection, session_id, reviewer_id, layers)


class Store:
    """One open database; a context manager that closes it.

    Attributes:
        target: What people call it: the file, or the address without the password.
    """

    def __init__(self, engine: Engine) -> None:
        """Use an engine whose database has the schema of this version; see :meth:`open`."""
        self.target = describe(engine.url)
        self._engine = engine
        # A SQLite transaction always reads one state; a server must be asked for that.
        server = engine.dialect.name != "sqlite"
        self._reader = (
            engine.execution_options(isolation_level="REPEATABLE READ") if server else engine
        )
        driver = engine.dialect.loaded_dbapi
        self._driver_error: type[Exception] = driver.Error
        self._writer = engine.execution_options(writes=True)

    @classmethod
    def open(cls, database: str | Path, *, patience: float = 5.0) -> Self:
        """Open a database; see :func:`db.open_store`."""
        url = locate(database)
        if url.get_backend_name() == "sqlite":
            inspect_file(url, patience)
        store = cls(connect_engine(url, patience))
        try:
            with store._transaction(store._reader) as connection:
                current = is_current(connection, store.target)
            if not current:
                with store._transaction(store._writer) as connection:
                    upgrade(connection, store.target)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Read in one consistent state, however others write meanwhile.

        Raises:
            StoreError: If the database fails.
        """
        with self._transaction(self._reader) as connection:
            yield Work(connection)

    @contextmanager
    def write(self) -> Iterator[Work]:
        """Write in one transaction: committed at the end, undone if anything is raised.

        Raises:
            StoreError: If the database fails; nothing is stored then.
        """
        with self._transaction(self._writer) as connection:
            yield Work(connection)

    def check(self) -> list[Finding]:
        """Prove that the database is sound; return what is not."""
        from db.checks import findings

        with self._transaction(self._reader) as connection:
            return findings(connection)

    def backup(self, path: Path, *, replace: bool = False) -> None:
        """Copy the database, also while others write, into a file of its own.

        Raises:
            StoreError: If the file exists and is not to be replaced, or cannot be written.
        """
        from db.copying import copy

        copy(self._engine.url, path, replace=replace)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.connect() as connection, connection.begin() as transaction:
                yield connection
                if engine is not self._writer:
                    transaction.rollback()
        except DBAPIError as error:
            raise explain(self.target, error.orig or error) from error
        except (self._driver_error, UnicodeEncodeError) as error:
            raise explain(self.target, error) from error
        except SQLAlchemyError as error:
            raise StoreError(f"{self.target}: {error}; nothing was stored") from error
