"""What can go wrong in the store, in words for the person in front of it."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used as asked; the message names it, the cause and the remedy."""


class StaleLog(StoreError):
    """Somebody else appended to the same log first; nothing was stored."""
