"""Photos that the user hid, or removed from the library."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for name, *columns in (("hidden",), ("removed", sa.Column("removed_at", sa.DateTime(), nullable=False))):
        op.create_table(
            name,
            sa.Column("photo_id", sa.Integer(), nullable=False),
            *columns,
            sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("photo_id"),
        )
