"""Suggestions into the store: whatever a suggester has not yet seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.service.values import Progress, Suggested
from annotator.suggest import SuggesterFailed
from annotator.suggest.watching import Watcher, watching
from db import DocumentInfo, RunInfo

if TYPE_CHECKING:
    from annotator.suggest import Suggester
    from db.store import Store


def suggest_for(
    store: Store,
    suggester: Suggester,
    documents: Sequence[DocumentInfo],
    progress: Progress | None = None,
) -> list[Suggested]:
    """Store suggestions for the documents that this very suggester has not dealt with.

    Each document is a transaction of its own, so that an interruption loses one at most.
    """
    run = RunInfo(suggester.name, __version__, suggester.fingerprint)
    with store.read() as work:
        covered = work.runs.covered(run.fingerprint)
    outcomes = []
    run_id: int | None = None
    for place, info in enumerate(documents):
        if progress:
            progress(place, len(documents), info.name)
        if info.id in covered:
            outcomes.append(Suggested(info.id, info.name, 0, skipped=True))
        else:
            with watching(_inside(progress, place, len(documents), info.name)):
                outcome, run_id = _suggest(store, suggester, info, run, run_id)
            outcomes.append(outcome)
    if progress:
        progress(len(documents), len(documents), "")
    return outcomes


def _inside(progress: Progress | None, place: int, total: int, name: str) -> Watcher:
    """Return what tells how far the suggester is inside a document: a long one takes minutes."""

    def tell(done: int, sentences: int) -> None:
        if progress:
            progress(place, total, f"{name}: sentence {done:,} of {sentences:,}")

    return tell


def _suggest(
    store: Store, suggester: Suggester, info: DocumentInfo, run: RunInfo, run_id: int | None
) -> tuple[Suggested, int | None]:
    with store.read() as work:
        document = work.documents.get(info.id)
    if document is None:
        return Suggested(info.id, info.name, 0, problem="the document is gone"), run_id
    try:
        found = list(suggester.suggest(document))
    except SuggesterFailed as error:
        return Suggested(info.id, info.name, 0, problem=str(error)), run_id
    except Exception as error:  # a plugin's fault must not stop the batch
        problem = f"{suggester.name} failed: {type(error).__name__}: {error}"
        return Suggested(info.id, info.name, 0, problem=problem), run_id
    try:
        with store.write() as work:
            if work.runs.covers(run.fingerprint, info.id):
                return Suggested(info.id, info.name, 0, skipped=True), run_id
            run_id = run_id or work.runs.begin(run)
            work.runs.add(run_id, info.id, document, found)
    except ValueError as error:
        problem = f"{suggester.name} suggests what cannot be: {error}"
        return Suggested(info.id, info.name, 0, problem=problem), None
    return Suggested(info.id, info.name, len(found)), run_id
