"""Proofs that a database is sound: what it holds agrees with itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from db import models
from db.log import Log
from db.marks import COLUMNS
from db.triggers import TRIGGERS
from db.values import Finding
from rubric import tally


def findings(connection: Connection) -> list[Finding]:
    """Check a whole database.

    The database's own integrity comes first; what follows is not looked at in a damaged file.
    """
    try:
        broken = list(_integrity(connection))
        if broken:
            return broken
        return [
            *_triggers(connection),
            *_documents(connection),
            *_suggestions(connection),
            *_readings(connection),
        ]
    except DBAPIError as error:
        return [Finding("database", "", f"cannot be read to the end: {error.orig}")]


def _integrity(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    for (message,) in connection.execute(text("PRAGMA integrity_check")):
        if message != "ok":
            yield Finding("database", "", str(message))
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(table, str(row), f"points to a row of {parent} that does not exist")


def _triggers(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    present = set(connection.execute(text(query)).scalars())
    for name in TRIGGERS[connection.dialect.name]:
        if name not in present:
            yield Finding("database", name, "a trigger is gone that guards what is never rewritten")


def _documents(connection: Connection) -> Iterator[Finding]:
    table = models.Document
    for number in _numbers(connection, table.id):
        row = connection.execute(
            select(table.text, table.fingerprint).where(table.id == number)
        ).one()
        digest = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != row.fingerprint:
            yield Finding("documents", str(number), "the text is not the one that was stored")
        yield from _sentences(connection, number, len(row.text))


def _sentences(connection: Connection, document: int, length: int) -> Iterator[Finding]:
    table = models.Sentence
    query = select(table).where(table.document_id == document).order_by(table.number)
    last = 0
    for place, row in enumerate(connection.execute(query)):
        if row.number != place:
            yield Finding("sentences", f"{document}/{row.number}", f"should be number {place}")
        if not last <= row.span_start < row.span_end <= length:
            yield Finding(
                "sentences",
                f"{document}/{row.number}",
                f"[{row.span_start}, {row.span_end}) overlaps the one before, is empty, or leaves "
                f"the text of {length} characters",
            )
        last = row.span_end


def _suggestions(connection: Connection) -> Iterator[Finding]:
    table = models.Suggestion
    for document in _numbers(connection, models.Document.id):
        content = _content(connection, document)
        query = select(table).where(table.document_id == document)
        for row in connection.execute(query).mappings():
            yield from _mark("suggestions", str(row["id"]), row, content)


def _readings(connection: Connection) -> Iterator[Finding]:
    reading, mark = models.Reading, models.Annotation
    query = select(reading.id, reading.document_id, reading.length).order_by(reading.id)
    for number, document, length in connection.execute(query).all():
        content = _content(connection, document)
        yield from _decisions(connection, number, document, content)
        entries = select(func.count()).where(models.Decision.reading_id == number)
        count = connection.execute(entries).scalar_one()
        if count != length:
            yield Finding("readings", str(number), f"counts {length} decisions; there are {count}")
        marks = select(mark).where(mark.reading_id == number)
        for row in connection.execute(marks).mappings():
            yield from _mark("annotations", f"{number}/{row['number']}", row, content)
        yield from _agreement(connection, number)


def _decisions(
    connection: Connection, reading: int, document: int, content: _Content
) -> Iterator[Finding]:
    decision, suggestion = models.Decision, models.Suggestion
    query = (
        select(decision.seq, decision.before, decision.after, suggestion.document_id.label("about"))
        .outerjoin(suggestion, suggestion.id == decision.suggestion_id)
        .where(decision.reading_id == reading)
        .order_by(decision.seq)
    )
    for place, row in enumerate(connection.execute(query), 1):
        key = f"{reading}/{row.seq}"
        if row.seq != place:
            yield Finding("decisions", key, f"should be number {place}")
        if row.about not in {None, document}:
            yield Finding("decisions", key, "decides a suggestion for another document")
        for mark in filter(None, (row.before, row.after)):
            yield from _mark("decisions", key, mark, content)


def _agreement(connection: Connection, reading: int) -> Iterator[Finding]:
    """Compare the annotations with what the log adds up to."""
    log = Log(connection)
    stored, wanted = log.annotations(reading), tally(log.decisions(reading)).annotations
    for number in sorted(stored.keys() | wanted.keys()):
        if stored.get(number) != wanted.get(number):
            yield Finding(
                "annotations",
                f"{reading}/{number}",
                f"is {stored.get(number)}, but the log adds up to {wanted.get(number)}",
            )


def _mark(table: str, key: str, row: Mapping[Any, Any], content: _Content) -> Iterator[Finding]:
    for problem in _problems(row, content.text, content.sentences):
        yield Finding(table, key, problem)


def _problems(row: Mapping[Any, Any], content: str, sentences: int) -> Iterator[str]:
    missing = [column for column in COLUMNS if column not in row]
    if missing:
        yield f"lacks {', '.join(missing)}"
        return
    start, end = row["span_start"], row["span_end"]
    if not 0 <= start <= end <= len(content):
        yield f"[{start}, {end}) leaves the text of {len(content)} characters"
    elif content[start:end] != row["quote"]:
        yield f"quotes {row['quote']!r} where the text has {content[start:end]!r}"
    if row["sentence"] is not None and not 0 <= row["sentence"] < sentences:
        yield f"is on sentence {row['sentence']}, but there are {sentences}"
    for pair in (*row["sources"], *row["cues"]):
        if len(pair) != 2 or not 0 <= pair[0] <= pair[1] <= len(content):
            yield f"points to {pair}, which is no part of the text"


class _Content(NamedTuple):
    """A document's text and how many sentences it has."""

    text: str
    sentences: int


def _content(connection: Connection, document: int) -> _Content:
    table, sentence = models.Document, models.Sentence
    content = connection.execute(select(table.text).where(table.id == document)).scalar_one()
    count = select(func.count()).where(sentence.document_id == document)
    return _Content(content, connection.execute(count).scalar_one())


def _numbers(connection: Connection, column: Any) -> Iterable[int]:
    return connection.execute(select(column).order_by(column)).scalars().all()
