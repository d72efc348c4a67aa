"""Pictures of single faces and animals, cut out of the photo itself and not of its thumbnail; a cache."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from photoorg.errors import DiskFull
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.pictures import reachable_path, turned_jpeg
from photoorg.imaging.thumbnails import ThumbnailStore, thumbnail_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.beings.records import Box, Region
    from photoorg.library.records import Photo

# Long side of photos that faces are looked for in, and cut out of: all of what most cameras make.
FULL_SIDE_PX = 6000
CROP_PX = 192
# So much of the longer side of a box is shown around it.
_AROUND = 0.25


class CropStore:
    """Crops by the content of the photo and the place in it. Safe between threads."""

    def __init__(self, directory: Path) -> None:
        """``directory`` is made when it is needed."""
        self._store = ThumbnailStore(directory, CROP_PX)

    def keep(self, content_hash: bytes, box: Box, jpeg: bytes) -> None:
        """A crop of an upright photo; nothing happens where it cannot be kept."""
        with suppress(OSError, DiskFull):
            self._store.keep(_key(content_hash, box), jpeg)

    def crop(self, photo: Photo, region: Region, side_px: int = CROP_PX) -> bytes:
        """A JPEG file, turned as the user turned the photo; one larger than usual is kept nowhere. Raises
        PhotoUnreadable."""
        if side_px > CROP_PX:
            return turned_jpeg(_cut_out(photo, region, side_px), photo.quarter_turns, side_px)
        key = _key(photo.content_hash, region.box)
        jpeg = self._store.load(key)
        if jpeg is None:
            jpeg = _cut_out(photo, region, CROP_PX)
            self.keep(photo.content_hash, region.box, jpeg)
        return turned_jpeg(jpeg, photo.quarter_turns, CROP_PX)

    def clear(self) -> None:
        """Deletes all of them. Raises OSError."""
        if self._store.directory.exists():
            shutil.rmtree(self._store.directory)


def _cut_out(photo: Photo, region: Region, side_px: int) -> bytes:
    image = decode_photo(reachable_path(photo), FULL_SIDE_PX).image
    return thumbnail_jpeg(image.crop(around(region.box, image.size)), side_px)


def _key(content_hash: bytes, box: Box) -> bytes:
    place = f"{box.left:.4f} {box.top:.4f} {box.width:.4f} {box.height:.4f}"
    return hashlib.sha256(content_hash + place.encode()).digest()


def around(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A square around the box, as far as the picture goes."""
    width, height = size
    side = (1 + 2 * _AROUND) * max(box.width * width, box.height * height)
    x, y = (box.left + box.width / 2) * width, (box.top + box.height / 2) * height
    left, top = max(0, round(x - side / 2)), max(0, round(y - side / 2))
    right, bottom = min(width, round(x + side / 2)), min(height, round(y + side / 2))
    return min(left, width - 1), min(top, height - 1), max(left + 1, right), max(top + 1, bottom)
