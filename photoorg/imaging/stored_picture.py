"""How the picture of a file lies in it, before it is turned upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.imaging.decode import orientation_of
from photoorg.imaging.raw import RawPicture

if TYPE_CHECKING:
    from PIL import Image

# Decoders that turn pictures themselves, and tell their upright size.
_UPRIGHT_DECODERS = frozenset({"HEIF", "TIFF"})


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """The picture as its file stores it.

    Attributes:
        width, height: in pixels, not turned; 0 where nobody knows.
        orientation: EXIF orientation, 1..8, that makes it upright.
    """

    width: int = 0
    height: int = 0
    orientation: int = 1


def stored_picture(image: Image.Image) -> StoredPicture:
    """Of an opened picture that is not loaded yet."""
    if isinstance(image, RawPicture):
        orientation = image.sensor_orientation
        is_upright = orientation_of(image) != orientation
        width, height = image.full_size
    else:
        # That of HEIF is taken away by its decoder.
        undone = image.info.get("original_orientation")
        orientation = undone if isinstance(undone, int) and 1 <= undone <= 8 else orientation_of(image)
        is_upright = image.format in _UPRIGHT_DECODERS
        width, height = image.size
    if is_upright and orientation >= 5:
        width, height = height, width
    return StoredPicture(width, height, orientation)
