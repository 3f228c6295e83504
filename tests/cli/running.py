"""Run the program as people do: a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str

    def records(self) -> list[dict[str, Any]]:
        """Return the JSON lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Program:
    """The program in one folder."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Return an environment without settings of the person who runs the tests."""
        names = ("ANNOTATOR_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(names)}
        return kept | {"LC_ALL": "C.UTF-8", "ANNOTATOR_REVIEWER": "ana"} | dict(self.settings)

    def command(self, *arguments: str | Path) -> list[str]:
        """Return the command line of a run."""
        return [sys.executable, "-m", "annotator", *map(str, arguments)]

    def __call__(self, *arguments: str | Path, **settings: str) -> Outcome:
        """Run the program without a terminal."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=400,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
