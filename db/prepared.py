"""Statements compiled once and run on the driver's own cursor, for what a reviewer waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update

from db.engine import to_json


class Prepared:
    """A statement that changes rows, without the cost of building it anew each time."""

    def __init__(self, statement: Insert | Update | Delete) -> None:
        """Prepare a statement whose values are all named parameters."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...]]] = {}

    def run(self, connection: Connection, *rows: Mapping[str, Any]) -> int:
        """Run the statement for each row of values, in the transaction of ``connection``.

        Returns:
            How many rows the last run changed.
        """
        sql, names = self._for(connection)
        with closing(connection.connection.cursor()) as cursor:
            for row in rows:
                values = {name: _plain(row[name]) for name in names}
                positional = connection.dialect.positional
                cursor.execute(sql, tuple(values.values()) if positional else values)
            return int(cursor.rowcount)

    def _for(self, connection: Connection) -> tuple[str, tuple[str, ...]]:
        """Return the SQL for a kind of database, and the names of its parameters in order."""
        kind = connection.dialect.name
        if kind not in self._compiled:
            compiled = self._statement.compile(dialect=connection.dialect)
            names: Iterable[str] = getattr(compiled, "positiontup", None) or compiled.params
            self._compiled[kind] = (str(compiled), tuple(names))
        return self._compiled[kind]


def _plain(value: Any) -> Any:
    """Return a value as the driver takes it: lists and objects as JSON."""
    return to_json(value) if isinstance(value, (list, dict)) else value
