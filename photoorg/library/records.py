"""What the catalogue hands out: frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the user chose; everything below it is watched."""

    id: int
    path: Path
    available: bool


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One place where the photo lies, or lay when ``missing``."""

    path: Path
    size_bytes: int
    modified_ns: int
    missing: bool


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What was read from the bytes of a photo.

    Attributes:
        content_hash: SHA-256 of the file's bytes, 32 bytes.
        image_hash: SHA-256 of the picture in it, see :func:`photoorg.imaging.image_data.image_hash`; None
            for a photo that was last read by a version that did not know it.
        width, height: upright, in pixels.
        orientation: EXIF orientation of the file, 1..8.
        taken_at: naive local time; ``taken_at_source`` says how it is known
            (``exif_original``, ``exif_digitized``, ``exif_modified`` or ``file_modified``).
        utc_offset_minutes: of ``taken_at``, None when the camera did not say.
        latitude, longitude: degrees, WGS 84.
    """

    content_hash: bytes
    image_hash: bytes | None
    format: str
    width: int
    height: int
    orientation: int
    taken_at: datetime
    taken_at_source: str
    utc_offset_minutes: int | None
    camera_make: str | None
    camera_model: str | None
    latitude: float | None
    longitude: float | None
    altitude_m: float | None


@dataclass(frozen=True, slots=True)
class Photo(PhotoFacts):
    """One photo: facts read from it, and what the user said about it.

    Attributes:
        files: every known place, present ones first.
        rating: 0 (none) to 5.
        missing: no place is reachable at the moment.
    """

    id: int
    files: tuple[PhotoFile, ...]
    rating: int
    favourite: bool
    text: str
    tags: tuple[str, ...]
    missing: bool

    @property
    def path(self) -> Path:
        """The first reachable place, or the last known one."""
        return self.files[0].path


@dataclass(frozen=True, slots=True)
class Album:
    """A named, ordered set of photos. ``photo_count`` counts reachable photos only."""

    id: int
    name: str
    photo_count: int
    cover_photo_id: int | None


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that looks like a photo but cannot be decoded, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """How many photos are in which state.

    Attributes:
        photos: reachable photos.
        missing: photos whose every place is unreachable.
        unreadable: files that cannot be decoded.
        pending: files to be read (new or changed), plus photos that were read but have no vector of
            the model.
        embedded: reachable photos with a vector of the model.
    """

    photos: int
    missing: int
    unreadable: int
    pending: int
    embedded: int


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Figures as in :class:`CatalogueCounts`, the models' keys, and the library directory.

    Attributes:
        next_model: the model that takes over once it has described every photo; None for none.
        next_embedded: reachable photos it has described.
    """

    photos: int
    missing: int
    unreadable: int
    pending: int
    embedded: int
    model: str
    library: Path
    next_model: str | None
    next_embedded: int
