"""When a photo was taken, and how that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

CaptureSource = Literal[
    "sidecar_user",
    "exif_original",
    "exif_digitized",
    "xmp",
    "iptc",
    "takeout",
    "gps",
    "file_name",
    "exif_modified",
    "file_name_day",
    "file_modified",
]
# Most trustworthy first.
_RANKS: tuple[CaptureSource, ...] = get_args(CaptureSource)

# The standard says "2024:05:17 18:30:05"; real files also use these signs and append fractions and zones.
_TIME = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?"
    r"(?:[.,](\d+))?\s*(Z|[+-]\d{1,2}:?\d{2})?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")
# IMG_20240517_183005, PXL_20240517_163005123, Screenshot_20240517-183005, 2024-05-17 18.30.05.
_NAMED_TIME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_.T ]{1,3}|[-_ ]at[-_ ])?"
    r"(\d{2})[-_.:h]?(\d{2})[-_.:m]?(\d{2})(?:[-_.]?(\d{3}))?(?!\d)"
)
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
# The oldest surviving photograph; what claims to be older is a wrong clock or a scan's catalogue number.
_FIRST_YEAR = 1826
# Numbers in names are often no dates: only digital photos are dated by them.
_FIRST_NAMED_YEAR = 1990
_MAX_OFFSET_MINUTES = 14 * 60


@dataclass(frozen=True, slots=True)
class CaptureTime:
    """A moment and how it is known.

    Attributes:
        moment: naive, in the local time of the camera, to the microsecond where it is known.
        utc_offset_minutes: of ``moment``, -840..840; None where nobody wrote it down.
    """

    moment: datetime
    source: CaptureSource
    utc_offset_minutes: int | None = None


def best_time(times: Iterable[CaptureTime | None]) -> CaptureTime | None:
    """The most trustworthy of them; it may take over the time zone that another gives the same moment."""
    known = sorted((time for time in times if time is not None), key=lambda time: _RANKS.index(time.source))
    if not known:
        return None
    best = known[0]
    if best.utc_offset_minutes is None:
        for other in known[1:]:
            offset = other.utc_offset_minutes
            if offset is not None and abs(other.moment - best.moment) < timedelta(seconds=1):
                return replace(best, utc_offset_minutes=offset)
    return best


def parse_time(text: str, fraction: str = "") -> tuple[datetime, int | None] | None:
    """A written moment and its time zone (minutes east of UTC); None where it makes no sense.

    Args:
        fraction: decimals of the second that are written elsewhere.
    """
    match = _TIME.match(text)
    if match is None:
        return None
    *numbers, own_fraction, zone = match.groups()
    moment = _moment(numbers, own_fraction or fraction)
    return None if moment is None else (moment, parse_offset(zone or ""))


def parse_offset(text: str) -> int | None:
    """Minutes east of UTC of ``+02:00``, ``-0330`` or ``Z``; None for anything else."""
    if text == "Z":
        return 0
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    total = int(hours) * 60 + int(minutes)
    if total > _MAX_OFFSET_MINUTES:
        return None
    return -total if sign == "-" else total


def time_in_name(name: str) -> CaptureTime | None:
    """The moment or day that phones, messengers and programs put into the names of photos.

    A day alone, as in ``IMG-20240517-WA0001.jpg``, counts from midnight.
    """
    for match in _NAMED_TIME.finditer(name):
        *numbers, fraction = match.groups()
        moment = _named(numbers, fraction or "")
        if moment is not None:
            # Pixel phones name photos in UTC.
            return CaptureTime(moment, "file_name", 0 if name.startswith("PXL_") else None)
    for match in _NAMED_DAY.finditer(name):
        year, _, month, day = match.groups()
        moment = _named([year, month, day, "0", "0", "0"], "")
        if moment is not None:
            return CaptureTime(moment, "file_name_day")
    return None


def _named(numbers: list[str], fraction: str) -> datetime | None:
    moment = _moment(numbers, fraction)
    is_likely = moment is not None and (
        moment.year >= _FIRST_NAMED_YEAR and moment < datetime.now() + timedelta(days=1)
    )
    return moment if is_likely else None


def _moment(numbers: list[str | None] | list[str], fraction: str) -> datetime | None:
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    if year < _FIRST_YEAR:
        return None
    try:
        return datetime(year, month, day, hour, minute, second, int(f"{fraction or '0':0<6.6}"))
    except ValueError:
        return None
