"""The program in an empty folder, and the seed documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Program

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def annotator(tmp_path: Path) -> Program:
    """Return the program in an empty folder."""
    return Program(tmp_path)


@pytest.fixture
def seeds() -> list[Path]:
    """Return the five seed documents."""
    return sorted(SEEDS.glob("*.txt"))
