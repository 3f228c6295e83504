"""A workspace: one database, its rubric, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rubric import Decision, Document, Suggestion

from annotator.service.values import (
    Added,
    DocumentProgress,
    Exported,
    Imported,
    Mode,
    Progress,
    Refused,
    SessionInfo,
    Suggested,
)

if TYPE_CHECKING:
    from annotator.review import ReviewState
    from annotator.suggest.ledger import Ledger

DEFAULT_DATABASE = "annotator.db"


def default_reviewer() -> str:
    """Return the login name, or ``reviewer`` where the system knows none."""
    raise NotImplementedError


class Workspace:
    """One open database; a context manager."""

    @classmethod
    def open(cls, db: str | Path = DEFAULT_DATABASE, rubric_path: Path | None = None) -> Self:
        """Open a database, made if missing, and the rubric for new sessions.

        Args:
            db: A file or a database URL.
            rubric_path: A rubric file; the built-in rubric where it is None.

        Raises:
            db.StoreError: If the database cannot be used.
            rubric.RubricError: If the rubric file is faulty.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the database."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # documents

    def add(
        self, paths: Iterable[Path], language: str | None = None, encoding: str | None = None
    ) -> list[Added | Refused]:
        """Read files into the workspace and its default session; a faulty one stops no other."""
        raise NotImplementedError

    def add_seeds(self) -> list[Added | Refused]:
        """Add the five seed documents, with their titles and languages."""
        raise NotImplementedError

    def find(self, document: str) -> int:
        """Return the number of the document called by number, name, or the start of its name.

        Raises:
            NotFound: If there is none, or more than one.
        """
        raise NotImplementedError

    def document(self, document_id: int) -> Document:
        """Return a stored document.

        Raises:
            NotFound: If there is none of that number.
        """
        raise NotImplementedError

    def documents(self, reviewer: str = "", session: str | None = None) -> list[DocumentProgress]:
        """Return the documents of a session, in its order, with the reviewer's progress."""
        raise NotImplementedError

    # sessions

    def sessions(self) -> list[SessionInfo]:
        """Return all sessions, oldest first; the default session is always there."""
        raise NotImplementedError

    def start_session(
        self, name: str, mode: Mode = Mode.ASSISTED, document_ids: Sequence[int] | None = None
    ) -> SessionInfo:
        """Make a session of the given documents (None: all), under this workspace's rubric.

        Raises:
            db.StoreError: If a session of that name exists.
        """
        raise NotImplementedError

    # suggestions

    def suggest(
        self,
        document_ids: Sequence[int] | None = None,
        spec: str = "",
        progress: Progress | None = None,
    ) -> list[Suggested]:
        """Store a suggester's suggestions for documents (None: all) that lack them.

        A document on which the suggester fails is told in its ``Suggested.problem``; the rest of
        the batch goes on. May be called from a worker thread.
        """
        raise NotImplementedError

    def suggestions(self, document_id: int) -> tuple[Suggestion, ...]:
        """Return the suggestions of the latest run for a document, in the order of the text."""
        raise NotImplementedError

    # reviewing

    def review(
        self, document_id: int, reviewer: str = "", session: str | None = None
    ) -> ReviewState:
        """Open a document for a reviewer, as he or she left it.

        Args:
            document_id: One of the session's documents.
            reviewer: Who decides; the login name where empty.
            session: A session's name; the default session where None or empty.
        """
        raise NotImplementedError

    def record(self, state: ReviewState, decisions: Sequence[Decision]) -> None:
        """Commit decisions; when this returns they are on disk.

        Args:
            state: What :meth:`review` returned, or a state that followed from it.
            decisions: Those that :func:`annotator.review.apply` gave together with ``state``.

        Raises:
            db.StaleLog: If another process decided here meanwhile; nothing is stored. Open the
                document anew.
            db.StoreError: If the database cannot be written; nothing is stored.
        """
        raise NotImplementedError

    def remember(self, state: ReviewState) -> None:
        """Store where the reviewer stands, to continue there; decisions do this by themselves."""
        raise NotImplementedError

    def ledger(
        self,
        document_id: int,
        about: str | None = None,
        reviewer: str | None = None,
        session: str | None = None,
    ) -> Ledger:
        """Group a document's claims by who is responsible for them.

        A reviewer's marks count where he or she decided, suggestions elsewhere; without a
        reviewer, suggestions alone.
        """
        raise NotImplementedError

    # exchange and care

    def export(self, path: Path, session: str | None = None) -> Exported:
        """Write everything (or one session) as JSON lines, atomically."""
        raise NotImplementedError

    def import_(self, path: Path) -> Imported:
        """Read an export back; nothing is stored if any line is faulty.

        Raises:
            annotator.exchange.RecordError: Naming file, line and remedy.
        """
        raise NotImplementedError
