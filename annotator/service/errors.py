"""Which errors a person can remedy: front ends print these and raise all others."""

from __future__ import annotations

from annotator.exchange.jsonl import RecordError
from annotator.suggest import SuggesterFailed, UnknownSuggester
from annotator.suggest.ledger import AboutError
from annotator.text import UnreadableDocument
from annotator.train.errors import LearningError
from db import StoreError
from rubric import RubricError


class Misuse(Exception):  # noqa: N818  (the name reads as what happened)
    """Something was asked for that cannot be; the message says what can."""


class NotFound(Misuse):
    """No document or session of that name; the message says which there are."""


FAILURES: tuple[type[Exception], ...] = (
    StoreError,
    UnreadableDocument,
    RecordError,
    SuggesterFailed,
    LearningError,
    OSError,
)
"""The work failed; nothing, or only whole parts of it, was done."""

MISUSES: tuple[type[Exception], ...] = (Misuse, UnknownSuggester, AboutError, RubricError)
"""The request, or the configuration, cannot be followed."""
