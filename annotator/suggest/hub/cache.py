"""What models said, kept by model and text, so that no sentence is read twice.

One small SQLite file in the user's cache folder. It holds labels, places and probabilities by the
hash of model and sentence, and no text. It is a convenience only: where it cannot be read or
written, the model reads again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

from annotator.suggest.hub.reading import Reading
from annotator.suggest.suggester import LOG

MOST: Final = 200_000
"""Sentences kept; when there are more, those unused for longest go (about 40 MB)."""
ENVIRONMENT: Final = "ANNOTATOR_CACHE"
"""Names the folder; the system's folder for the user's caches where it is not set."""

_SLICE = 500
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS reading "
    "(key BLOB PRIMARY KEY, used INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID"
)
Readings = list[Reading]
Answer = TypeVar("Answer")


def cache_file() -> Path:
    """Return where the cache is."""
    from platformdirs import user_cache_path

    folder = os.environ.get(ENVIRONMENT)
    return (Path(folder) if folder else user_cache_path("annotator")) / "hub.sqlite"


class Cache:
    """The readings of one model."""

    def __init__(self, model: str, path: Path, most: int = MOST) -> None:
        """Keep the readings of ``model``, which tells it from all others, in ``path``."""
        self._model = model.encode()
        self._path = path
        self._most = most
        self._broken = False

    def read(
        self, texts: Sequence[str], model: Callable[[Sequence[str]], list[Readings]]
    ) -> list[Readings]:
        """Return the readings of each text; ``model`` is asked for those not yet known."""
        keys = [self._key(text) for text in texts]
        known = self._attempt(lambda: self._find(keys)) or {}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            read = dict(zip(new, model(list(new.values())), strict=True))
            known |= read
            self._attempt(lambda: self._keep(read))
        return [known[key] for key in keys]

    def _key(self, text: str) -> bytes:
        content = self._model + b"\0" + text.encode("utf-8", "surrogatepass")
        return hashlib.sha256(content).digest()

    def _attempt(self, act: Callable[[], Answer]) -> Answer | None:
        if self._broken:
            return None
        try:
            return act()
        except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError) as error:
            self._broken = True
            LOG.warning("%s: the cache cannot be used (%s); delete the file", self._path, error)
            return None

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=5)) as connection, connection:
            connection.execute(_SCHEMA)
            yield connection

    def _find(self, keys: Sequence[bytes]) -> dict[bytes, Readings]:
        now, found = int(time.time()), dict[bytes, Readings]()
        with self._connection() as connection:
            for start in range(0, len(keys), _SLICE):
                part = keys[start : start + _SLICE]
                holes = ",".join("?" * len(part))
                query = f"SELECT key, answer FROM reading WHERE key IN ({holes})"  # noqa: S608
                rows = connection.execute(query, part).fetchall()
                found |= {key: [Reading(*one) for one in json.loads(text)] for key, text in rows}
            used = [(now, key) for key in found]
            connection.executemany("UPDATE reading SET used = ? WHERE key = ?", used)
        return found

    def _keep(self, read: dict[bytes, Readings]) -> None:
        now = int(time.time())
        rows = [
            (key, now, json.dumps([(r.label, r.start, r.end, r.score) for r in readings]))
            for key, readings in read.items()
        ]
        with self._connection() as connection:
            connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)
            (count,) = connection.execute("SELECT count(*) FROM reading").fetchone()
            if count > self._most:
                excess = count - self._most * 9 // 10
                oldest = "SELECT key FROM reading ORDER BY used LIMIT ?"
                connection.execute(f"DELETE FROM reading WHERE key IN ({oldest})", (excess,))  # noqa: S608
