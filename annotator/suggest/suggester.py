"""What a suggester is, and how one is named and loaded."""

from __future__ import annotations

import logging
from typing import Final, Protocol, runtime_checkable

from rubric import Document, Rubric, Suggestion

LOG: Final = logging.getLogger("annotator.suggest")
"""Where suggesters tell what a person should know while they work; front ends show it."""


class UnknownSuggester(ValueError):  # noqa: N818  (the name reads as what happened)
    """No suggester has this name; the message lists those there are."""


class UnusableSuggester(UnknownSuggester):
    """The suggester cannot be used as it was asked for; the message says what to change."""


class SuggesterFailed(RuntimeError):  # noqa: N818
    """A suggester could not do a document; the message says why and what may help."""


@runtime_checkable
class Suggester(Protocol):
    """Proposes marks for a document.

    One that sends text out of the process also has ``notice``, see :func:`notice_of`.

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


def notice_of(suggester: Suggester) -> str:
    """Return what people must know before their text is given to ``suggester``; often nothing."""
    return str(getattr(suggester, "notice", ""))


def load_suggester(spec: str = "", rubric: Rubric | None = None) -> Suggester:
    """Return the suggester that ``spec`` names; the best bundled one if it is empty.

    Args:
        spec: ``joined``, ``rules``, ``model``, ``joined:FOLDER``, ``model:FOLDER``, ``hub:MODEL``,
            ``http:URL``, or ``NAME`` or ``NAME:ARGUMENT`` of an installed package; see
            ``docs/suggesters.md``.
        rubric: The codebook to suggest by, where a suggester takes one; the built-in by default.

    Raises:
        UnknownSuggester: If there is none of that name.
        UnusableSuggester: If there is, but an option, a file or a package is wrong or missing.
    """
    kind, _, argument = spec.partition(":")
    if spec in ("", "joined"):
        from annotator.suggest.joined import JoinedSuggester

        return JoinedSuggester()
    if spec == "rules":
        from annotator.suggest.rules.suggester import RuleSuggester

        return RuleSuggester()
    if spec == "model":
        from annotator.suggest.model.suggester import ModelSuggester

        return ModelSuggester()
    if kind in ("joined", "model"):
        from annotator.suggest.learned import load_learned

        return load_learned(kind, argument)
    if kind == "hub":
        from annotator.suggest.hub import load_hub

        return load_hub(argument, rubric)
    if kind in ("http", "https"):
        from annotator.suggest.server import load_server

        return load_server(spec, rubric)
    from annotator.suggest.plugins import load_plugin

    return load_plugin(kind, argument, rubric)
