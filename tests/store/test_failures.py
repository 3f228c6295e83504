"""What goes wrong with disks: told clearly, nothing half-written, no decision lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from making import MODAL, Scene, add, adds, make_document
from sqlalchemy import event

from db import StoreError, open_store

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def fill(scene: Scene) -> int:
    """Append until the database is full; return how many decisions were stored."""
    for seq in range(1, 5000):
        try:
            scene.append(add(seq, replace(MODAL, note="x" * 2000)))
        except StoreError as error:
            message = str(error)
            break
    else:
        pytest.fail("the disk never became full")
    assert scene.store.target in message
    assert "the disk is full" in message
    assert "free some space" in message
    return seq - 1


def test_a_full_disk_loses_no_decision(lite: Scene) -> None:
    @event.listens_for(lite.store._engine, "begin")
    def restrict(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 90")  # type: ignore[attr-defined]

    stored = fill(lite)
    assert 0 < stored < 200
    assert [decision.seq for decision in lite.log()] == list(range(1, stored + 1))
    lite.assert_sound()
    event.remove(lite.store._engine, "begin", restrict)
    path = lite.store.target
    lite.store.close()
    with open_store(path) as store:
        again = replace(lite, store=store)
        again.append(add(stored + 1))
        again.assert_sound()


QUOTA = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from making import Scene, add, make_document
from db import StoreError, open_store

path, number = sys.argv[2], int(sys.argv[3])
with open_store(path) as store:
    with store.read() as work:
        reading = work.readings.listed(number)[0].reading
    scene = Scene(store, make_document(), number, reading.session_id, reading)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    for seq in range(1, 5000):
        try:
            scene.append(add(seq))
        except StoreError as error:
            print(seq - 1, error)
            break
"""


def test_a_quota_that_is_used_up_loses_no_decision(lite: Scene) -> None:
    arguments = [str(HERE), lite.store.target, lite.document_id]
    done = subprocess.run(
        [sys.executable, "-c", QUOTA, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    stored, _, message = done.stdout.partition(" ")
    assert lite.store.target in message
    assert "nothing was stored" in message
    assert "try again" in message
    assert int(stored) > 0
    assert len(lite.log()) == int(stored)
    lite.assert_sound()
    lite.append(add(int(stored) + 1))


def test_a_page_damaged_while_open_is_told(lite: Scene) -> None:
    lite.append(*adds(1, 50))
    path = Path(lite.store.target)
    lite.store.close()
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'decisions'"
        (page,) = connection.execute(query).fetchone()
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with open_store(path) as store:
        found = store.check()
        assert found
        assert all(finding.table == "database" for finding in found)
        with pytest.raises(StoreError, match=r"damaged.*restore a backup"):
            replace(lite, store=store).log()


def test_half_of_a_surrogate_pair_is_refused(lite: Scene) -> None:
    with (
        pytest.raises(StoreError, match="surrogate pair"),
        lite.store.write() as work,
    ):
        work.documents.add(make_document("x\ud800y", "broken.txt"))
    with pytest.raises(StoreError, match="surrogate pair"):
        lite.append(add(1, replace(MODAL, note="\udfff")))
    assert lite.log() == []
    lite.assert_sound()


@pytest.mark.postgresql
def test_a_character_that_the_server_cannot_store_is_refused(postgresql: str) -> None:
    with open_store(postgresql) as store:
        with pytest.raises(StoreError, match=r"U\+0000"), store.write() as work:
            work.documents.add(make_document("a\0b", "null.txt"))
        with store.write() as work:
            assert work.documents.add(make_document())[1]


def test_a_document_with_every_strange_character_comes_back_as_it_was(lite: Scene) -> None:
    text = "".join(map(chr, range(0x2FF))) + "\u202e\u2028\ufeff\uffff[red]\x1b[31m😀" * 3
    document = make_document(text, "strange\n\x1b[0m.txt")
    with lite.store.write() as work:
        number, _ = work.documents.add(document)
    with lite.store.read() as work:
        assert work.documents.get(number) == document
    lite.assert_sound()
