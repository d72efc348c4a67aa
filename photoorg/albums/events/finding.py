"""Events: trips with their days, parties, days out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.events.sessions import session_starts
from photoorg.albums.events.trips import (
    Sessions,
    are_away,
    homes_of,
    is_journey,
    sessions_of,
    stand_out,
    trips,
)

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray as Looks

    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]

LEAST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class Event:
    """Photos taken on one occasion.

    Attributes:
        rows: in the order of time.
        parent: place of the trip that it is a part of in the list of all, -1 for none.
    """

    rows: IntArray
    parent: int = -1


def find_events(
    taken_s: FloatArray, latitude: FloatArray, longitude: FloatArray, looks: Looks | None = None
) -> list[Event]:
    """Events of at least 6 photos, the newest first, each before the parts of it. What everyday photos are
    like belongs to none, and neither does a photo whose date is not known.

    Args:
        taken_s: (n,), seconds since any moment in local time, in any order; NaN where that is not known.
        latitude, longitude: (n,), degrees; NaN where unknown.
        looks: (n, dimension) float32, see ``groups.looks``; zeros for what has none.
    """
    known = np.flatnonzero(~np.isnan(taken_s))
    order = known[np.argsort(taken_s[known], kind="stable")]
    if not len(order):
        return []
    times, north, east = taken_s[order], latitude[order], longitude[order]
    seen = None if looks is None else looks[order]
    sessions = sessions_of(session_starts(times, north, east, seen), times, north, east)
    homes, out = homes_of(sessions), stand_out(sessions)
    busy = out & (sessions.counts >= LEAST_PHOTOS)
    # Of a library too small to tell where home is, any place may be away.
    away = are_away(sessions, homes) if homes else ~np.isnan(sessions.latitude)
    wholes = trips(sessions, away, busy)
    if not homes:
        wholes = [whole for whole in wholes if is_journey(sessions, *whole, out, busy)]
        away &= out
    on_trips = {place for first, end in wholes for place in range(first, end)}
    alone = [
        (place, place + 1)
        for place in np.flatnonzero(away | busy).tolist()
        if place not in on_trips and sessions.counts[place] >= LEAST_PHOTOS
    ]
    found: list[Event] = []
    for first, end in sorted((*wholes, *alone), reverse=True):
        rows = order[sessions.first[first] : sessions.end[end - 1]]
        if len(rows) >= LEAST_PHOTOS:
            found.append(Event(rows))
            if end - first > 1:
                found += _parts(sessions, order, range(first, end), len(found) - 1)
    return found


def _parts(sessions: Sessions, order: IntArray, places: range, parent: int) -> list[Event]:
    return [
        Event(order[sessions.first[place] : sessions.end[place]], parent)
        for place in places
        if sessions.counts[place] >= LEAST_PHOTOS
    ]
