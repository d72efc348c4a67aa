"""Values that a disk or another program might leave in a catalogue, put into every column in turn."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from photoorg.library.column_types import Whole
from photoorg.library.schema import Base

if TYPE_CHECKING:
    from pathlib import Path

GARBAGE: dict[str, Any] = {
    "blob": b"\xff\xfe\x00\x80",
    "huge": 2**62,
    "negative": -7,
    "infinite": float("inf"),
    "text": "no such thing",
    "empty": "",
    "broken": "{[",
    "objects": '[{"name": 1}, 2]',
}
# A text whose bytes are not UTF-8, which no parameter can be.
NOT_UTF_8 = "not_utf_8"
KINDS = (*GARBAGE, NOT_UTF_8)
ALL_COLUMNS = [
    (table.name, column.name)
    for table in Base.metadata.sorted_tables
    for column in table.columns
    # SQLite itself keeps anything but numbers out of these.
    if table.primary_key.columns.keys() != [column.name] or not isinstance(column.type, Whole)
]
# Of these all can be computed again, so one test does for the whole table.
COMPUTED = ("region", "analysed")
COLUMNS = [(table, column) for table, column in ALL_COLUMNS if table not in COMPUTED]


def damage(catalogue: Path, table: str, column: str, kind: str, number: int) -> bool:
    """Puts garbage into a value of the first row, the second, ...; False where there is no such row, or the
    column takes no such thing."""
    value, place = (None, "CAST(x'62ff64fe' AS TEXT)") if kind == NOT_UTF_8 else (GARBAGE[kind], "?")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        row = f'SELECT rowid FROM "{table}" ORDER BY rowid LIMIT 1 OFFSET ?'
        statement = f'UPDATE OR IGNORE "{table}" SET "{column}" = {place} WHERE rowid = ({row})'
        parameters = (number - 1,) if kind == NOT_UTF_8 else (value, number - 1)
        return connection.execute(statement, parameters).rowcount == 1
