"""Deletes all that is known of people and pets, so that no byte of it is left in the library."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from photoorg.errors import LibraryInUse
from photoorg.library.backups import LOCK_WAIT_S, automatic_backups, contents_of
from photoorg.library.database_errors import described_errors
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.catalogue import Catalogue

# Whatever refers to another comes first.
TABLES = ("analysed", "region", "verdict", "being")
_TRIES = 50
_BETWEEN_TRIES_S = 0.1


def forget_all(catalogue: Catalogue) -> None:
    """Empties the tables, and overwrites what they held: in the catalogue, its journal, and the backups that
    photoorg made beside it.

    Raises LibraryInUse where another process reads for so long that the journal cannot be emptied; the tables
    are empty then.
    """
    with catalogue.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in TABLES:
            connection.exec_driver_sql(f"DELETE FROM {table}")
    catalogue.close_connections()
    with described_errors(catalogue.path):
        _rewrite(catalogue.path)
        for backup in automatic_backups(catalogue.path):
            _forget_in_backup(backup)


def _rewrite(path: Path) -> None:
    # In a new file nothing is left of what was deleted, and in an emptied journal neither.
    with closing(sqlite3.connect(path, timeout=LOCK_WAIT_S, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        for _ in range(_TRIES):
            (is_busy, *_rest) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                return
            time.sleep(_BETWEEN_TRIES_S)
    raise LibraryInUse(
        Sentence("Another program reads the library. Close it, and delete the face data once more.")
    )


def _forget_in_backup(backup: Path) -> None:
    with closing(sqlite3.connect(backup, timeout=LOCK_WAIT_S)) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        with connection:
            connection.execute("PRAGMA secure_delete = ON")
            for table in TABLES:
                if table in there:
                    connection.execute(f"DELETE FROM {table}")
            if "backup" in there:
                contents = json.dumps(contents_of(connection))
                connection.execute("UPDATE backup SET contents = ?", (contents,))
        connection.execute("VACUUM")
