"""Which photos are copies of each other, and what the user said of it."""

from __future__ import annotations

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    pass
