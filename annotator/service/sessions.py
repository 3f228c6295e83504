"""Sessions, and what is in them: found by name, or refused with what there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.review import Mode
from annotator.service.errors import Misuse, NotFound
from annotator.service.values import DocumentProgress, SessionInfo
from db import RubricRow, SessionRow
from rubric import Document, Rubric, load, loads
from rubric.canonical import dumps

if TYPE_CHECKING:
    from db.store import Store, Work

DEFAULT_SESSION = "default"


def session_called(work: Work, name: str | None) -> SessionRow:
    """Return the session of that name; the default session where it is None or empty.

    Raises:
        NotFound: If there is none.
    """
    row = work.sessions.find(name or DEFAULT_SESSION)
    if row is None:
        told = ", ".join(session.name for session in work.sessions.listed())
        raise NotFound(f"no session is called {name!r}; there are: {told}")
    return row


def document_of(work: Work, document_id: int) -> Document:
    """Return a stored document.

    Raises:
        NotFound: If there is none of that number.
    """
    document = work.documents.get(document_id)
    if document is None:
        raise NotFound(f"there is no document {document_id}")
    return document


def info_of(row: SessionRow) -> SessionInfo:
    """Return what front ends are told of a session."""
    return SessionInfo(
        row.id, row.name, Mode(row.mode), row.rubric.name, row.rubric.version, row.documents
    )


def start_session(
    work: Work, name: str, mode: Mode | str, rubric: Rubric, document_ids: Sequence[int] | None
) -> SessionInfo:
    """Make a session of the given documents (None: all).

    Raises:
        Misuse: If the name is empty or the mode none that is known.
        NotFound: If there is no such document.
        db.StoreError: If a session of that name exists.
    """
    if not name.strip():
        raise Misuse("a session needs a name")
    if mode not in list(Mode):
        raise Misuse(f"no such mode: {mode!r}; use one of {', '.join(Mode)}")
    present = [info.id for info in work.documents.listed()]
    chosen = present if document_ids is None else list(document_ids)
    for number in chosen:
        if number not in present:
            raise NotFound(f"there is no document {number}")
    rubric_id = work.sessions.keep_rubric(_row_of(rubric))
    work.sessions.attach(work.sessions.add(name, str(mode), rubric_id), chosen)
    return info_of(session_called(work, name))


def default_rubric(store: Store, asked: Rubric | None) -> Rubric:
    """Return the rubric of the default session, made or put under the rubric asked for.

    Raises:
        Misuse: If another rubric is asked for, but decisions were made under the present one.
    """
    with store.read() as work:
        known = work.sessions.find(DEFAULT_SESSION)
    if known is None or (asked and asked.fingerprint != known.rubric.fingerprint):
        wanted = asked or load()
        with store.write() as work:
            _put_default_under(work, wanted)
        return wanted
    builtin = load()
    same = known.rubric.fingerprint == builtin.fingerprint
    return asked or (builtin if same else loads(known.rubric.content))


def _put_default_under(work: Work, rubric: Rubric) -> None:
    sessions = work.sessions
    known = sessions.find(DEFAULT_SESSION)
    if known and known.rubric.fingerprint == rubric.fingerprint:
        return
    rubric_id = sessions.keep_rubric(_row_of(rubric))
    if known is None:
        sessions.add(DEFAULT_SESSION, Mode.ASSISTED.value, rubric_id)
    elif sessions.begun(known.id):
        raise Misuse(
            f"the session {known.name!r} is held under {known.rubric.name} "
            f"{known.rubric.version} and has decisions, so it cannot change to {rubric.id} "
            f"{rubric.version}; leave the rubric away, or name another database"
        )
    else:
        sessions.change(known.id, known.mode, rubric_id, known.created_at)


def progress_in(
    work: Work, row: SessionRow, rubric: Rubric, reviewer: str
) -> list[DocumentProgress]:
    """Return the documents of a session, in its order, with the reviewer's progress."""
    exclusive = [x.name for x in rubric.layers if x.unit == "sentence" and x.exclusive]
    order = work.sessions.documents(row.id)
    infos = {info.id: info for info in work.documents.listed(order)}
    progress = work.progress(row.id, work.sessions.find_reviewer(reviewer), exclusive)
    return [
        DocumentProgress(
            id=number,
            name=infos[number].name,
            title=infos[number].title,
            language=infos[number].language,
            sentences=infos[number].sentences,
            decided=progress[number].labelled,
            suggestions=progress[number].suggestions,
            open=progress[number].suggestions - progress[number].settled,
            annotations=progress[number].annotations,
            last=progress[number].last,
        )
        for number in order
    ]


def uncertainties(
    work: Work, rubric: Rubric, documents: Sequence[DocumentProgress]
) -> dict[int, float]:
    """Return by document how uncertain its latest suggestions are; 1 where there are none."""
    from annotator.suggest.uncertainty import uncertainty

    layers = {layer.name for layer in rubric.layers if layer.unit == "sentence" and layer.exclusive}
    found = {}
    for one in documents:
        run = work.runs.latest(one.id)
        suggestions = [] if run is None else work.runs.suggestions(one.id, run)
        found[one.id] = uncertainty(suggestions, layers, one.sentences)
    return found


def _row_of(rubric: Rubric) -> RubricRow:
    return RubricRow(rubric.id, rubric.version, rubric.fingerprint, dumps(rubric))
