"""Pixmaps of recently seen photos, within a limit of bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


def _size_bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


class PixmapCache:
    """Least recently used pixmaps go first once they hold more than ``limit_bytes``.

    Attributes:
        limit_bytes: may be changed; heeded when the next pixmap comes.
    """

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self._held_bytes = 0
        self._pixmaps: OrderedDict[int, QPixmap] = OrderedDict()

    @property
    def held_bytes(self) -> int:
        """Bytes of all pixmaps held."""
        return self._held_bytes

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._pixmaps

    def keys(self) -> set[int]:
        """The photos of which a pixmap is held."""
        return set(self._pixmaps)

    def get(self, photo_id: int) -> QPixmap | None:
        """The pixmap of a photo, now the most recently used."""
        pixmap = self._pixmaps.get(photo_id)
        if pixmap is not None:
            self._pixmaps.move_to_end(photo_id)
        return pixmap

    def peek(self, photo_id: int) -> QPixmap | None:
        """The pixmap of a photo, without making it the most recently used."""
        return self._pixmaps.get(photo_id)

    def put(self, photo_id: int, pixmap: QPixmap) -> None:
        """Keeps a pixmap, dropping the least recently used ones beyond the limit."""
        self.drop(photo_id)
        self._pixmaps[photo_id] = pixmap
        self._held_bytes += _size_bytes(pixmap)
        while self._held_bytes > self.limit_bytes and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._held_bytes -= _size_bytes(oldest)

    def drop(self, photo_id: int) -> None:
        """Forgets the pixmap of a photo, if held."""
        pixmap = self._pixmaps.pop(photo_id, None)
        if pixmap is not None:
            self._held_bytes -= _size_bytes(pixmap)
