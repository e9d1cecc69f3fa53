"""Django's SQLite on the `pysqlite3` wheel, which brings its own, newer SQLite.

SQLite before 3.51.3 can corrupt a database in WAL mode that several connections
write to; most systems still ship such a version. Django imports the standard
library's module by name, so the places where it does are set here.
"""

import datetime
import decimal
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]  # has no stubs
    register,
)
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from pysqlite3 import dbapi2

# What the wheel was compiled with, for it cannot be asked.
LIMITS = {
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 250_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 2000,
}

for _name, _convert in {
    "bool": b"1".__eq__,
    "date": base.decoder(parse_date),
    "time": base.decoder(parse_time),
    "datetime": base.decoder(parse_datetime),
    "timestamp": base.decoder(parse_datetime),
}.items():
    dbapi2.register_converter(_name, _convert)
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(datetime.date, base.adapt_date)
dbapi2.register_adapter(datetime.datetime, base.adapt_datetime)


class Connection(dbapi2.Connection):  # type: ignore[misc]  # untyped library
    """A connection that knows its limits, as Django expects."""

    def getlimit(self, category: int) -> int:
        """Return the limit of that SQLITE_LIMIT category."""
        return LIMITS[category]


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # untyped library
    """A cursor that takes Django's `%s` and `%(name)s`."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run `query` with `params`, a sequence or a mapping."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run `query` once for each of `param_list`."""
        rows: Sequence[Any] = list(param_list)
        named = list(rows[0]) if rows and isinstance(rows[0], Mapping) else None
        return super().executemany(self.convert_query(query, param_names=named), rows)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend on that module."""

    Database = dbapi2
    init_commands: list[str]  # that the settings ask for

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Return an open connection with foreign keys enforced."""
        connection: Connection = dbapi2.connect(factory=Connection, **conn_params)
        register(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        """Return a cursor; SQLite knows no named ones."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
