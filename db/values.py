"""The plain values that cross the border of the store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A stored document without its text."""

    id: int
    name: str
    title: str
    language: str
    fingerprint: str
    sentences: int


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A rubric version as it is stored; ``content`` is the whole of it."""

    name: str
    version: str
    fingerprint: str
    content: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session; ``mode`` is ``assisted``, ``commit-first`` or ``blind``."""

    id: int
    name: str
    mode: str
    rubric: RubricRow
    created_at: str
    documents: int


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One time that a suggester was asked.

    Attributes:
        suggester: Its name.
        version: The version of the program that ran it.
        fingerprint: What tells it from any other suggester, rules and weights included.
        at: When, ISO 8601 in UTC.
        id: Its number in the store.
    """

    suggester: str
    version: str
    fingerprint: str
    at: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One reviewer at one document of one session.

    Attributes:
        id: Its number in the store.
        session_id: The session.
        document_id: The document.
        reviewer_id: The reviewer.
        rubric_version_id: The rubric that decisions are made under: the session's.
        run_id: The run whose suggestions are worked with; None where there is none yet.
        length: How many decisions its log holds.
        focus: Where the reviewer stopped, in the words of whoever stored it; empty at first.
    """

    id: int
    session_id: int
    document_id: int
    reviewer_id: int
    rubric_version_id: int
    run_id: int | None
    length: int
    focus: str = ""


@dataclass(frozen=True, slots=True)
class ReadingInfo:
    """A reading with the names of those concerned, for exports and overviews."""

    reading: Reading
    session: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with a document.

    Attributes:
        suggestions: How many suggestions the reviewer works with.
        settled: How many of them are decided.
        labelled: How many sentences bear a label in the layers asked for.
        annotations: How many marks stand.
        last: When the reviewer last decided, ISO 8601 in UTC; empty if never.
    """

    suggestions: int = 0
    settled: int = 0
    labelled: int = 0
    annotations: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found wrong.

    Attributes:
        table: Where; ``database`` for the file as a whole.
        row: Which row, as its key; empty where no single row is meant.
        problem: What is wrong with it.
    """

    table: str
    row: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.table} {self.row}: {self.problem}"
            if self.row
            else (f"{self.table}: {self.problem}")
        )
