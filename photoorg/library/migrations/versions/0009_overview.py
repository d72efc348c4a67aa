"""Places, tags, favourites and what came lately are counted and listed along an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("photo_place", "photo", ["country", "city"], unique=False)
    op.create_index("photo_added_at", "photo", ["added_at"], unique=False)
    op.create_index(
        "photo_favourite", "photo", ["taken_at"], unique=False, sqlite_where=sa.text("favourite = 1")
    )
    op.create_index("photo_tag_tag", "photo_tag", ["tag_id", "photo_id"], unique=False)
