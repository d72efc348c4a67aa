"""Single values of a sound catalogue that cannot be right: finding them, and putting others in their place.

In this order: what other rows say, what the newest backup says that has it right, what can still be read of
it, what stands for "not known". What a photo's file says is read from it again, whatever stands there until
then.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.library import copy_tables, stack_tables  # noqa: F401 - so that all tables are known
from photoorg.library.backups import open_for_reading
from photoorg.library.column_types import EPOCH, Moment, Stored
from photoorg.library.records import PhotoFacts
from photoorg.library.schema import Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Table

# Rows that refer to nothing and vectors are looked at by :mod:`photoorg.library.consistency`.
_LEFT_OUT = frozenset({"embedding.vector"})
_FACTS = frozenset(PhotoFacts.__slots__)
# What files say, in the rows of corrections as well.
_FILE_SAYS = "file_"
# Rows that are made from photos, and from what is said in other tables.
_COMPUTED = frozenset({"region", "analysed"})
# Facts that bytes alone decide: a file whose bytes are known is not asked for them.
_FACTS_OF_BYTES = frozenset({"format", "width", "height", "orientation"})


@dataclass(frozen=True, slots=True)
class DamagedValue:
    """One value, as SQLite has it; bytes also where it is a text with damaged ones."""

    table: str
    rowid: int
    column: str
    stored: Any

    def __str__(self) -> str:
        return f"{self.column} of {self.table} {self.rowid}"


class _TextBytes(bytes):
    """A text as it lies there."""


def find_damaged_values(connection: sqlite3.Connection) -> tuple[DamagedValue, ...]:
    """Looks at every value of every table. Raises sqlite3.DatabaseError where a row cannot be read."""
    text_factory, connection.text_factory = connection.text_factory, _TextBytes
    try:
        return tuple(damaged for table in Base.metadata.tables.values() for damaged in _of(connection, table))
    finally:
        connection.text_factory = text_factory


def mend(connection: sqlite3.Connection, found: Iterable[DamagedValue], backups: Iterable[Path]) -> None:
    """Puts something in the place of each value; all of it in the transaction of the caller.

    ``backups`` are whole ones, newest first; those of another version of the catalogue are passed over.
    """
    text_factory, connection.text_factory = connection.text_factory, _TextBytes
    try:
        with closing(_Backups(backups)) as saved:
            for damaged in found:
                _mend(connection, damaged, saved)
    finally:
        connection.text_factory = text_factory


def _of(connection: sqlite3.Connection, table: Table) -> Iterator[DamagedValue]:
    there = {row[1].decode() for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    columns = [column for column in table.columns if column.name in there and _is_looked_at(column)]
    if not columns:
        return
    names = ", ".join(f'"{column.name}"' for column in columns)
    for rowid, *values in connection.execute(f'SELECT rowid, {names} FROM "{table.name}"'):
        for column, value in zip(columns, values, strict=True):
            if not _is_sound(column, value):
                yield DamagedValue(table.name, rowid, column.name, value)


def _is_looked_at(column: Column[Any]) -> bool:
    return (
        isinstance(column.type, Stored)
        and not column.foreign_keys
        and f"{column.table.name}.{column.name}" not in _LEFT_OUT
    )


def _is_sound(column: Column[Any], value: Any) -> bool:
    if isinstance(value, _TextBytes):
        try:
            value = value.decode()
        except UnicodeDecodeError:
            return False
    if value is None:
        return bool(column.nullable)
    return isinstance(column.type, Stored) and column.type.is_sound(value)


def _mend(connection: sqlite3.Connection, damaged: DamagedValue, saved: _Backups) -> None:
    if damaged.table in _COMPUTED:
        _compute_again(connection, damaged)
        return
    column = Base.metadata.tables[damaged.table].columns[damaged.column]
    is_read_again = damaged.column in _FACTS_OF_BYTES and _forgets_bytes(connection, damaged)
    candidates = [
        *_derived(connection, damaged),
        None if is_read_again else saved.value(connection, damaged, column),
        _readable(column, damaged),
        _unknown(column, damaged),
    ]
    if not any(value is not None and _put(connection, damaged, value) for value in candidates) and not (
        column.nullable and _put(connection, damaged, None)
    ):
        # It was all that the row said, or named it, and nobody knows it any more.
        connection.execute(f'DELETE FROM "{damaged.table}" WHERE rowid = ?', (damaged.rowid,))
    elif damaged.table == "file":
        _read_again(connection, "rowid = ?", damaged.rowid)
    elif (damaged.table == "photo" and damaged.column in _FACTS) or damaged.column.startswith(_FILE_SAYS):
        _read_again(connection, "photo_id = ?", damaged.rowid)


def _compute_again(connection: sqlite3.Connection, damaged: DamagedValue) -> None:
    """The photo is looked through for people and pets as if it were new."""
    row = f'SELECT photo_id FROM "{damaged.table}" WHERE rowid = ?'
    connection.execute(f"DELETE FROM analysed WHERE photo_id = ({row})", (damaged.rowid,))
    connection.execute(f'DELETE FROM "{damaged.table}" WHERE rowid = ?', (damaged.rowid,))


def _put(connection: sqlite3.Connection, damaged: DamagedValue, value: Any) -> bool:
    """False where the value is another row's, and there may be no two."""
    try:
        connection.execute(
            f'UPDATE "{damaged.table}" SET "{damaged.column}" = ? WHERE rowid = ?', (value, damaged.rowid)
        )
    except sqlite3.IntegrityError:
        return False
    return True


def _readable(column: Column[Any], damaged: DamagedValue) -> Any:
    """What is left of it, in the form that is stored."""
    stored = bytes(damaged.stored) if isinstance(damaged.stored, _TextBytes) else damaged.stored
    if stored is None or not isinstance(column.type, Stored):
        return None
    readable = column.type.readable(stored)
    return readable if readable is not None and column.type.is_sound(readable) else None


def _unknown(column: Column[Any], damaged: DamagedValue) -> Any:
    """What stands for "not known", in the form that is stored; None for nothing."""
    name = f"{damaged.table}.{damaged.column}"
    if name == "photo.content_hash":
        return _nobodys_hash()
    if name == "library.sidecar_id":
        return uuid.uuid4().hex
    if name == "corrected_time.taken_at":
        # What the file says is more than nothing.
        return None
    if name in ("being.name", "being.folded_name"):
        # A group then, of which everything else that was said is kept.
        return ""
    if name in ("tag.name", "album.name", "album.folded_name", "label.name", "label.folded_name"):
        # What it was put on is still worth knowing.
        return f"{damaged.table} {damaged.rowid}"
    if not isinstance(column.type, Stored) or column.nullable or column.unique or column.primary_key:
        return None
    if isinstance(column.type, Moment):
        return EPOCH.isoformat(" ")
    unknown = column.type.unknown
    return "[]" if unknown == () else os.fsencode(unknown) if isinstance(unknown, Path) else unknown


def _derived(connection: sqlite3.Connection, damaged: DamagedValue) -> list[Any]:
    """What other rows say about the value."""

    def first(query: str) -> Any:
        row = connection.execute(query, (damaged.rowid,)).fetchone()
        return None if row is None else row[0]

    match damaged.table, damaged.column:
        case "photo", "content_hash":
            return [
                first(
                    "SELECT content_hash FROM file WHERE photo_id = ? AND typeof(content_hash) = 'blob'"
                    " AND length(content_hash) = 32 ORDER BY presence != 'present', path"
                )
            ]
        case "photo", "last_path":
            return [
                first(
                    "SELECT path FROM file WHERE photo_id = ? AND typeof(path) = 'blob'"
                    " ORDER BY presence != 'present', path"
                )
            ]
        case "photo", "taken_at" | "utc_offset_minutes":
            return [_said(connection, "corrected_time", damaged)]
        case "photo", "latitude" | "longitude" | "altitude_m" | "city" | "region" | "country":
            return [_said(connection, "corrected_place", damaged)]
        case ("album" | "album_folder" | "being" | "label") as table, "folded_name":
            name = first(f"SELECT name FROM {table} WHERE id = ? AND typeof(name) = 'text'")
            return [None if name is None else name.decode("utf-8", "replace").casefold()]
        case "model", "dimension":
            return [
                first(
                    "SELECT length(vector) / 2 FROM embedding WHERE model_id = ?"
                    " GROUP BY length(vector) ORDER BY count(*) DESC"
                )
            ]
        case "library", "uuid":
            return [str(uuid.uuid4())]
    return []


def _said(connection: sqlite3.Connection, table: str, damaged: DamagedValue) -> Any:
    """What the user says about the time or place of a photo."""
    # A catalogue of an older version has no such table.
    with suppress(sqlite3.OperationalError):
        row = connection.execute(
            f"SELECT {damaged.column} FROM {table} WHERE photo_id = ?", (damaged.rowid,)
        ).fetchone()
        if row is not None:
            return row[0].decode("utf-8", "replace") if isinstance(row[0], _TextBytes) else row[0]
    return None


def _forgets_bytes(connection: sqlite3.Connection, damaged: DamagedValue) -> bool:
    """Lets a file of the photo be read as a whole, as if it were edited, if one can be."""
    present = "SELECT 1 FROM file WHERE photo_id = ? AND presence = 'present'"
    if damaged.table != "photo" or connection.execute(present, (damaged.rowid,)).fetchone() is None:
        return False
    connection.execute("UPDATE photo SET content_hash = ? WHERE id = ?", (_nobodys_hash(), damaged.rowid))
    return True


def _nobodys_hash() -> bytes:
    return uuid.uuid4().bytes * 2


def _read_again(connection: sqlite3.Connection, condition: str, value: int) -> None:
    connection.execute(f"UPDATE file SET state = 'pending', failure = NULL WHERE {condition}", (value,))


class _Backups:
    """What backups say about a value."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._connections: list[sqlite3.Connection] = []
        for file in files:
            with suppress(sqlite3.DatabaseError):
                connection = open_for_reading(file)
                connection.text_factory = _TextBytes
                self._connections.append(connection)

    def value(self, present: sqlite3.Connection, damaged: DamagedValue, column: Column[Any]) -> Any:
        """The newest right one, in the form that is stored; None where there is none."""
        for connection in self._connections:
            with suppress(sqlite3.DatabaseError):
                row = _row(connection, damaged)
                value = row.get(damaged.column)
                if (
                    value is not None
                    and _is_sound(column, value)
                    and _is_same(damaged, row, _row(present, damaged), connection, present)
                ):
                    return value.decode() if isinstance(value, _TextBytes) else value
        return None

    def close(self) -> None:
        """Lets go of the files."""
        for connection in self._connections:
            connection.close()


def _row(connection: sqlite3.Connection, damaged: DamagedValue) -> dict[str, Any]:
    cursor = connection.execute(f'SELECT * FROM "{damaged.table}" WHERE rowid = ?', (damaged.rowid,))
    row = cursor.fetchone()
    return {} if row is None else dict(zip((name for name, *_ in cursor.description), row, strict=True))


def _is_same(
    damaged: DamagedValue,
    old: dict[str, Any],
    new: dict[str, Any],
    backup: sqlite3.Connection,
    present: sqlite3.Connection,
) -> bool:
    """Whether a row of a backup is the one in question: only some ids are never given twice."""
    if damaged.table in ("photo", "library", "being", "verdict", "suggestion"):
        return True
    if damaged.table == "tag":
        on_old, on_new = (
            set(connection.execute("SELECT photo_id FROM photo_tag WHERE tag_id = ?", (damaged.rowid,)))
            for connection in (backup, present)
        )
        return not on_old.isdisjoint(on_new)
    names = (name for name in _TELLING.get(damaged.table, ()) if name != damaged.column)
    return any(old.get(name) is not None and old.get(name) == new.get(name) for name in names)


# Columns that hardly two rows have in common.
_TELLING = {
    "album": ("created_at", "folded_name"),
    "album_folder": ("created_at", "folded_name"),
    "corrected_time": ("photo_id",),
    "corrected_place": ("photo_id",),
    "file": ("path", "modified_ns"),
    "folder": ("added_at", "path"),
    "label_verdict": ("photo_id", "label_id"),
    "model": ("key", "dimension"),
}
