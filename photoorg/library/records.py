"""What the catalogue hands out: frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


# How much a date can be trusted, by its source, the best source first.
TAKEN_AT_CERTAINTY = {
    "user": "certain",
    "sidecar_user": "certain",
    "exif_original": "certain",
    "exif_digitized": "certain",
    "xmp": "certain",
    "iptc": "likely",
    "takeout": "likely",
    "gps": "likely",
    "file_name": "likely",
    "exif_modified": "guessed",
    "file_name_day": "guessed",
    "file_modified": "guessed",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the user chose; everything below it is watched.

    Attributes:
        available: it is there, with the drive it was on. Else its photos are offline.
        replaced: all its offline photos have other places that are there, so it may as well be removed.
        former: of one just added: the folder that is not there any more, and whose photos it holds.
        enclosed: of one just added: the folders that lie in it, and whose place it took.
    """

    id: int
    path: Path
    available: bool
    former: Path | None = None
    enclosed: tuple[Path, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Relocated:
    """A folder that has another path now, and the ids of its photos."""

    old: Path
    new: Path
    photo_ids: set[int]


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One place where the photo lies, or lay when ``missing``.

    Attributes:
        offline: it lies on a drive, or in a folder, that cannot be looked into at the moment.
    """

    path: Path
    size_bytes: int
    modified_ns: int
    missing: bool
    offline: bool = False


@dataclass(frozen=True, slots=True)
class FaceRegion:
    """A face that somebody marked in a photo, in whatever program.

    Attributes:
        name: "" where nobody said whose.
        kind: ``face`` or ``pet``.
        left, top, width, height: shares of the photo as it is seen upright, 0..1.
    """

    name: str
    kind: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken; all None where that is not known.

    Attributes:
        latitude, longitude: degrees, WGS 84. altitude_m: metres above sea level.
        city, region, country: the town nearest to that, in English; None where no town is near.
    """

    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None

    @property
    def name(self) -> str:
        """``Lisbon, Portugal``; "" where there is none."""
        return ", ".join(dict.fromkeys(filter(None, (self.city, self.region, self.country))))


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What a file says in words: its metadata, its name and the sidecars beside it.

    Attributes:
        taken_at: naive local time; ``taken_at_source`` says how it is known, see ``TAKEN_AT_CERTAINTY``.
        utc_offset_minutes: of ``taken_at``, None when nobody wrote it down.
        lens: as the camera names it.
        exposure_s, f_number, iso, focal_length_mm: seconds, aperture, sensitivity, of the lens as it is.
        latitude, longitude: degrees, WGS 84. altitude_m: metres above sea level.
        city, region, country: the town nearest to that, in English; None where no town is near.
        has_video: a moving picture belongs to it.
        file_rating, file_title, file_description, file_keywords, file_faces: what programs wrote into the
            file or its sidecar. What the user says in this library is kept apart from it, and goes before it.
    """

    taken_at: datetime
    taken_at_source: str
    utc_offset_minutes: int | None
    camera_make: str | None
    camera_model: str | None
    lens: str | None
    exposure_s: float | None
    f_number: float | None
    iso: int | None
    focal_length_mm: float | None
    latitude: float | None
    longitude: float | None
    altitude_m: float | None
    city: str | None
    region: str | None
    country: str | None
    has_video: bool
    file_rating: int | None
    file_title: str | None
    file_description: str | None
    file_keywords: tuple[str, ...]
    file_faces: tuple[FaceRegion, ...]

    def by_name(self) -> dict[str, Any]:
        """These facts and no others, by name."""
        return {field.name: getattr(self, field.name) for field in fields(PlaceFacts)}


@dataclass(frozen=True, slots=True)
class PhotoFacts(PlaceFacts):
    """All that was read from a photo.

    Attributes:
        content_hash: SHA-256 of the file's bytes, 32 bytes.
        image_hash: SHA-256 of the picture in it, see :func:`photoorg.imaging.image_data.image_hash`; None
            for a photo that was last read by a version that did not know it.
        width, height: upright, in pixels.
        orientation: EXIF orientation of the file, 1..8.
    """

    content_hash: bytes
    image_hash: bytes | None
    format: str
    width: int
    height: int
    orientation: int

    def of_place(self) -> PlaceFacts:
        """The part that copies with the same bytes may say differently."""
        return PlaceFacts(**PlaceFacts.by_name(self))


@dataclass(frozen=True, slots=True)
class Photo(PhotoFacts):
    """One photo: facts read from it, and what the user said about it.

    Attributes:
        files: every known place: present ones first, then offline ones.
        width, height: as seen, in pixels: upright, and turned by the user.
        quarter_turns: 0..3, clockwise, by which the user turned the photo on top of what its file says. The
            regions of ``file_faces`` are those before it.
        taken_at, latitude, ..., country: the user's where ``taken_at_source`` is ``user`` and
            ``place_is_users``, else the file's. The user may have said that no place is known.
        title, text: the user's; "" where the user said nothing, see ``shown_title`` and ``shown_text``.
        has_no_title, has_no_text: the user said that it has none, whatever its file says. ``file_keywords``
            are without those that the user took away.
        rating: 0 (none) to 5: the user's or, as long as the user never rated the photo, the file's.
        missing: no file of it is left.
        offline: what is left of it lies on drives that are not connected. It has its thumbnail and is found
            by searches, but no other pixels.
        paired: raw files of the same shot, which hang on it; or, of such a raw photo, the picture instead of
            which nobody sees it. What a raw's metadata say of rating and keywords counts for both.
        hidden, removed: the user hid it, or removed it from the library.
        stacked: it lies in a stack, see ``library.stacks``.
    """

    id: int
    files: tuple[PhotoFile, ...]
    rating: int
    favourite: bool
    text: str
    tags: tuple[str, ...]
    missing: bool
    offline: bool
    quarter_turns: int = 0
    paired: tuple[Path, ...] = ()
    hidden: bool = False
    removed: bool = False
    rating_is_users: bool = False
    title: str = ""
    place_is_users: bool = False
    has_no_title: bool = False
    has_no_text: bool = False
    stacked: bool = False

    @property
    def place(self) -> Place:
        """Where it was taken."""
        position = self.latitude, self.longitude, self.altitude_m
        return Place(*position, self.city, self.region, self.country)

    @property
    def shown_title(self) -> str:
        """The user's title or, where the user said nothing, the file's; "" for none."""
        return self.title or (not self.has_no_title and self.file_title) or ""

    @property
    def shown_text(self) -> str:
        """The user's description or, where the user said nothing, the file's; "" for none."""
        return self.text or (not self.has_no_text and self.file_description) or ""

    @property
    def path(self) -> Path:
        """The first place that is there, else one that is offline, else the last known one."""
        return self.files[0].path

    @property
    def taken_at_certainty(self) -> str:
        """``certain``, ``likely`` or ``guessed``."""
        return TAKEN_AT_CERTAINTY[self.taken_at_source]


@dataclass(frozen=True, slots=True)
class Album:
    """A named, ordered set of photos.

    Attributes:
        photo_count: of reachable photos; None for a smart album, for nobody knows before it is searched.
        cover_photo_id: the photo that stands for it: the chosen one, else the first; None for none.
        query: the search that fills a smart album; "" for an album of chosen photos.
        folder: the name of the folder of albums that it lies in, or "".
        has_chosen_cover: whether the user chose the cover.
    """

    id: int
    name: str
    photo_count: int | None
    cover_photo_id: int | None
    query: str = ""
    description: str = ""
    folder: str = ""
    has_chosen_cover: bool = False


@dataclass(frozen=True, slots=True)
class AlbumFolder:
    """A folder of albums, and of other such folders.

    Attributes:
        parent: the name of the one that it lies in, or "".
    """

    id: int
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that looks like a photo but cannot be decoded, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """How many photos are in which state.

    Attributes:
        photos: reachable photos, offline ones included.
        offline: those of them that lie on drives that are not connected.
        missing: photos of which no file is left, not even one that photoorg moved to the trash.
        unreadable: files that cannot be decoded.
        pending: files to be read (new or changed), plus photos that were read but have no vector of
            the model.
        embedded: reachable photos with a vector of the model.
    """

    photos: int
    offline: int
    missing: int
    unreadable: int
    pending: int
    embedded: int


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Figures as in :class:`CatalogueCounts`, the models' keys, and the library directory.

    Attributes:
        model_known: whether the model's key is known. Else it is not there, ``model`` is its name, and
            nobody can tell which photos it has described.
        next_model: the model that takes over once it has described every photo; None for none.
        next_embedded: reachable photos it has described.
    """

    photos: int
    offline: int
    missing: int
    unreadable: int
    pending: int
    embedded: int
    model: str
    library: Path
    next_model: str | None
    next_embedded: int
    model_known: bool = True
