"""The one place that joins texts, suggesters, reviews and the database.

Whatever a front end can do is a function here. Importing this package loads neither the database
nor a suggester; opening a workspace does.
"""

from annotator.service.errors import FAILURES, MISUSES, NotFound
from annotator.service.inspection import inspect
from annotator.service.values import (
    Added,
    DocumentProgress,
    Exported,
    Imported,
    Inspected,
    Mode,
    Progress,
    Refused,
    SessionInfo,
    Suggested,
)
from annotator.service.workspace import DEFAULT_DATABASE, Workspace, default_reviewer

__all__ = [
    "DEFAULT_DATABASE",
    "FAILURES",
    "MISUSES",
    "Added",
    "DocumentProgress",
    "Exported",
    "Imported",
    "Inspected",
    "Mode",
    "NotFound",
    "Progress",
    "Refused",
    "SessionInfo",
    "Suggested",
    "Workspace",
    "default_reviewer",
    "inspect",
]
