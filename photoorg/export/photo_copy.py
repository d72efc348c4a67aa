"""One photo as a file for others."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, PngImagePlugin

from photoorg.errors import PhotoUnreadable
from photoorg.export.metadata import KeptMetadata, metadata_to_keep
from photoorg.export.options import CopyFormat, CopyOptions
from photoorg.imaging.decode import decode_opened
from photoorg.imaging.photo_file import opened_photo, read_photo
from photoorg.imaging.pictures import turned
from photoorg.imaging.stored_picture import stored_picture
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.records import Photo

# Larger than any photo.
WHOLE_PX = 1 << 30
# The first is what a copy is called, unless it has one of the others.
SUFFIXES = {
    CopyFormat.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    CopyFormat.PNG: (".png",),
    CopyFormat.WEBP: (".webp",),
}
XMP_IN_PNG = "XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True)
class PhotoCopy:
    """A file to be written.

    Attributes:
        name: as the photo's, perhaps with another suffix.
        is_smaller: fewer pixels than the photo, though nobody asked for that: of more than 50 megapixels, and
            of a raw photo with a good preview, there are not more.
    """

    name: str
    data: bytes
    is_smaller: bool


def copy_of(photo: Photo, path: Path, options: CopyOptions) -> PhotoCopy:
    """A photo as ``options`` say; upright, turned as the user said, in sRGB, and with the time and place that
    the user said, unless its bytes stay as they are.

    Args:
        path: where it can be read.

    Raises PhotoUnreadable.
    """
    wanted = options.format
    own = {"JPEG": CopyFormat.JPEG, "MPO": CopyFormat.JPEG, "PNG": CopyFormat.PNG, "WEBP": CopyFormat.WEBP}
    if wanted is CopyFormat.AS_IT_IS:
        longest = max(photo.width, photo.height)
        fits = options.longest_side_px is None or longest <= options.longest_side_px
        if options.metadata and fits and not photo.quarter_turns:
            return PhotoCopy(path.name, read_photo(path), is_smaller=False)
        wanted = own.get(photo.format, CopyFormat.JPEG)
    side_px = options.longest_side_px or WHOLE_PX
    with opened_photo(path, side_px) as opened:
        is_turned = stored_picture(opened).orientation != 1 or photo.quarter_turns != 0
        decoded = decode_opened(opened, side_px)
        image = decoded.image
        if max(image.size) > side_px:
            image.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
        image = turned(image, photo.quarter_turns)
        kept = KeptMetadata()
        if options.metadata:
            kept = metadata_to_keep(opened, image.size, photo, is_turned)
    reachable = min(side_px, max(decoded.width, decoded.height))
    data = _encoded(image, wanted, options.quality, kept)
    return PhotoCopy(_name(path, wanted), data, is_smaller=max(image.size) < reachable - 1)


def _name(path: Path, wanted: CopyFormat) -> str:
    fits = path.suffix.lower() in SUFFIXES[wanted]
    return path.name if fits else f"{path.stem}{SUFFIXES[wanted][0]}"


def _encoded(image: Image.Image, wanted: CopyFormat, quality: int, kept: KeptMetadata) -> bytes:
    # Pillow would write some of what it read, as comments, on its own account.
    image.info = {}
    choices: dict[str, Any] = {"quality": quality}
    if wanted is CopyFormat.PNG:
        choices = {"optimize": False}
        if kept.xmp:
            chunks = PngImagePlugin.PngInfo()
            chunks.add_itxt(XMP_IN_PNG, kept.xmp.decode("utf-8", "replace"))
            choices["pnginfo"] = chunks
    elif kept.xmp:
        choices["xmp"] = kept.xmp
    if kept.exif:
        choices["exif"] = kept.exif
    file = BytesIO()
    try:
        image.save(file, wanted.name, **choices)
    except (OSError, ValueError) as error:
        # More pixels in a row than the format can count.
        raise PhotoUnreadable(Sentence("it is too large for a {format} file", format=wanted.name)) from error
    return file.getvalue()
