"""Catalogues as older versions left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

BEINGS = ("analysed", "region", "verdict", "being")
LABELS = ("label_verdict", "label")


def take_back_to_0005(connection: sqlite3.Connection) -> None:
    """Undoes what later migrations did to the tables; the version itself is not touched."""
    connection.execute("DROP TABLE location")
    connection.execute("DROP INDEX file_edit")
    for name in ("photo_place", "photo_added_at", "photo_favourite", "photo_tag_tag"):
        connection.execute(f"DROP INDEX {name}")
    connection.execute("DROP INDEX photo_turned")
    connection.execute("ALTER TABLE photo DROP COLUMN quarter_turns")
    connection.execute("ALTER TABLE album DROP COLUMN query")
    connection.execute("ALTER TABLE photo DROP COLUMN title")
    connection.execute("ALTER TABLE library DROP COLUMN sidecar_id")
    for table in (
        "hidden",
        "removed",
        "corrected_time",
        "corrected_place",
        "trashed_file",
        "denied",
        "copy_verdict_photo",
        "copy_verdict",
        *BEINGS,
        *LABELS,
    ):
        connection.execute(f"DROP TABLE {table}")
