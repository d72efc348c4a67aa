"""Ratings and words from XMP, IPTC, EXIF and Takeout; bad input costs only itself."""

from __future__ import annotations

import json
import random
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.metadata import PhotoMetadata
from photoorg.imaging.takeout import MAX_TAKEOUT_BYTES, read_takeout
from photoorg.imaging.xmp import MAX_XMP_BYTES, read_xmp
from tests.imaging.xmp_packets import ADA, mwg, packet
from tests.pictures import encoded, plain

PHOTOS = Path("../shared/photos")
needs_photos = pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the collection ../shared/photos")


def listed(kind: str, *values: str) -> str:
    return f"<rdf:{kind}>{''.join(f'<rdf:li>{value}</rdf:li>' for value in values)}</rdf:{kind}>"


WORDS = packet(
    f"<dc:subject>{listed('Bag', 'sea', ' blue  sky ', 'sea')}</dc:subject>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="de">Meer</rdf:li><rdf:li xml:lang="x-default">Sea</rdf:li>'
    "</rdf:Alt></dc:title><dc:description>A day\nat the sea</dc:description>",
    'xmp:Rating="4" exif:DateTimeOriginal="2024-05-17T18:30:05.25+02:00" aux:Lens="50 mm" '
    'exif:GPSLatitude="33,51.408S" exif:GPSLongitude="151,12,54.9E" exif:GPSAltitude="582/10" '
    'exif:ExposureTime="1/250" exif:FNumber="28/10" exif:FocalLength="50/1"',
)


def test_everything_in_xmp() -> None:
    found = read_xmp(WORDS)
    assert (found.rating, found.title, found.description) == (4, "Sea", "A day\nat the sea")
    assert found.keywords == ("sea", "blue sky")
    assert found.captured_at == datetime(2024, 5, 17, 18, 30, 5, 250_000)
    assert (found.utc_offset_minutes, found.capture_source) == (120, "xmp")
    assert (found.latitude, found.longitude) == pytest.approx((-33.8568, 151.21525), abs=1e-6)
    assert found.altitude_m == pytest.approx(58.2)
    assert (found.lens, found.exposure_s, found.f_number) == ("50 mm", 0.004, 2.8)
    assert read_xmp(WORDS.decode().encode("utf-16")) == found


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_is_found_in_every_format(picture_format: str) -> None:
    save_options: dict[str, Any] = {"xmp": WORDS}
    if picture_format == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", WORDS.decode())
        save_options = {"pnginfo": info}
    elif picture_format == "TIFF":
        save_options = {"tiffinfo": {700: WORDS}}
    found = read_metadata(encoded(plain("red"), picture_format, **save_options))
    assert (found.rating, found.keywords) == (4, ("sea", "blue sky"))


def test_what_cameras_know_is_from_exif_and_words_are_from_xmp() -> None:
    tags = Image.Exif()
    tags[ExifTags.Base.Rating] = 2
    tags[ExifTags.Base.ImageDescription] = "OLYMPUS DIGITAL CAMERA         "
    details = tags.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2024:05:17 18:30:05"
    details[ExifTags.Base.LensModel] = "RF 50"
    details[ExifTags.Base.ExposureTime] = 0.5
    details[ExifTags.Base.ISOSpeedRatings] = 200
    both = read_metadata(encoded(plain("red"), "JPEG", exif=tags, xmp=WORDS))
    assert (both.rating, both.lens, both.exposure_s, both.iso) == (4, "RF 50", 0.5, 200)
    # The camera did not write its time zone; the same moment in XMP has it.
    assert (both.capture_source, both.utc_offset_minutes) == ("exif_original", 120)
    alone = read_metadata(encoded(plain("red"), "JPEG", exif=tags))
    assert (alone.rating, alone.description) == (2, None)


@pytest.mark.parametrize(
    ("attributes", "stars"),
    [('xmp:Rating="5"', 5), ('xmp:Rating="4.0"', 4), ('xmp:Rating="0"', None), ('xmp:Rating="-1"', None),
     ('xmp:Rating="99"', None), ('xmp:Rating="x"', None), ('MicrosoftPhoto:Rating="75"', 4)],
)  # fmt: skip
def test_ratings(attributes: str, stars: int | None) -> None:
    assert read_xmp(packet("", attributes)).rating == stars


def test_motion_photos() -> None:
    for attributes in ('GCamera:MotionPhoto="1"', 'GCamera:MicroVideo="1"'):
        assert read_metadata(encoded(plain("red"), "JPEG", xmp=packet("", attributes))).has_video
    still = encoded(plain("red"), "JPEG", xmp=packet("", 'GCamera:MotionPhoto="0"'))
    assert not read_metadata(still).has_video
    assert read_metadata(still + b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data\0\0\0\x18ftypmp42").has_video


def test_hostile_xmp_says_nothing() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for data in (bomb, outside, b"", b"<", b"\xff\xfe<", WORDS + b" " * MAX_XMP_BYTES, b"<a>" * 50_000):
        assert read_xmp(data) == PhotoMetadata()


def test_nesting_takes_no_time() -> None:
    began = time.process_time()
    for begin, end in (
        ("<rdf:Description><dc:subject>", "</dc:subject></rdf:Description>"),
        ("<rdf:Bag>", "</rdf:Bag>"),
    ):
        deep = begin * 40_000 + "<rdf:li>a</rdf:li>" + end * 40_000
        read_xmp(packet(f"<dc:title>{deep}</dc:title>"))
    assert time.process_time() - began < 10


def test_damaged_xmp_never_raises() -> None:
    random_source = random.Random(3)
    whole = packet(mwg(ADA) + f"<dc:subject>{listed('Bag', 'a')}</dc:subject>", 'xmp:Rating="4"')
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(random_source.choice((1, 2, 5))):
            data[random_source.randrange(len(data))] = random_source.choice(b"0123456789.-/,abc\"' ")
        read_xmp(bytes(data))


def test_takeout() -> None:
    document = {
        "title": "IMG_1.jpg",
        "description": "At the sea",
        "photoTakenTime": {"timestamp": "1715963405"},
        "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
        "geoDataExif": {"latitude": 48.1, "longitude": -2.2, "altitude": 30},
    }
    found = read_takeout(json.dumps(document).encode())
    local = datetime.fromtimestamp(1715963405)
    assert (found.captured_at, found.capture_source, found.title) == (local, "takeout", None)
    assert found.utc_offset_minutes == round(local.astimezone().utcoffset().total_seconds() / 60)  # type: ignore[union-attr]
    assert (found.latitude, found.longitude, found.altitude_m) == (48.1, -2.2, 30)
    assert found.description == "At the sea"


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"photoTakenTime": 3, "geoData": [], "description": {}}', b"[" * 100_000,
     b'{"photoTakenTime": {"timestamp": "99999999999999999"}, "geoData": {"latitude": 1e999}}',
     b" " * (MAX_TAKEOUT_BYTES + 1), b"\xff"],
)  # fmt: skip
def test_other_json_says_nothing(data: bytes) -> None:
    assert read_takeout(data) == PhotoMetadata()


@needs_photos
def test_real_words_and_faces() -> None:
    rated = read_metadata(PHOTOS / "immich/metadata/rating/mongolels.jpg")
    assert (rated.rating, rated.title, rated.description) == (3, "Mongol Els", "Mongol Els")
    assert (rated.exposure_s, rated.f_number, rated.iso, rated.focal_length_mm) == (0.004, 11.0, 200, 40.0)
    picasa = read_metadata(PHOTOS / "immich/metadata/tags/picasa.jpg")
    assert (picasa.keywords, picasa.description) == (("Frost", "Yard"), "Image-Description")
    place = read_metadata(PHOTOS / "immich/metadata/gps-position/thompson-springs.jpg")
    assert place.lens == "Canon EF 24-105mm f/4L IS II USM"
    assert place.captured_at == datetime(2022, 1, 10, 15, 15, 44, 310_000)
    assert place.altitude_m == pytest.approx(1483.9)
    assert read_metadata(PHOTOS / "immich/formats/motionphoto/samsung-one-ui-6.heic").has_video
    satellite = read_metadata(PHOTOS / "immich/metadata/dates/gps-datetime.jpg")
    assert (satellite.captured_at, satellite.capture_source) == (datetime(2023, 11, 15, 12, 30), "gps")


@needs_photos
@pytest.mark.parametrize("year", [2000, 2010, 2020])
def test_real_sidecars(year: int) -> None:
    captured = read_xmp((PHOTOS / f"immich/metadata/xmp/dates/{year}.xmp").read_bytes()).captured_at
    assert captured is not None
    assert captured.year == year
    read_xmp((PHOTOS / "immich/problems/xmp/iso-value-array/iso-value-array.xmp").read_bytes())
