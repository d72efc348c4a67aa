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


def dng(size: tuple[int, int], preview: bytes | None = None, orientation: int = 1) -> bytes:
    """A raw photo (DNG 1.4) of one green-red-blue-green sensor, redder to the left; perhaps with a preview.

    Its EXIF says Maker, Model, and 2024-05-17 18:30:05.
    """
    width, height = size
    row = [2000 + 40_000 * (width - column) // width for column in range(width)]
    rows = [
        b"".join(
            (value if (column + line) % 2 else 9000).to_bytes(2, "little") for column, value in enumerate(row)
        )
        for line in range(2)
    ]
    sensor = b"".join(rows[line % 2] for line in range(height))
    short, long, ascii_, rational, signed, byte = 3, 4, 2, 5, 10, 1
    matrix = b"".join(
        value.to_bytes(4, "little") for one in (1, 0, 0, 0, 1, 0, 0, 0, 1) for value in (one, 1)
    )
    neutral = (1).to_bytes(4, "little") * 6
    raw_tags: list[tuple[int, int, bytes | int]] = [
        (254, long, 0), (256, long, width), (257, long, height), (258, short, 16), (259, short, 1),
        (262, short, 32803), (273, long, -1), (277, short, 1), (278, long, height), (279, long, len(sensor)),
        (33421, short, b"\2\0\2\0"), (33422, byte, bytes([1, 0, 2, 1])), (50714, short, 0),
        (50717, long, 65535),
    ]  # fmt: skip
    main: list[tuple[int, int, bytes | int]] = [
        (271, ascii_, b"Maker\0"), (272, ascii_, b"Model\0"), (274, short, orientation),
        (36867, ascii_, b"2024:05:17 18:30:05\0"), (50706, byte, bytes([1, 4, 0, 0])),
        (50708, ascii_, b"Maker Model\0"), (50721, signed, matrix), (50728, rational, neutral),
        (50778, short, 21),
    ]  # fmt: skip
    if preview is None:
        return _tiff(dict((tag, (kind, value)) for tag, kind, value in [*main, *raw_tags]), sensor, 8)
    with Image.open(BytesIO(preview)) as image:
        main += [
            (254, long, 1), (256, long, image.width), (257, long, image.height), (258, short, b"\x08\0" * 3),
            (259, short, 7), (262, short, 6), (273, long, -1), (277, short, 3), (278, long, image.height),
            (279, long, len(preview)),
        ]  # fmt: skip
    # The raw picture lies behind the preview.
    first = _tiff(dict((tag, (kind, value)) for tag, kind, value in [*main, (330, long, 0)]), preview, 8)
    start = len(first) + len(first) % 2
    first = _tiff(dict((tag, (kind, value)) for tag, kind, value in [*main, (330, long, start)]), preview, 8)
    return first.ljust(start, b"\0") + _tiff(dict((t, (k, v)) for t, k, v in raw_tags), sensor, start)[8:]


def _tiff(tags: Mapping[int, tuple[int, bytes | int]], strip: bytes, at: int) -> bytes:
    """A little-endian TIFF of one directory that begins ``at``; -1 stands for where the strip lies."""
    sizes = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 10: 8}
    behind = at + 2 + 12 * len(tags) + 4
    extra = b""
    entries = []
    texts = {tag: value for tag, (_, value) in tags.items() if isinstance(value, bytes) and len(value) > 4}
    strip_at = behind + sum(len(value) + len(value) % 2 for value in texts.values())
    for tag, (kind, value) in sorted(tags.items()):
        count = len(value) // sizes[kind] if isinstance(value, bytes) else 1
        if isinstance(value, int):
            field = (strip_at if value == -1 else value).to_bytes(4, "little")
        elif len(value) <= 4:
            field = value.ljust(4, b"\0")
        else:
            field = (behind + len(extra)).to_bytes(4, "little")
            extra += value + b"\0" * (len(value) % 2)
        entries.append(
            tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + count.to_bytes(4, "little") + field
        )
    directory = len(tags).to_bytes(2, "little") + b"".join(entries) + bytes(4)
    return b"II*\0" + (8).to_bytes(4, "little") + directory + extra + strip


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(abs(degrees) * 3600, 60)
    whole, minutes = divmod(minutes, 60)
    return whole, minutes, round(seconds, 4)
