"""People and pets: where they are in photos, who they are, and what the user said about that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

SIDES = ("left", "top", "width", "height")


def upgrade() -> None:
    op.create_table(
        "being",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False, server_default=""),
        sa.Column("folded_name", sa.String(), nullable=False, server_default=""),
        sa.Column("is_ignored", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("birthday", sa.DateTime(), nullable=True),
        sa.Column("cover_photo_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cover_photo_id"], ["photo.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("being_name", "being", ["folded_name"])
    op.create_index("being_cover", "being", ["cover_photo_id"])
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        *(sa.Column(side, sa.Double(), nullable=False) for side in SIDES),
        sa.Column("being_id", sa.Integer(), nullable=True),
        sa.Column("is_yes", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_name", sa.String(), nullable=False, server_default=""),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["being_id"], ["being.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("verdict_photo", "verdict", ["photo_id"])
    op.create_index("verdict_being", "verdict", ["being_id"])
    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        *(sa.Column(side, sa.Double(), nullable=False) for side in SIDES),
        sa.Column("is_marked", sa.Boolean(), nullable=False),
        sa.Column("analyzer", sa.String(), nullable=False, server_default=""),
        sa.Column("score", sa.Double(), nullable=False, server_default="0"),
        sa.Column("is_clear", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("species", sa.String(), nullable=False, server_default=""),
        sa.Column("descriptor", sa.LargeBinary(), nullable=True),
        sa.Column("is_refused", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("is_said", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("being_id", sa.Integer(), nullable=True),
        sa.Column("suggested_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Double(), nullable=False, server_default="0"),
        sa.Column("look", sa.Integer(), nullable=False, server_default="-1"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["being_id"], ["being.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["suggested_id"], ["being.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("region_photo", "region", ["photo_id"])
    op.create_index("region_being", "region", ["being_id", "photo_id"])
    op.create_index(
        "region_suggested", "region", ["suggested_id"], sqlite_where=sa.text("suggested_id IS NOT NULL")
    )
    op.create_table(
        "analysed",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("analyzer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("photo_id", "kind"),
    )
