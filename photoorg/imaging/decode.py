"""From bytes to upright sRGB pixels, no more of them than asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import ExifTags, Image

from photoorg.imaging.colour import grey_levels, to_srgb
from photoorg.imaging.memory import reduction
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.raw import RawPicture

if TYPE_CHECKING:
    from pathlib import Path

# EXIF 2.32, tag 0x0112: what undoes each orientation.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_PIXELS_PER_STRIP = 1_000_000


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """Pixels of a photo, upright.

    Attributes:
        image: RGB in sRGB; perhaps smaller than the original, never larger.
        width, height: of the original in pixels, upright.
        orientation: EXIF orientation of the file, 1..8; already undone in ``image``. HEIF rotates by other
            means: 1.
        format: Pillow's name of the decoder: ``JPEG``, ``PNG``, ``HEIF``, ...; ``RAW`` for camera raw.
    """

    image: Image.Image
    width: int
    height: int
    orientation: int
    format: str


def decode_photo(source: Path | bytes, min_side_px: int) -> DecodedPhoto:
    """Decodes a photo so that its short side is at least ``min_side_px`` (1 or more), if it has as much.

    A JPEG is scaled while it is decoded (by 1/2, 1/4 or 1/8 in the DCT domain), other formats right after.
    Of an animation or a burst the first picture is taken. Never more than ``memory.MOST_PIXELS`` come out.

    Raises:
        PhotoUnreadable: see :func:`photoorg.imaging.photo_file.opened_photo`.
    """
    with opened_photo(source, min_side_px) as image:
        return decode_opened(image, min_side_px)


def decode_opened(image: Image.Image, min_side_px: int) -> DecodedPhoto:
    """As :func:`decode_photo`, for a picture opened but not loaded; may raise whatever Pillow raises."""
    photo_format = image.format or "unknown"
    orientation = orientation_of(image)
    width, height = image.full_size if isinstance(image, RawPicture) else image.size
    factor = reduction(image.size, min_side_px)
    image.draft("RGB", (image.width // factor, image.height // factor))
    image.load()
    # Some decoders (TIFF, HEIF) hand out upright sizes and pixels; this is what is left to undo.
    remaining = orientation_of(image)
    if remaining >= 5:
        width, height = height, width
    pixels = _reduced_to_srgb(image, reduction(image.size, min_side_px))
    if remaining in _UPRIGHT:
        pixels = pixels.transpose(_UPRIGHT[remaining])
    return DecodedPhoto(pixels, width, height, orientation, photo_format)


def _reduced_to_srgb(image: Image.Image, factor: int) -> Image.Image:
    """Strip by strip, since half-way forms of a whole large picture would take several times its memory."""
    levels = grey_levels(image)
    width, height = (-(-side // factor) for side in image.size)
    rows = factor * max(1, _PIXELS_PER_STRIP // (image.width * factor))
    if rows >= image.height:
        return to_srgb(_reduced(image, factor), levels)
    pixels = Image.new("RGB", (width, height))
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        pixels.paste(to_srgb(_reduced(strip, factor), levels), (0, top // factor))
    return pixels


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    if factor < 2:
        return image
    # Indices and colour keys cannot be averaged.
    if image.mode == "1":
        image = image.convert("L")
    elif image.has_transparency_data and image.mode != "RGBA":
        image = image.convert("RGBA")
    elif image.mode == "P":
        image = image.convert("RGB")
    elif image.mode.startswith("I;"):
        image = image.convert("I")
    reduced = image.reduce(factor)
    reduced.info = image.info
    return reduced


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation, 1..8, of an opened picture; 1 where it makes no sense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything, and the pixels are fine without it
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
