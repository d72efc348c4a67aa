"""What a grid must know of every photo of a page before it shows any: its shape and its day."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Integer, cast, func, select, text

from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.newest_photos import JULIAN_DAY_OF_1970, USUAL_ASPECT, Outlines, aspects_of
from photoorg.library.pairs import all_shown
from photoorg.library.schema import PhotoRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection, Executable

    from photoorg.library.catalogue import Catalogue

# For more photos than this the whole table is read, which costs less than looking each up.
LOOKED_UP_LIMIT = 20_000
ROWS_PER_PART = 20_000


# Whatever lies in a damaged row, numbers come out. Julian days begin at noon.
_DAY = func.coalesce(cast(func.julianday(PhotoRow.taken_at) + 0.5, Integer), JULIAN_DAY_OF_1970)
_SIZE = tuple(func.coalesce(cast(side, Integer), 0) for side in (PhotoRow.width, PhotoRow.height))


# The condition of an index that has no others in it, word for word.
_LYING = select(PhotoRow.id).where(text("quarter_turns IN (1, 3)"))


class OutlineStore:
    """Reads outlines from the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def newest_first(self) -> tuple[NDArray[np.int64], Outlines]:
        """Ids, (n,), and outlines of all photos that the user sees, newest first.

        Three walks along the table and its indexes, put together here: otherwise SQLite would look up and
        sort a million rows, and ids as Python's numbers would take more memory than all else does.
        """
        in_order = select(PhotoRow.id, _DAY).order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc())
        with self._catalogue.reading() as connection:
            dated = np.concatenate([np.empty((0, 2), np.int64), *_parts(connection, in_order)])
            shown = np.concatenate([np.empty((0, 1), np.int64), *_parts(connection, all_shown())])
            dated = dated[np.isin(dated[:, 0], shown)]
            photo_ids = dated[:, 0].copy()
            aspects = np.full(len(photo_ids), USUAL_ASPECT, np.float32)
            wanted = _Places(photo_ids)
            for rows in _parts(connection, select(PhotoRow.id, *_SIZE)):
                wanted.fill(aspects, rows[:, 0], aspects_of(rows[:, 1:3]))
            wanted.invert(aspects, connection)
        return photo_ids, Outlines(aspects, (dated[:, 1] - JULIAN_DAY_OF_1970).astype(np.int32))

    def of(self, photo_ids: Sequence[int]) -> Outlines:
        """Outlines of photos, in their order."""
        aspects = np.full(len(photo_ids), USUAL_ASPECT, np.float32)
        days = np.zeros(len(photo_ids), np.int32)
        wanted = _Places(np.asarray(photo_ids, np.int64))
        statement = select(PhotoRow.id, *_SIZE, _DAY)
        with self._catalogue.reading() as connection:
            if len(photo_ids) > LOOKED_UP_LIMIT:
                statements = [statement]
            else:
                starts = range(0, len(photo_ids), IDS_PER_STATEMENT)
                chunks = [photo_ids[start : start + IDS_PER_STATEMENT] for start in starts]
                statements = [statement.where(PhotoRow.id.in_(chunk)) for chunk in chunks]
            for rows in chain.from_iterable(_parts(connection, each) for each in statements):
                wanted.fill(aspects, rows[:, 0], aspects_of(rows[:, 1:3]))
                wanted.fill(days, rows[:, 0], rows[:, 3] - JULIAN_DAY_OF_1970)
            wanted.invert(aspects, connection)
        return Outlines(aspects, days)


class _Places:
    """Where ids stand among those wanted."""

    def __init__(self, wanted: NDArray[np.int64]) -> None:
        self._order = np.argsort(wanted, kind="stable")
        self._sorted = wanted[self._order]

    def fill(self, filled: NDArray[Any], photo_ids: NDArray[np.int64], values: NDArray[Any]) -> None:
        """Puts values in the places of those ids that are wanted."""
        places, known = self._of(photo_ids)
        filled[places] = values[known]

    def invert(self, aspects: NDArray[np.float32], connection: Connection) -> None:
        """Has the sides of photos change places that the user turned by one or three quarters."""
        for rows in _parts(connection, _LYING):
            places, _ = self._of(rows[:, 0])
            aspects[places] = 1 / aspects[places]

    def _of(self, photo_ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The places of those that are wanted, and which these are."""
        if not len(self._sorted):
            return self._order, np.zeros(len(photo_ids), np.bool_)
        at = np.minimum(np.searchsorted(self._sorted, photo_ids), len(self._sorted) - 1)
        known = self._sorted[at] == photo_ids
        return self._order[at[known]], known


def _parts(connection: Connection, statement: Executable) -> Iterator[NDArray[np.int64]]:
    # The driver's own tuples: numpy takes ten times as long to read SQLAlchemy's rows.
    cursor = connection.execute(statement).cursor
    while cursor is not None and (part := cursor.fetchmany(ROWS_PER_PART)):
        yield np.array(part, np.int64)
