"""Which errors a person can remedy: front ends print these and raise all others."""

from __future__ import annotations

from annotator.exchange.records import RecordError
from annotator.text import UnreadableDocument
from db.errors import StoreError


class NotFound(LookupError):
    """No document, session or reviewer of that name; the message lists what there is."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


FAILURES: tuple[type[Exception], ...] = (StoreError, UnreadableDocument, RecordError, OSError)
MISUSES: tuple[type[Exception], ...] = (NotFound,)
