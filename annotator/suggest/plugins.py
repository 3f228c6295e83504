"""Suggesters that other packages bring, by the entry point group ``annotator.suggesters``.

An entry point names a function that is called with two arguments, what follows ``NAME:`` in the
spec (often nothing) and the rubric to suggest by, and returns a suggester.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Final

from annotator.suggest.suggester import (
    LOG,
    Suggester,
    SuggesterFailed,
    UnknownSuggester,
    UnusableSuggester,
)
from rubric import Document, Rubric, Suggestion, load

GROUP: Final = "annotator.suggesters"
BUILTIN: Final = {
    "joined": "rules and the bundled model, joined; what is used unless another is named",
    "rules": "rules and lexicons, bundled",
    "model": "the bundled model alone",
    "hub:MODEL": "a Hugging Face model on this machine; needs the extra annotator[torch]",
    "http:URL": "an OpenAI-compatible server; the text leaves the process",
}
_RESERVED = frozenset({"rules", "model", "joined", "hub", "http", "https"})


@dataclass(frozen=True, slots=True)
class Available:
    """A suggester that can be asked for.

    Attributes:
        spec: What ``--suggester`` takes.
        about: What it is, or which package brings it.
        problem: Why it cannot be used; empty where nothing is known against it.
    """

    spec: str
    about: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Offer:
    point: EntryPoint
    package: str


def available() -> list[Available]:
    """List the suggesters there are, without loading any."""
    listed = [Available(spec, about) for spec, about in BUILTIN.items()]
    offers = _offers()
    for name in sorted(offers):
        packages = ", ".join(offer.package for offer in offers[name])
        listed.append(Available(name, f"from {packages}", _conflict(name, offers[name])))
    return listed


def load_plugin(name: str, argument: str, rubric: Rubric | None = None) -> Suggester:
    """Return the suggester that an installed package offers under ``name``.

    Raises:
        UnknownSuggester: If none does.
        UnusableSuggester: If what is offered does not work.
    """
    offers = _offers()
    if name not in offers or name in _RESERVED:
        known = ", ".join(one.spec for one in available() if not one.problem)
        asked = f"{name}:{argument}" if argument else name
        raise UnknownSuggester(f"no suggester is called {asked!r}; there are: {known}")
    if conflict := _conflict(name, offers[name]):
        raise UnusableSuggester(f"the suggester {name!r} {conflict}")
    offer = offers[name][0]
    try:
        made = offer.point.load()(argument, rubric or load())
        usable = isinstance(made, Suggester) and callable(made.suggest)
        signed = (str(made.name), str(made.fingerprint)) if usable else ("", "")
    except (Exception, SystemExit) as error:
        raise UnusableSuggester(
            f"the suggester {name!r} of {offer.package} does not load: {_told(error)}; "
            "update or uninstall that package"
        ) from error
    if not all(signed):
        raise UnusableSuggester(
            f"the suggester {name!r} of {offer.package} is none: what its entry point returns "
            "needs a name, a fingerprint and suggest(document)"
        )
    return Guarded(made, offer.package)


class Guarded:
    """A suggester from elsewhere, whose mistakes become clear errors."""

    def __init__(self, suggester: Suggester, package: str) -> None:
        """Wrap ``suggester``, which comes from ``package``."""
        self._suggester = suggester
        self._package = package
        self.name = str(suggester.name)
        self.fingerprint = str(suggester.fingerprint)
        self.notice = str(getattr(suggester, "notice", ""))

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return what the suggester suggests.

        Raises:
            SuggesterFailed: If it raises anything, or suggests what cannot be.
        """
        try:
            found = list(self._suggester.suggest(document))
            for suggestion in found:
                _check(document, suggestion)
        except (Exception, SystemExit) as error:
            LOG.debug("%s failed", self.name, exc_info=True)
            raise SuggesterFailed(
                f"the suggester {self.name!r} of {self._package} failed: {_told(error)}; "
                "report it to those who made it"
            ) from error
        return found


def _check(document: Document, suggestion: object) -> None:
    """Refuse a suggestion that no store or screen can hold.

    Raises:
        TypeError: If it is no suggestion.
        ValueError: If it is none for this document.
    """
    if not isinstance(suggestion, Suggestion):
        raise TypeError(f"it returned {type(suggestion).__name__} in place of Suggestion")
    mark = suggestion.mark
    if not 0 <= mark.start <= mark.end <= len(document.text):
        raise ValueError(f"it marks [{mark.start}, {mark.end}), which is not in the text")
    if mark.sentence is not None and not 0 <= mark.sentence < len(document.sentences):
        raise ValueError(f"it marks sentence {mark.sentence}, which there is not")
    if not 0 <= suggestion.confidence <= 1:
        raise ValueError(f"its confidence {suggestion.confidence!r} is not in [0, 1]")


def _conflict(name: str, offers: list[_Offer]) -> str:
    if name in _RESERVED:
        return "cannot be had: the name is taken by a bundled one"
    if len(offers) > 1:
        packages = " and ".join(offer.package for offer in offers)
        return f"is offered by {packages}; uninstall all but one"
    return ""


def _offers() -> dict[str, list[_Offer]]:
    """Find what is offered, by name; a package whose metadata cannot be read offers nothing."""
    found: dict[str, list[_Offer]] = {}
    seen: set[str] = set()
    for distribution in distributions():
        package, points = _read(distribution)
        if package not in seen:  # the first on the path is the one that is imported
            seen.add(package)
            for point in points:
                found.setdefault(point.name, []).append(_Offer(point, package))
    return found


def _read(distribution: Distribution) -> tuple[str, list[EntryPoint]]:
    package = "a nameless package"
    try:
        package = distribution.name or package
        return package, [point for point in distribution.entry_points if point.group == GROUP]
    except Exception as error:  # whatever broken metadata may bring about
        LOG.debug("the metadata of %s cannot be read: %s", package, error)
        return package, []


def _told(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:500]
