"""Makes a new catalogue at once: what all migrations leave behind is in ``new_catalogue.sql``.

Running them one after another takes far longer than anything else that happens to a new library.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

STATEMENTS = Path(__file__).with_name("new_catalogue.sql")
BETWEEN = ";\n\n"


def make_new(connection: sqlite3.Connection, revision: str) -> bool:
    """Makes all tables, in one transaction of a connection that begins none by itself.

    Returns:
        False, with nothing done, where something is in the file already, or only migrations make it.
    """
    statements = STATEMENTS.read_text("utf-8")
    if f"alembic_version VALUES ('{revision}')" not in statements:
        return False
    connection.execute("BEGIN IMMEDIATE")
    # Others may have been quicker.
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        connection.execute("ROLLBACK")
        return False
    for statement in statements.split(BETWEEN):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO library (id, uuid, created_at, sidecar_id) VALUES (1, ?, ?, ?)",
        (uuid.uuid4().hex, datetime.now().isoformat(" ", "microseconds"), uuid.uuid4().hex),
    )
    connection.execute("COMMIT")
    return True
