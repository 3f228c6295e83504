"""Documents in the database."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from db import models
from db.clock import now
from db.errors import UnstorableText
from db.values import DocumentInfo
from rubric import Document, Sentence, Unit

_FEW = 500
_SURROGATE = re.compile("[\ud800-\udfff]")


class Documents:
    """The documents of a store, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of ``connection``."""
        self._connection = connection

    def add(self, document: Document) -> tuple[int, bool]:
        """Store a document, unless one with the same text is there already.

        Returns:
            Its number, and whether it is new.

        Raises:
            UnstorableText: If the text holds what the database cannot store.
        """
        known = self.find(document.fingerprint)
        if known is not None:
            return known, False
        self._refuse_unstorable(document)
        row = {
            "fingerprint": document.fingerprint,
            "name": document.name,
            "title": document.title,
            "language": document.language,
            "encoding": document.encoding,
            "text": document.text,
            "original": document.original,
            "added_at": now(),
        }
        number = self._connection.execute(
            insert(models.Document).returning(models.Document.id), row
        ).scalar_one()
        sentences = [
            {
                "document_id": number,
                "number": sentence.index,
                "span_start": sentence.start,
                "span_end": sentence.end,
                "unit": sentence.unit.value,
            }
            for sentence in document.sentences
        ]
        if sentences:
            self._connection.execute(insert(models.Sentence), sentences)
        return number, True

    def _refuse_unstorable(self, document: Document) -> None:
        for text in (document.text, document.name, document.title):
            if half := _SURROGATE.search(text):
                raise UnstorableText(
                    f"{document.name!a}: holds half of a surrogate pair at character "
                    f"{half.start()}, which no database can store; "
                    "read the file with its right encoding"
                )
            if "\0" in text and self._connection.dialect.name == "postgresql":
                raise UnstorableText(
                    f"{document.name}: holds the character U+0000, which PostgreSQL cannot "
                    "store; remove it, or use a SQLite database"
                )

    def find(self, fingerprint: str) -> int | None:
        """Return the number of the document with that fingerprint, or None."""
        query = select(models.Document.id).where(models.Document.fingerprint == fingerprint)
        return self._connection.execute(query).scalar_one_or_none()

    def get(self, number: int) -> Document | None:
        """Return a document in full, or None where there is none of that number."""
        query = select(models.Document).where(models.Document.id == number)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return Document(
            name=row.name,
            text=row.text,
            language=row.language,
            sentences=self._sentences(number),
            title=row.title,
            encoding=row.encoding,
            original=row.original,
        )

    def listed(self, numbers: Sequence[int] | None = None) -> list[DocumentInfo]:
        """Return what there is, in the order in which it was added; only ``numbers`` if given."""
        counts = (
            select(models.Sentence.document_id, func.count().label("sentences"))
            .group_by(models.Sentence.document_id)
            .subquery()
        )
        document = models.Document
        query = (
            select(
                document.id,
                document.name,
                document.title,
                document.language,
                document.fingerprint,
                func.coalesce(counts.c.sentences, 0),
            )
            .outerjoin(counts, counts.c.document_id == document.id)
            .order_by(document.id)
        )
        if numbers is not None and len(numbers) <= _FEW:
            query = query.where(document.id.in_(numbers))
        # A statement takes only so many values; of many numbers, few are left out anyway.
        wanted = None if numbers is None else set(numbers)
        rows = self._connection.execute(query)
        return [DocumentInfo(*row) for row in rows if wanted is None or row.id in wanted]

    def named(self, name: str) -> list[int]:
        """Return the numbers of the documents that bear a name."""
        query = select(models.Document.id).where(models.Document.name == name)
        return list(self._connection.execute(query.order_by(models.Document.id)).scalars())

    def _sentences(self, number: int) -> tuple[Sentence, ...]:
        sentence = models.Sentence
        query = (
            select(sentence.number, sentence.span_start, sentence.span_end, sentence.unit)
            .where(sentence.document_id == number)
            .order_by(sentence.number)
        )
        return tuple(
            Sentence(index, start, end, Unit(unit))
            for index, start, end, unit in self._connection.execute(query)
        )
