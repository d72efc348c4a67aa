"""What can be dropped or pasted on the window, and what is dragged out of it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterable

PHOTO_IDS_MIME_TYPE = "application/x-photoorg-photo-ids"


def encode_photo_ids(photo_ids: Iterable[int]) -> QByteArray:
    """Photo ids as the bytes of :data:`PHOTO_IDS_MIME_TYPE`."""
    return QByteArray(" ".join(map(str, photo_ids)).encode())


def decode_photo_ids(mime: QMimeData) -> list[int]:
    """The photo ids dragged from our own grid; empty for anything else."""
    data = bytes(mime.data(PHOTO_IDS_MIME_TYPE).data())
    return [int(word) for word in data.split()]


@dataclass(frozen=True, slots=True)
class DroppedFolder:
    """A folder: to be watched, if the user agrees."""

    path: Path


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file: an example to search by."""

    path: Path


@dataclass(frozen=True, slots=True)
class DroppedImage:
    """Pixels from a browser or the clipboard: an example to search by."""

    image: QImage


@dataclass(frozen=True, slots=True)
class DroppedLink:
    """Only an address on the network, which photoorg never opens."""

    address: str


Dropped = DroppedFolder | DroppedFile | DroppedImage | DroppedLink


def read_mime(mime: QMimeData) -> Dropped | None:
    """The first thing in ``mime`` that photoorg can use."""
    urls = mime.urls()
    for url in urls:
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return DroppedFolder(path) if path.is_dir() else DroppedFile(path)
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return DroppedImage(image)
    if urls:
        return DroppedLink(urls[0].toString())
    text = mime.text().strip() if mime.hasText() else ""
    if text and "\n" not in text and Path(text).is_absolute() and Path(text).exists():
        return DroppedFolder(Path(text)) if Path(text).is_dir() else DroppedFile(Path(text))
    return None


def accepts(mime: QMimeData) -> bool:
    """Whether a drag over the window could be dropped; cheap, as it is asked for every mouse move."""
    return not mime.hasFormat(PHOTO_IDS_MIME_TYPE) and (mime.hasUrls() or mime.hasImage())


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file in memory; for any thread (see ``photo_grid.thumbnail_loader``)."""
    # Imported here: the window must appear first.
    from PIL import Image

    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size, row_bytes = (rgba.width(), rgba.height()), rgba.bytesPerLine()
    encoded = BytesIO()
    Image.frombuffer("RGBA", size, bytes(rgba.constBits()), "raw", "RGBA", row_bytes, 1).save(encoded, "PNG")
    return encoded.getvalue()
