"""A workspace: one database, its rubric, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.review import Mode, ReviewState
from annotator.service.adding import add_files, add_seeds, known_language
from annotator.service.errors import Misuse, NotFound
from annotator.service.ledgers import ledger_of
from annotator.service.reviewing import open_review, with_run_of
from annotator.service.sessions import (
    default_rubric,
    document_of,
    info_of,
    progress_in,
    session_called,
    start_session,
    uncertainties,
)
from annotator.service.suggesting import suggest_for
from annotator.service.values import (
    Added,
    DocumentProgress,
    Exported,
    Imported,
    Progress,
    Refused,
    SessionInfo,
    Suggested,
)
from annotator.text import read
from db import Finding, Reading, SessionRow, open_store
from rubric import Decision, Document, Rubric, Suggestion, load, loads

if TYPE_CHECKING:
    from annotator.suggest.ledger import Ledger
    from annotator.train.learn import Learned
    from db.store import Store

DEFAULT_DATABASE = "annotator.db"


def default_reviewer() -> str:
    """Return the login name, or ``reviewer`` where the system knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"


class Workspace:
    """One open database; a context manager that closes it.

    Attributes:
        rubric: The rubric of the default session, and of sessions to be made.
    """

    def __init__(self, store: Store, rubric: Rubric) -> None:
        """Use an open store; see :meth:`open`."""
        self.rubric = rubric
        self._store = store
        self._rubrics = {rubric.fingerprint: rubric}
        self._readings: dict[tuple[int, str, str], Reading] = {}

    @classmethod
    def open(cls, db: str | Path = DEFAULT_DATABASE, rubric_path: Path | None = None) -> Self:
        """Open a database, made if missing, with its default session.

        Args:
            db: A file or a database URL.
            rubric_path: A rubric file for the default session, where nothing was decided in it
                yet; the session's own, or at first the built-in one, where it is None.

        Raises:
            db.StoreError: If the database cannot be used.
            rubric.RubricError: If the rubric file is faulty.
            Misuse: If the default session is under another rubric and has decisions.
        """
        asked = load(rubric_path) if rubric_path else None
        store = open_store(db)
        try:
            rubric = default_rubric(store, asked)
        except BaseException:
            store.close()
            raise
        return cls(store, rubric)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # documents

    def add(
        self, paths: Iterable[Path], language: str | None = None, encoding: str | None = None
    ) -> list[Added | Refused]:
        """Read files into the workspace and its default session; a faulty one stops no other.

        Raises:
            Misuse: If the language is none that is known.
            db.StoreError: If the database fails; the files before are stored.
        """
        known_language(language)
        return add_files(
            self._store,
            self._session_row(None).id,
            map(Path, paths),
            lambda path: read(path, language=language, encoding=encoding),
        )

    def add_seeds(self) -> list[Added | Refused]:
        """Add the five seed documents, with their titles and languages."""
        return add_seeds(self._store, self._session_row(None).id)

    def find(self, document: str) -> int:
        """Return the number of the document called by number, name, or the start of its name.

        Raises:
            NotFound: If there is none, or more than one.
        """
        with self._store.read() as work:
            listed = work.documents.listed()
        found = [info for info in listed if str(info.id) == document]
        found = found or [info for info in listed if info.name == document]
        found = found or [info for info in listed if info.name.startswith(document)]
        if len(found) == 1 and document:
            return found[0].id
        told = ", ".join(f"{info.id} {info.name}" for info in (found or listed)[:10])
        which = "several documents are called" if found else "no document is called"
        raise NotFound(f"{which} {document!r}; there are: {told or 'none yet'}")

    def document(self, document_id: int) -> Document:
        """Return a stored document.

        Raises:
            NotFound: If there is none of that number.
        """
        with self._store.read() as work:
            return document_of(work, document_id)

    def documents(self, reviewer: str = "", session: str | None = None) -> list[DocumentProgress]:
        """Return the documents of a session, in its order, with the reviewer's progress.

        Raises:
            NotFound: If there is no such session.
        """
        name = reviewer or default_reviewer()
        with self._store.read() as work:
            row = session_called(work, session)
            return progress_in(work, row, self._rubric_of(row), name)

    def uncertain(self, reviewer: str = "", session: str | None = None) -> list[DocumentProgress]:
        """Return the documents, those first whose suggested labels are least certain.

        What is done comes last: nothing more is to be learned from it.

        Raises:
            NotFound: If there is no such session.
        """
        listed = self.documents(reviewer, session)
        with self._store.read() as work:
            rubric = self._rubric_of(session_called(work, session))
            doubt = uncertainties(work, rubric, listed)
        return sorted(listed, key=lambda one: (one.done, -doubt[one.id]))

    # sessions

    def sessions(self) -> list[SessionInfo]:
        """Return all sessions, oldest first; the default session is always there."""
        with self._store.read() as work:
            return [info_of(row) for row in work.sessions.listed()]

    def start_session(
        self,
        name: str,
        mode: Mode | str = Mode.ASSISTED,
        document_ids: Sequence[int] | None = None,
    ) -> SessionInfo:
        """Make a session of the given documents (None: all), under this workspace's rubric.

        Raises:
            Misuse: If the name is empty or the mode none that is known.
            NotFound: If there is no such document.
            db.StoreError: If a session of that name exists.
        """
        with self._store.write() as work:
            return start_session(work, name, mode, self.rubric, document_ids)

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

        Raises:
            annotator.suggest.UnknownSuggester: If there is no such suggester.
        """
        from annotator.suggest import load_suggester

        with self._store.read() as work:
            infos = work.documents.listed(document_ids)
        return suggest_for(self._store, load_suggester(spec, self.rubric), infos, progress)

    def suggestions(self, document_id: int) -> tuple[Suggestion, ...]:
        """Return the suggestions of the latest run for a document, in the order of the text."""
        with self._store.read() as work:
            run = work.runs.latest(document_id)
            return () if run is None else tuple(work.runs.suggestions(document_id, run))

    # reviewing

    def review(
        self, document_id: int, reviewer: str = "", session: str | None = None
    ) -> ReviewState:
        """Open a document for a reviewer, as he or she left it.

        Args:
            document_id: One of the session's documents.
            reviewer: Who decides; the login name where empty.
            session: A session's name; the default session where None or empty.

        Raises:
            NotFound: If there is no such document or session, or the one is not in the other.
        """
        name = reviewer or default_reviewer()
        with self._store.write() as work:
            row = session_called(work, session)
            if not work.sessions.holds(row.id, document_id):
                document = document_of(work, document_id)
                raise NotFound(f"{document.name} is not in the session {row.name!r}")
            reading = work.readings.open(row.id, document_id, work.sessions.reviewer(name))
            state = open_review(work, row, self._rubric_of(row), document_id, name, reading)
        self._readings[document_id, row.name, name] = reading
        return state.focused(int(reading.focus)) if reading.focus else state

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
        if not decisions:
            return
        reading = self._reading(state)
        with self._store.write() as work:
            if decisions[0].seq == 1 or reading.run_id is None:
                # Suggestions may have arrived after the document was opened.
                reading = with_run_of(work, state, reading)
            work.log.append(reading, state.document, decisions, str(state.focus))
        self._readings[state.document_id, state.session, state.reviewer] = reading

    def remember(self, state: ReviewState) -> None:
        """Store where the reviewer stands, to continue there; decisions do this by themselves.

        Raises:
            db.StoreError: If the database cannot be written.
        """
        with self._store.write() as work:
            work.readings.remember(self._reading(state).id, str(state.focus))

    def ledger(
        self,
        document_id: int,
        about: str | None = None,
        reviewer: str | None = None,
        session: str | None = None,
    ) -> Ledger:
        """Group a document's claims by who is responsible for them.

        Args:
            document_id: The document.
            about: A regular expression; the entries tell which claims match it.
            reviewer: Whose marks count where there are some, suggestions elsewhere; the login
                name where empty; suggestions alone where it is None.
            session: Where that reviewer decided; the default session where None or empty.

        Raises:
            NotFound: If there is no such document or session.
            annotator.suggest.ledger.AboutError: If ``about`` is no regular expression.
        """
        name = default_reviewer() if reviewer == "" else reviewer
        with self._store.read() as work:
            row = session_called(work, session)
            number = work.sessions.find_reviewer(name) if name else None
            reading = work.readings.find(row.id, document_id, number) if number else None
            rubric = self._rubric_of(row)
            state = open_review(work, row, rubric, document_id, name or "", reading)
        return ledger_of(state, about)

    # learning

    def learn(
        self, out: Path, base: Path | None = None, shown_weight: float = 0.0, *, full: bool = False
    ) -> Learned:
        """Let a model learn from what reviewers decided, and write it to a folder of its own.

        Args:
            out: The folder; a model in it is replaced by a better one only.
            base: The model to start from; the shipped one where it is None.
            shown_weight: What decisions count that were made while suggestions were shown, 0 to 1.
            full: Whether to fine-tune the whole model, which needs the ``torch`` extra.

        Raises:
            annotator.train.errors.LearningError: If there is too little to learn from, or the
                model would get no better; nothing is written then.
            annotator.suggest.SuggesterFailed: If the base cannot be opened.
            OSError: If the folder cannot be written.
        """
        from annotator.service.learning import decided_sentences

        with self._store.read() as work:
            decided = decided_sentences(work, shown_weight)
        if full:
            from annotator.train.tuning import tune

            return tune(decided, Path(out), base)
        from annotator.train.learn import learn

        return learn(decided, Path(out), base)

    # exchange and care

    def export(self, path: Path, session: str | None = None) -> Exported:
        """Write everything (or one session) as JSON lines, atomically.

        Raises:
            NotFound: If there is no such session.
            db.StoreError: If the database cannot be read.
            OSError: If the file cannot be written.
        """
        from annotator.service.exporting import write_export

        with self._store.read() as work:
            row = session_called(work, session) if session else None
            return write_export(work, path, self.rubric, row)

    def import_(self, path: Path) -> Imported:
        """Read an export back; nothing is stored if any line is faulty.

        Raises:
            annotator.exchange.jsonl.RecordError: Naming file, line and remedy.
            db.StoreError: If the database cannot be written.
            OSError: If the file cannot be read.
        """
        from annotator.service.importing import import_records

        with self._store.write() as work:
            imported = import_records(work, Path(path))
            self.rubric = self._rubric_of(session_called(work, None))
        return imported

    def check(self) -> list[Finding]:
        """Prove that the database is sound; return what is not."""
        return self._store.check()

    def backup(self, path: Path, *, replace: bool = False) -> None:
        """Copy the database into one file, also while others write.

        Raises:
            db.StoreError: If the name is taken and not to be replaced, or the copy fails.
        """
        self._store.backup(Path(path), replace=replace)

    def _session_row(self, name: str | None) -> SessionRow:
        with self._store.read() as work:
            return session_called(work, name)

    def _rubric_of(self, session: SessionRow) -> Rubric:
        key = session.rubric.fingerprint
        if key not in self._rubrics:
            self._rubrics[key] = loads(session.rubric.content)
        return self._rubrics[key]

    def _reading(self, state: ReviewState) -> Reading:
        key = (state.document_id, state.session, state.reviewer)
        if key not in self._readings:
            raise Misuse(f"{state.document.name} was not opened for review in this workspace")
        return self._readings[key]
