"""The ledger: a document's claims, grouped by who is responsible for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric import Document, Mark, Span


class AboutError(ValueError):
    """What the claims should be about is no regular expression."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One who is responsible for claims; nobody, where the name is empty.

    Attributes:
        name: Whom the source spans mean, as the document names it.
        label: The label of the best mention of this source; empty for nobody.
        grade: The grade of that label, ``A`` the best; empty where none is known.
        claims: The claims that rest on this source, in the order of the text.
        about: Those of the claims whose sentence matches what was asked for.
    """

    name: str
    label: str = ""
    grade: str = ""
    claims: tuple[Mark, ...] = ()
    about: tuple[Mark, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether the claims rest on no source at all."""
        return not self.name


@dataclass(frozen=True, slots=True)
class Ledger:
    """Who is responsible for what in one document.

    Attributes:
        document: The document's name.
        about: The regular expression that was asked for; empty if none was.
        entries: Best grade first, then most claims first; nobody last.
    """

    document: str
    about: str
    entries: tuple[Entry, ...]


def build_ledger(
    document: Document,
    claims: Sequence[Mark],
    sources: Sequence[Mark],
    about: str | None = None,
    grades: Mapping[str, str] | None = None,
) -> Ledger:
    """Group claims by whom their sources mean.

    A claim that names several sources is listed under each of them. Mentions are followed through
    ``Mark.entity``: "he" means "Ye", and "Ye" means "Ye Zhiqiu".

    Args:
        document: The document that the marks are on.
        claims: Its claims; the caller leaves out those that assert nothing.
        sources: Its source marks.
        about: A regular expression, matched anywhere in a claim's text, upper and lower case alike.
        grades: The grade of each source label, as the rubric has it.

    Raises:
        AboutError: If ``about`` is no regular expression.
    """
    pattern = _compile(about) if about else None
    mentions = _Mentions(document, sources, grades or {})
    grouped: dict[str, list[Mark]] = {}
    for claim in sorted(claims, key=lambda mark: (mark.start, mark.end)):
        for key in dict.fromkeys(mentions.key(span) for span in claim.sources) or [""]:
            grouped.setdefault(key, []).append(claim)

    def entry(key: str, marks: list[Mark]) -> Entry:
        found = tuple(m for m in marks if pattern and pattern.search(document.quote(m.span)))
        label, grade = mentions.best.get(key, ("", ""))
        return Entry(mentions.names.get(key, ""), label, grade, tuple(marks), found)

    entries = (entry(key, marks) for key, marks in grouped.items())
    return Ledger(document.name, about or "", tuple(sorted(entries, key=_rank)))


def _compile(about: str) -> re.Pattern[str]:
    try:
        return re.compile(about, re.IGNORECASE)
    except re.error as error:
        raise AboutError(
            f"about {about!r}: not a regular expression ({error}); "
            "put a backslash before characters that stand for themselves"
        ) from error


def _rank(entry: Entry) -> tuple[bool, str, int]:
    return entry.nobody, entry.grade or "~", -len(entry.claims)


class _Mentions:
    """Whom the source marks of one document mean."""

    def __init__(
        self, document: Document, sources: Sequence[Mark], grades: Mapping[str, str]
    ) -> None:
        self._document = document
        self._marks = {(mark.start, mark.end): mark for mark in sources}
        self._means = _meanings(document, sources)
        self.names: dict[str, str] = {}
        self.best: dict[str, tuple[str, str]] = {}
        for mark in sources:
            key = self.key(mark.span)
            grade = grades.get(mark.label, "")
            if key not in self.best or (grade or "~") < (self.best[key][1] or "~"):
                self.best[key] = (mark.label, grade)

    def key(self, span: Span) -> str:
        """Return what tells the one that ``span`` means from all others."""
        mark = self._marks.get((span.start, span.end)) or self._around(span)
        name = (mark.entity if mark else "") or self._document.quote(mark.span if mark else span)
        key, followed = _folded(name), set[str]()
        while key in self._means and key not in followed:
            followed.add(key)
            name = self._means[key]
            key = _folded(name)
        if key in followed:  # they mean each other: any name will do, if it is always the same
            key = min(followed)
        self.names.setdefault(key, " ".join(name.split()))
        return key

    def _around(self, span: Span) -> Mark | None:
        """Return the shortest source mark that shares text with ``span``."""
        touching = [mark for mark in self._marks.values() if mark.span.overlaps(span)]
        return min(touching, key=lambda mark: (mark.end - mark.start, mark.start), default=None)


def _meanings(document: Document, sources: Sequence[Mark]) -> dict[str, str]:
    """Return whom each wording means, where it always means the same ("he" may not)."""
    found: dict[str, dict[str, str]] = {}
    for mark in sources:
        wording, entity = _folded(document.quote(mark.span)), _folded(mark.entity)
        if entity and entity != wording:
            found.setdefault(wording, {}).setdefault(entity, mark.entity)
    return {
        wording: next(iter(entities.values()))
        for wording, entities in found.items()
        if len(entities) == 1
    }


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
