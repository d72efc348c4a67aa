"""What a photo says about itself: when, where, how and by which camera; rating, words and faces.

Metadata are written by thousands of devices and programs, and much of it is wrong; a field that makes no
sense is None here, and nothing raises because of a photo's content.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from photoorg.imaging.capture_time import CaptureTime, best_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from photoorg.imaging.capture_time import CaptureSource
    from photoorg.library.records import FaceRegion

MAX_TEXT_LENGTH = 10_000
MAX_KEYWORD_LENGTH = 200
MAX_KEYWORDS = 500


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Facts from one source or several; None where there are none that make sense.

    Attributes:
        captured_at: naive, in the local time of the camera, to the microsecond where it is known.
        utc_offset_minutes: of ``captured_at``, -840..840; only where it is written down.
        capture_source: what ``captured_at`` is from.
        camera_make, camera_model, lens: trimmed, as the camera writes them.
        exposure_s: seconds. f_number: aperture. iso: sensitivity. focal_length_mm: of the lens as it is.
        latitude, longitude: degrees WGS 84, -90..90 and -180..180, north and east positive.
        altitude_m: metres above sea level.
        city, region, country: the place in words.
        place_is_said: somebody said in photoorg where that is, or that it is nowhere; cameras know worse.
        rating: stars, 1..5.
        faces: regions of people and pets, upright.
        has_video: a moving picture is part of the photo.
    """

    captured_at: datetime | None = None
    utc_offset_minutes: int | None = None
    capture_source: CaptureSource | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    exposure_s: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_length_mm: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    place_is_said: bool = False
    rating: int | None = None
    title: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    faces: tuple[FaceRegion, ...] = ()
    has_video: bool = False

    @property
    def capture_time(self) -> CaptureTime | None:
        """The three fields about it in one."""
        if self.captured_at is None or self.capture_source is None:
            return None
        return CaptureTime(self.captured_at, self.capture_source, self.utc_offset_minutes)

    def said_by(self, people: PhotoMetadata) -> PhotoMetadata:
        """These facts with the words of another: rating, title, description, keywords and faces."""
        return replace(
            self,
            rating=people.rating,
            title=people.title,
            description=people.description,
            keywords=people.keywords,
            faces=people.faces,
        )


def merged(sources: Sequence[PhotoMetadata]) -> PhotoMetadata:
    """Each field from the first that has it; the time from the most trustworthy, a place as a whole."""
    values: dict[str, Any] = {}
    for field in fields(PhotoMetadata):
        given = (getattr(source, field.name) for source in sources)
        values[field.name] = next((value for value in given if value not in (None, (), False)), field.default)
    whole = PhotoMetadata(**values)
    said = (source for source in sources if source.place_is_said)
    placed = next(said, None) or next((source for source in sources if source.latitude is not None), whole)
    time = best_time(source.capture_time for source in sources)
    return replace(
        whole,
        latitude=placed.latitude,
        longitude=placed.longitude,
        altitude_m=placed.altitude_m,
        city=placed.city,
        region=placed.region,
        country=placed.country,
        captured_at=None if time is None else time.moment,
        utc_offset_minutes=None if time is None else time.utc_offset_minutes,
        capture_source=None if time is None else time.source,
    )


def tidy_text(text: str) -> str | None:
    """Without what cannot be shown or stored; lines are kept. None where nothing is left."""
    kept = "".join(sign for sign in text[:MAX_TEXT_LENGTH] if sign.isprintable() or sign == "\n")
    return kept.strip() or None


def tidy_keywords(keywords: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order given."""
    return tuple(dict.fromkeys(filter(None, map(tidy_keyword, keywords))))[:MAX_KEYWORDS]


def tidy_keyword(keyword: str) -> str:
    """A keyword or a name, in one line of at most 200 signs; "" where nothing is left."""
    return " ".join((tidy_text(keyword[:MAX_KEYWORD_LENGTH]) or "").split())
