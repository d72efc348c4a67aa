"""Two photos side by side, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from photoorg.library.records import Photo


class Fact(Enum):
    """What is compared; the type of its values stands behind."""

    PATH = "path"  # Path, of the first place
    CHANGED_AT = "changed at"  # datetime, of a file; compared of files of one photo only
    SIZE = "size"  # (width, height) in pixels, as seen
    FORMAT = "format"  # str, as in ``Photo.format``
    FILE_SIZE = "file size"  # bytes
    TAKEN_AT = "taken at"  # (datetime, certainty)
    CAMERA = "camera"  # str, make and model
    LENS = "lens"  # str
    EXPOSURE = "exposure"  # (seconds, aperture, ISO, focal length in mm), each a number or None
    PLACE = "place"  # Place
    TITLE = "title"  # str
    DESCRIPTION = "description"  # str
    KEYWORDS = "keywords"  # tuple of str, those of the user and of the file
    RATING = "rating"  # 1..5
    FAVOURITE = "favourite"  # True
    MOTION = "moving picture"  # True


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """Attributes:
    one, other: the values; None where nothing is known.
    """

    fact: Fact
    one: Any
    other: Any

    @property
    def differs(self) -> bool:
        """Whether the photos say different things."""
        return bool(self.one != self.other)


def compared(one: Photo, other: Photo) -> tuple[ComparedFact, ...]:
    """What is known of either photo, in the order of :class:`Fact`."""
    facts, others = _facts(one), _facts(other)
    return tuple(
        ComparedFact(fact, facts[fact], others[fact])
        for fact in facts
        if not (facts[fact] is None and others[fact] is None)
    )


def _facts(photo: Photo) -> dict[Fact, Any]:
    exposure = (photo.exposure_s, photo.f_number, photo.iso, photo.focal_length_mm)
    place = photo.place
    values: dict[Fact, Any] = {
        Fact.PATH: photo.path,
        Fact.SIZE: (photo.width, photo.height),
        Fact.FORMAT: photo.format,
        Fact.FILE_SIZE: photo.files[0].size_bytes,
        Fact.TAKEN_AT: (photo.taken_at, photo.taken_at_certainty),
        Fact.CAMERA: " ".join(filter(None, (photo.camera_make, photo.camera_model))),
        Fact.LENS: photo.lens,
        Fact.EXPOSURE: exposure if any(exposure) else None,
        Fact.PLACE: place if place.latitude is not None or place.name else None,
        Fact.TITLE: photo.shown_title,
        Fact.DESCRIPTION: photo.shown_text,
        Fact.KEYWORDS: tuple(dict.fromkeys((*photo.tags, *photo.file_keywords))),
        Fact.RATING: photo.rating,
        Fact.FAVOURITE: photo.favourite,
        Fact.MOTION: photo.has_video,
    }
    return {fact: value or None for fact, value in values.items()}
