"""Positions on the globe, as people type them."""

from __future__ import annotations

import re
from typing import NamedTuple

from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*"
_POSITION = re.compile(rf"{_NUMBER}([NS]?)\s*[,;\s]\s*{_NUMBER}([EWO]?)", re.IGNORECASE)


class Position(NamedTuple):
    """Degrees, WGS 84; north and east are positive."""

    latitude: float
    longitude: float


def parse_position(text: str) -> Position | None:
    """``48.137, 11.575``, ``48.137N 11.575E``; None for what is written otherwise, such as a name.

    Raises UserInputError for numbers that are nowhere on the globe.
    """
    match = _POSITION.fullmatch(text.strip().replace("\u2212", "-"))
    if match is None:
        return None
    north, south, east, west = match.groups()
    latitude = float(north) * (-1 if south.upper() == "S" else 1)
    longitude = float(east) * (-1 if west.upper() == "W" else 1)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UserInputError(
            Sentence(
                "‘{text}’ is nowhere: latitudes go from -90 to 90, longitudes to 180.", text=text.strip()
            )
        )
    return Position(latitude, longitude)
