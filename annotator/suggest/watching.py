"""How far a suggester is inside a document, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

Watcher = Callable[[int, int], None]
"""Is told how many sentences are done, and of how many."""

_WATCHER: Final[ContextVar[Watcher | None]] = ContextVar("watcher", default=None)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Have ``watcher`` told how far suggesters are, as long as this lasts."""
    token = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(token)


def advanced(done: int, total: int) -> None:
    """Tell that ``done`` of ``total`` sentences are done; nobody may be watching."""
    watcher = _WATCHER.get()
    if watcher:
        watcher(done, total)
