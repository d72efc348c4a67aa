"""Deletes all that is known of people and pets, so that no byte of it is left in the library."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from photoorg.errors import LibraryError, LibraryInUse
from photoorg.library.backups import LOCK_WAIT_S, automatic_backups, contents_of
from photoorg.library.beings.names import asks_for_somebody
from photoorg.library.database_errors import described_errors
from photoorg.library.restoring import ASIDE_DIRECTORY
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.catalogue import Catalogue

# Whatever refers to another comes first.
TABLES = ("analysed", "region", "verdict", "being")
_TRIES = 50
_BETWEEN_TRIES_S = 0.1


def forget_all(catalogue: Catalogue) -> None:
    """Empties the tables, and overwrites what they held: in the catalogue, its journal, the backups that
    photoorg made beside it, and the catalogues that a restore or a repair set aside. From these copies, smart
    albums that search for somebody go, too; those of the catalogue are deleted before.

    Raises:
        LibraryInUse: another process reads for so long that the journal cannot be emptied.
        LibraryError: something set aside, or a backup, cannot be written, or is damaged.
        With each of them everything else is forgotten.
    """
    with catalogue.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in TABLES:
            connection.exec_driver_sql(f"DELETE FROM {table}")
    catalogue.close_connections()
    left = [copy for copy in _copies(catalogue.path) if not _forget_in_copy(copy)]
    with described_errors(catalogue.path):
        _rewrite(catalogue.path)
    if left:
        raise LibraryError(
            Sentence(
                "All is deleted but what lies in ‘{file}’, which is damaged or cannot be written. "
                "Delete that file yourself.",
                file=left[0],
            )
        )


def _copies(catalogue: Path) -> list[Path]:
    set_aside = catalogue.parent / ASIDE_DIRECTORY
    return [*automatic_backups(catalogue), *sorted(set_aside.glob(f"*/{catalogue.name}"))]


def _rewrite(path: Path) -> None:
    # In a new file nothing is left of what was deleted, and in an emptied journal neither.
    with closing(sqlite3.connect(path, timeout=LOCK_WAIT_S, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        # Else SQLite itself would wait at each try.
        connection.execute("PRAGMA busy_timeout = 0")
        for _ in range(_TRIES):
            (is_busy, *_rest) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                return
            time.sleep(_BETWEEN_TRIES_S)
    raise LibraryInUse(
        Sentence("Another program reads the library. Close it, and delete the face data once more.")
    )


def _forget_searches(connection: sqlite3.Connection) -> None:
    """Deletes smart albums that search for somebody, in a catalogue of any age."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(album)")}
    if "query" in columns:
        for album_id, query in connection.execute("SELECT id, query FROM album").fetchall():
            if asks_for_somebody(query):
                connection.execute("DELETE FROM album WHERE id = ?", (album_id,))


def _forget_in_copy(file: Path) -> bool:
    """False where that cannot be done."""
    try:
        seen = file.stat()
        with closing(sqlite3.connect(file, timeout=LOCK_WAIT_S)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            there = {
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            with connection:
                connection.execute("PRAGMA secure_delete = ON")
                for table in TABLES:
                    if table in there:
                        connection.execute(f"DELETE FROM {table}")
                _forget_searches(connection)
                if "backup" in there:
                    contents = json.dumps(contents_of(connection))
                    connection.execute("UPDATE backup SET contents = ?", (contents,))
        _rewrite(file)
        # Backups are told apart by their age.
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    except (OSError, sqlite3.DatabaseError, ValueError, LibraryInUse):
        return False
    return True
