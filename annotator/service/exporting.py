"""The store as records: everything, or one session, in an order that is always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.exchange import records
from annotator.exchange.jsonl import write_lines
from annotator.exchange.records import Circumstances, Json
from annotator.service.values import Exported
from db import ReadingInfo, RunInfo, SessionRow
from rubric import Decision, Document, Rubric, Suggestion, loads, tally

if TYPE_CHECKING:
    from db.store import Work


def write_export(work: Work, path: Path, rubric: Rubric, session: SessionRow | None) -> Exported:
    """Write an export; the file is there as a whole, or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Json]:
        for record in export_records(work, rubric, session):
            counts[record["record"]] += 1
            yield record

    write_lines(path, counted())
    return Exported(path, counts["document"], counts["mark"], counts["decision"])


def export_records(work: Work, rubric: Rubric, session: SessionRow | None) -> Iterator[Json]:
    """Return the records of an export.

    First what documents rest on: rubrics, sessions and runs. Then document by document, by name:
    its text, what was suggested, each reviewer's log, and the marks that stand.

    Args:
        work: The transaction to read in.
        rubric: Says which suggestions have links and grades.
        session: The session to export; None for everything.
    """
    return _Export(work, rubric, session).records()


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A document's suggestions: numbers in the file and what they are, by number in the store."""

    numbers: dict[int, int]
    suggestions: dict[int, Suggestion]


class _Export:
    """One export under way."""

    def __init__(self, work: Work, rubric: Rubric, session: SessionRow | None) -> None:
        self._work = work
        self._rubric = rubric
        self._only = session
        self._sessions = [session] if session else work.sessions.listed()
        chosen = work.sessions.documents(session.id) if session else None
        listed = work.documents.listed(chosen)
        self._documents = sorted(listed, key=lambda info: (info.name, info.fingerprint))
        self._runs = {info.id: work.runs.of_document(info.id) for info in self._documents}
        self._run_numbers = self._number_runs()
        self._rubrics = {s.rubric.fingerprint: loads(s.rubric.content) for s in self._sessions}
        self._next = 1

    def records(self) -> Iterator[Json]:
        yield records.header_record()
        yield from self._premises()
        for info in self._documents:
            document = self._work.documents.get(info.id)
            if document is not None:
                yield from self._document(info.id, document)

    def _number_runs(self) -> dict[int, int]:
        """Number the runs by when they were; the store's own numbers differ between stores."""
        runs = {run.id: run for found in self._runs.values() for run in found}
        ordered = sorted(runs.values(), key=lambda r: (r.at, r.suggester, r.fingerprint, r.id))
        return {run.id: number for number, run in enumerate(ordered, 1)}

    def _premises(self) -> Iterator[Json]:
        used = {session.rubric.fingerprint: session.rubric for session in self._sessions}
        for rubric in sorted(used.values(), key=lambda r: (r.name, r.version, r.fingerprint)):
            yield records.rubric_record(
                rubric.name, rubric.version, rubric.fingerprint, rubric.content
            )
        fingerprints = {info.id: info.fingerprint for info in self._documents}
        for session in sorted(self._sessions, key=lambda s: s.name):
            order = self._work.sessions.documents(session.id)
            yield records.session_record(
                session.name,
                session.mode,
                session.rubric.fingerprint,
                session.created_at,
                [fingerprints[number] for number in order if number in fingerprints],
            )
        runs: dict[int, RunInfo] = {}
        for found in self._runs.values():
            runs.update({self._run_numbers[run.id]: run for run in found})
        for number, run in sorted(runs.items()):
            yield records.run_record(number, run.suggester, run.version, run.fingerprint, run.at)

    def _document(self, number: int, document: Document) -> Iterator[Json]:
        runs = sorted(self._run_numbers[run.id] for run in self._runs[number])
        yield records.document_record(document, runs)
        known = _Numbered({}, {})
        yield from self._suggestions(number, document, known)
        for info in self._work.readings.listed(number, self._only.id if self._only else None):
            if info.reading.length:
                yield from self._reading(info, document, known)

    def _suggestions(self, number: int, document: Document, known: _Numbered) -> Iterator[Json]:
        for run in sorted(self._runs[number], key=lambda run: self._run_numbers[run.id]):
            for suggestion in self._work.runs.suggestions(number, run.id):
                assert suggestion.id is not None
                known.numbers[suggestion.id] = self._next
                known.suggestions[suggestion.id] = suggestion
                yield records.stored_suggestion_record(
                    document, suggestion, self._rubric, self._next, self._run_numbers[run.id]
                )
                self._next += 1

    def _reading(self, info: ReadingInfo, document: Document, known: _Numbered) -> Iterator[Json]:
        session = next(s for s in self._sessions if s.id == info.reading.session_id)
        rubric = self._rubrics[session.rubric.fingerprint]
        run = info.reading.run_id
        circumstances = Circumstances(
            info.reviewer,
            session.name,
            session.mode,
            rubric.id,
            rubric.version,
            session.rubric.fingerprint,
            None if run is None else self._run_numbers[run],
        )
        log = self._work.log.decisions(info.reading.id)
        for decision in log:
            told = _renumbered(decision, decision.suggestion, known)
            yield records.decision_record(document, told, circumstances)
        total = tally(log)
        last: dict[int, Decision] = {}
        origins: dict[int, int] = {}
        for decision in (d for batch in total.done for d in batch):
            last[decision.annotation] = decision
            if decision.suggestion is not None:
                origins[decision.annotation] = decision.suggestion
        for number, mark in sorted(total.annotations.items()):
            origin = origins.get(number)
            yield records.mark_record(
                document,
                number=number,
                mark=mark,
                decision=_renumbered(last[number], origin, known),
                origin=None if origin is None else known.suggestions.get(origin),
                circumstances=circumstances,
                rubric=rubric,
            )


def _renumbered(decision: Decision, suggestion: int | None, known: _Numbered) -> Decision:
    return replace(decision, suggestion=known.numbers[suggestion] if suggestion else None)
