"""Edits that wait to be read are found by their size."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index(
        "file_edit",
        "file",
        ["size_bytes"],
        sqlite_where=sa.text("state = 'pending' AND photo_id IS NOT NULL"),
    )
