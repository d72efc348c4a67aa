"""More facts about photos: exposure, words, ratings and faces from files and from sidecars beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for column in (
        sa.Column("lens", sa.String(), nullable=True),
        sa.Column("exposure_s", sa.Double(), nullable=True),
        sa.Column("f_number", sa.Double(), nullable=True),
        sa.Column("iso", sa.Integer(), nullable=True),
        sa.Column("focal_length_mm", sa.Double(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("has_video", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("file_rating", sa.Integer(), nullable=True),
        sa.Column("file_title", sa.String(), nullable=True),
        sa.Column("file_description", sa.String(), nullable=True),
        sa.Column("file_keywords", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("file_faces", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("is_rated", sa.Boolean(), nullable=False, server_default="0"),
    ):
        op.add_column("photo", column)
    op.execute("UPDATE photo SET is_rated = 1 WHERE rating > 0")
    op.add_column("file", sa.Column("sidecar_stamp", sa.Integer(), nullable=False, server_default="0"))
    # No file looks like this: each is read once more. Its bytes are known, so no model is asked.
    op.execute("UPDATE file SET sidecar_stamp = -1")
