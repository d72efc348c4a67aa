"""How much memory a photo's pixels take on their way, so that no single photo takes more than there is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, JpegImagePlugin

from photoorg.errors import PhotoUnreadable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from typing import IO

# One photo and the rest of the program together stay below 1.5 GB.
MEMORY_PER_PHOTO_BYTES = 1_100_000_000
# For the process's own growth: threads and the heaps that they reserve.
_SPARE_BYTES = 300_000_000
# Nobody looks at more at once: what is handed out is reduced to fewer.
MOST_PIXELS = 50_000_000
# At 1/8, a JPEG of this size takes seconds and 64 MB.
MOST_JPEG_PIXELS = 1 << 30

_JPEG_SCALES = (8, 4, 2, 1)
# Bytes a pixel, measured: these decoders hold a picture several times, and the file twice.
_WHOLE_PICTURE_DECODERS = {"HEIF": 9, "AVIF": 14, "WEBP": 16}
_ROWS_PER_STRIP, _BITS_PER_SAMPLE = 278, 258


def limit_memory() -> None:
    """Lets this process have what it has and as much again as one photo may take, where the system can."""
    try:
        import resource

        # Pages of address space; in use already by programs and libraries.
        used_bytes = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    limit = used_bytes + MEMORY_PER_PHOTO_BYTES + _SPARE_BYTES
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def reduction(size: tuple[int, int], min_side_px: int) -> int:
    """The whole number that sides are divided by, so that the short one keeps ``min_side_px`` if it has as
    much; more where over ``MOST_PIXELS`` would be left, as of a very long panorama."""
    factor = max(1, min(size) // min_side_px)
    while (size[0] // factor) * (size[1] // factor) > MOST_PIXELS:
        factor += 1
    return factor


def bytes_to_decode(image: Image.Image, min_side_px: int, file_bytes: int) -> int:
    """An upper bound for decoding an opened picture that is not loaded yet.

    Raises:
        PhotoUnreadable: it is more than ``MEMORY_PER_PHOTO_BYTES``.
    """
    pixels = image.width * image.height
    factor = reduction(image.size, min_side_px)
    # The result, once as it lies in the file and once upright.
    needed = file_bytes + 2 * 4 * pixels // factor**2
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        scale = next(scale for scale in _JPEG_SCALES if scale <= factor)
        needed += 4 * pixels // scale**2 + _coefficient_bytes(image)
        too_many = pixels > MOST_JPEG_PIXELS
    else:
        # Beyond this, Pillow itself refuses to open a picture.
        too_many = False
        if image.format in _WHOLE_PICTURE_DECODERS:
            needed += _WHOLE_PICTURE_DECODERS[image.format] * pixels + file_bytes
        else:
            needed += _stored_bytes(image.mode) * pixels + _strip_bytes(image)
    if too_many or needed > MEMORY_PER_PHOTO_BYTES:
        raise PhotoUnreadable(
            Sentence(
                "it has too many pixels ({count} million) to be decoded in little memory",
                count=f"{pixels / 1e6:,.0f}",
            )
        )
    return needed


def _coefficient_bytes(image: JpegImagePlugin.JpegImageFile) -> int:
    """What libjpeg keeps until the last scan of a JPEG that is not written from top to bottom at once."""
    if "progressive" not in image.info and _has_one_scan(image.fp, image.layers):
        return 0
    largest = max((vertical * horizontal for _, vertical, horizontal, _ in image.layer), default=1)
    sampled = sum(vertical * horizontal for _, vertical, horizontal, _ in image.layer)
    return 2 * image.width * image.height * sampled // max(1, largest)


def _has_one_scan(file: IO[bytes] | None, components: int) -> bool:
    """Whether the scan header, which Pillow has just read, names every component."""
    header_bytes = 6 + 2 * components
    if file is None:
        return False
    here = file.tell()
    if here < header_bytes:
        return False
    file.seek(here - header_bytes)
    header = file.read(header_bytes)
    file.seek(here, os.SEEK_SET)
    return int.from_bytes(header[:2]) == header_bytes and header[2] == components


def _stored_bytes(mode: str) -> int:
    """What Pillow takes for a pixel."""
    if mode in ("1", "L", "P"):
        return 1
    return 2 if mode.startswith("I;16") else 4


def _strip_bytes(image: Image.Image) -> int:
    """A TIFF is decoded strip by strip, and one strip may be all of it."""
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return 0
    rows, bits = tags.get(_ROWS_PER_STRIP, image.height), tags.get(_BITS_PER_SAMPLE, (8,))
    if not isinstance(rows, int) or rows < 1:
        rows = image.height
    return image.width * min(rows, image.height) * int(sum(bits)) // 8
