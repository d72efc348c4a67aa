"""Thumbnails on disk, by content: a cache that may be deleted at any time."""

from __future__ import annotations

import errno
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image

from photoorg.errors import DiskFull
from photoorg.sentences import Sentence

_JPEG_QUALITY = 85
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"


class ThumbnailStore:
    """JPEG files named by the SHA-256 of the photo, in two levels of folders. Safe between threads."""

    def __init__(self, directory: Path, size_px: int = 384) -> None:
        """Args:
        directory: made when the first thumbnail is saved.
        size_px: greatest length of the longer side.
        """
        self.directory = directory
        self.size_px = size_px

    def path(self, content_hash: bytes) -> Path:
        """Where the thumbnail lies, or would lie."""
        name = content_hash.hex()
        return self.directory / name[:2] / name[2:4] / f"{name}.jpg"

    def save(self, content_hash: bytes, image: Image.Image) -> None:
        """Keeps the thumbnail of an upright RGB picture; see :meth:`keep`."""
        self.keep(content_hash, thumbnail_jpeg(image, self.size_px))

    def keep(self, content_hash: bytes, jpeg: bytes) -> None:
        """Writes a thumbnail, replacing an older one at once.

        Raises:
            DiskFull: no space left.
            OSError: any other fault of the disk.
        """
        try:
            _write_atomically(self.path(content_hash), jpeg)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(Sentence("No space is left on the disk for thumbnails.")) from error
            raise

    def load(self, content_hash: bytes) -> bytes | None:
        """The JPEG file's bytes; None if there is none. A damaged file is deleted and counts as none."""
        path = self.path(content_hash)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if not _is_whole_jpeg(data):
            self.remove(content_hash)
            return None
        return data

    def is_whole(self, content_hash: bytes) -> bool:
        """Whether there is a thumbnail that decodes. Changes nothing."""
        try:
            return _is_whole_jpeg(self.path(content_hash).read_bytes())
        except OSError:
            return False

    def remove(self, content_hash: bytes) -> None:
        """Deletes the thumbnail if there is one."""
        with suppress(OSError):
            self.path(content_hash).unlink()


def thumbnail_jpeg(image: Image.Image, size_px: int) -> bytes:
    """An upright RGB picture as a JPEG file whose longer side is at most ``size_px``."""
    thumbnail = image.copy()
    # As sharp as bicubic, and quicker.
    thumbnail.thumbnail((size_px, size_px), Image.Resampling.HAMMING)
    encoded = BytesIO()
    thumbnail.save(encoded, "JPEG", quality=_JPEG_QUALITY)
    return encoded.getvalue()


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(data)
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(part.name).unlink()
            raise


def _is_whole_jpeg(data: bytes) -> bool:
    """Whether the file has both its ends and decodes; at 1/8 of the size, which takes a millisecond."""
    if not (data.startswith(_JPEG_START) and data.endswith(_JPEG_END)):
        return False
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            image.draft("L", (1, 1))
            image.load()
    except Exception:  # noqa: BLE001 - see imaging.photo_file: damaged bytes raise nearly anything
        return False
    return True
