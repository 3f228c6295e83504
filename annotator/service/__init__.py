"""The one place that joins texts, suggesters, reviews and the database.

Whatever a front end can do is a function here. Importing this package loads neither the database
library nor a suggester; opening a workspace does.
"""

from annotator.review import Mode
from annotator.service.errors import FAILURES, MISUSES, Misuse, NotFound
from annotator.service.inspection import inspect
from annotator.service.ledgers import ledger_of
from annotator.service.sessions import DEFAULT_SESSION
from annotator.service.values import (
    Added,
    DocumentProgress,
    Exported,
    Imported,
    Inspected,
    Progress,
    Refused,
    SessionInfo,
    Suggested,
)
from annotator.service.workspace import DEFAULT_DATABASE, Workspace, default_reviewer
from db import Finding, StaleLog, StoreError

__all__ = [
    "DEFAULT_DATABASE",
    "DEFAULT_SESSION",
    "FAILURES",
    "MISUSES",
    "Added",
    "DocumentProgress",
    "Exported",
    "Finding",
    "Imported",
    "Inspected",
    "Misuse",
    "Mode",
    "NotFound",
    "Progress",
    "Refused",
    "SessionInfo",
    "StaleLog",
    "StoreError",
    "Suggested",
    "Workspace",
    "default_reviewer",
    "inspect",
    "ledger_of",
]
