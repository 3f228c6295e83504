"""Starting: the help text, and the review screen from nothing to the first sentence."""

from __future__ import annotations

import os
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.result import Result, seconds

PROGRAM = str(Path(sys.executable).with_name("annotator"))
PATIENCE = 60
HELLO = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Hello(App):\n"
    "    def compose(self):\n"
    "        yield Static('hello peer')\n"
    "Hello().run()\n"
)


def results() -> list[Result]:
    """Measure both starts."""
    return [_help(), _screen()]


def _help() -> Result:
    def run(*command: str) -> float:
        return seconds(lambda: subprocess.run(command, capture_output=True, check=True), 15)

    ours, theirs = run(PROGRAM, "--help") * 1000, run(sys.executable, "-c", "pass") * 1000
    return Result("annotator --help", ours, "ms", "python -c pass", theirs, theirs / ours)


def _screen() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"ANNOTATOR_DB": str(Path(folder) / "bench.db")}
        subprocess.run(
            [PROGRAM],
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        ours = _median_to_paint([PROGRAM, "review", "2"], b"syndicates", settings)
        theirs = _median_to_paint([sys.executable, "-c", HELLO], b"hello", {})
    return Result(
        "open the review screen, cold",
        ours,
        "s",
        "a Textual app of one line",
        theirs,
        theirs / ours,
        "≤ 1 s",
        ours <= 1,
    )


def _median_to_paint(command: Sequence[str], sign: bytes, settings: dict[str, str]) -> float:
    return statistics.median(_to_paint(command, sign, settings) for _ in range(7))


def _to_paint(command: Sequence[str], sign: bytes, settings: dict[str, str]) -> float:
    """Return the seconds until ``command``, in a terminal of its own, has painted ``sign``.

    Raises:
        RuntimeError: If it ends or waits before it has.
    """
    import pty

    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        size = {"TERM": "xterm-256color", "COLUMNS": "140", "LINES": "45"}
        os.execvpe(command[0], list(command), os.environ | size | settings)
    painted = b""
    try:
        while sign not in painted:
            left = PATIENCE - (time.perf_counter() - begin)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise RuntimeError(f"{' '.join(command)}: {sign!r} was not painted")
            try:
                painted += os.read(terminal, 65536)
            except OSError:
                told = painted[-2000:].decode(errors="replace")
                raise RuntimeError(f"{' '.join(command)}: it ended\n{told}") from None
        return time.perf_counter() - begin
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
