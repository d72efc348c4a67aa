"""What photos can be grouped by: when and where they were taken, as far as that is to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Text, and_, case, cast, func, or_, select

from photoorg.library.pairs import all_shown
from photoorg.library.records import TAKEN_AT_CERTAINTY
from photoorg.library.schema import BeingRow, PhotoRow, RegionRow

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.library.catalogue import Catalogue

    FloatArray = npt.NDArray[np.float64]

_JULIAN_DAY_OF_1970 = 2440587.5
_DAY_S = 86_400
# Who knows better than a camera whose clock was never set.
_PEOPLE_SAY = ("user", "sidecar_user", "xmp", "iptc")
_BELIEVED = tuple(source for source, certainty in TAKEN_AT_CERTAINTY.items() if certainty != "guessed")
# Clocks that were never set begin in one of these, up to the moment that the battery was put in.
_UNSET_CLOCKS = (("1970-01-01", "1971-01-01"), ("1980-01-01", "1980-02-01"))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Photos that the user sees, by id.

    Attributes:
        photo_ids: (n,) int64, ascending.
        taken_s: (n,) float64, seconds since 1970 in local time; NaN where the date is guessed, lies in the
            future, or is where clocks begin that nobody set.
        latitude, longitude: (n,) float64, degrees; NaN where unknown.
        towns: (n,), "" where unknown.
        countries: (n,), "" where unknown.
    """

    photo_ids: npt.NDArray[np.int64]
    taken_s: FloatArray
    latitude: FloatArray
    longitude: FloatArray
    towns: tuple[str, ...]
    countries: tuple[str, ...]


def read_candidates(catalogue: Catalogue) -> Candidates:
    """All of them."""
    taken = cast(PhotoRow.taken_at, Text)
    unset = [and_(taken >= first, taken < end) for first, end in _UNSET_CLOCKS]
    latest = (datetime.now() + timedelta(days=2)).isoformat(" ")
    believed = and_(
        PhotoRow.taken_at_source.in_(_BELIEVED),
        taken < latest,
        or_(PhotoRow.taken_at_source.in_(_PEOPLE_SAY), ~or_(*unset)),
    )
    seconds = (func.julianday(PhotoRow.taken_at) - _JULIAN_DAY_OF_1970) * _DAY_S
    statement = (
        select(
            *(PhotoRow.id, case((believed, seconds)), PhotoRow.latitude, PhotoRow.longitude),
            *(PhotoRow.city, PhotoRow.country),
        )
        .where(PhotoRow.id.in_(all_shown()))
        .order_by(PhotoRow.id)
    )
    with catalogue.reading() as connection:
        rows = connection.execute(statement).all()
    ids, taken_s, latitude, longitude, towns, countries = zip(*rows, strict=True) if rows else ((),) * 6
    return Candidates(
        np.array(ids, np.int64),
        np.array(taken_s, np.float64),
        np.array(latitude, np.float64),
        np.array(longitude, np.float64),
        tuple(town or "" for town in towns),
        tuple(country or "" for country in countries),
    )


def read_beings(catalogue: Catalogue) -> dict[int, tuple[int, ...]]:
    """The named people and pets on each photo that has some, by their ids."""
    seen = (
        select(RegionRow.photo_id, RegionRow.being_id)
        .join(BeingRow, BeingRow.id == RegionRow.being_id)
        .where(~RegionRow.is_refused, BeingRow.name != "", ~BeingRow.is_ignored)
        .distinct()
    )
    found: dict[int, tuple[int, ...]] = {}
    with catalogue.reading() as connection:
        for photo_id, being_id in connection.execute(seen):
            if being_id is not None:
                found[photo_id] = (*found.get(photo_id, ()), being_id)
    return found
