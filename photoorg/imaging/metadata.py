"""What a photo says about itself: when, where and by which camera (EXIF 2.32 and TIFF tags).

EXIF is written by thousands of devices and programs, and much of it is wrong; a field that makes no sense
is None here, and nothing in this module raises because of a photo's content.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from photoorg.imaging.photo_file import opened_photo

if TYPE_CHECKING:
    from pathlib import Path

CaptureSource = Literal["exif_original", "exif_digitized", "exif_modified"]
Value = TypeVar("Value")
Tags = Mapping[int, object]

_Tag = ExifTags.Base
_Gps = ExifTags.GPS
# Time, its fraction and its time zone, most trustworthy first.
_TIME_TAGS: tuple[tuple[CaptureSource, int, int, int], ...] = (
    ("exif_original", _Tag.DateTimeOriginal, _Tag.SubsecTimeOriginal, _Tag.OffsetTimeOriginal),
    ("exif_digitized", _Tag.DateTimeDigitized, _Tag.SubsecTimeDigitized, _Tag.OffsetTimeDigitized),
    ("exif_modified", _Tag.DateTime, _Tag.SubsecTime, _Tag.OffsetTime),
)
# The standard says "2024:05:17 18:30:05"; real files also use these signs and append fractions and zones.
_TIME = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?"
    r"(?:[.,](\d+))?\s*(Z|[+-]\d{1,2}:?\d{2})?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")
# The oldest surviving photograph; what claims to be older is a wrong clock or a scan's catalogue number.
_FIRST_YEAR = 1826
_MAX_OFFSET_MINUTES = 14 * 60


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Facts from a photo's EXIF; None where it has none that make sense.

    Attributes:
        captured_at: naive, in the local time of the camera, to the microsecond where it is known.
        utc_offset_minutes: of ``captured_at``, -840..840; only where the camera wrote it.
        capture_source: the tag that ``captured_at`` is from.
        camera_make, camera_model: trimmed, as the camera writes them.
        latitude, longitude: degrees WGS 84, -90..90 and -180..180, north and east positive.
        altitude_m: metres above sea level.
    """

    captured_at: datetime | None = None
    utc_offset_minutes: int | None = None
    capture_source: CaptureSource | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None


def read_metadata(source: Path | bytes | Image.Image) -> PhotoMetadata:
    """Reads the facts; an opened picture must not be loaded yet.

    Raises:
        PhotoUnreadable: ``source`` is a file or bytes and cannot be opened as a picture at all.
    """
    if not isinstance(source, Image.Image):
        with opened_photo(source) as image:
            return read_metadata(image)
    exif = _lenient(source.getexif)
    if exif is None:
        return PhotoMetadata()
    # Some writers put the time tags into the main directory.
    details = _tags(exif) | _tags(_lenient(partial(exif.get_ifd, ExifTags.IFD.Exif)))
    gps = _tags(_lenient(partial(exif.get_ifd, ExifTags.IFD.GPSInfo)))
    captured_at, offset, capture_source = _capture_time(details)
    latitude, longitude = _position(gps)
    return PhotoMetadata(
        captured_at=captured_at,
        utc_offset_minutes=offset,
        capture_source=capture_source,
        camera_make=_text(details.get(_Tag.Make)),
        camera_model=_text(details.get(_Tag.Model)),
        latitude=latitude,
        longitude=longitude,
        altitude_m=_altitude(gps),
    )


def _lenient(read: Callable[[], Value]) -> Value | None:
    try:
        return read()
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything; the photo has no such facts then
        return None


def _tags(directory: Mapping[int, object] | None) -> dict[int, object]:
    """Every tag that can be read; values are parsed on access, so a damaged one is lost alone."""
    return {tag: _lenient(partial(directory.__getitem__, tag)) for tag in directory} if directory else {}


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return None
    text = value.split("\0", 1)[0]
    # Pillow reads ASCII fields as Latin-1; many cameras write UTF-8.
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    text = "".join(sign for sign in text if sign.isprintable()).strip()
    return text or None


def _capture_time(tags: Tags) -> tuple[datetime | None, int | None, CaptureSource | None]:
    for source, time_tag, fraction_tag, offset_tag in _TIME_TAGS:
        match = _TIME.match(_text(tags.get(time_tag)) or "")
        if match is None:
            continue
        *numbers, fraction, zone = match.groups()
        fraction = fraction or re.sub(r"\D.*", "", _text(tags.get(fraction_tag)) or "")
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        if year < _FIRST_YEAR:
            continue
        try:
            time = datetime(year, month, day, hour, minute, second, int(f"{fraction or '0':0<6.6}"))
        except ValueError:
            continue
        return time, _offset_minutes(_text(tags.get(offset_tag)) or zone or ""), source
    return None, None, None


def _offset_minutes(text: str) -> int | None:
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


def _position(gps: Tags) -> tuple[float | None, float | None]:
    latitude = _degrees(gps.get(_Gps.GPSLatitude), gps.get(_Gps.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(gps.get(_Gps.GPSLongitude), gps.get(_Gps.GPSLongitudeRef), "EW", 180)
    if latitude is None or longitude is None:
        return None, None
    # Receivers without a fix write exact zeros.
    return (None, None) if latitude == longitude == 0 else (latitude, longitude)


def _degrees(value: object, reference: object, directions: str, limit: int) -> float | None:
    parts = value if isinstance(value, Sequence) and not isinstance(value, (str, bytes)) else (value,)
    numbers = [_number(part) for part in parts[:3]]
    if not numbers or None in numbers:
        return None
    degrees = sum(number / 60.0**power for power, number in enumerate(numbers) if number is not None)
    direction = (_text(reference) or directions[0])[0].upper()
    if direction not in directions or not abs(degrees) <= limit:
        return None
    return -degrees if direction == directions[1] else degrees


def _altitude(gps: Tags) -> float | None:
    metres = _number(gps.get(_Gps.GPSAltitude))
    # From the deepest sea to the edge of space.
    if metres is None or not -11_000 <= metres <= 100_000:
        return None
    return -metres if gps.get(_Gps.GPSAltitudeRef) in (b"\x01", 1) else metres


def _number(value: object) -> float | None:
    # Pillow hands out rationals as IFDRational, of which 0/0 is not a number.
    if not isinstance(value, (int, float, IFDRational)):
        return None
    number = float(value)
    return number if math.isfinite(number) else None
