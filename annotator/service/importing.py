"""Records into the store: all of a file or, if one line is faulty, none of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.exchange.jsonl import RecordError, read_lines
from annotator.exchange.parsing import Fields, decision_of, document_of, mark_of, suggestion_of
from annotator.exchange.records import FORMAT
from annotator.review import Mode
from annotator.service.values import Imported
from db import Reading, RubricRow, RunInfo, StaleLog, UnstorableText
from rubric import Decision, Document, Mark, RubricError, Suggestion, loads

if TYPE_CHECKING:
    from db.store import Work

_REMEDY = "export it again; nothing was stored"
_Key = tuple[str, str, str]


def import_records(work: Work, path: Path) -> Imported:
    """Store what an export holds, within one transaction.

    What is there already is left as it is, so that importing twice is importing once, and a log
    that has grown since is carried on.

    Raises:
        RecordError: If a line is faulty, or contradicts what is stored.
        OSError: If the file cannot be read.
    """
    return _Import(work, path).run()


@dataclass(slots=True)
class _Open:
    """The document whose lines are being read."""

    id: int
    document: Document
    runs: dict[int, list[tuple[int, Suggestion]]]
    flushed: bool = False


class _Import:
    """One import under way."""

    def __init__(self, work: Work, path: Path) -> None:
        self._work = work
        self._path = path
        self._line = 0
        self._rubrics: dict[str, int] = {}
        self._sessions: dict[str, int] = {}
        self._orders: dict[str, list[str]] = {}
        self._runs: dict[int, RunInfo] = {}
        self._run_ids: dict[int, int] = {}
        self._documents: dict[str, int] = {}
        self._open: _Open | None = None
        self._suggestions: dict[int, int] = {}
        self._logs: dict[_Key, list[Decision]] = {}
        self._readings: dict[_Key, int] = {}
        self._marks: dict[_Key, dict[int, Mark]] = {}
        self._counts = dict.fromkeys(("document", "suggestion", "decision", "mark"), 0)

    def run(self) -> Imported:
        takers: dict[str, Callable[[Fields], None]] = {
            "rubric": self._rubric,
            "session": self._session,
            "run": self._run,
            "document": self._document,
            "suggestion": self._suggestion,
            "decision": self._decision,
            "mark": self._mark,
        }
        taken = 0
        try:
            for taken, (line, record) in enumerate(read_lines(self._path), 1):
                self._line = line
                fields = Fields(record, self._fail)
                kind = fields.string("record", "")
                if taken == 1:
                    self._header(kind, fields)
                elif kind in takers:
                    takers[kind](fields)
                else:
                    raise self._fail(f"'record' is {kind!a}, which is not known here")
            self._close_document()
        except (UnstorableText, UnicodeEncodeError) as error:
            raise self._fail(f"holds what cannot be stored ({error})") from error
        if not taken:
            raise self._fail("the file is empty")
        self._attach()
        return Imported(*self._counts.values())

    def _fail(self, problem: str, remedy: str = _REMEDY) -> RecordError:
        return RecordError(self._path, self._line, problem, remedy)

    def _header(self, kind: str, fields: Fields) -> None:
        if kind != "export":
            raise self._fail(
                "this is no export: its first line does not say so",
                "name a file that `annotator export` wrote, whole; nothing was stored",
            )
        if fields.integer("format") > FORMAT:
            raise self._fail(
                "written by a newer version of Annotator", "upgrade Annotator; nothing was stored"
            )

    # what documents rest on

    def _rubric(self, fields: Fields) -> None:
        content, fingerprint = fields.string("content"), fields.string("rubric_fingerprint")
        try:
            rubric = loads(content)
        except RubricError as error:
            raise self._fail(f"the rubric is faulty: {error}") from error
        if rubric.fingerprint != fingerprint:
            raise self._fail("the rubric is not the one that was exported: its fingerprint differs")
        row = RubricRow(rubric.id, rubric.version, fingerprint, content)
        self._rubrics[fingerprint] = self._work.sessions.keep_rubric(row)

    def _session(self, fields: Fields) -> None:
        name, mode = fields.string("session"), fields.string("mode")
        if mode not in list(Mode):
            raise self._fail(f"'mode' is {mode!a}, which this version does not know")
        fingerprint = fields.string("rubric_fingerprint")
        if fingerprint not in self._rubrics:
            raise self._fail("the session comes before its rubric")
        rubric, at = self._rubrics[fingerprint], fields.string("at")
        known = self._work.sessions.find(name)
        if known is None:
            self._sessions[name] = self._work.sessions.add(name, mode, rubric, at)
        else:
            if not known.documents:
                self._work.sessions.change(known.id, mode, rubric, at)
            elif (known.mode, known.rubric.fingerprint) != (mode, fingerprint):
                raise self._fail(
                    f"a session {name!r} is there already, in another mode or under another rubric",
                    "import into another database; nothing was stored",
                )
            self._sessions[name] = known.id
        self._orders[name] = [str(each) for each in fields.items("documents")]

    def _run(self, fields: Fields) -> None:
        self._runs[fields.integer("run")] = RunInfo(
            fields.string("suggester"),
            fields.string("suggester_version"),
            fields.string("suggester_fingerprint"),
            fields.string("at"),
        )

    # documents and suggestions

    def _document(self, fields: Fields) -> None:
        self._close_document()
        document = document_of(fields)
        number, new = self._work.documents.add(document)
        if not new:
            stored = self._work.documents.get(number)
            if stored is None or stored.sentences != document.sentences:
                raise self._fail(
                    "the same text is there already, but divided into other sentences",
                    "import into another database; nothing was stored",
                )
        self._counts["document"] += new
        self._documents[document.fingerprint] = number
        runs = fields.items("runs")
        if not all(run in self._runs for run in runs):
            raise self._fail("'runs' names a run that no line before it describes")
        self._open = _Open(number, document, {run: [] for run in runs})

    def _suggestion(self, fields: Fields) -> None:
        opened, run = self._opened(fields), fields.integer("run")
        if run not in opened.runs or opened.flushed:
            raise self._fail("the suggestion does not follow its document and run")
        suggestion = suggestion_of(fields, opened.document)
        opened.runs[run].append((fields.integer("suggestion"), suggestion))

    def _flush_suggestions(self, opened: _Open) -> None:
        """Store the suggestions of a document, once all of them have been read."""
        if opened.flushed:
            return
        opened.flushed = True
        for run, numbered in opened.runs.items():
            suggestions = [suggestion for _, suggestion in numbered]
            ids = self._store_run(opened, run, suggestions)
            self._suggestions.update(
                (number, new) for (number, _), new in zip(numbered, ids, strict=True)
            )

    def _store_run(self, opened: _Open, run: int, suggestions: list[Suggestion]) -> list[int]:
        info, runs = self._runs[run], self._work.runs
        if run not in self._run_ids:
            self._run_ids[run] = runs.find(info) or runs.begin(info)
        run_id = self._run_ids[run]
        if all(known.id != run_id for known in runs.of_document(opened.id)):
            self._counts["suggestion"] += len(suggestions)
            return runs.add(run_id, opened.id, opened.document, suggestions)
        stored = runs.suggestions(opened.id, run_id)
        if [replace(each, id=None) for each in stored] != suggestions:
            raise self._fail(
                "the same run is stored with other suggestions",
                "import into another database; nothing was stored",
            )
        return [each.id or 0 for each in stored]

    # decisions and marks

    def _decision(self, fields: Fields) -> None:
        opened = self._opened(fields)
        self._flush_suggestions(opened)
        decision = decision_of(fields, opened.document)
        if decision.suggestion is not None:
            if decision.suggestion not in self._suggestions:
                raise self._fail(f"decides suggestion {decision.suggestion}, which is not above")
            decision = replace(decision, suggestion=self._suggestions[decision.suggestion])
        if not decision.at:
            raise self._fail("'at' does not say when this was decided")
        key = self._key(fields)
        self._logs.setdefault(key, []).append(decision)
        run = fields.integer_or_none("run")
        if run is not None:
            if run not in opened.runs:
                raise self._fail(f"names run {run}, which did not deal with this document")
            self._readings[key] = self._run_ids[run]

    def _mark(self, fields: Fields) -> None:
        opened = self._opened(fields)
        mark = mark_of(fields, opened.document)
        self._marks.setdefault(self._key(fields), {})[fields.integer("annotation")] = mark

    def _key(self, fields: Fields) -> _Key:
        session = fields.string("session")
        if session not in self._sessions:
            raise self._fail(f"names the session {session!a}, which no line before describes")
        reviewer = fields.string("reviewer")
        if not reviewer:
            raise self._fail("'reviewer' does not say who decided")
        return session, reviewer, fields.string("document_fingerprint")

    def _opened(self, fields: Fields) -> _Open:
        opened = self._open
        if opened is None or opened.document.fingerprint != fields.string("document_fingerprint"):
            raise self._fail("the line does not stand below its document")
        return opened

    def _close_document(self) -> None:
        """Store the logs of the document that ends here, and prove that its marks follow."""
        if self._open is None:
            return
        self._flush_suggestions(self._open)
        for key in dict.fromkeys([*self._logs, *self._marks]):
            self._store_log(self._open, key)
        self._logs.clear()
        self._readings.clear()
        self._marks.clear()
        self._suggestions.clear()
        self._open = None

    def _store_log(self, opened: _Open, key: _Key) -> None:
        session, reviewer, _ = key
        work, log = self._work, self._logs.get(key, [])
        reading = work.readings.open(
            self._sessions[session], opened.id, work.sessions.reviewer(reviewer)
        )
        whose = f"the decisions of {reviewer!a} on {opened.document.name!a}"
        stored = work.log.decisions(reading.id)
        if stored[: len(log)] != log[: len(stored)]:
            raise self._fail(
                f"{whose} contradict those that are stored",
                "import into another database; nothing was stored",
            )
        if not stored and key in self._readings:
            work.readings.use_run(reading.id, self._readings[key])
        if len(stored) <= len(log):
            self._append(opened, reading, log[len(stored) :], whose)
            if work.log.annotations(reading.id) != self._marks.get(key, {}):
                raise self._fail(f"the marks differ from what {whose} add up to")
            self._counts["mark"] += len(self._marks.get(key, {})) if len(stored) < len(log) else 0

    def _append(self, opened: _Open, reading: Reading, new: list[Decision], whose: str) -> None:
        try:
            self._work.log.append(reading, opened.document, new, reading.focus)
        except (ValueError, StaleLog) as error:
            raise self._fail(f"{whose} cannot be stored: {error}") from error
        self._counts["decision"] += len(new)

    def _attach(self) -> None:
        """Put the documents into their sessions, in the exported order where that is new."""
        for name, order in self._orders.items():
            if not all(fingerprint in self._documents for fingerprint in order):
                raise self._fail(f"the session {name!a} names documents that are not here")
            numbers = [self._documents[fingerprint] for fingerprint in order]
            self._work.sessions.attach(self._sessions[name], numbers)
