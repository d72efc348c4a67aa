"""Waiting files come in order from an index, instead of being sorted for every batch."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index("file_state", table_name="file")
    op.create_index("file_state", "file", ["state", "presence", "photo_id"], unique=False)
