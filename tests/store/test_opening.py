"""Opening: what is ours is brought up to date, what is not is left as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from making import Scene, add, make_document

from db import StoreError, open_store
from db.engine import describe, locate
from db.schema import HEAD, MIGRATIONS
from db.store import Store

ROOT = Path(__file__).parents[2]


def state_of(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a folder."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, patience=0.1)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_new_database_is_made_and_opened_again(url: str) -> None:
    with open_store(url) as store, store.write() as work:
        number, new = work.documents.add(make_document())
    assert new
    with open_store(url) as store, store.read() as work:
        assert work.documents.get(number) == make_document()
        assert store.check() == []


def test_connections_are_set_up_for_safety(file: Path) -> None:
    with open_store(file) as store, store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
    assert found == expected


def test_the_migrations_make_what_the_models_describe(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from db.models import VERSION_TABLE, Base

    with store._engine.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_revisions_are_numbered_and_the_newest_is_known() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(MIGRATIONS))
    revisions = [revision.revision for revision in script.walk_revisions()][::-1]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert script.get_current_head() == HEAD


def test_an_interrupted_migration_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade

    def interrupted(*arguments: object) -> None:
        upgrade(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_store(url)
    monkeypatch.undo()
    with open_store(url) as store:
        assert store.check() == []
        with store.read() as work:
            assert work.documents.listed() == []


def test_a_newer_version_is_refused_and_untouched(lite: Scene, tmp_path: Path) -> None:
    path = Path(lite.store.target)
    lite.store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE annotator_schema SET version_num = '0999'")
        connection.commit()
    before = state_of(tmp_path)
    assert before.keys() == {path.name}
    message = refusal(path)
    assert "newer version" in message
    assert "upgrade Annotator" in message
    assert state_of(tmp_path) == before


@pytest.mark.postgresql
def test_a_newer_version_on_a_server_is_refused(postgresql: str) -> None:
    with open_store(postgresql) as store, store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE annotator_schema SET version_num = '0999'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(postgresql)


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE documents (id INTEGER)")
    before = state_of(tmp_path)
    assert "another program" in refusal(path)
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("content", [b"just a text\n" * 100, b"\x00" * 4096, b"x"])
def test_what_is_no_database_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    before = state_of(tmp_path)
    assert "no database" in refusal(path)
    assert state_of(tmp_path) == before


def test_an_empty_file_becomes_a_database(file: Path) -> None:
    file.touch()
    with open_store(file) as store:
        assert store.check() == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "annotator.db"
    assert f"the folder {path.parent} does not exist" in refusal(path)
    assert not path.parent.exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


def test_a_damaged_database_is_told(lite: Scene) -> None:
    path = Path(lite.store.target)
    lite.store.close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    path.write_bytes(content)
    message = refusal(path)
    assert "damaged" in message
    assert "restore a backup" in message


def test_a_locked_database_is_told_and_can_be_read(lite: Scene) -> None:
    with closing(sqlite3.connect(lite.store.target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(lite.store.target) as reader, reader.read() as work:
            assert work.documents.get(lite.document_id) == lite.document
        with pytest.raises(StoreError, match="another process is writing"):
            lite.append(add(1))
    lite.append(add(1))
    lite.assert_sound()


def test_a_new_database_that_is_locked_is_told(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        assert "another process is writing" in refusal(path)


READ_ONLY = """
import os, sys
import alembic.command, db.store, sqlalchemy.dialects.sqlite
from db import StoreError, open_store
if os.getuid() == 0:
    os.setuid(65534)
try:
    with open_store(sys.argv[1]) as store, store.write() as work:
        work.sessions.reviewer("bob")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are tested as POSIX has them")
@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_database_that_may_not_be_written_is_told(template: Path, locked: str) -> None:
    # Not in pytest's own folder, which is closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="annotator-read-only-"))
    path = folder / "annotator.db"
    shutil.copy(template, path)
    folder.chmod(0o555 if locked == "folder" else 0o777)
    path.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    shutil.rmtree(folder)
    assert done.stderr == ""
    assert str(path) in done.stdout
    assert "cannot be written" in done.stdout or "cannot be opened" in done.stdout


def test_passwords_are_not_told() -> None:
    url = locate("postgresql://ana:secret@nowhere.invalid/news")
    assert describe(url) == "postgresql://ana:***@nowhere.invalid/news"


def test_other_kinds_of_database_are_refused() -> None:
    for address in ("mysql://localhost/news", "nonsense://", "sqlite://", "://"):
        with pytest.raises(StoreError):
            open_store(address)


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_told() -> None:
    pytest.importorskip("psycopg")
    address = "postgresql://ana:secret@127.0.0.1:1/news"
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1/news: the server says") as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def test_importing_the_package_loads_no_database_library() -> None:
    code = "import sys, db, annotator.service; print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
