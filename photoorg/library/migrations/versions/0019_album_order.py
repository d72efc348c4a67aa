"""Folders of albums, their covers and descriptions, and which photos fit an album."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "album_folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["album_folder.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("folded_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("album_folder_parent", "album_folder", ["parent_id"])
    # No references: SQLite adds none to a table that is there.
    op.add_column("album", sa.Column("folder_id", sa.Integer(), nullable=True))
    op.add_column("album", sa.Column("cover_photo_id", sa.Integer(), nullable=True))
    op.add_column("album", sa.Column("description", sa.String(), nullable=False, server_default=""))
    op.create_index("album_folder_id", "album", ["folder_id"])
    op.create_table(
        "album_verdict",
        sa.Column("album_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["album_id"], ["album.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("album_id", "photo_id"),
    )
    op.create_index("album_verdict_photo", "album_verdict", ["photo_id"])
