"""The JSON that Google Takeout puts beside each photo."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any

from photoorg.imaging.metadata import PhotoMetadata, tidy_text

MAX_TAKEOUT_BYTES = 1_000_000


def read_takeout(data: bytes) -> PhotoMetadata:
    """Facts from Takeout's JSON; without any where it is damaged, too large, or some other JSON."""
    if len(data) > MAX_TAKEOUT_BYTES:
        return PhotoMetadata()
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return PhotoMetadata()
    taken_at = _moment(_field(_field(document, "photoTakenTime"), "timestamp"))
    # "geoData" is what the user said, "geoDataExif" what the photo said.
    latitude, longitude, altitude = next(
        (place for name in ("geoData", "geoDataExif") if (place := _place(_field(document, name)))),
        (None, None, None),
    )
    description = _field(document, "description")
    offset = None if taken_at is None else taken_at.utcoffset()
    return PhotoMetadata(
        captured_at=None if taken_at is None else taken_at.replace(tzinfo=None),
        utc_offset_minutes=None if offset is None else round(offset.total_seconds() / 60),
        capture_source=None if taken_at is None else "takeout",
        latitude=latitude,
        longitude=longitude,
        altitude_m=altitude,
        description=tidy_text(description) if isinstance(description, str) else None,
    )


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _moment(timestamp: Any) -> datetime | None:
    """Takeout knows the moment in UTC; its local time is taken from this machine."""
    try:
        # Google writes 0 where it does not know.
        return datetime.fromtimestamp(int(timestamp)).astimezone() if int(timestamp) else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _place(value: Any) -> tuple[float, float, float | None] | None:
    """None also for exact zeros, which stand for an unknown place."""
    numbers = [_field(value, name) for name in ("latitude", "longitude", "altitude")]
    latitude, longitude, altitude = (
        float(number) if isinstance(number, (int, float)) and math.isfinite(number) else None
        for number in numbers
    )
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return latitude, longitude, altitude or None
