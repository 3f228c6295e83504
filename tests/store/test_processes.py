"""Several processes at one database, and processes that are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from making import Scene, adds

from db import open_store

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

APPENDER = """
import sys
sys.path.insert(0, sys.argv[1])
from making import Scene, add, make_document
from db import StaleLog, open_store

path, number, tries = sys.argv[2], *map(int, sys.argv[3:])
with open_store(path, patience=30) as store:
    with store.read() as work:
        (info,) = work.readings.listed(number)
    reading = info.reading
    scene = Scene(store, make_document(), number, reading.session_id, reading)
    seq, stored = 1, 0
    while stored < tries:
        try:
            scene.append(add(seq))
            print(seq, flush=True)
            stored += 1
            seq += 1
        except StaleLog:
            seq = len(scene.log()) + 1
"""


def appender(scene: Scene, tries: int) -> subprocess.Popen[str]:
    """Start a process that appends decisions and prints the number of each once it is stored."""
    arguments = [str(HERE), scene.store.target, scene.document_id, tries]
    return subprocess.Popen(
        [sys.executable, "-c", APPENDER, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_share_a_log_and_lose_nothing(lite: Scene) -> None:
    both = [appender(lite, 20), appender(lite, 20)]
    outcomes = [process.communicate(timeout=60) for process in both]
    assert [error for _, error in outcomes] == ["", ""]
    numbers = [[int(line) for line in out.split()] for out, _ in outcomes]
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 41))
    assert [decision.seq for decision in lite.log()] == list(range(1, 41))
    lite.assert_sound()


def test_a_killed_process_loses_no_decision_that_it_had_stored(lite: Scene) -> None:
    process = appender(lite, 100_000)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(10)]
    process.send_signal(signal.SIGKILL)
    told += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    process.wait(timeout=10)
    path = lite.store.target
    lite.store.close()
    with open_store(path) as store:
        again = replace(lite, store=store)
        stored = [decision.seq for decision in again.log()]
        # One more may have been committed than could be told.
        assert stored in (told, [*told, len(told) + 1])
        again.assert_sound()
        again.append(*adds(len(stored) + 1, len(stored) + 1))
        again.assert_sound()


def test_a_backup_of_a_database_in_use_is_whole(lite: Scene, tmp_path: Path) -> None:
    process = appender(lite, 100_000)
    try:
        assert process.stdout is not None
        sizes = []
        for number in range(3):
            process.stdout.readline()
            copy = tmp_path / f"copy-{number}.db"
            lite.store.backup(copy)
            with open_store(copy) as store:
                assert store.check() == []
                sizes.append(len(replace(lite, store=store).log()))
            time.sleep(0.05)
    finally:
        process.kill()
        process.communicate()
    assert sizes[0] > 0
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]
