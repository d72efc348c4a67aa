"""A folder of photos that fall into groups by what they show and into events by when they were taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.pictures import exif, make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

# Of each colour so many, which a group is; no two alike.
EACH = 8
KINDS = {"red": (200, 30, 30), "green": (40, 140, 50), "blue": (40, 70, 200), "yellow": (235, 220, 60)}
PARTY = datetime(2023, 6, 10, 15)


def write_photos(folder: Path, *, first: int = 0, count: int = EACH) -> None:
    """``count`` photos of each kind, the red ones of one party; others have no date to be believed."""
    for kind, colour in KINDS.items():
        for number in range(first, first + count):
            shade = tuple(min(255, part + 2 * number) for part in colour)
            tags = exif(taken_at=PARTY + timedelta(minutes=3 * number)) if kind == "red" else None
            make_jpeg(folder / f"{kind}-{number}.jpg", shade, (32, 24), tags)
