"""What a photo is without its metadata, and which bytes lie at each place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("photo", sa.Column("image_hash", sa.LargeBinary(), nullable=True))
    op.create_index("photo_image_hash", "photo", ["image_hash"], unique=False)
    op.add_column("former_content", sa.Column("image_hash", sa.LargeBinary(), nullable=True))
    op.create_index("former_content_image_hash", "former_content", ["image_hash"], unique=False)
    op.add_column("file", sa.Column("content_hash", sa.LargeBinary(), nullable=True))
    # So far every place of a photo held the very same bytes.
    op.execute(
        "UPDATE file SET content_hash = (SELECT content_hash FROM photo WHERE photo.id = file.photo_id)"
    )
