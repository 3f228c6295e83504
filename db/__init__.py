"""Where annotations live: the only code that speaks SQLAlchemy.

Importing this package loads no database library; :func:`open_store` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import StaleLog, StoreError, UnstorableText
from db.values import (
    DocumentInfo,
    Finding,
    Progress,
    Reading,
    ReadingInfo,
    RubricRow,
    RunInfo,
    SessionRow,
)

if TYPE_CHECKING:
    from db.store import Store

__all__ = [
    "DocumentInfo",
    "Finding",
    "Progress",
    "Reading",
    "ReadingInfo",
    "RubricRow",
    "RunInfo",
    "SessionRow",
    "StaleLog",
    "StoreError",
    "UnstorableText",
    "open_store",
]


def open_store(database: str | Path, *, patience: float = 5.0) -> Store:
    """Open a database, made if missing, and bring its schema up to date.

    Args:
        database: A file, or a URL (``sqlite:///…``, ``postgresql://…``).
        patience: Seconds to wait for a lock that another process holds.

    Raises:
        StoreError: If it cannot be opened, is no database of ours, or was written by a newer
            version; a file that is refused is left as it was.
    """
    from db.store import Store

    return Store.open(database, patience=patience)
