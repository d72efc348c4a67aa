"""Photos of the catalogue as pictures for a screen: thumbnails from the cache, pixels of any size."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.errors import DiskFull, PhotoUnreadable
from photoorg.imaging.decode import decode_photo

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.library.records import Photo


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels for the screen: ``rgb`` is width * height * 3 bytes, upright, sRGB."""

    width: int
    height: int
    rgb: bytes


def thumbnail_of(photo: Photo, thumbnails: ThumbnailStore) -> bytes:
    """JPEG bytes from the cache, made from the photo when absent or damaged. Raises PhotoUnreadable."""
    stored = thumbnails.load(photo.content_hash)
    if stored is None:
        image = decode_photo(reachable_path(photo), thumbnails.size_px).image
        with suppress(OSError, DiskFull):
            thumbnails.save(photo.content_hash, image)
        stored = thumbnails.load(photo.content_hash)
    if stored is None:
        raise PhotoUnreadable("its thumbnail cannot be kept")
    return stored


def picture_of(photo: Photo, max_side_px: int, thumbnails: ThumbnailStore) -> Picture:
    """Pixels of a photo, its long side at most ``max_side_px``; of an offline one those of its thumbnail.

    Raises PhotoUnreadable.
    """
    source = thumbnail_of(photo, thumbnails) if photo.offline else reachable_path(photo)
    image = decode_photo(source, max_side_px).image
    image.thumbnail((max_side_px, max_side_px))
    return Picture(image.width, image.height, image.tobytes())


def reachable_path(photo: Photo) -> Path:
    """Where the photo can be read now. Raises PhotoUnreadable, which says why it cannot."""
    if photo.offline:
        raise PhotoUnreadable(f"it is on a drive that is not connected: {photo.path}")
    if photo.missing:
        raise PhotoUnreadable(f"it is not where it was: {photo.path}")
    return photo.path
