"""What goes wrong is told in one shape, with the right exit code and without a traceback."""

from __future__ import annotations

import os
import pty
import select
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from running import Outcome, Program


def assert_told(done: Outcome, code: int, *words: str) -> None:
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert done.err.startswith(("annotator: ", "Usage: "))
    for word in words:
        assert word in done.err


def test_an_unknown_command_is_a_misuse(annotator: Program) -> None:
    assert_told(annotator("annotate"), 2, "annotate")


def test_an_unknown_document_is_a_misuse(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", seeds[0])
    assert_told(annotator("ledger", "nosuch"), 2, "nosuch")


def test_a_broken_expression_is_a_misuse(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", seeds[0])
    assert_told(annotator("ledger", "1", "--about", "CCP["), 2, "CCP[", "regular expression")


def test_an_unknown_suggester_is_a_misuse(annotator: Program, seeds: list[Path]) -> None:
    assert_told(annotator("inspect", seeds[0], "--suggester", "nosuch"), 2, "nosuch")


def test_a_faulty_rubric_is_a_misuse(annotator: Program, seeds: list[Path]) -> None:
    (annotator.folder / "mine.toml").write_text("id = 3\n")
    assert_told(annotator("add", seeds[0], "--rubric", "mine.toml"), 2, "mine.toml")
    assert not (annotator.folder / "annotator.db").exists()


@pytest.mark.parametrize("command", [["documents"], ["ledger", "1"], ["export", "x"], ["suggest"]])
def test_looking_makes_no_database(annotator: Program, command: list[str]) -> None:
    assert_told(annotator(*command), 2, "annotator.db")
    assert list(annotator.folder.iterdir()) == []


def test_a_file_that_is_no_database_is_left_alone(annotator: Program) -> None:
    (annotator.folder / "annotator.db").write_text("my notes\n" * 1000)
    assert_told(annotator("documents"), 1, "annotator.db")
    assert (annotator.folder / "annotator.db").read_text() == "my notes\n" * 1000


def test_a_folder_in_the_place_of_the_database(annotator: Program, seeds: list[Path]) -> None:
    (annotator.folder / "annotator.db").mkdir()
    assert_told(annotator("add", seeds[0]), 1, "annotator.db")


def test_a_locked_database_is_told(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", seeds[0])
    lock = sqlite3.connect(annotator.folder / "annotator.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        assert_told(annotator("add", seeds[1]), 1, "annotator.db")
    finally:
        lock.close()
    assert annotator("add", seeds[1]).code == 0


def test_a_missing_import_is_told(annotator: Program) -> None:
    assert_told(annotator("import", "missing.jsonl"), 1, "missing.jsonl")


def test_an_export_to_nowhere_is_told(annotator: Program, seeds: list[Path]) -> None:
    annotator("add", seeds[0])
    assert_told(annotator("export", "no/such/folder/out.jsonl"), 1, "no/such/folder")


@pytest.fixture
def many(annotator: Program) -> list[Path]:
    """Return so many files that they take longer than a moment."""
    made = []
    for number in range(400):
        path = annotator.folder / f"{number}.txt"
        path.write_text(f"Experts say that {number} people may have left. " * 20)
        made.append(path)
    return made


def test_an_interrupt_ends_quietly(annotator: Program, many: list[Path]) -> None:
    running = subprocess.Popen(
        annotator.command("inspect", *many, "--suggester", "rules", "--format", "jsonl"),
        cwd=annotator.folder,
        env=annotator.environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background, a shell has told them to ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert running.stdout
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in told


def test_a_reader_that_goes_away_is_no_error(annotator: Program, many: list[Path]) -> None:
    running = subprocess.Popen(
        annotator.command("inspect", *many, "--suggester", "rules", "--format", "jsonl"),
        cwd=annotator.folder,
        env=annotator.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(timeout=60) == 0


def in_terminal(program: Program, *arguments: str, keys: bytes, after: bytes) -> tuple[int, bytes]:
    """Run in a terminal, press ``keys`` once ``after`` was painted; return code and paint."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(program.folder)
        size = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        command = program.command(*arguments)
        os.execve(command[0], command, program.environment | size)
    painted, pressed, deadline = b"", False, time.monotonic() + 240
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            painted += os.read(terminal, 65536)
        except OSError:  # the program has closed its terminal
            break
        if not pressed and after in painted:
            os.write(terminal, keys)
            pressed = True
    else:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    return code, painted


def test_in_a_terminal_the_review_screen_opens_and_closes(annotator: Program) -> None:
    code, painted = in_terminal(annotator, keys=b"\x11", after=b"cybercriminalit")
    assert code == 0, painted[-2000:]


def test_in_a_terminal_inspect_is_coloured_unless_told_not_to(
    annotator: Program, seeds: list[Path]
) -> None:
    code, painted = in_terminal(annotator, "inspect", str(seeds[1]), keys=b"", after=b"never")
    assert code == 0
    assert b"\x1b[4;" in painted or b"\x1b[36" in painted
    plain = Program(annotator.folder, {"NO_COLOR": "1"})
    code, painted = in_terminal(plain, "inspect", str(seeds[1]), keys=b"", after=b"never")
    assert code == 0
    assert b"\x1b[36" not in painted
    assert b";36" not in painted
