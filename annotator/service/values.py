"""What the service hands to the front ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.review import Mode
from rubric import Document, Suggestion


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is in the workspace now.

    Attributes:
        path: The file, as it was named.
        document_id: Number of its document.
        document: What was read.
        new: False where a document with the same text was there before.
        note: What a person should know: a duplicate, or another text under the same name.
    """

    path: Path
    document_id: int
    document: Document
    new: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken, and why, with the remedy; the rest of the batch went on."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that was read and suggested for; nothing is stored."""

    path: Path
    document: Document
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a suggester did for one document.

    Attributes:
        document_id: The document.
        name: Its name.
        stored: How many suggestions were stored; 0 where they were there already.
        skipped: Whether this suggester's suggestions were up to date.
        problem: Why the suggester failed on this document; empty where it did not.
    """

    document_id: int
    name: str
    stored: int
    skipped: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session: documents, a rubric version and a mode."""

    id: int
    name: str
    mode: Mode
    rubric_id: str
    rubric_version: str
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far a reviewer is with a document of a session.

    Attributes:
        id: The document's number.
        name: Its file name.
        title: A title for people.
        language: ``en``, ``fr`` or ``zh``.
        sentences: How many units of review it has.
        decided: How many of them bear the reviewer's label in a layer that asks for one.
        suggestions: How many suggestions the reviewer is shown.
        open: How many of those wait for a decision.
        annotations: How many marks stand.
        last: When the reviewer last decided here, ISO 8601 in UTC; empty if never.
    """

    id: int
    name: str
    title: str
    language: str
    sentences: int
    decided: int
    suggestions: int
    open: int
    annotations: int
    last: str = ""

    @property
    def done(self) -> bool:
        """Whether every sentence is labelled and no suggestion waits."""
        return self.decided >= self.sentences and not self.open


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import stored."""

    documents: int
    suggestions: int
    decisions: int
    annotations: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    path: Path
    documents: int
    annotations: int
    decisions: int


Progress = Callable[[int, int, str], None]
"""Called with (documents done, documents in all, which one comes next or is at what sentence)."""
