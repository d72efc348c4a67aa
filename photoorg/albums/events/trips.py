"""Sessions that belong together: days away from home, or days of many photos one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.events.sessions import distance_km

if TYPE_CHECKING:
    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

# Latitude and longitude in degrees.
Place = tuple[float, float]

DAY_S = 86_400.0
# Home is where photos are taken on so many days, over so long a time, within so many km.
_HOME_DAYS = 6
_HOME_SHARE = 0.08
_HOME_SPAN_DAYS = 60
_AWAY_KM = 40.0
_CELL_DEGREES = 0.25
# Between two sessions of one trip: where it is known to be one, and where only many photos speak for it.
_TRIP_GAP_S = 3 * DAY_S
_BUSY_GAP_S = 1.5 * DAY_S
# Longer than that is nobody away who is not at home there.
_LONGEST_UNKNOWN_S = 21 * DAY_S
# Days with photos so near are what a session is compared with, if there are enough of them.
_NEAR_DAYS = 45
_FEW_DAYS = 8
_TIMES_USUAL = 2.5


@dataclass(frozen=True, slots=True)
class Sessions:
    """Attributes:
    first, end: (m,), rows of photos in the order of time; ``end`` is beyond.
    began_s, ended_s: (m,), seconds.
    latitude, longitude: (m,), medians; NaN where no photo has a place.
    """

    first: IntArray
    end: IntArray
    began_s: FloatArray
    ended_s: FloatArray
    latitude: FloatArray
    longitude: FloatArray

    @property
    def counts(self) -> IntArray:
        """How many photos there are in each."""
        return self.end - self.first


def sessions_of(
    starts: IntArray, taken_s: FloatArray, latitude: FloatArray, longitude: FloatArray
) -> Sessions:
    """The sessions that begin at these rows."""
    end = np.append(starts[1:], len(taken_s))
    places = [
        (_median(latitude[first:last]), _median(longitude[first:last]))
        for first, last in zip(starts, end, strict=True)
    ]
    where = np.array(places, np.float64).reshape(-1, 2)
    return Sessions(starts, end, taken_s[starts], taken_s[end - 1], where[:, 0], where[:, 1])


def homes_of(sessions: Sessions) -> list[Place]:
    """Where photos are usually taken or, where too few have a place to tell, what one comes back to; none if
    there is no such place."""
    known = np.flatnonzero(~np.isnan(sessions.latitude))
    cells = np.floor(
        np.column_stack([sessions.latitude[known], sessions.longitude[known]]) / _CELL_DEGREES
    ).astype(np.int64)
    days = np.floor(sessions.began_s[known] / DAY_S)
    all_days = len(np.unique(days))
    found: list[Place] = []
    places: list[tuple[int, Place]] = []
    for cell in np.unique(cells, axis=0):
        # With the cells around it: nobody lives in the middle of a grid.
        inside = (np.abs(cells - cell) <= 1).all(axis=1)
        own = (cells == cell).all(axis=1)
        there = np.unique(days[inside])
        visits = 1 + int((np.diff(there) * DAY_S > _TRIP_GAP_S).sum())
        places.append((visits, _place_of(sessions, known[own])))
        if len(there) >= max(_HOME_DAYS, _HOME_SHARE * all_days) and np.ptp(there) >= _HOME_SPAN_DAYS:
            found.append(places[-1][1])
    most = max((visits for visits, _ in places), default=0)
    return found or [place for visits, place in places if visits == most > 1]


def _place_of(sessions: Sessions, rows: IntArray) -> Place:
    return _median(sessions.latitude[rows]), _median(sessions.longitude[rows])


def are_away(sessions: Sessions, homes: list[Place]) -> BoolArray:
    """Which sessions (m,) were far from all homes; none of those whose place is not known."""
    known = np.flatnonzero(~np.isnan(sessions.latitude))
    away = np.zeros(len(sessions.first), bool)
    away[known] = np.min([_from_km(sessions, known, home) for home in homes], axis=0) > _AWAY_KM
    return away


def stand_out(sessions: Sessions) -> BoolArray:
    """Which sessions (m,) have many more photos than days around them, or are nearly alone."""
    day = np.floor(sessions.began_s / DAY_S)
    days, of_session = np.unique(day, return_inverse=True)
    photos = np.bincount(of_session, sessions.counts)
    first = np.searchsorted(days, day - _NEAR_DAYS)
    end = np.searchsorted(days, day + _NEAR_DAYS, side="right")
    usual = np.array([np.median(photos[a:b]) for a, b in zip(first, end, strict=True)] or np.zeros(0))
    return np.asarray((end - first < _FEW_DAYS) | (sessions.counts >= _TIMES_USUAL * usual))


def trips(sessions: Sessions, away: BoolArray, busy: BoolArray) -> list[tuple[int, int]]:
    """(first, beyond the last) session of each trip, of two sessions or more on different days."""
    found = []
    start = 0
    count = len(sessions.first)
    for place in range(1, count + 1):
        if place < count and _go_together(sessions, away, busy, place):
            continue
        nights = np.floor(sessions.ended_s[place - 1] / DAY_S) - np.floor(sessions.began_s[start] / DAY_S)
        if place - start > 1 and nights >= 1:
            found.append((start, place))
        start = place
    return found


def is_journey(sessions: Sessions, first: int, end: int, out: BoolArray, busy: BoolArray) -> bool:
    """Whether sessions of days after one another are a trip though nobody knows where home is: they stand
    ``out`` and lead from place to place, or are far from wherever else photos were taken, or are all
    ``busy``, as counts where places are not known at all."""
    known = np.flatnonzero(~np.isnan(sessions.latitude))
    inside = known[(known >= first) & (known < end)]
    if busy[first:end].all() or not len(inside):
        return True
    if sessions.ended_s[end - 1] - sessions.began_s[first] > _LONGEST_UNKNOWN_S:
        return False
    begin = sessions.latitude[inside[0]], sessions.longitude[inside[0]]
    if _from_km(sessions, inside, begin).max() > _AWAY_KM:
        return bool(out[first:end].all())
    others = np.setdiff1d(known, inside)
    return bool(len(others) and _from_km(sessions, others, begin).min() > _AWAY_KM)


def _from_km(sessions: Sessions, rows: IntArray, place: Place) -> FloatArray:
    latitude, longitude = (np.full(len(rows), degrees) for degrees in place)
    return distance_km(sessions.latitude[rows], sessions.longitude[rows], latitude, longitude)


def _go_together(sessions: Sessions, away: BoolArray, busy: BoolArray, place: int) -> bool:
    gap_s = sessions.began_s[place] - sessions.ended_s[place - 1]
    pair = slice(place - 1, place + 1)
    unknown = np.isnan(sessions.latitude[pair])
    if away[pair].all():
        return bool(gap_s <= _TRIP_GAP_S)
    if (away[pair] | unknown).all() and away[pair].any():
        # A photo without a place between two with one, as other cameras of the same trip take them.
        return bool(gap_s <= _BUSY_GAP_S)
    at_home = ~unknown & ~away[pair]
    return bool(not at_home.any() and busy[pair].all() and gap_s <= _BUSY_GAP_S)


def _median(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else float("nan")
