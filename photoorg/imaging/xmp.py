"""XMP (ISO 16684-1), from inside a photo or from a sidecar file beside it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from photoorg.imaging import xmp_claims
from photoorg.imaging.capture_time import CaptureTime, best_time, parse_time
from photoorg.imaging.face_regions import read_face_regions
from photoorg.imaging.metadata import PhotoMetadata, tidy_keywords, tidy_text
from photoorg.imaging.stored_picture import StoredPicture
from photoorg.imaging.xmp_claims import DC, EXIF, PHOTOSHOP, RDF, XMP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element as Element

    Attribute: TypeAlias = tuple[str, str]

# The largest that programs write (histories of edits) have a few megabytes.
MAX_XMP_BYTES = 8_000_000
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_EXIF_EX = "{http://cipa.jp/exif/1.0/}"
_AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_CAMERA = "{http://ns.google.com/photos/1.0/camera/}"
# Microsoft's is written with and without the last slash.
_MICROSOFT = ("{http://ns.microsoft.com/photo/1.0/}", "{http://ns.microsoft.com/photo/1.0}")
_NOT_KNOWN = StoredPicture()
_PERCENT_RATINGS = {1: 1, 25: 2, 50: 3, 75: 4, 99: 5}


def read_xmp(data: bytes, stored: StoredPicture = _NOT_KNOWN, own: str = "") -> PhotoMetadata:
    """Facts from an XMP packet; without any where it is damaged, too large, or defines entities.

    Args:
        stored: the picture it belongs to, see :func:`read_face_regions`.
        own: the library that reads. What it wrote itself is no news to it, and left out; what another one
            wrote about time and place is what somebody said, and counts more than what the camera wrote.
    """
    if len(data) > MAX_XMP_BYTES:
        return PhotoMetadata()
    try:
        root = ElementTree.fromstring(without_padding(data), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError):
        return PhotoMetadata()
    packet = _Packet(root)
    is_place_said, is_time_said = packet.claims_any(xmp_claims.PLACE), packet.claims_any(xmp_claims.TIME)
    ours = packet.withdraw(own) if own else frozenset()
    if ours:
        is_place_said, is_time_said = packet.claims_any(xmp_claims.PLACE), packet.claims_any(xmp_claims.TIME)
    captured = best_time(packet.times())
    if captured is not None and is_time_said:
        captured = replace(captured, source="sidecar_user")
    latitude = _degrees(packet.text(f"{EXIF}GPSLatitude"), "NS", 90)
    longitude = _degrees(packet.text(f"{EXIF}GPSLongitude"), "EW", 180)
    has_place = latitude is not None and longitude is not None and not latitude == longitude == 0
    altitude = _rational(packet.text(f"{EXIF}GPSAltitude"))
    if altitude is not None and packet.text(f"{EXIF}GPSAltitudeRef") == "1":
        altitude = -altitude
    return PhotoMetadata(
        captured_at=None if captured is None else captured.moment,
        utc_offset_minutes=None if captured is None else captured.utc_offset_minutes,
        capture_source=None if captured is None else captured.source,
        camera_make=tidy_text(packet.text(f"{_TIFF}Make")),
        camera_model=tidy_text(packet.text(f"{_TIFF}Model")),
        lens=tidy_text(packet.text(f"{_EXIF_EX}LensModel") or packet.text(f"{_AUX}Lens")),
        exposure_s=_positive(packet.text(f"{EXIF}ExposureTime")),
        f_number=_positive(packet.text(f"{EXIF}FNumber")),
        iso=_whole(
            packet.text(f"{_EXIF_EX}PhotographicSensitivity") or packet.text(f"{EXIF}ISOSpeedRatings")
        ),
        focal_length_mm=_positive(packet.text(f"{EXIF}FocalLength")),
        latitude=latitude if has_place else None,
        longitude=longitude if has_place else None,
        altitude_m=altitude,
        city=tidy_text(packet.text(xmp_claims.CITY)) if is_place_said else None,
        region=tidy_text(packet.text(xmp_claims.REGION)) if is_place_said else None,
        country=tidy_text(packet.text(xmp_claims.COUNTRY)) if is_place_said else None,
        place_is_said=is_place_said,
        rating=packet.rating(),
        title=tidy_text(packet.text(f"{DC}title")),
        description=tidy_text(packet.text(f"{DC}description")),
        keywords=tidy_keywords(packet.texts(f"{DC}subject")),
        faces=read_face_regions(root, stored, ours),
        has_video="1" in (packet.text(f"{_CAMERA}MotionPhoto"), packet.text(f"{_CAMERA}MicroVideo")),
    )


def without_padding(data: bytes) -> bytes:
    """The document itself; in UTF-16, zeros are parts of letters."""
    return data if data.startswith(_UTF_16_MARKS) else data.strip(b"\x00 \r\n\t")


class _Packet:
    """Properties by name, whichever of RDF's ways of writing they use: attribute, element, list."""

    def __init__(self, root: Element) -> None:
        self._properties: dict[str, list[str]] = {}
        # Those further inside are values. Nested deeply, they would be looked through again and again.
        rdf = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
        for description in () if rdf is None else rdf.findall(f"{RDF}Description"):
            for name, value in description.attrib.items():
                self._properties.setdefault(name, [value])
            for child in description:
                values = list(_values(child))
                if values:
                    self._properties.setdefault(child.tag, values)

    def claims_any(self, names: Iterable[str]) -> bool:
        """Whether photoorg wrote one of these properties, and nobody has changed it since."""
        claimed = {xmp_claims.value_claimed(claim) for claim in self.texts(xmp_claims.CLAIMS)}
        there = {xmp_claims.value_of(name, value) for name in names for value in self.texts(name)}
        return not claimed.isdisjoint(there)

    def withdraw(self, library: str) -> frozenset[str]:
        """Forgets all that a library wrote; says which values that are, see ``xmp_claims.value_of``."""
        claims = {claim for claim in self.texts(xmp_claims.CLAIMS) if claim.startswith(f"{library} ")}
        for name in xmp_claims.WRITTEN if claims else ():
            left = [one for one in self.texts(name) if xmp_claims.claim(library, name, one) not in claims]
            self._properties[name] = left
        return frozenset(map(xmp_claims.value_claimed, claims))

    def texts(self, name: str) -> list[str]:
        return self._properties.get(name, [])

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "").strip()

    def times(self) -> Iterator[CaptureTime]:
        for name in (f"{EXIF}DateTimeOriginal", f"{PHOTOSHOP}DateCreated", f"{XMP}CreateDate"):
            parsed = parse_time(self.text(name))
            if parsed is not None:
                yield CaptureTime(parsed[0], "xmp", parsed[1])
        satellite = parse_time(self.text(f"{EXIF}GPSTimeStamp"))
        if satellite is not None:
            yield CaptureTime(satellite[0], "gps", 0)

    def rating(self) -> int | None:
        """1..5. Unrated (0) and rejected (-1) say nothing that we keep."""
        stars = _rational(self.text(f"{XMP}Rating"))
        if stars is not None and 1 <= round(stars) <= 5:
            return round(stars)
        percents = (_whole(self.text(f"{name}Rating")) for name in _MICROSOFT)
        return next((_PERCENT_RATINGS[value] for value in percents if value in _PERCENT_RATINGS), None)


def _values(element: Element) -> Iterator[str]:
    """The entries of a list, the default language of alternatives first, or the text itself."""
    entries = list(element.iter(f"{RDF}li"))
    if entries:
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        entries.sort(key=lambda entry: entry.attrib.get(language, "x-default") != "x-default")
        yield from (entry.text for entry in entries if entry.text)
    elif element.text and element.text.strip():
        yield element.text


def _rational(text: str) -> float | None:
    number, _, divisor = text.partition("/")
    try:
        value = float(number) / float(divisor or 1)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def _positive(text: str) -> float | None:
    value = _rational(text)
    return value if value is not None and value > 0 else None


def _whole(text: str) -> int | None:
    value = _positive(text)
    return round(value) if value is not None and value < 2**31 else None


def _degrees(text: str, directions: str, limit: int) -> float | None:
    """``43,28,12N`` or ``43,28.2N`` (ISO 16684-1, GPSCoordinate); also decimal degrees."""
    direction = text[-1:].upper()
    body = text[:-1] if direction in (*directions, *directions.lower()) and direction else text
    parts = [_rational(part) for part in body.split(",")]
    if not 1 <= len(parts) <= 3 or None in parts:
        return None
    degrees = sum(part / 60.0**power for power, part in enumerate(parts) if part is not None)
    if not abs(degrees) <= limit:
        return None
    return -degrees if direction == directions[1] else degrees
