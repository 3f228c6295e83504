"""``annotator db``: what the commands print, and their exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from making import Scene, add
from typer.testing import CliRunner

from annotator.cli.app import app


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Outcome:
    done = CliRunner(env={"ANNOTATOR_DB": None}).invoke(app, [str(each) for each in arguments])
    return Outcome(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def database(lite: Scene) -> Path:
    lite.append(add(1))
    return Path(lite.store.target)


def test_a_sound_database_is_called_so(database: Path) -> None:
    done = run("db", "check", "--db", database)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"annotator: {database}: sound\n"
    assert run("db", "check", "--format", "json", "--db", database).stdout == "[]\n"


def test_findings_are_printed_and_the_work_has_failed(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE annotations SET quote = 'might'")
        connection.commit()
    done = run("db", "check", "--format", "jsonl", "--db", database)
    assert done.returncode == 1
    finding = json.loads(done.stdout)
    assert (finding["table"], finding["row"]) == ("annotations", "1/1")
    assert "quotes 'might' where the text has 'may'" in finding["problem"]
    assert "1 finding; restore a backup" in done.stderr
    assert "might" in run("db", "check", "--db", database).stdout


def test_a_backup_is_made_once_unless_forced(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("db", "backup", copy, "--db", database).returncode == 0
    again = run("db", "backup", copy, "--db", database)
    assert again.returncode == 1
    assert again.stderr == (
        f"annotator: {copy}: this name is taken; nothing was copied; "
        "choose another name, or replace it with --force\n"
    )
    assert run("db", "backup", copy, "--force", "--db", database).returncode == 0
    assert run("db", "check", "--db", copy).returncode == 0


def test_what_cannot_be_opened_is_told_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("just a text", encoding="utf-8")
    done = run("db", "check", "--db", path)
    assert done.returncode == 1
    assert done.stderr == f"annotator: {path}: this is no database; name another file with --db\n"
    assert path.read_text(encoding="utf-8") == "just a text"
    assert run("db", "check", "--db", tmp_path / "missing.db").returncode == 2
