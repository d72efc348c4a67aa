"""What SQLite cannot do by itself: case beyond ASCII, names of files, distances on the globe."""

from __future__ import annotations

import json
import math
import os
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

EARTH_RADIUS_KM = 6371.0088


def add_functions(connection: sqlite3.Connection) -> None:
    """Makes ``folded``, ``has_word``, ``file_name`` and ``distance_km`` known to a connection."""
    connection.create_function("folded", 1, _folded_if_known, deterministic=True)
    connection.create_function("has_word", 2, _has_word, deterministic=True)
    connection.create_function("file_name", 1, _folded_file_name, deterministic=True)
    connection.create_function("distance_km", 4, _distance_if_known, deterministic=True)


def folded(text: str) -> str:
    """For comparing without regard to case, and to whether accents are letters of their own."""
    return unicodedata.normalize("NFC", text).casefold()


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance between two points in degrees (haversine formula; within 0.5 %)."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _distance_if_known(*degrees: float | None) -> float | None:
    # SQLite may ask before it looks whether the photo has a place.
    known = [value for value in degrees if value is not None]
    return distance_km(*known) if len(known) == 4 else None


def _folded_if_known(text: str | None) -> str | None:
    return None if text is None else folded(text)


def _has_word(words: str | None, word: str) -> bool:
    """Whether a word, folded, is in a list of words as JSON, however they are written."""
    return words is not None and word in _folded_words(words)


@lru_cache(maxsize=10_000)
def _folded_words(words: str) -> frozenset[str]:
    # Photos of one trip have the same ones.
    try:
        found = json.loads(words)
    except ValueError:
        return frozenset()
    return frozenset(folded(word) for word in found if isinstance(word, str)) if found else frozenset()


def _folded_file_name(path: bytes | None) -> str | None:
    if path is None:
        return None
    # Names that are not UTF-8 hold lone surrogates, which SQLite does not take.
    name = os.path.basename(os.fsdecode(path))  # noqa: PTH119 - called once a row
    return folded(name.encode("utf-8", "replace").decode())
