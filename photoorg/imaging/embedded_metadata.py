"""What a photo file itself says: EXIF, XMP and IPTC together."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.imaging.exif import read_exif
from photoorg.imaging.iptc import read_iptc
from photoorg.imaging.metadata import PhotoMetadata, merged
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.stored_picture import stored_picture
from photoorg.imaging.xmp import read_xmp

if TYPE_CHECKING:
    from pathlib import Path

_SAMSUNG_VIDEO = b"MotionPhoto_Data"


def read_metadata(source: Path | bytes | Image.Image) -> PhotoMetadata:
    """Reads the facts; an opened picture must not be loaded yet.

    XMP is what programs write last, so its words go before those of EXIF and IPTC; what only the camera
    knows is from EXIF first.

    Raises:
        PhotoUnreadable: ``source`` is a file or bytes and cannot be opened as a picture at all.
    """
    if not isinstance(source, Image.Image):
        with opened_photo(source) as image:
            return read_metadata(image)
    packet = source.info.get("xmp")
    exif, iptc = read_exif(source), read_iptc(source)
    xmp = read_xmp(packet, stored_picture(source)) if isinstance(packet, bytes) else PhotoMetadata()
    by_camera = merged([exif, xmp, iptc])
    by_programs = merged([xmp, exif, iptc])
    found = by_camera.said_by(by_programs)
    return replace(found, has_video=True) if _has_samsung_video(source) else found


def _has_samsung_video(image: Image.Image) -> bool:
    """Samsung's phones before One UI 5 say it in no metadata: the video just follows the picture."""
    file = getattr(image, "fp", None)
    return image.format == "JPEG" and isinstance(file, BytesIO) and _SAMSUNG_VIDEO in file.getvalue()
