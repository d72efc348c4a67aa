"""When and where photos were taken, where the user knows better than their files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.annotations import all_meant
from photoorg.library.corrected_facts import CORRECTED_PLACE
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.moments import require_possible, shifted
from photoorg.library.pairs import shown
from photoorg.library.records import Place
from photoorg.library.schema import CorrectedPlaceRow, CorrectedTimeRow, PhotoRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

_Correction = type[CorrectedTimeRow] | type[CorrectedPlaceRow]


class CorrectionStore:
    """Writes what the user says about times and places; see ``library.corrected_facts`` for how it counts.

    Every method raises UserInputError for an unknown id, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def set_time(
        self, photo_ids: Collection[int], taken_at: datetime, utc_offset_minutes: int | None
    ) -> None:
        """Photos were taken at this moment, local time. Raises UserInputError for one that cannot be."""
        require_possible(taken_at)
        said = {"taken_at": taken_at, "utc_offset_minutes": utc_offset_minutes}
        with self._catalogue.writing() as connection:
            rows = [{"photo_id": photo_id, **said} for photo_id in all_meant(connection, photo_ids)]
            _say(connection, CorrectedTimeRow, rows)

    def shift_time(self, photo_ids: Collection[int], by: timedelta) -> None:
        """Photos were taken so much later than is known now. Raises UserInputError where a moment comes out
        that cannot be."""
        known = select(PhotoRow.id, PhotoRow.taken_at, PhotoRow.utc_offset_minutes)
        with self._catalogue.writing() as connection:
            rows = [
                {"photo_id": photo_id, "taken_at": shifted(taken_at, by), "utc_offset_minutes": offset}
                for chunk in _chunks(all_meant(connection, photo_ids))
                for photo_id, taken_at, offset in connection.execute(known.where(PhotoRow.id.in_(chunk)))
            ]
            _say(connection, CorrectedTimeRow, rows)

    def set_place(self, photo_ids: Collection[int], place: Place) -> None:
        """Photos were taken there."""
        said = {name: getattr(place, name) for name in CORRECTED_PLACE}
        with self._catalogue.writing() as connection:
            rows = [{"photo_id": photo_id, **said} for photo_id in all_meant(connection, photo_ids)]
            _say(connection, CorrectedPlaceRow, rows)

    def places_around(self, photo_id: int, limit: int) -> list[Place]:
        """Where other photos were taken within a day of this one, the nearest in time first."""
        nearest: dict[Place, None] = {}
        with self._catalogue.reading() as connection:
            taken_at = connection.execute(
                select(PhotoRow.taken_at).where(PhotoRow.id == photo_id)
            ).scalar_one_or_none()
            if taken_at is None:
                return []
            try:
                first, last = taken_at - timedelta(days=1), taken_at + timedelta(days=1)
            except OverflowError:
                return []
            apart = func.abs(func.julianday(PhotoRow.taken_at) - func.julianday(taken_at))
            statement = (
                select(*(getattr(PhotoRow, name) for name in CORRECTED_PLACE))
                .where(
                    PhotoRow.taken_at.between(first, last),
                    PhotoRow.latitude.is_not(None),
                    PhotoRow.id != photo_id,
                    shown(PhotoRow.id),
                )
                .order_by(apart)
            )
            for row in connection.execute(statement):
                nearest[Place(*row)] = None
                if len(nearest) == limit:
                    break
        return list(nearest)

    def reset_time(self, photo_ids: Collection[int]) -> None:
        """What the files say counts again."""
        self._take_back(CorrectedTimeRow, photo_ids)

    def reset_place(self, photo_ids: Collection[int]) -> None:
        """What the files say counts again."""
        self._take_back(CorrectedPlaceRow, photo_ids)

    def _take_back(self, table: _Correction, photo_ids: Collection[int]) -> None:
        with self._catalogue.writing() as connection:
            for chunk in _chunks(all_meant(connection, photo_ids)):
                connection.execute(delete(table).where(table.photo_id.in_(chunk)))


def _say(connection: Connection, table: _Correction, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        statement = insert(table)
        said = {name: statement.excluded[name] for name in rows[0] if name != "photo_id"}
        upserted = statement.on_conflict_do_update(index_elements=["photo_id"], set_=said)
        connection.execute(upserted, [dict(row) for row in rows])


def _chunks(photo_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        yield photo_ids[start : start + IDS_PER_STATEMENT]
