"""When a session shows suggestions to its reviewers."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a session guards its reviewers' own judgement against being steered."""

    ASSISTED = "assisted"
    """Suggestions are shown at once."""

    COMMIT_FIRST = "commit-first"
    """Sentence by sentence: the reviewer's own marks first, then the suggestions."""

    BLIND = "blind"
    """Suggestions are never shown."""
