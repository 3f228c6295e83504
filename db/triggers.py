"""The triggers that guard what is never rewritten; the migrations make them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_EVERYWHERE = (
    "decisions_not_updated",
    "decisions_not_deleted",
    "documents_not_rewritten",
    "rubric_versions_not_rewritten",
)

TRIGGERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sqlite": (*_EVERYWHERE, "decisions_not_replaced"),
        "postgresql": (*_EVERYWHERE, "decisions_not_truncated"),
    }
)
"""Names of the triggers by kind of database."""
