"""Catalogues as older versions left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

BEINGS = ("analysed", "region", "verdict", "being")
LABELS = ("label_verdict", "label")
SUGGESTIONS = ("suggestion_verdict", "suggestion_photo", "suggestion_run", "suggestion")


def take_back_to_0005(connection: sqlite3.Connection) -> None:
    """Undoes what later migrations did to the tables; the version itself is not touched."""
    connection.execute("DROP TABLE location")
    connection.execute("DROP INDEX file_edit")
    for name in ("photo_place", "photo_added_at", "photo_favourite", "photo_tag_tag"):
        connection.execute(f"DROP INDEX {name}")
    connection.execute("DROP INDEX photo_turned")
    connection.execute("ALTER TABLE photo DROP COLUMN quarter_turns")
    connection.execute("DROP INDEX album_folder_id")
    for column in ("query", "folder_id", "cover_photo_id", "description"):
        connection.execute(f"ALTER TABLE album DROP COLUMN {column}")
    connection.execute("ALTER TABLE photo DROP COLUMN title")
    connection.execute("ALTER TABLE library DROP COLUMN sidecar_id")
    for table in (
        "hidden",
        "removed",
        "stacked_photo",
        "corrected_time",
        "corrected_place",
        "trashed_file",
        "denied",
        "copy_verdict_photo",
        "copy_verdict",
        *BEINGS,
        *LABELS,
        *SUGGESTIONS,
        "album_verdict",
        "album_folder",
    ):
        connection.execute(f"DROP TABLE {table}")
