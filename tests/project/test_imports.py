"""The direction of imports, and what the command line does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "alembic",
    "jinja2",
    "nltk",
    "numpy",
    "onnxruntime",
    "rich",
    "sqlalchemy",
    "textstat",
    "textual",
    "tokenizers",
    "torch",
    "transformers",
)


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(code: str) -> set[str]:
    """Return the top-level packages that are loaded after ``code`` has run."""
    listing = run_python(
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\n"
        "print('\\n@', *{name.partition('.')[0] for name in sys.modules})"
    )
    return set(listing.rpartition("@")[2].split())


def test_the_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("arguments", ["--help", "--version", "inspect --help"])
def test_help_loads_nothing_heavy(arguments: str) -> None:
    code = f"sys.argv = ['annotator', *{arguments!r}.split()]; import annotator.cli as c; c.main()"
    assert loaded_by(code) & set(HEAVY) == set()


@pytest.mark.parametrize("package", ["rubric", "annotator.review", "annotator.suggest"])
def test_pure_packages_load_neither_database_nor_screen(package: str) -> None:
    heavy = {"alembic", "rich", "sqlalchemy", "textual", "torch", "transformers", "typer", "db"}
    assert loaded_by(f"import {package}") & heavy == set()


def test_the_service_does_not_load_the_screen() -> None:
    assert loaded_by("import annotator.service") & {"textual", "rich", "typer"} == set()
