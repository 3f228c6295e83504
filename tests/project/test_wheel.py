"""The wheel, built and installed into an empty environment (``make wheel``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("annotator/", "db/", "rubric/", "seeds/")
SEED = "001_10fcccc89ebce768.txt"

pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("ANNOTATOR_", "PYTHON"))}
    done = subprocess.run(
        command, cwd=cwd, env=settings, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT)
    (built,) = folder.glob("annotator-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts' folder of an environment that holds nothing but the wheel's needs."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    scripts = folder / "bin"
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel)
    return scripts


def test_the_wheel_carries_every_file_of_the_packages(wheel: Path) -> None:
    tracked = run("git", "ls-files", "-z", *PACKAGES).split("\0")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in tracked if name} - held == set()


def test_the_wheel_carries_data_byte_for_byte(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    data = [n for n in archive.namelist() if n.startswith(PACKAGES) and not n.endswith(".py")]
    assert [n for n in data if archive.read(n) != (ROOT / n).read_bytes()] == []
    kinds = {Path(name).suffix for name in data}
    assert {".txt", ".toml", ".tcss"} <= kinds
    assert [n for n in archive.namelist() if n.startswith("db/migrations/versions/")]


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "annotator", "--version", cwd=tmp_path).startswith("annotator ")


def test_the_installed_program_inspects_a_seed(installed: Path, tmp_path: Path) -> None:
    lines = run(
        installed / "annotator", "inspect", ROOT / "seeds" / SEED, "--format", "jsonl", cwd=tmp_path
    ).splitlines()
    records = [json.loads(line) for line in lines]
    text = (ROOT / "seeds" / SEED).read_bytes().decode()
    assert all(r["quote"] == text[r["start"] : r["end"]] for r in records)
    assert {"claim", "source", "hedge", "loaded"} <= {r["layer"] for r in records}


def test_the_installed_program_does_the_whole_round(installed: Path, tmp_path: Path) -> None:
    program = installed / "annotator"
    assert "China watchers" in run(program, cwd=tmp_path)
    listing = run(program, "documents", "--format", "json", cwd=tmp_path)
    assert [row["id"] for row in json.loads(listing)] == [1, 2, 3, 4, 5]
    run(program, cwd=tmp_path)
    assert run(program, "documents", "--format", "json", cwd=tmp_path) == listing
    run(program, "rubric", "show", cwd=tmp_path)
    run(program, "db", "check", cwd=tmp_path)
    run(program, "export", "out.jsonl", cwd=tmp_path)
    run(program, "import", "out.jsonl", "--db", "again.db", cwd=tmp_path)
