"""Small real things to store: a document in three languages, suggestions, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.store import Store
from db.values import Reading, RubricRow, RunInfo
from rubric import Action, Decision, Document, Mark, Sentence, Span, Suggestion, load, tally
from rubric.canonical import dumps

TEXT = "Reports say it may rain.\nIl pleuvrait, dit-on.\n據了解可能下雨。😀 End"
SENTENCES = ((0, 24), (25, 46), (47, 55), (55, 60))
MODAL = Mark("hedge", "modal", 15, 18, 0)
SOURCE = Mark("source", "vague", 0, 7, 0, entity="Reports")
CLAIM = Mark(
    "claim", "weakly_supported", 0, 24, 0, (Span(0, 7),), (Span(8, 11),), proximity="direct"
)
CHINESE = Mark("hedge", "evidential", 47, 50, 2)


def make_document(text: str = TEXT, name: str = "rain.txt") -> Document:
    sentences = SENTENCES if text == TEXT else ((0, len(text)),)
    return Document(
        name=name,
        text=text,
        language="en",
        sentences=tuple(Sentence(n, a, b) for n, (a, b) in enumerate(sentences)),
        title="Rain",
        encoding="utf-8",
        original=text.encode(),
    )


def make_suggestions() -> list[Suggestion]:
    return [
        Suggestion(CLAIM, 0.75, "rules", "attributed to nobody in particular"),
        Suggestion(SOURCE, 0.9, "rules", "nobody in particular"),
        Suggestion(MODAL, 0.98, "rules", "modal verb of possibility"),
        Suggestion(CHINESE, 0.5, "rules", "“據了解” tells hearsay"),
    ]


def rubric_row() -> RubricRow:
    rubric = load()
    return RubricRow(rubric.id, rubric.version, rubric.fingerprint, dumps(rubric))


@dataclass
class Scene:
    """A store in which a reviewer is at work."""

    store: Store
    document: Document
    document_id: int
    session_id: int
    reading: Reading
    suggestions: list[int] = field(default_factory=list)

    @classmethod
    def make(cls, store: Store, reviewer: str = "ana") -> Scene:
        document = make_document()
        with store.write() as work:
            number, _ = work.documents.add(document)
            rubric = work.sessions.keep_rubric(rubric_row())
            session = work.sessions.add("class-a", "commit-first", rubric)
            work.sessions.attach(session, [number])
            run = work.runs.begin(RunInfo("rules", "0.1.0", "f" * 64))
            ids = work.runs.add(run, number, document, make_suggestions())
            reading = work.readings.open(session, number, work.sessions.reviewer(reviewer))
        return cls(store, document, number, session, reading, ids)

    def append(self, *decisions: Decision, focus: str = "") -> None:
        with self.store.write() as work:
            work.log.append(self.reading, self.document, decisions, focus)

    def log(self) -> list[Decision]:
        with self.store.read() as work:
            return work.log.decisions(self.reading.id)

    def annotations(self) -> dict[int, Mark]:
        with self.store.read() as work:
            return work.log.annotations(self.reading.id)

    def assert_sound(self) -> None:
        assert self.store.check() == []
        assert self.annotations() == tally(self.log()).annotations


def add(seq: int, mark: Mark = MODAL, batch: int = 0) -> Decision:
    """Return the decision to add a mark of one's own."""
    return Decision(seq, Action.ADD, batch or seq, seq, after=mark, seconds=1.5)


def undo(seq: int, action: Action = Action.UNDO) -> Decision:
    return Decision(seq, action, seq)


def adds(first: int, last: int, marks: Sequence[Mark] = (MODAL, CHINESE)) -> list[Decision]:
    return [add(seq, marks[seq % len(marks)]) for seq in range(first, last + 1)]
