"""What the page of duplicates shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.albums.duplicates.duplicates import GroupDetails, PhotoGroup
    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary


@dataclass(frozen=True, slots=True)
class FoundGroups:
    """Attributes:
    groups: as the library lists them.
    waiting: how many photos were not compared with the others yet.
    """

    groups: tuple[PhotoGroup, ...]
    waiting: int


def read_found(library: PhotoLibrary) -> FoundGroups:
    """Asks the library (blocking)."""
    return FoundGroups(tuple(library.duplicates.groups()), library.duplicates.waiting())


@dataclass(frozen=True, slots=True)
class Tile:
    """One photo of a group, or one file of a photo that lies in several.

    Attributes:
        id: its place in the group.
        path: where it lies.
        is_best: whether it is proposed to be kept.
    """

    id: int
    photo: Photo
    path: Path
    is_best: bool
    is_kept: bool

    @property
    def changed_at(self) -> datetime | None:
        """When the file was last written, in the time of this machine; by that, one is older than others."""
        times = (file.modified_ns for file in self.photo.files if file.path == self.path)
        modified_ns = next(times, None)
        return None if modified_ns is None else datetime.fromtimestamp(modified_ns // 10**9)


def tiles_of(details: GroupDetails) -> list[Tile]:
    """The best one first, the others in their order."""
    if details.place is not None and details.photos:
        (photo,) = details.photos[:1]
        best = details.place.path
        paths = [file.path for file in photo.files if not (file.missing or file.offline)]
        paths.sort(key=lambda path: path != best)
        return [Tile(place, photo, path, path == best, path == best) for place, path in enumerate(paths)]
    kept = None if details.keeper is None else details.keeper.photo_id
    photos = sorted(details.photos, key=lambda photo: photo.id != kept)
    return [
        Tile(place, photo, photo.path, photo.id == kept, photo.id == kept)
        for place, photo in enumerate(photos)
    ]
