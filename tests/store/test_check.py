"""The check finds whatever was tampered with."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from making import CHINESE, CLAIM, MODAL, Scene, add

from db import open_store
from rubric import Action, Decision

GUARDS = (
    "decisions_not_updated",
    "decisions_not_deleted",
    "decisions_not_replaced",
    "documents_not_rewritten",
    "rubric_versions_not_rewritten",
)


@pytest.fixture
def worked(lite: Scene) -> Scene:
    lite.append(add(1, MODAL))
    lite.append(Decision(2, Action.ACCEPT, 2, 2, lite.suggestions[0], CLAIM, CLAIM))
    lite.append(add(3, CHINESE))
    lite.append(Decision(4, Action.UNDO, 4))
    lite.assert_sound()
    return lite


def tamper(scene: Scene, *statements: str, foreign_keys: bool = False) -> list[str]:
    """Change the file behind the store's back, then put the guards back; return the findings."""
    with closing(sqlite3.connect(scene.store.target)) as connection:
        connection.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        marks = ", ".join("?" * len(GUARDS))
        query = f"SELECT name, sql FROM sqlite_schema WHERE name IN ({marks})"
        guards = connection.execute(query, GUARDS).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount != 0
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()
    return [str(finding) for finding in scene.store.check()]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE annotations SET label = 'epistemic' WHERE number = 1", "the log adds up to"),
        ("DELETE FROM annotations WHERE number = 2", "annotations 1/2: is None"),
        ("UPDATE annotations SET quote = 'might' WHERE number = 1", "quotes 'might' where"),
        ("UPDATE annotations SET span_end = 999 WHERE number = 1", "leaves the text"),
        ("UPDATE annotations SET sentence = 4 WHERE number = 1", "sentence 4, but there are 4"),
        ("UPDATE annotations SET sources = '[[0, 99]]' WHERE number = 2", "no part of the text"),
        ("UPDATE suggestions SET quote = 'x' WHERE id = 3", "suggestions 3: quotes 'x'"),
        ("UPDATE suggestions SET span_start = -1 WHERE id = 3", "suggestions 3: [-1, 18)"),
        ("DELETE FROM decisions WHERE seq = 2", "decisions 1/3: should be number 2"),
        ("DELETE FROM decisions WHERE seq = 4", "counts 4 decisions; there are 3"),
        ("UPDATE decisions SET action = 'redo' WHERE seq = 4", "the log adds up to"),
        ("UPDATE decisions SET after = json_remove(after, '$.quote') WHERE seq = 1", "lacks quote"),
        ("UPDATE readings SET length = 9", "readings 1: counts 9"),
        ("UPDATE sentences SET span_end = 30 WHERE number = 0", "sentences 1/1: [25, 46) overlaps"),
        ("UPDATE sentences SET span_end = 61 WHERE number = 3", "leaves the text"),
        ("DELETE FROM sentences WHERE number = 1", "sentences 1/2: should be number 1"),
        ("UPDATE documents SET text = text || '.'", "not the one that was stored"),
        ("UPDATE decisions SET suggestion_id = 77 WHERE seq = 2", "points to a row of suggestions"),
        ("DELETE FROM reviewers", "points to a row of reviewers"),
    ],
)
def test_what_was_tampered_with_is_found(worked: Scene, statement: str, finding: str) -> None:
    findings = tamper(worked, statement)
    assert any(finding in found for found in findings), findings


def test_a_missing_guard_is_found(worked: Scene) -> None:
    with closing(sqlite3.connect(worked.store.target)) as connection:
        connection.execute("DROP TRIGGER decisions_not_deleted")
    assert [str(finding) for finding in worked.store.check()] == [
        "database decisions_not_deleted: a trigger is gone that guards what is never rewritten"
    ]


def test_a_suggestion_for_another_document_is_found(worked: Scene) -> None:
    copy = "SELECT 9, fingerprint || 'x', name, title, language, encoding, text, original, added_at"
    findings = tamper(
        worked,
        f"INSERT INTO documents {copy} FROM documents",
        "UPDATE suggestions SET document_id = 9 WHERE id = 1",
    )
    assert any("decides a suggestion for another document" in found for found in findings)


def test_a_server_is_checked_too(scene: Scene) -> None:
    scene.append(add(1))
    assert scene.store.check() == []
    with scene.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE annotations SET label = 'booster'")
    assert "the log adds up to" in str(scene.store.check()[0])


def test_a_backup_is_a_database_of_its_own(worked: Scene, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    worked.store.backup(copy)
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]
    with open_store(copy) as store, store.read() as work:
        assert store.check() == []
        assert work.log.decisions(worked.reading.id) == worked.log()


def test_a_backup_replaces_nothing_unless_told(worked: Scene, tmp_path: Path) -> None:
    from db import StoreError

    copy = tmp_path / "copy.db"
    copy.write_text("precious", encoding="utf-8")
    with pytest.raises(StoreError, match="this name is taken"):
        worked.store.backup(copy)
    assert copy.read_text(encoding="utf-8") == "precious"
    worked.store.backup(copy, replace=True)
    with open_store(copy) as store:
        assert store.check() == []
    for path in (Path(worked.store.target), tmp_path):
        with pytest.raises(StoreError, match="choose another name"):
            worked.store.backup(path, replace=True)
    with pytest.raises(StoreError, match="does not exist"):
        worked.store.backup(tmp_path / "nowhere" / "copy.db")
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    worked.assert_sound()


@pytest.mark.postgresql
def test_a_server_is_not_copied(postgresql: str, tmp_path: Path) -> None:
    from db import StoreError

    with open_store(postgresql) as store, pytest.raises(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy.db")


def test_the_quotes_of_the_log_can_be_read_in_sql(worked: Scene) -> None:
    with closing(sqlite3.connect(worked.store.target)) as connection:
        rows = connection.execute("SELECT after FROM decisions ORDER BY seq").fetchall()
    quotes = [json.loads(after)["quote"] for (after,) in rows if after]
    assert quotes == ["may", "Reports say it may rain.", "據了解"]
