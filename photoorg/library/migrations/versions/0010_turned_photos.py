"""Photos that the user turned, and a way to them that passes all others over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("photo", sa.Column("quarter_turns", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("photo_turned", "photo", ["id"], sqlite_where=sa.text("quarter_turns IN (1, 3)"))
