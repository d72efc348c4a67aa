"""Groups and events that photoorg found, and what the user decided about them."""

from __future__ import annotations

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    pass
