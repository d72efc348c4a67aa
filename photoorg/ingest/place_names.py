"""Names of places, offline: the nearest town of GeoNames (CC BY 4.0), by the package reverse_geocode."""

from __future__ import annotations

import math
import threading
from typing import NamedTuple

# Further away than this, a town says nothing about where a photo was taken.
_NEAR_KM = 50.0
# Quarters of a metropolis are towns to GeoNames; within this reach, people name the metropolis.
_METROPOLIS_POPULATION = 500_000
_METROPOLIS_KM = 10.0
_EARTH_RADIUS_KM = 6371.0
# Loading the towns is not safe between threads; asking is.
_loading = threading.Lock()


class PlaceName(NamedTuple):
    """Where a photo was taken, in English; "" for what is not known."""

    city: str
    region: str
    country: str


def place_name(latitude: float, longitude: float) -> PlaceName | None:
    """The town at or near a position; None far from all towns, as at sea.

    The first call loads the towns, which takes half a second and about 120 MB.
    """
    # Imported here: most libraries start without a new photo that has a position.
    import reverse_geocode

    with _loading:
        metropolis = reverse_geocode.get((latitude, longitude), _METROPOLIS_POPULATION)
        town = reverse_geocode.get((latitude, longitude))
    for found, reach_km in ((metropolis, _METROPOLIS_KM), (town, _NEAR_KM)):
        if _distance_km(latitude, longitude, found["latitude"], found["longitude"]) <= reach_km:
            return PlaceName(found["city"], found.get("state", ""), found.get("country", ""))
    return None


def _distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Along the great circle, by the haversine formula."""
    first, second = math.radians(latitude), math.radians(other_latitude)
    half_chord = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half_chord)))
