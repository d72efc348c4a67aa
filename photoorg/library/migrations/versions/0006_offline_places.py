"""Files on a drive that is not connected are offline, not missing; where folders lie, to know them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "location",
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("volume", sa.String(), nullable=False),
        sa.Column("inside", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    # SQLite changes no constraint: the table is written anew, with whatever columns it has by now. What
    # stands here takes the place of its unnamed constraints.
    checks = (
        sa.CheckConstraint("presence IN ('present', 'offline', 'missing', 'unwatched')"),
        sa.CheckConstraint("state IN ('pending', 'read', 'unreadable', 'inaccessible')"),
    )
    with op.batch_alter_table("file", recreate="always", table_args=checks):
        pass
