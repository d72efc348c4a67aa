"""EXIF (2.32, with TIFF tags): what cameras write into photos.

Much of it is wrong; a field that makes no sense is None here, and nothing raises because of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PIL import ExifTags
from PIL.TiffImagePlugin import IFDRational

from photoorg.imaging.capture_time import CaptureTime, best_time, parse_offset, parse_time
from photoorg.imaging.metadata import PhotoMetadata, tidy_keywords, tidy_text

if TYPE_CHECKING:
    from PIL import Image

    from photoorg.imaging.capture_time import CaptureSource

Value = TypeVar("Value")
Tags = Mapping[int, object]

_Tag = ExifTags.Base
_Gps = ExifTags.GPS
# Time, its fraction and its time zone.
_TIME_TAGS: tuple[tuple[CaptureSource, int, int, int], ...] = (
    ("exif_original", _Tag.DateTimeOriginal, _Tag.SubsecTimeOriginal, _Tag.OffsetTimeOriginal),
    ("exif_digitized", _Tag.DateTimeDigitized, _Tag.SubsecTimeDigitized, _Tag.OffsetTimeDigitized),
    ("exif_modified", _Tag.DateTime, _Tag.SubsecTime, _Tag.OffsetTime),
)
_CAMERA_CAPTION = re.compile(
    r"(OLYMPUS|SONY|MINOLTA|KONICA|PENTAX|SAMSUNG|KODAK)\b.*CAMERA\s*|DCIM.*|SONY DSC|Digital Still Camera",
    re.IGNORECASE,
)


def read_exif(image: Image.Image) -> PhotoMetadata:
    """Facts from the EXIF of an opened picture that is not loaded yet."""
    exif = _lenient(image.getexif)
    if exif is None:
        return PhotoMetadata()
    # Some writers put the time tags into the main directory.
    details = _tags(exif) | _tags(_lenient(partial(exif.get_ifd, ExifTags.IFD.Exif)))
    gps = _tags(_lenient(partial(exif.get_ifd, ExifTags.IFD.GPSInfo)))
    captured = _capture_time(details, gps)
    latitude, longitude = _position(gps)
    keywords = _windows_text(details.get(_Tag.XPKeywords)).split(";")
    return PhotoMetadata(
        captured_at=None if captured is None else captured.moment,
        utc_offset_minutes=None if captured is None else captured.utc_offset_minutes,
        capture_source=None if captured is None else captured.source,
        camera_make=_text(details.get(_Tag.Make)),
        camera_model=_text(details.get(_Tag.Model)),
        lens=_text(details.get(_Tag.LensModel)),
        exposure_s=_exposure(details.get(_Tag.ExposureTime)),
        f_number=_exposure(details.get(_Tag.FNumber)),
        iso=_iso(details.get(_Tag.ISOSpeedRatings)),
        focal_length_mm=_exposure(details.get(_Tag.FocalLength)),
        latitude=latitude,
        longitude=longitude,
        altitude_m=_altitude(gps),
        rating=_rating(details),
        title=tidy_text(_windows_text(details.get(_Tag.XPTitle))),
        description=_description(details),
        keywords=tidy_keywords(keywords),
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


def _capture_time(tags: Tags, gps: Tags) -> CaptureTime | None:
    times = []
    for source, time_tag, fraction_tag, offset_tag in _TIME_TAGS:
        fraction = re.sub(r"\D.*", "", _text(tags.get(fraction_tag)) or "")
        parsed = parse_time(_text(tags.get(time_tag)) or "", fraction)
        if parsed is not None:
            moment, zone = parsed
            offset = parse_offset(_text(tags.get(offset_tag)) or "")
            times.append(CaptureTime(moment, source, zone if offset is None else offset))
    return best_time([*times, _satellite_time(gps)])


def _satellite_time(gps: Tags) -> CaptureTime | None:
    """In UTC, as receivers write it."""
    clock = gps.get(_Gps.GPSTimeStamp)
    parts = clock if isinstance(clock, Sequence) and not isinstance(clock, (str, bytes)) else ()
    numbers = [_number(part) for part in parts]
    if len(numbers) != 3 or any(number is None or not 0 <= number < 100 for number in numbers):
        return None
    hour, minute, second = (int(number or 0) for number in numbers)
    parsed = parse_time(f"{_text(gps.get(_Gps.GPSDateStamp)) or ''} {hour}:{minute}:{second}")
    return None if parsed is None else CaptureTime(parsed[0], "gps", 0)


def _rating(tags: Tags) -> int | None:
    """1..5; unrated (0) says nothing."""
    stars = tags.get(_Tag.Rating)
    return stars if isinstance(stars, int) and 1 <= stars <= 5 else None


def _windows_text(value: object) -> str:
    """The texts that Windows writes: UTF-16 in bytes."""
    return value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else ""


def _description(tags: Tags) -> str | None:
    """The caption, unless it is one of those that cameras put into every photo."""
    text = tidy_text(_text(tags.get(_Tag.ImageDescription)) or "")
    return None if text is None or _CAMERA_CAPTION.fullmatch(text) else text


def _exposure(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and 0 < number < 1e6 else None


def _iso(value: object) -> int | None:
    first = value[0] if isinstance(value, tuple) and value else value
    return first if isinstance(first, int) and 0 < first < 10_000_000 else None


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
