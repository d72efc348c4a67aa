"""Pictures made for tests: small files with known colours and EXIF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

Colour = str | tuple[int, int, int]


def plain(colour: Colour, size: tuple[int, int] = (64, 48)) -> Image.Image:
    """One colour everywhere."""
    return Image.new("RGB", size, colour)


def quadrants(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red, green, blue and yellow quarters (top left, top right, bottom left, bottom right)."""
    width, height = size
    image = plain("red", size)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill="lime")
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill="blue")
    draw.rectangle((width // 2, height // 2, width, height), fill="yellow")
    return image


def exif(
    taken_at: datetime | None = None,
    utc_offset: str | None = None,
    orientation: int | None = None,
    make: str | None = None,
    model: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    extra: Mapping[int, Any] | None = None,
) -> Image.Exif:
    """EXIF as a camera writes it; ``extra`` holds further tags of the main directory."""
    tags = Image.Exif()
    details = tags.get_ifd(ExifTags.IFD.Exif)
    if taken_at is not None:
        details[ExifTags.Base.DateTimeOriginal] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    if utc_offset is not None:
        details[ExifTags.Base.OffsetTimeOriginal] = utc_offset
    for tag, value in (
        (ExifTags.Base.Orientation, orientation),
        (ExifTags.Base.Make, make),
        (ExifTags.Base.Model, model),
    ):
        if value is not None:
            tags[tag] = value
    if latitude is not None and longitude is not None:
        gps = tags.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _sexagesimal(latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _sexagesimal(longitude)
    for number, value in (extra or {}).items():
        tags[number] = value
    return tags


def encoded(image: Image.Image, picture_format: str, **save_options: Any) -> bytes:
    """The picture as the bytes of a file of ``picture_format`` (``JPEG``, ``PNG``, ...)."""
    file = BytesIO()
    if isinstance(tags := save_options.get("exif"), Image.Exif):
        # Given as an object, a TIFF would get the tags of the main directory only.
        save_options["exif"] = tags.tobytes()
    image.save(file, picture_format, **save_options)
    return file.getvalue()


def make_jpeg(
    path: Path,
    colour: Colour = "red",
    size: tuple[int, int] = (64, 48),
    tags: Image.Exif | None = None,
    quality: int = 92,
) -> Path:
    """Writes a JPEG of one colour, with ``tags`` from :func:`exif`; makes missing folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {} if tags is None else {"exif": tags}
    path.write_bytes(encoded(plain(colour, size), "JPEG", quality=quality, **options))
    return path


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(abs(degrees) * 3600, 60)
    whole, minutes = divmod(minutes, 60)
    return whole, minutes, round(seconds, 4)
