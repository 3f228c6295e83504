"""The Makefile: what it says where there is no Python to use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INHERITED = frozenset({"MAKEFLAGS", "MAKELEVEL", "MFLAGS"})

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    shutil.copy2(ROOT / "Makefile", folder)
    shutil.copy2(ROOT / "pyproject.toml", folder)
    # What a make that runs these tests hands down would make this one talk of its folders.
    plain = {name: value for name, value in os.environ.items() if name not in INHERITED}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=plain, capture_output=True, text=True, check=False
    )


def test_without_a_python_it_says_which_and_how(tmp_path: Path) -> None:
    done = make(tmp_path, "annotate", "PYTHON=")
    assert done.returncode != 0
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_set_up_is_done_once(tmp_path: Path) -> None:
    planned = make(tmp_path, "--dry-run", "annotate", f"PYTHON={sys.executable}").stdout
    assert planned.index("-m venv") < planned.index("--editable .") < planned.index("bin/annotator")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    (tmp_path / ".venv" / "installed").touch()
    assert make(tmp_path, "--dry-run", "annotate").stdout.split() == [".venv/bin/annotator"]
