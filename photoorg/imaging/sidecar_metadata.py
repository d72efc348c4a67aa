"""What the sidecars of a photo say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.imaging.metadata import PhotoMetadata, merged
from photoorg.imaging.takeout import MAX_TAKEOUT_BYTES, read_takeout
from photoorg.imaging.xmp import MAX_XMP_BYTES, read_xmp
from photoorg.library.sidecars import TAKEOUT_SUFFIX, VIDEO_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from photoorg.imaging.stored_picture import StoredPicture
    from photoorg.library.sidecars import Sidecar


def with_sidecars(
    embedded: PhotoMetadata, sidecars: Iterable[Sidecar], stored: StoredPicture, own: str = ""
) -> PhotoMetadata:
    """The facts of a photo and its sidecars together.

    What only the camera knows is believed of the photo first; words were written into sidecars last.

    Args:
        sidecars: most telling first, see ``sidecars.sidecar_names``.
        stored: the picture of the photo, see ``face_regions``.
        own: the library whose own words are left out, see ``xmp.read_xmp``.
    """
    said = [_read(sidecar, stored, own) for sidecar in sidecars]
    if not said:
        return embedded
    return merged([embedded, *said]).said_by(merged([*said, embedded]))


def _read(sidecar: Sidecar, stored: StoredPicture, own: str) -> PhotoMetadata:
    suffix = sidecar.path.suffix.lower()
    if suffix in VIDEO_SUFFIXES:
        return PhotoMetadata(has_video=True)
    limit = MAX_TAKEOUT_BYTES if suffix == TAKEOUT_SUFFIX else MAX_XMP_BYTES
    try:
        with sidecar.path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError:
        # It vanished or may not be read: the photo has no such facts then.
        return PhotoMetadata()
    return read_takeout(data) if suffix == TAKEOUT_SUFFIX else read_xmp(data, stored, own)
