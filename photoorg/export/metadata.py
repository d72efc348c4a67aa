"""What of a photo's metadata is still true of a copy whose pixels were written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image

from photoorg.errors import SidecarUnreadable
from photoorg.imaging import xmp_claims
from photoorg.imaging.xmp_writing import without_properties

if TYPE_CHECKING:
    from photoorg.library.records import Photo, Place

# Of the main directory only what is said about the photo: the rest describes the file it lay in.
KEPT_TAGS = (
    ExifTags.Base.ImageDescription,
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.HostComputer,
    ExifTags.Base.Copyright,
    ExifTags.Base.Rating,
    ExifTags.Base.RatingPercent,
)
# Makers' notes hold positions in the file that they were in.
LEFT_OUT_OF_DETAILS = frozenset({ExifTags.Base.MakerNote, ExifTags.IFD.Interop})
SRGB = 1
# What fits into one segment of a JPEG, see ITU-T T.81, B.1.1.4.
MOST_BYTES = 65_000
_XMP_ORIENTATION = re.compile(rb"(tiff:Orientation(?:\s*=\s*[\"']|>)\s*)[2-8]")


@dataclass(frozen=True, slots=True)
class KeptMetadata:
    """Bytes of both as Pillow takes them; empty for none."""

    exif: bytes = b""
    xmp: bytes = b""


def metadata_to_keep(
    opened: Image.Image, size: tuple[int, int], photo: Photo, is_turned: bool
) -> KeptMetadata:
    """EXIF and XMP of an opened photo, corrected for a copy that is upright, sRGB and of ``size`` in pixels,
    and by what the user says about time and place.

    What is damaged, or too large for any file, is left out, as is where faces are if the copy is turned
    against the picture as its file stores it.
    """
    packet = opened.info.get("xmp")
    xmp = _XMP_ORIENTATION.sub(rb"\g<1>1", packet) if isinstance(packet, bytes) else b""
    if wrong := [*_wrong_properties(photo), *(_regions_in(xmp) if is_turned else ())]:
        try:
            xmp = without_properties(xmp, wrong) if xmp else b""
        except SidecarUnreadable:
            xmp = b""
    try:
        exif = _corrected(opened.getexif(), size, photo).tobytes()
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything; the copy has none then
        exif = b""
    return KeptMetadata(exif if len(exif) <= MOST_BYTES else b"", xmp if len(xmp) <= MOST_BYTES else b"")


def _corrected(read: Image.Exif, size: tuple[int, int], photo: Photo) -> Image.Exif:
    kept = Image.Exif()
    for tag in KEPT_TAGS:
        if tag in read:
            kept[tag] = read[tag]
    for directory in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        source: Any = read.get_ifd(directory)
        target: Any = kept.get_ifd(directory)
        target.update({tag: value for tag, value in source.items() if tag not in LEFT_OUT_OF_DETAILS})
    details: Any = kept.get_ifd(ExifTags.IFD.Exif)
    if details:
        details[ExifTags.Base.ColorSpace] = SRGB
        details[ExifTags.Base.ExifImageWidth], details[ExifTags.Base.ExifImageHeight] = size
    if photo.taken_at_source == "user":
        _write_time(details, photo)
    if photo.place_is_users:
        _write_place(kept.get_ifd(ExifTags.IFD.GPSInfo), photo.place)
    return kept


def _wrong_properties(photo: Photo) -> tuple[str, ...]:
    """What XMP may say otherwise than the user."""
    time = xmp_claims.TIME if photo.taken_at_source == "user" else ()
    return (*time, *(xmp_claims.PLACE if photo.place_is_users else ()))


def _regions_in(packet: bytes) -> list[str]:
    """Properties that say where faces are."""
    names = (xmp_claims.REGIONS, xmp_claims.MICROSOFT_REGIONS)
    return [name for name in names if name[1:].partition("}")[0].encode() in packet]


def _write_time(details: dict[int, Any], photo: Photo) -> None:
    for tag in (ExifTags.Base.OffsetTimeOriginal, ExifTags.Base.SubsecTimeOriginal):
        details.pop(tag, None)
    details[ExifTags.Base.DateTimeOriginal] = photo.taken_at.strftime("%Y:%m:%d %H:%M:%S")
    if photo.utc_offset_minutes is not None:
        hours, minutes = divmod(abs(photo.utc_offset_minutes), 60)
        sign = "-" if photo.utc_offset_minutes < 0 else "+"
        details[ExifTags.Base.OffsetTimeOriginal] = f"{sign}{hours:02}:{minutes:02}"


def _write_place(gps: dict[int, Any], place: Place) -> None:
    gps.clear()
    if place.latitude is None or place.longitude is None:
        return
    gps[ExifTags.GPS.GPSLatitudeRef] = "N" if place.latitude >= 0 else "S"
    gps[ExifTags.GPS.GPSLatitude] = _sexagesimal(place.latitude)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E" if place.longitude >= 0 else "W"
    gps[ExifTags.GPS.GPSLongitude] = _sexagesimal(place.longitude)
    if place.altitude_m is not None:
        gps[ExifTags.GPS.GPSAltitudeRef] = b"\1" if place.altitude_m < 0 else b"\0"
        gps[ExifTags.GPS.GPSAltitude] = abs(place.altitude_m)


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(round(abs(degrees) * 3600, 4), 60)
    whole, minutes = divmod(minutes, 60)
    return whole, minutes, round(seconds, 4)
