"""The moving picture of a motion or live photo: a file beside it, or what follows the picture in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.imaging.photo_file import read_photo
from photoorg.library.sidecars import VIDEO_SUFFIXES, sidecars_of

if TYPE_CHECKING:
    from pathlib import Path

# The first box of every MP4 and QuickTime file (ISO/IEC 14496-12): its size, this, and the brand.
_FILE_TYPE = b"ftyp"
_LARGEST_FILE_TYPE = 256
# A HEIC photo begins with such a box, too, of a brand of its own.
_BRANDS = (b"isom", b"iso", b"mp4", b"qt  ", b"avc1", b"M4V", b"3gp")


@dataclass(frozen=True, slots=True)
class MotionVideo:
    """Where a video lies.

    Attributes:
        path: of the video's file or, where ``start`` is not 0, of the photo.
        start: the byte in it where the video begins; it goes to the end of the file.
    """

    path: Path
    start: int = 0

    def read(self) -> bytes:
        """The video as a file of its own. Raises PhotoUnreadable."""
        return read_photo(self.path)[self.start :]


def motion_video_of(photo: Path) -> MotionVideo | None:
    """The video that belongs to a photo; None where there is none, or nobody knows how it is stored.

    Raises PhotoUnreadable.
    """
    for sidecar in sidecars_of(photo):
        if sidecar.path.suffix.lower() in VIDEO_SUFFIXES:
            return MotionVideo(sidecar.path)
    data = read_photo(photo)
    at = data.rfind(_FILE_TYPE)
    while at > 4:
        size = int.from_bytes(data[at - 4 : at])
        if 8 < size <= _LARGEST_FILE_TYPE and data[at + 4 : at + 8].startswith(_BRANDS):
            return MotionVideo(photo, at - 4)
        at = data.rfind(_FILE_TYPE, 0, at)
    return None
