"""Large pictures, decoded before they are needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap, QTransform

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary, Picture

CACHE_LIMIT_BYTES = 256 * 1024 * 1024
# All of what most cameras make; more would take the memory of many others.
LARGEST_SIDE_PX = 6000


def _read_picture(photo_id: int, side_px: int, library: PhotoLibrary) -> Picture:
    return library.picture(photo_id, side_px)


class PictureLoader(QObject):
    """Keeps the picture on the screen and its neighbours.

    Signals:
        loaded(int): the picture of this photo id can be shown.
        failed(int, str): why it cannot.
    """

    loaded = Signal(int)
    failed = Signal(int, str)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cache = PixmapCache(CACHE_LIMIT_BYTES)
        self._side_of: dict[int, int] = {}
        self._requests: dict[int, tuple[int, Request]] = {}
        self._failed: set[int] = set()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """The picture, if it was loaded."""
        return self._cache.get(photo_id)

    def is_settled(self, photo_id: int, side_px: int) -> bool:
        """Whether the picture is there as large as wanted, or cannot be loaded."""
        return self._is_loaded(photo_id, side_px) or photo_id in self._failed

    def forget(self, photo_ids: Iterable[int]) -> None:
        """These photos look otherwise now; what is known of them is not shown again."""
        for photo_id in photo_ids:
            self._cache.drop(photo_id)
            self._failed.discard(photo_id)
            if photo_id in self._requests:
                self._requests.pop(photo_id)[1].cancel()

    def turn(self, photo_id: int, quarters: int) -> None:
        """Turns a picture clockwise: the same pixels, so it need not be decoded again."""
        pixmap = self._cache.get(photo_id)
        self.forget([photo_id])
        if pixmap is not None:
            self._cache.put(photo_id, pixmap.transformed(QTransform().rotate(90 * quarters)))

    def want(self, photo_ids: Sequence[int], side_px: int, first_px: int = 0) -> None:
        """Loads pictures with a longest side of ``side_px``, most urgent first, the first one perhaps larger;
        others are not loaded."""
        for photo_id in self._requests.keys() - set(photo_ids):
            self._requests.pop(photo_id)[1].cancel()
        sides_px = [max(side_px, min(first_px, LARGEST_SIDE_PX)), *(side_px for _ in photo_ids[1:])]
        for photo_id, side_px in zip(photo_ids, sides_px, strict=False):
            asked_px, request = self._requests.get(photo_id, (0, None))
            if self._is_loaded(photo_id, side_px) or asked_px >= side_px:
                continue
            if request is not None:
                request.cancel()
            self._requests[photo_id] = (
                side_px,
                self._bridge.run(
                    Track.PICTURES,
                    partial(_read_picture, photo_id, side_px),
                    partial(self._on_read, photo_id, side_px),
                    partial(self._on_failed, photo_id),
                ),
            )

    def _is_loaded(self, photo_id: int, side_px: int) -> bool:
        return photo_id in self._cache and self._side_of.get(photo_id, 0) >= side_px

    def _on_read(self, photo_id: int, side_px: int, picture: Picture) -> None:
        self._requests.pop(photo_id, None)
        self._failed.discard(photo_id)
        image = QImage(
            picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
        )
        self._cache.put(photo_id, QPixmap.fromImage(image))
        self._side_of[photo_id] = side_px
        self.loaded.emit(photo_id)

    def _on_failed(self, photo_id: int, error: PhotoOrgError) -> None:
        self._requests.pop(photo_id, None)
        self._failed.add(photo_id)
        self.failed.emit(photo_id, wording.problem(error))
