"""The records: what a mark, a suggestion, a decision and what they rest on look like as JSON.

This is their only definition. ``annotator inspect --format jsonl`` prints suggestion records; an
export holds a mark record for each annotation, and the records from which annotations and log can
be built anew. A field has the same type in every record that bears it, so that a whole export
loads as one table.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rubric import Decision, Document, Mark, Rubric, Span, Suggestion, load

FORMAT = 1
"""Raised when a program that knows an older number could misread an export."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under what a decision was made: who, in which session, by which rubric and suggestions.

    Attributes:
        reviewer: Who decided.
        session: The session's name.
        mode: When the session shows suggestions.
        rubric: The rubric's id.
        rubric_version: Its version.
        rubric_fingerprint: Its fingerprint.
        run: Number of the run whose suggestions were worked with; None without any.
    """

    reviewer: str
    session: str
    mode: str
    rubric: str
    rubric_version: str
    rubric_fingerprint: str
    run: int | None


def suggestion_record(
    document: Document, suggestion: Suggestion, rubric: Rubric | None = None
) -> Json:
    """Return what ``inspect`` prints for a suggestion.

    Args:
        document: What it is on.
        suggestion: What is proposed.
        rubric: Says which layers have links and grades; the built-in rubric where it is None.
    """
    return {
        "document": document.name,
        **_place(document, suggestion.mark),
        "confidence": suggestion.confidence,
        "suggester": suggestion.suggester,
        "rationale": suggestion.rationale,
        **_particulars(suggestion.mark, rubric or load()),
    }


def stored_suggestion_record(
    document: Document, suggestion: Suggestion, rubric: Rubric, number: int, run: int
) -> Json:
    """Return a suggestion's record for an export: numbered, and with its run."""
    return {
        "record": "suggestion",
        **suggestion_record(document, suggestion, rubric),
        "suggestion": number,
        "run": run,
        "document_fingerprint": document.fingerprint,
        "language": document.language,
    }


def mark_record(
    document: Document,
    *,
    number: int,
    mark: Mark,
    decision: Decision,
    origin: Suggestion | None,
    circumstances: Circumstances,
    rubric: Rubric,
) -> Json:
    """Return the record of an annotation: the inspected fields, then how it came about.

    Args:
        document: What it is on.
        number: The annotation's number in its log.
        mark: The mark that stands.
        decision: The decision by which it stands as it does, its suggestion numbered as exported.
        origin: The suggestion that it goes back to; None for a mark of the reviewer's own.
        circumstances: Who decided, and under what.
        rubric: The rubric, for grades.
    """
    return {
        "record": "mark",
        "document": document.name,
        **_place(document, mark),
        "confidence": origin.confidence if origin else None,
        "suggester": origin.suggester if origin else None,
        "rationale": origin.rationale if origin else None,
        **_particulars(mark, rubric),
        "value": mark.value,
        "note": mark.note,
        "decision": decision.action.value,
        **_circumstances(circumstances),
        "annotation": number,
        **_act(decision),
        "document_fingerprint": document.fingerprint,
        "language": document.language,
    }


def decision_record(document: Document, decision: Decision, circumstances: Circumstances) -> Json:
    """Return the record of one entry of a log, its suggestion numbered as exported."""
    return {
        "record": "decision",
        "document": document.name,
        "decision": decision.action.value,
        **_circumstances(circumstances),
        "annotation": decision.annotation,
        **_act(decision),
        "batch": decision.batch,
        "before": _whole(document, decision.before),
        "after": _whole(document, decision.after),
        "document_fingerprint": document.fingerprint,
        "language": document.language,
    }


def header_record() -> Json:
    """Return the first line of an export, which tells a reader what follows."""
    return {"record": "export", "format": FORMAT}


def rubric_record(rubric: str, version: str, fingerprint: str, content: str) -> Json:
    """Return the record of a rubric version; ``content`` is the whole of it."""
    return {
        "record": "rubric",
        "rubric": rubric,
        "rubric_version": version,
        "rubric_fingerprint": fingerprint,
        "content": content,
    }


def session_record(
    session: str, mode: str, rubric_fingerprint: str, at: str, documents: Sequence[str]
) -> Json:
    """Return the record of a session.

    Args:
        session: Its name.
        mode: When it shows suggestions.
        rubric_fingerprint: The rubric version it is held under.
        at: When it was made.
        documents: Fingerprints of its documents, in the order of work.
    """
    return {
        "record": "session",
        "session": session,
        "mode": mode,
        "rubric_fingerprint": rubric_fingerprint,
        "at": at,
        "documents": list(documents),
    }


def run_record(run: int, suggester: str, version: str, fingerprint: str, at: str) -> Json:
    """Return the record of a run: which suggester exactly was asked, and when."""
    return {
        "record": "run",
        "run": run,
        "suggester": suggester,
        "suggester_version": version,
        "suggester_fingerprint": fingerprint,
        "at": at,
    }


def document_record(document: Document, runs: Sequence[int]) -> Json:
    """Return the record of a document: all that is needed to have it again.

    Args:
        document: The document.
        runs: Numbers of the runs that dealt with it.
    """
    record = {
        "record": "document",
        "document": document.name,
        "title": document.title,
        "language": document.language,
        "encoding": document.encoding,
        "text": document.text,
        "sentences": [
            {"start": sentence.start, "end": sentence.end, "unit": sentence.unit.value}
            for sentence in document.sentences
        ],
        "runs": list(runs),
        "document_fingerprint": document.fingerprint,
    }
    if encoded(document.text, document.encoding) != document.original:
        record["original_base64"] = base64.b64encode(document.original).decode("ascii")
    return record


def encoded(text: str, encoding: str) -> bytes | None:
    """Return ``text`` in an encoding; None where it is unknown or lacks a character."""
    try:
        return text.encode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _place(document: Document, mark: Mark) -> Json:
    return {
        "layer": mark.layer,
        "label": mark.label,
        "start": mark.start,
        "end": mark.end,
        "quote": document.quote(mark.span),
        "sentence": mark.sentence,
    }


def _particulars(mark: Mark, rubric: Rubric) -> Json:
    """Return what only some layers have: links for claims, grade and entity for sources."""
    layer = next((layer for layer in rubric.layers if layer.name == mark.layer), None)
    found: Json = {}
    if (layer and layer.links) or mark.sources or mark.cues or mark.proximity:
        found["sources"] = _pairs(mark.sources)
        found["cues"] = _pairs(mark.cues)
        found["proximity"] = mark.proximity
    if (layer and any(label.grade for label in layer.labels)) or mark.entity:
        found["grade"] = rubric.grade(mark)
        found["entity"] = mark.entity
    if mark.value is not None or mark.note:
        found["value"] = mark.value
        found["note"] = mark.note
    return found


def _whole(document: Document, mark: Mark | None) -> Json | None:
    """Return a mark with all its fields, as it stands before or after a decision."""
    if mark is None:
        return None
    return {
        **_place(document, mark),
        "sources": _pairs(mark.sources),
        "cues": _pairs(mark.cues),
        "entity": mark.entity,
        "proximity": mark.proximity,
        "value": mark.value,
        "note": mark.note,
    }


def _act(decision: Decision) -> Json:
    return {
        "suggestion": decision.suggestion,
        "seq": decision.seq,
        "shown": decision.shown,
        "seconds": decision.seconds,
        "at": decision.at,
    }


def _circumstances(circumstances: Circumstances) -> Json:
    return {
        "reviewer": circumstances.reviewer,
        "session": circumstances.session,
        "mode": circumstances.mode,
        "rubric": circumstances.rubric,
        "rubric_version": circumstances.rubric_version,
        "rubric_fingerprint": circumstances.rubric_fingerprint,
        "run": circumstances.run,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
