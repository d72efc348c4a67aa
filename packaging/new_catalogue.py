"""Makes ``photoorg/library/new_catalogue.sql``: all tables of a new catalogue, as the migrations make them.

The file is in the repository; ``python packaging/new_catalogue.py`` renews it after a new migration.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from photoorg.library.catalogue import run_migrations
from photoorg.library.new_catalogue import BETWEEN, STATEMENTS

ABOUT = "-- What all migrations together make; python packaging/new_catalogue.py renews it."
# What SQLite makes by itself comes with the tables. Alembic makes the indexes of a table in any order.
MADE = """
    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'
    ORDER BY type <> 'table', CASE WHEN type = 'table' THEN rowid END, name
"""


def statements_of(catalogue: Path) -> str:
    """What makes a catalogue like this one, which migrations made."""
    with closing(sqlite3.connect(catalogue)) as connection:
        made = [sql for (sql,) in connection.execute(MADE)]
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    made.append(f"INSERT INTO alembic_version VALUES ('{revision}')")
    return f"{ABOUT}\n{BETWEEN.join(made)};\n"


if __name__ == "__main__":
    with TemporaryDirectory() as directory:
        migrated = Path(directory) / "catalogue.sqlite3"
        run_migrations(migrated)
        STATEMENTS.write_text(statements_of(migrated), "utf-8", newline="\n")
