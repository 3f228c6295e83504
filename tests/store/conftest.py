"""Stores to test with: a SQLite file, and a real PostgreSQL where one can be started."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import Scene

from db import open_store
from db.store import Store


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: needs pgserver, a PostgreSQL from a wheel")


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    pgserver = pytest.importorskip("pgserver", reason="pgserver is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install '.[teams]')")
    try:
        # The server may run as another user, to whom pytest's own folder is closed.
        folder = tempfile.mkdtemp(prefix="annotator-pg-")
        running = pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL does not start here: {error}")
    # What is tested is what is stored, not that the server's disk keeps it.
    running.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET lock_timeout = '30s';")
    running.psql("SELECT pg_reload_conf()")
    yield running
    running.cleanup()


@pytest.fixture
def postgresql(server: Any) -> str:
    """Return the URL of an empty database on the server."""
    import psycopg

    with psycopg.connect(server.get_uri()) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return str(server.get_uri())


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a fresh database may be made: both kinds, one after the other."""
    if request.param == "sqlite":
        return str(tmp_path / "annotator.db")
    return request.getfixturevalue("postgresql")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with nothing in it, which is quicker copied than made."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    open_store(path).close()
    return path


@pytest.fixture
def store(url: str, template: Path) -> Iterator[Store]:
    if "://" not in url:
        shutil.copy(template, url)
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def scene(store: Store) -> Scene:
    """Return a store with a document, suggestions for it, and a reviewer at work on it."""
    return Scene.make(store)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "annotator.db"


@pytest.fixture
def lite(file: Path, template: Path) -> Iterator[Scene]:
    """Return such a scene in a SQLite file."""
    shutil.copy(template, file)
    with open_store(file, patience=0.2) as opened:
        yield Scene.make(opened)
