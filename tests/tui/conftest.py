"""A real workspace on a real SQLite file, filled once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import ENGLISH, HOSTILE

from annotator.service import Workspace


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three documents and the rules' suggestions for two of them."""
    folder = tmp_path_factory.mktemp("filled")
    english, chinese = folder / "harbour.txt", folder / "harbour-zh.txt"
    hostile = folder / "hostile.txt"
    english.write_text(ENGLISH, encoding="utf-8")
    chinese.write_text("据了解，该项目可能在五月完工。专家担心成本上升。\n", encoding="utf-8")
    hostile.write_bytes(HOSTILE.encode())
    database = folder / "annotator.db"
    with Workspace.open(database) as workspace:
        workspace.add([english], language="en")
        workspace.add([chinese], language="zh")
        workspace.add([hostile], language="en")
        workspace.suggest([1, 2], spec="rules")
    return database


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    """A copy of that database."""
    return Path(shutil.copy(filled, tmp_path / "annotator.db"))


@pytest.fixture
def workspace(database: Path) -> Iterator[Workspace]:
    """The copy, opened."""
    with Workspace.open(database) as opened:
        yield opened
