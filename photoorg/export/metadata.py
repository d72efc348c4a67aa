"""What of a photo's metadata is still true of a copy whose pixels were written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image

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


def metadata_to_keep(opened: Image.Image, size: tuple[int, int]) -> KeptMetadata:
    """EXIF and XMP of an opened photo, corrected for a copy that is upright, sRGB and of ``size`` in pixels.

    What is damaged, or too large for any file, is left out.
    """
    packet = opened.info.get("xmp")
    xmp = _XMP_ORIENTATION.sub(rb"\g<1>1", packet) if isinstance(packet, bytes) else b""
    try:
        exif = _corrected(opened.getexif(), size).tobytes()
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything; the copy has none then
        exif = b""
    return KeptMetadata(exif if len(exif) <= MOST_BYTES else b"", xmp if len(xmp) <= MOST_BYTES else b"")


def _corrected(read: Image.Exif, size: tuple[int, int]) -> Image.Exif:
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
    return kept
