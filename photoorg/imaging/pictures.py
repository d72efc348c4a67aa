"""Photos of the catalogue as pictures for a screen: thumbnails from the cache, pixels of any size."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.errors import DiskFull, PhotoUnreadable
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.thumbnails import thumbnail_jpeg
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.library.records import Photo, PhotoFile


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels for the screen: ``rgb`` is width * height * 3 bytes, upright, turned as the user
    said, sRGB."""

    width: int
    height: int
    rgb: bytes


# Clockwise, by quarters.
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def turned(image: Image.Image, quarter_turns: int) -> Image.Image:
    """The picture turned clockwise; the same one for 0."""
    return image.transpose(_TURNS[quarter_turns]) if quarter_turns else image


def turned_jpeg(jpeg: bytes, quarter_turns: int, size_px: int) -> bytes:
    """A thumbnail turned clockwise, its longer side at most ``size_px``; the same bytes for 0."""
    if not quarter_turns:
        return jpeg
    return thumbnail_jpeg(turned(decode_photo(jpeg, size_px).image, quarter_turns), size_px)


def thumbnail_of(photo: Photo, thumbnails: ThumbnailStore) -> bytes:
    """JPEG bytes from the cache, made from the photo when absent or damaged. Raises PhotoUnreadable."""
    return turned_jpeg(_stored_thumbnail(photo, thumbnails), photo.quarter_turns, thumbnails.size_px)


def _stored_thumbnail(photo: Photo, thumbnails: ThumbnailStore) -> bytes:
    """As the file has it: turning costs nothing, and is no reason for another file."""
    stored = thumbnails.load(photo.content_hash)
    if stored is None:
        image = decode_photo(reachable_path(photo), thumbnails.size_px).image
        with suppress(OSError, DiskFull):
            thumbnails.save(photo.content_hash, image)
        stored = thumbnails.load(photo.content_hash)
    if stored is None:
        raise PhotoUnreadable(Sentence("its thumbnail cannot be kept"))
    return stored


def picture_of(photo: Photo, max_side_px: int, thumbnails: ThumbnailStore) -> Picture:
    """Pixels of a photo, its long side at most ``max_side_px``; of an offline one those of its thumbnail.

    Raises PhotoUnreadable.
    """
    source = _stored_thumbnail(photo, thumbnails) if photo.offline else reachable_path(photo)
    image = decode_photo(source, max_side_px).image
    image.thumbnail((max_side_px, max_side_px))
    image = turned(image, photo.quarter_turns)
    return Picture(image.width, image.height, image.tobytes())


def reachable_path(photo: Photo) -> Path:
    """Where the photo can be read now. Raises PhotoUnreadable, which says why it cannot.

    The disk is asked, since drives come and go between two syncs.
    """
    if (there := next(filter(_is_there, photo.files), None)) is not None:
        return there.path
    if (photo.offline or photo.missing) and os.path.lexists(photo.path):
        raise PhotoUnreadable(Sentence("another file lies where it was"))
    if photo.offline:
        raise PhotoUnreadable(Sentence("it is on a drive that is not connected"))
    if photo.missing:
        raise PhotoUnreadable(Sentence("it is not where it was"))
    # Whoever reads it learns what is wrong.
    return photo.path


def _is_there(file: PhotoFile) -> bool:
    try:
        status = file.path.stat()
    except OSError:
        return False
    # Where the catalogue knows of no file, one of another size is another photo, or lies on another drive.
    is_known = not (file.offline or file.missing)
    return stat.S_ISREG(status.st_mode) and (is_known or status.st_size == file.size_bytes)
