"""Rows of a catalogue that cannot be right: they refer to nothing, are vectors that no search can use, or do
not follow from what stands beside."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.embeddings import STORED_DTYPE
from photoorg.library.shot_names import shot_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# A stored vector has unit length, within what rounding to float16 may do to it.
LENGTH_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Inconsistencies:
    """What :func:`find_inconsistencies` found.

    Attributes:
        dangling: (table, rowid, table it refers to) of rows that refer to a missing row.
        vectors: ids of embeddings of the wrong length, or that are no unit vector.
        shots: ids of files of which the shot is that of another path, as where a folder was moved before
            photoorg saw to it; and what is right.
    """

    dangling: tuple[tuple[str, int, str], ...]
    vectors: tuple[int, ...]
    shots: tuple[tuple[int, int | None], ...]


def find_inconsistencies(connection: sqlite3.Connection) -> Inconsistencies:
    """Looks at every row. Raises sqlite3.DatabaseError where one cannot be read."""
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    rows = connection.execute(
        # Not a text that may hold anything.
        "SELECT embedding.id, CASE typeof(vector) WHEN 'blob' THEN vector END,"
        " CASE typeof(dimension) WHEN 'integer' THEN dimension END"
        " FROM embedding JOIN model ON model.id = model_id"
    )
    return Inconsistencies(
        tuple(sorted({(table, rowid, parent) for table, rowid, parent, _ in dangling})),
        tuple(id_ for id_, vector, dimension in rows if not _is_unit_vector(vector, dimension)),
        tuple(_wrong_shots(connection)),
    )


def remove_inconsistencies(connection: sqlite3.Connection, found: Inconsistencies) -> None:
    """Deletes the rows; a place whose photo is missing is kept, and to be read again."""
    for table, rowid, parent in found.dangling:
        if table == "file":
            connection.execute(
                "UPDATE file SET photo_id = NULL, content_hash = NULL, state = 'pending' WHERE rowid = ?",
                (rowid,),
            )
        elif table == "region" and parent == "being":
            for column in ("being_id", "suggested_id"):
                is_lost = f"rowid = ? AND {column} NOT IN (SELECT id FROM being)"
                connection.execute(f"UPDATE region SET {column} = NULL WHERE {is_lost}", (rowid,))
        elif table == "album_folder":
            connection.execute("UPDATE album_folder SET parent_id = NULL WHERE rowid = ?", (rowid,))
        elif table == "suggestion":
            for column, referred in (("parent_id", "suggestion"), ("album_id", "album")):
                is_lost = f"rowid = ? AND {column} NOT IN (SELECT id FROM {referred})"
                connection.execute(f"UPDATE suggestion SET {column} = NULL WHERE {is_lost}", (rowid,))
        elif table == "being":
            connection.execute("UPDATE being SET cover_photo_id = NULL WHERE rowid = ?", (rowid,))
        else:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
    connection.executemany("DELETE FROM embedding WHERE id = ?", [(id_,) for id_ in found.vectors])
    connection.executemany(
        "UPDATE file SET shot_key = ? WHERE id = ?", [(key, id_) for id_, key in found.shots]
    )


def _wrong_shots(connection: sqlite3.Connection) -> Iterator[tuple[int, int | None]]:
    if all(name != "shot_key" for _, name, *_ in connection.execute("PRAGMA table_info(file)")):
        # Of an earlier version, which is brought up to date when the library is opened.
        return
    # A value of another type is another matter.
    for id_, path, stored in connection.execute(
        "SELECT id, path, shot_key FROM file"
        " WHERE typeof(path) = 'blob' AND typeof(shot_key) IN ('integer', 'null')"
    ):
        if (key := shot_key(Path(os.fsdecode(path)))) != stored:
            yield id_, key


def _is_unit_vector(stored: object, dimension: object) -> bool:
    if not isinstance(dimension, int):
        return True  # it is that which is wrong, and mended from the vectors
    if not isinstance(stored, bytes) or len(stored) != dimension * STORED_DTYPE.itemsize:
        return False
    vector = np.frombuffer(stored, STORED_DTYPE).astype(np.float32)
    return bool(abs(float(np.linalg.norm(vector)) - 1) < LENGTH_TOLERANCE)
