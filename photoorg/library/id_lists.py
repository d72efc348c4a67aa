"""Lists of ids for statements, which take only so many values."""

from __future__ import annotations

IDS_PER_STATEMENT = 500
