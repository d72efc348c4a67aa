"""Raw photos hang on the JPEG or HEIC of the same shot, which their names tell."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from photoorg.library.shot_names import is_raw, shot_key

revision = "0005"
down_revision = "0004"

_PAIRS = """
    SELECT picture.photo_id AS one, raw.photo_id AS other FROM file AS raw
    JOIN file AS picture ON picture.shot_key = raw.shot_key AND picture.is_raw = 0
    WHERE raw.is_raw = 1 AND picture.photo_id != raw.photo_id"""
# What was said about one of a pair is said about both.
_SHARED = (
    f"CREATE TEMP TABLE pair AS SELECT one, other FROM ({_PAIRS}) UNION SELECT other, one FROM ({_PAIRS})",
    "INSERT OR IGNORE INTO photo_tag (photo_id, tag_id)"
    " SELECT pair.one, tag_id FROM pair JOIN photo_tag ON photo_tag.photo_id = pair.other",
    "INSERT OR IGNORE INTO album_photo (album_id, photo_id, position)"
    " SELECT album_id, pair.one, position FROM pair JOIN album_photo ON album_photo.photo_id = pair.other",
    "CREATE TEMP TABLE said AS"
    " SELECT pair.one, other.rating, other.is_rated, other.favourite, other.text, own.text AS own_text"
    " FROM pair JOIN photo AS other ON other.id = pair.other JOIN photo AS own ON own.id = pair.one",
    "UPDATE photo SET favourite = 1 WHERE id IN (SELECT one FROM said WHERE favourite)",
    "UPDATE photo SET is_rated = 1, rating = (SELECT rating FROM said WHERE one = photo.id AND is_rated)"
    " WHERE NOT is_rated AND id IN (SELECT one FROM said WHERE is_rated)",
    "UPDATE photo SET text = trim(text || char(10) ||"
    " (SELECT group_concat(text, char(10)) FROM said WHERE one = photo.id AND text NOT IN ('', own_text)),"
    " char(10)) WHERE id IN (SELECT one FROM said WHERE text NOT IN ('', own_text))",
    "DROP TABLE said",
    "DROP TABLE pair",
)


def upgrade() -> None:
    op.add_column("file", sa.Column("shot_key", sa.Integer(), nullable=True))
    op.add_column("file", sa.Column("is_raw", sa.Boolean(), nullable=False, server_default="0"))
    op.create_index("file_shot", "file", ["shot_key"], unique=False)
    op.create_index("file_raw", "file", ["photo_id"], unique=False, sqlite_where=sa.text("is_raw = 1"))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, path FROM file")).all()
    paths = {row.id: Path(os.fsdecode(row.path)) for row in rows}
    keys = [
        {"id": id_, "shot_key": key, "is_raw": is_raw(path)}
        for id_, path in paths.items()
        if (key := shot_key(path)) is not None
    ]
    if keys:
        connection.execute(
            sa.text("UPDATE file SET shot_key = :shot_key, is_raw = :is_raw WHERE id = :id"), keys
        )
    for statement in _SHARED:
        op.execute(statement)
