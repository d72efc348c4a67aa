"""What the user said of photos that look like copies of each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "copy_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("are_copies", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "copy_verdict_photo",
        sa.Column("verdict_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["verdict_id"], ["copy_verdict.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("verdict_id", "photo_id"),
    )
    op.create_index("copy_verdict_photo_photo", "copy_verdict_photo", ["photo_id"])
