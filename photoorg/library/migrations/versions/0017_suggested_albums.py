"""Groups and events that photoorg found, and what the user decided about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False, server_default="suggested"),
        sa.Column("said_name", sa.String(), nullable=False, server_default=""),
        sa.Column("album_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(), nullable=False, server_default=""),
        sa.Column("words", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("beings", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("newest_photo_id", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["parent_id"], ["suggestion.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["album_id"], ["album.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("suggestion_parent", "suggestion", ["parent_id"])
    op.create_index("suggestion_album", "suggestion", ["album_id"])
    columns = {
        "suggestion_photo": sa.Column("position", sa.Integer(), nullable=False),
        "suggestion_verdict": sa.Column("is_in", sa.Boolean(), nullable=False),
    }
    for name, column in columns.items():
        op.create_table(
            name,
            sa.Column("suggestion_id", sa.Integer(), nullable=False),
            sa.Column("photo_id", sa.Integer(), nullable=False),
            column,
            sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], ondelete="CASCADE"),
            sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("suggestion_id", "photo_id"),
        )
        op.create_index(f"{name}_photo", name, ["photo_id"])
    op.create_table(
        "suggestion_run",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("newest_photo_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind"),
    )
