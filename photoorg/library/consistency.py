"""Rows of a catalogue that cannot be right: they refer to nothing, or are vectors that no search can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.embeddings import STORED_DTYPE

if TYPE_CHECKING:
    import sqlite3

# A stored vector has unit length, within what rounding to float16 may do to it.
LENGTH_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Inconsistencies:
    """What :func:`find_inconsistencies` found.

    Attributes:
        dangling: (table, rowid, table it refers to) of rows that refer to a missing row.
        vectors: ids of embeddings of the wrong length, or that are no unit vector.
    """

    dangling: tuple[tuple[str, int, str], ...]
    vectors: tuple[int, ...]


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
        elif table == "suggestion":
            for column, referred in (("parent_id", "suggestion"), ("album_id", "album")):
                is_lost = f"rowid = ? AND {column} NOT IN (SELECT id FROM {referred})"
                connection.execute(f"UPDATE suggestion SET {column} = NULL WHERE {is_lost}", (rowid,))
        elif table == "being":
            connection.execute("UPDATE being SET cover_photo_id = NULL WHERE rowid = ?", (rowid,))
        else:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
    connection.executemany("DELETE FROM embedding WHERE id = ?", [(id_,) for id_ in found.vectors])


def _is_unit_vector(stored: object, dimension: object) -> bool:
    if not isinstance(dimension, int):
        return True  # it is that which is wrong, and mended from the vectors
    if not isinstance(stored, bytes) or len(stored) != dimension * STORED_DTYPE.itemsize:
        return False
    vector = np.frombuffer(stored, STORED_DTYPE).astype(np.float32)
    return bool(abs(float(np.linalg.norm(vector)) - 1) < LENGTH_TOLERANCE)
