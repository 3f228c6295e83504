"""The tables, as typed models; ``docs/store.md`` says what each is for.

The text of a document and the log of decisions are never rewritten: triggers, made by the
migrations, abort whatever tries.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

VERSION_TABLE = "annotator_schema"

JsonObject = dict[str, Any]
Pairs = list[list[int]]


class Base(DeclarativeBase):
    """What all tables share: names of constraints that are the same on every database."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads a plain dict
        JsonObject: JSON(none_as_null=True),
        Pairs: JSON(none_as_null=True),
    }


class Document(Base):
    """A text with the bytes it was read from; its identity is ``fingerprint``."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    language: Mapped[str]
    encoding: Mapped[str]
    text: Mapped[str]
    original: Mapped[bytes]
    added_at: Mapped[str]


class Sentence(Base):
    """One unit of review of a document, as it was segmented when it was added."""

    __tablename__ = "sentences"

    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    span_start: Mapped[int]
    span_end: Mapped[int]
    unit: Mapped[str]


class RubricVersion(Base):
    """A rubric as it was when a session was made under it, in full."""

    __tablename__ = "rubric_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str]
    added_at: Mapped[str]


class Reviewer(Base):
    """Somebody who decides."""

    __tablename__ = "reviewers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[str]


class Session(Base):
    """Documents to be reviewed under one version of a rubric, in one mode."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    mode: Mapped[str]
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey(RubricVersion.id))
    created_at: Mapped[str]


class SessionDocument(Base):
    """A document of a session, at its place in the order of work."""

    __tablename__ = "session_documents"

    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id), primary_key=True)
    position: Mapped[int]


class Run(Base):
    """One time that a suggester was asked, and exactly which suggester it was."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    suggester: Mapped[str]
    version: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(index=True)
    at: Mapped[str]


class RunDocument(Base):
    """A document that a run has dealt with, also where it suggested nothing."""

    __tablename__ = "run_documents"

    run_id: Mapped[int] = mapped_column(ForeignKey(Run.id), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id), primary_key=True, index=True)


class MarkColumns:
    """The columns of a mark; ``quote`` repeats the text that it covers, as a proof."""

    layer: Mapped[str]
    label: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]
    quote: Mapped[str]
    sentence: Mapped[int | None]
    sources: Mapped[Pairs]
    cues: Mapped[Pairs]
    entity: Mapped[str]
    proximity: Mapped[str]
    value: Mapped[int | None]
    note: Mapped[str]


class Suggestion(MarkColumns, Base):
    """A mark that a run proposed for a document."""

    __tablename__ = "suggestions"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(Run.id))
    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id))
    suggester: Mapped[str]
    confidence: Mapped[float]
    rationale: Mapped[str]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index, ...]:
        """Suggestions are read by document and run."""
        return (Index(None, "document_id", "run_id"),)


class Reading(Base):
    """One reviewer at one document of one session: whose log it is, and where it stopped.

    ``length`` is the number of decisions in the log; appending compares it, so that of two
    processes that append at once the second is told. ``run_id`` is the run whose suggestions the
    reviewer works with; it is kept once the first decision is made.
    """

    __tablename__ = "readings"
    __table_args__ = (UniqueConstraint("session_id", "document_id", "reviewer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id))
    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey(Reviewer.id))
    run_id: Mapped[int | None] = mapped_column(ForeignKey(Run.id))
    length: Mapped[int]
    focus: Mapped[str]


class Decision(Base):
    """One entry of a reading's log; never updated, never deleted."""

    __tablename__ = "decisions"

    reading_id: Mapped[int] = mapped_column(ForeignKey(Reading.id), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str]
    batch: Mapped[int]
    annotation: Mapped[int]
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey(Suggestion.id), index=True)
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey(RubricVersion.id))
    before: Mapped[JsonObject | None]
    after: Mapped[JsonObject | None]
    shown: Mapped[bool]
    seconds: Mapped[float]
    at: Mapped[str]


class Annotation(MarkColumns, Base):
    """A mark that stands: what the log of a reading adds up to."""

    __tablename__ = "annotations"

    reading_id: Mapped[int] = mapped_column(ForeignKey(Reading.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
