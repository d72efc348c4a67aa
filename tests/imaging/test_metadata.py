"""Facts of a photo, and calm about what makes no sense."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.metadata import PhotoMetadata
from tests.pictures import encoded, exif, plain

PHOTOS = Path("../shared/photos")
TAKEN = datetime(2024, 5, 17, 18, 30, 5)


def facts(tags: Image.Exif, picture_format: str = "JPEG") -> PhotoMetadata:
    return read_metadata(encoded(plain("red"), picture_format, exif=tags))


def with_details(**values: Any) -> Image.Exif:
    tags = Image.Exif()
    for name, value in values.items():
        tags.get_ifd(ExifTags.IFD.Exif)[getattr(ExifTags.Base, name)] = value
    return tags


def with_gps(**values: Any) -> Image.Exif:
    tags = Image.Exif()
    for name, value in values.items():
        tags.get_ifd(ExifTags.IFD.GPSInfo)[getattr(ExifTags.GPS, name)] = value
    return tags


@pytest.mark.parametrize("picture_format", ["JPEG", "MPO", "PNG", "WEBP", "TIFF", "AVIF"])
def test_everything_a_camera_writes(picture_format: str) -> None:
    tags = exif(TAKEN, "+02:00", 6, "Canon ", "EOS R5\0junk", -33.8568, 151.2153)
    found = facts(tags, picture_format)
    assert found.captured_at == TAKEN
    assert found.utc_offset_minutes == 120
    assert found.capture_source == "exif_original"
    assert (found.camera_make, found.camera_model) == ("Canon", "EOS R5")
    assert found.latitude == pytest.approx(-33.8568, abs=1e-5)
    assert found.longitude == pytest.approx(151.2153, abs=1e-5)


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_a_picture_without_facts(picture_format: str) -> None:
    assert read_metadata(encoded(plain("red"), picture_format)) == PhotoMetadata()


def test_examining_gives_pixels_and_facts_together(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encoded(plain("red", (80, 60)), "JPEG", exif=exif(TAKEN, orientation=6)))
    for source in (photo, photo.read_bytes()):
        examined = examine_photo(source, 30)
        assert examined.metadata.captured_at == TAKEN
        assert (examined.decoded.width, examined.decoded.height) == (60, 80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024:05:17 18:30:05", TAKEN),
        ("2024-05-17 18:30:05", TAKEN),
        ("2024-05-17T18:30:05Z", TAKEN),
        ("2024/05/17 18:30:05", TAKEN),
        ("2024:5:17 18:30:5", TAKEN),
        ("2024:05:17 18:30", TAKEN.replace(second=0)),
        ("2024:05:17 18:30:05.25", TAKEN.replace(microsecond=250_000)),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2024:13:17 18:30:05", None),
        ("2023:02:29 18:30:05", None),
        ("2024:05:17 25:61:61", None),
        ("1000:01:01 00:00:00", None),
        ("yesterday", None),
    ],
)
def test_times_as_they_are_found_in_the_wild(text: str, expected: datetime | None) -> None:
    assert facts(with_details(DateTimeOriginal=text)).captured_at == expected


@pytest.mark.parametrize(
    ("fraction", "microsecond"),
    [("5", 500_000), ("05", 50_000), ("123456789", 123_456), ("12 ", 120_000), ("  ", 0), ("x", 0)],
)
def test_fractions_of_a_second(fraction: str, microsecond: int) -> None:
    tags = with_details(DateTimeOriginal="2024:05:17 18:30:05", SubsecTimeOriginal=fraction)
    assert facts(tags).captured_at == TAKEN.replace(microsecond=microsecond)


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [("+02:00", 120), ("-03:30", -210), ("+0545", 345), ("Z", 0), ("+99:00", None), ("CEST", None)],
)
def test_time_zones(offset: str, minutes: int | None) -> None:
    tags = with_details(DateTimeOriginal="2024:05:17 18:30:05", OffsetTimeOriginal=offset)
    found = facts(tags)
    assert found.captured_at == TAKEN
    assert found.utc_offset_minutes == minutes


def test_the_most_trustworthy_time_that_makes_sense_wins() -> None:
    tags = with_details(DateTimeOriginal="0000:00:00 00:00:00", DateTimeDigitized="2024:05:17 18:30:05")
    tags[ExifTags.Base.DateTime] = "2025:01:01 00:00:00"
    assert facts(tags).capture_source == "exif_digitized"
    tags = with_details(DateTimeOriginal="?", DateTimeDigitized="?")
    tags[ExifTags.Base.DateTime] = "2025:01:01 00:00:00"
    found = facts(tags)
    assert (found.captured_at, found.capture_source) == (datetime(2025, 1, 1), "exif_modified")


def test_names_in_utf8_and_without_content() -> None:
    tags = exif(model=" \0", extra={ExifTags.Base.Make: "Пентакон".encode()})
    found = facts(tags)
    assert (found.camera_make, found.camera_model) == ("Пентакон", None)


PLACE = {"GPSLatitudeRef": "N", "GPSLatitude": (48.0, 51.0, 30.0), "GPSLongitudeRef": "W"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({**PLACE, "GPSLongitude": (2.0, 17.0, 40.0)}, (48.858333, -2.294444)),
        ({**PLACE, "GPSLongitude": (2.2944444, 0.0, 0.0)}, (48.858333, -2.294444)),
        ({**PLACE, "GPSLongitude": (190.0, 0.0, 0.0)}, (None, None)),
        ({**PLACE, "GPSLongitude": (IFDRational(0, 0), 0.0, 0.0)}, (None, None)),
        (PLACE, (None, None)),
        ({"GPSLatitude": (0.0, 0.0, 0.0), "GPSLongitude": (0.0, 0.0, 0.0)}, (None, None)),
        ({**PLACE, "GPSLatitudeRef": "?", "GPSLongitude": (2.0, 17.0, 40.0)}, (None, None)),
    ],
)
def test_places(values: dict[str, Any], expected: tuple[float | None, float | None]) -> None:
    found = facts(with_gps(**values))
    assert found.latitude == (expected[0] and pytest.approx(expected[0], abs=1e-5))
    assert found.longitude == (expected[1] and pytest.approx(expected[1], abs=1e-5))


@pytest.mark.parametrize(
    ("altitude", "reference", "expected"),
    [(351.2, b"\0", 351.2), (10.0, b"\1", -10.0), (4e9, b"\0", None), (12.0, None, 12.0)],
)
def test_altitudes(altitude: float, reference: bytes | None, expected: float | None) -> None:
    values: dict[str, Any] = {"GPSAltitude": altitude}
    if reference is not None:
        values["GPSAltitudeRef"] = reference
    assert facts(with_gps(**values)).altitude_m == (expected and pytest.approx(expected))


def test_damaged_exif_never_stops_a_photo() -> None:
    whole = encoded(plain("red"), "JPEG", exif=exif(TAKEN, "+02:00", 6, "Maker", "Model", 48.0, 2.0))
    start, length = whole.index(b"Exif"), int.from_bytes(whole[4:6])
    random_source = random.Random(5)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(random_source.choice((1, 3, 20))):
            data[start + 6 + random_source.randrange(length - 8)] = random_source.randrange(256)
        assert examine_photo(bytes(data), 16).decoded.format in ("JPEG", "MPO")


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the collection ../shared/photos")
def test_real_cameras_and_phones() -> None:
    phone = read_metadata(PHOTOS / "immich/formats/motionphoto/samsung-one-ui-6.heic")
    assert phone.captured_at == datetime(2024, 1, 12, 21, 38, 53, 853_000)
    assert phone.utc_offset_minutes == -480
    assert phone.camera_model == "SM-S906U"
    other = read_metadata(PHOTOS / "immich/formats/heic/IMG_2682.heic")
    assert (other.latitude, other.longitude) == pytest.approx((41.2203, -96.0716), abs=1e-4)
    assert other.altitude_m == pytest.approx(351.27, abs=0.01)
    assert read_metadata(PHOTOS / "immich/metadata/gps-position/empty_gps.jpg").latitude is None
    assert read_metadata(PHOTOS / "exif/gps/DSCN0010.jpg").captured_at == datetime(2008, 10, 22, 16, 28, 39)
    for path in sorted((PHOTOS / "exif/invalid").glob("*.jpg")):
        read_metadata(path)
