"""The newest photos of a library that is not open yet, for a window that is just opening.

By SQLite alone: what it takes to open a library is imported in most of a second.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.journal import has_journal
from photoorg.library.stack_folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

# The catalogue that the question below is about.
REVISION = "0020"
JULIAN_DAY_OF_1970 = 2_440_588
USUAL_ASPECT = 4 / 3
# Until the journal that a killed process left has been read, others wait.
LONGEST_WAIT_S = 0.2
# As ``PhotoStore.reachable_ids`` and ``OutlineStore.of`` ask; a test compares the answers.
_NEWEST = f"""
    SELECT id,
        coalesce(CAST(width AS INTEGER), 0),
        coalesce(CAST(height AS INTEGER), 0),
        coalesce(CAST(julianday(taken_at) + 0.5 AS INTEGER), {JULIAN_DAY_OF_1970}),
        quarter_turns IN (1, 3),
        content_hash,
        quarter_turns
    FROM photo
    WHERE id NOT IN (SELECT photo_id FROM hidden)
        AND id NOT IN (SELECT photo_id FROM removed)
        AND EXISTS (
            SELECT 1 FROM file
            WHERE file.photo_id = photo.id
                AND file.presence IN ('present', 'offline')
                AND file.state IN ('read', 'pending')
                AND NOT (file.is_raw = 1 AND EXISTS (
                    SELECT 1 FROM file AS picture
                    WHERE picture.shot_key = file.shot_key
                        AND picture.is_raw + 0 != 1
                        AND picture.photo_id != file.photo_id
                        AND picture.presence IN ('present', 'offline')
                        AND picture.state NOT IN ('unreadable', 'inaccessible')
                ))
        )
    ORDER BY taken_at DESC, id DESC
    LIMIT ?
"""


# Of those alone: a library may have any number of stacks.
_STACKED = """
    SELECT photo_id, CAST(top_id AS INTEGER)
    FROM stacked_photo
    WHERE photo_id IN (SELECT value FROM json_each(?))
    ORDER BY 2, position, photo_id
"""


@dataclass(frozen=True, slots=True)
class Outlines:
    """Compact facts of photos, in the order they were asked for.

    Attributes:
        aspects: (n,) float32, width to height as seen upright; 4:3 for an unknown photo.
        days: (n,) int32, days since 1970-01-01 of the day it was taken on where it was taken; 0 if unknown.
    """

    aspects: NDArray[np.float32]
    days: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class NewestPhotos:
    """Reachable photos, newest first, while stacks are folded.

    Attributes:
        unturned: SHA-256 of the bytes, by id, of those that look as in their files.
        stacks: how many lie in a stack, by the one of them that is seen.
    """

    photo_ids: list[int]
    outlines: Outlines
    unturned: Mapping[int, bytes]
    stacks: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


def read_newest(catalogue: Path, limit: int) -> NewestPhotos | None:
    """The newest ``limit`` photos (blocking). None where only opening the library can tell: the catalogue is
    not there, of another version, or damaged."""
    try:
        # With a journal, somebody has it open or was killed: it is read as anybody would, who waits for
        # nobody. Without, nobody writes, and SQLite has to put nothing beside the file.
        mode = "mode=ro" if has_journal(catalogue) else "immutable=1"
        address = f"{catalogue.absolute().as_uri()}?{mode}"
        with closing(sqlite3.connect(address, LONGEST_WAIT_S, uri=True)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(REVISION,)]:
                return None
            rows = connection.execute(_NEWEST, (limit,)).fetchall()
            of_these = (json.dumps([row[0] for row in rows]),)
            stacked = np.array(connection.execute(_STACKED, of_these).fetchall(), np.int64).reshape(-1, 2)
    except (sqlite3.Error, OSError, UnicodeError):
        return None
    numbers = np.array([row[:5] for row in rows], np.int64).reshape(-1, 5)
    folded = fold(numbers[:, 0], stacked)
    rows = [row for row, is_seen in zip(rows, folded.is_seen, strict=True) if is_seen]
    numbers = numbers[folded.is_seen]
    aspects = aspects_of(numbers[:, 1:3])
    days = (numbers[:, 3] - JULIAN_DAY_OF_1970).astype(np.int32)
    return NewestPhotos(
        [row[0] for row in rows],
        Outlines(np.where(numbers[:, 4], 1 / aspects, aspects).astype(np.float32), days),
        {row[0]: row[5] for row in rows if row[6] == 0 and isinstance(row[5], bytes)},
        folded.stacks,
    )


def aspects_of(sides: NDArray[np.int64]) -> NDArray[np.float64]:
    """(n, 2) widths and heights to (n,) width to height; 4:3 where these are unknown."""
    known = (sides > 0).all(axis=1)
    return np.where(known, sides[:, 0] / np.maximum(sides[:, 1], 1), USUAL_ASPECT)
