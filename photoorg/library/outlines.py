"""What a grid must know of every photo of a page before it shows any: its shape and its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Integer, cast, func, select

from photoorg.library.photos import IDS_PER_STATEMENT
from photoorg.library.schema import PhotoRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from photoorg.library.catalogue import Catalogue

# For more photos than this the whole table is read, which costs less than looking each up.
LOOKED_UP_LIMIT = 20_000
ROWS_PER_PART = 20_000
JULIAN_DAY_OF_1970 = 2_440_588
USUAL_ASPECT = 4 / 3


@dataclass(frozen=True, slots=True)
class Outlines:
    """Compact facts of photos, in the order they were asked for.

    Attributes:
        aspects: (n,) float32, width to height as seen upright; 4:3 for an unknown photo.
        days: (n,) int32, days since 1970-01-01 of the day it was taken on where it was taken; 0 if unknown.
    """

    aspects: NDArray[np.float32]
    days: NDArray[np.int32]


class OutlineStore:
    """Reads outlines from the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, photo_ids: Sequence[int]) -> Outlines:
        """Outlines of photos, in their order."""
        aspects = np.full(len(photo_ids), USUAL_ASPECT, np.float32)
        days = np.zeros(len(photo_ids), np.int32)
        wanted = np.asarray(photo_ids, np.int64)
        order = np.argsort(wanted, kind="stable")
        for rows in self._parts(photo_ids):
            at = np.searchsorted(wanted, rows[:, 0], sorter=order)
            places = order[np.minimum(at, len(order) - 1)]
            known = (wanted[places] == rows[:, 0]) & (rows[:, 1] > 0) & (rows[:, 2] > 0)
            rows, places = rows[known], places[known]
            aspects[places] = rows[:, 1] / rows[:, 2]
            days[places] = rows[:, 3] - JULIAN_DAY_OF_1970
        return Outlines(aspects, days)

    def _parts(self, photo_ids: Sequence[int]) -> Iterator[NDArray[np.int64]]:
        """(m, 4) each: id, width, height and Julian day, in any order."""
        # Julian days begin at noon.
        julian_day = cast(func.julianday(PhotoRow.taken_at) + 0.5, Integer)
        statement = select(PhotoRow.id, PhotoRow.width, PhotoRow.height, julian_day)
        with self._catalogue.reading() as connection:
            if len(photo_ids) > LOOKED_UP_LIMIT:
                # The driver's own tuples: numpy takes ten times as long to read SQLAlchemy's rows.
                cursor = connection.execute(statement).cursor
                while cursor is not None and (part := cursor.fetchmany(ROWS_PER_PART)):
                    yield np.array(part, np.int64)
                return
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                found = connection.execute(statement.where(PhotoRow.id.in_(chunk)))
                if part := [tuple(row) for row in found]:
                    yield np.array(part, np.int64)
