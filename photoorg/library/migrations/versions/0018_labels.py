"""Labels of the user's own, and what the user said of photos under them."""

from __future__ import annotations

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    pass
