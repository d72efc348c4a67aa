"""Albums that a search fills."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("album", sa.Column("query", sa.String(), nullable=False, server_default=""))
