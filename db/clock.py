"""What time it is, as it is stored."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return this instant in UTC as ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
