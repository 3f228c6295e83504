"""The program in an empty folder, and the seed documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import Outcome, Program

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def annotator(tmp_path: Path) -> Program:
    """Return the program in an empty folder."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """Return the folder of a first run without a terminal, and what it printed."""
    folder = tmp_path_factory.mktemp("first")
    return folder, Program(folder)()


@pytest.fixture
def filled(annotator: Program, first_run: tuple[Path, Outcome]) -> Program:
    """Return the program in a folder where it was run once."""
    for file in first_run[0].glob("annotator.db*"):
        shutil.copy(file, annotator.folder)
    return annotator


@pytest.fixture
def seeds() -> list[Path]:
    """Return the five seed documents."""
    return sorted(SEEDS.glob("*.txt"))
