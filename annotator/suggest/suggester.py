"""What a suggester is, and how one is named and loaded."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from rubric import Document, Suggestion


class UnknownSuggester(ValueError):
    """No suggester has this name; the message lists those there are."""


@runtime_checkable
class Suggester(Protocol):
    """Proposes marks for a document.

    Attributes:
        name: What its suggestions are signed with.
        fingerprint: Changes whenever it may suggest something else for the same document.
    """

    @property
    def name(self) -> str:
        """What its suggestions are signed with."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever it may suggest something else for the same document."""

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text."""


def load_suggester(spec: str = "") -> Suggester:
    """Return the suggester that ``spec`` names; the best bundled one if it is empty.

    Raises:
        UnknownSuggester: If there is none of that name.
    """
    if spec in ("", "rules"):
        from annotator.suggest.rules.suggester import RuleSuggester

        return RuleSuggester()
    raise UnknownSuggester(f"no suggester is called {spec!r}; there is: rules")
