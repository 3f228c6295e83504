"""Documents, sessions, suggestions, the log of decisions and what it adds up to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables and the triggers that guard what is never rewritten."""
    _documents()
    _sessions()
    _suggestions()
    _decisions()
    if op.get_context().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _column(name: str, kind: Any = None, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), nullable=null)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _integer(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Integer(), null=null)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=f"pk_{table}")


def _to(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _mark() -> list[sa.Column[Any]]:
    """Return the columns of a mark."""
    return [
        _column("layer"),
        _column("label"),
        _integer("span_start"),
        _integer("span_end"),
        _column("quote"),
        _integer("sentence", null=True),
        _column("sources", sa.JSON()),
        _column("cues", sa.JSON()),
        _column("entity"),
        _column("proximity"),
        _integer("value", null=True),
        _column("note"),
    ]


def _documents() -> None:
    op.create_table(
        "documents",
        _id(),
        _column("fingerprint"),
        _column("name"),
        _column("title"),
        _column("language"),
        _column("encoding"),
        _column("text"),
        _column("original", sa.LargeBinary()),
        _column("added_at"),
        _key("documents"),
        _once("documents", "fingerprint"),
    )
    _index("documents", "name")
    op.create_table(
        "sentences",
        _integer("document_id"),
        _integer("number"),
        _integer("span_start"),
        _integer("span_end"),
        _column("unit"),
        _key("sentences", "document_id", "number"),
        _to("sentences", "document_id", "documents"),
    )


def _sessions() -> None:
    op.create_table(
        "rubric_versions",
        _id(),
        _column("name"),
        _column("version"),
        _column("fingerprint"),
        _column("content"),
        _column("added_at"),
        _key("rubric_versions"),
        _once("rubric_versions", "fingerprint"),
    )
    op.create_table(
        "reviewers",
        _id(),
        _column("name"),
        _column("added_at"),
        _key("reviewers"),
        _once("reviewers", "name"),
    )
    op.create_table(
        "sessions",
        _id(),
        _column("name"),
        _column("mode"),
        _integer("rubric_version_id"),
        _column("created_at"),
        _key("sessions"),
        _once("sessions", "name"),
        _to("sessions", "rubric_version_id", "rubric_versions"),
    )
    op.create_table(
        "session_documents",
        _integer("session_id"),
        _integer("document_id"),
        _integer("position"),
        _key("session_documents", "session_id", "document_id"),
        _to("session_documents", "session_id", "sessions"),
        _to("session_documents", "document_id", "documents"),
    )


def _suggestions() -> None:
    op.create_table(
        "runs",
        _id(),
        _column("suggester"),
        _column("version"),
        _column("fingerprint"),
        _column("at"),
        _key("runs"),
    )
    _index("runs", "fingerprint")
    op.create_table(
        "run_documents",
        _integer("run_id"),
        _integer("document_id"),
        _key("run_documents", "run_id", "document_id"),
        _to("run_documents", "run_id", "runs"),
        _to("run_documents", "document_id", "documents"),
    )
    _index("run_documents", "document_id")
    op.create_table(
        "suggestions",
        _id(),
        _integer("run_id"),
        _integer("document_id"),
        _column("suggester"),
        _column("confidence", sa.Double()),
        _column("rationale"),
        *_mark(),
        _key("suggestions"),
        _to("suggestions", "run_id", "runs"),
        _to("suggestions", "document_id", "documents"),
    )
    _index("suggestions", "document_id", "run_id")


def _decisions() -> None:
    op.create_table(
        "readings",
        _id(),
        _integer("session_id"),
        _integer("document_id"),
        _integer("reviewer_id"),
        _integer("run_id", null=True),
        _integer("length"),
        _column("focus"),
        _key("readings"),
        _once("readings", "session_id", "document_id", "reviewer_id"),
        _to("readings", "session_id", "sessions"),
        _to("readings", "document_id", "documents"),
        _to("readings", "reviewer_id", "reviewers"),
        _to("readings", "run_id", "runs"),
    )
    _index("readings", "document_id")
    op.create_table(
        "decisions",
        _integer("reading_id"),
        _integer("seq"),
        _column("action"),
        _integer("batch"),
        _integer("annotation"),
        _integer("suggestion_id", null=True),
        _integer("rubric_version_id"),
        _column("before", sa.JSON(), null=True),
        _column("after", sa.JSON(), null=True),
        _column("shown", sa.Boolean()),
        _column("seconds", sa.Double()),
        _column("at"),
        _key("decisions", "reading_id", "seq"),
        _to("decisions", "reading_id", "readings"),
        _to("decisions", "suggestion_id", "suggestions"),
        _to("decisions", "rubric_version_id", "rubric_versions"),
    )
    _index("decisions", "suggestion_id")
    op.create_table(
        "annotations",
        _integer("reading_id"),
        _integer("number"),
        *_mark(),
        _key("annotations", "reading_id", "number"),
        _to("annotations", "reading_id", "readings"),
    )


_GUARDS = (
    ("decisions_not_updated", "UPDATE ON decisions", "decisions are never changed"),
    ("decisions_not_deleted", "DELETE ON decisions", "decisions are never deleted"),
    (
        "documents_not_rewritten",
        "UPDATE OF text, original, fingerprint ON documents",
        "the text of a document is never changed",
    ),
    (
        "rubric_versions_not_rewritten",
        "UPDATE ON rubric_versions",
        "versions of a rubric are never changed",
    ),
)


def _guard_sqlite() -> None:
    for name, event, message in _GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
    # INSERT OR REPLACE deletes a row without asking the triggers for deletions.
    op.execute(
        "CREATE TRIGGER decisions_not_replaced BEFORE INSERT ON decisions "
        "WHEN EXISTS (SELECT 1 FROM decisions WHERE reading_id = NEW.reading_id AND seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'decisions are never replaced'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION annotator_never() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    for name, event, message in _GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW "
            f"EXECUTE FUNCTION annotator_never('{message}')"
        )
    op.execute(
        "CREATE TRIGGER decisions_not_truncated BEFORE TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION annotator_never('decisions are never deleted')"
    )
