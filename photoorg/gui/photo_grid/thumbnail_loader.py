"""Thumbnails of the photos on the screen, and of no others."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary

CACHE_LIMIT_BYTES = 192 * 1024 * 1024
STORED_SIDE_PX = 384
# Enough to keep the lane busy, few enough that a scroll changes direction at once.
IN_FLIGHT_LIMIT = 4


@dataclass(frozen=True, slots=True)
class ThumbnailShape:
    """The box of a thumbnail in device pixels; ``fill`` crops to it, else the whole photo fits into it."""

    width_px: int = 160
    height_px: int = 160
    fill: bool = False


def render_thumbnail(photo_id: int, shape: ThumbnailShape, library: PhotoLibrary) -> QImage:
    """Reads and scales one thumbnail (blocking; a QImage, unlike a QPixmap, may be made on any thread)."""
    longest_px = max(shape.width_px, shape.height_px)
    if longest_px <= STORED_SIDE_PX * 1.1:
        image = QImage.fromData(library.thumbnail(photo_id))
    else:
        picture = library.picture(photo_id, longest_px)
        image = QImage(
            picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
        )
    if image.isNull():
        return image
    width, height = shape.width_px, shape.height_px
    smooth = Qt.TransformationMode.SmoothTransformation
    if shape.fill:
        image = image.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatioByExpanding, smooth)
        image = image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)
    else:
        image = image.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class ThumbnailLoader(QObject):
    """Loads wanted thumbnails in order; what is no longer wanted is not loaded.

    Signals:
        loaded(int): the pixmap of this photo id can be drawn, or is known to be unreadable.
    """

    loaded = Signal(int)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cache = PixmapCache(CACHE_LIMIT_BYTES)
        self._shape = ThumbnailShape()
        self._shape_of: dict[int, ThumbnailShape] = {}
        self._wanted: deque[int] = deque()
        self._in_flight: set[int] = set()
        self._unreadable: set[int] = set()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """What is known of a photo; while its shape is being changed, the old shape."""
        return self._cache.get(photo_id)

    def is_unreadable(self, photo_id: int) -> bool:
        """Whether the last attempt to make a thumbnail failed."""
        return photo_id in self._unreadable

    def set_shape(self, shape: ThumbnailShape) -> None:
        """Later thumbnails get this shape; those on the screen must be wanted again."""
        self._shape = shape

    def want(self, photo_ids: Sequence[int]) -> None:
        """Replaces the photos to load, most urgent first."""
        self._wanted = deque(photo_id for photo_id in photo_ids if self._lacks(photo_id))
        self._load_more()

    def forget(self, photo_ids: frozenset[int]) -> None:
        """Unreadable photos among these get another chance."""
        self._unreadable -= photo_ids

    def _lacks(self, photo_id: int) -> bool:
        if photo_id in self._unreadable or photo_id in self._in_flight:
            return False
        return photo_id not in self._cache or self._shape_of.get(photo_id) != self._shape

    def _load_more(self) -> None:
        while self._wanted and len(self._in_flight) < IN_FLIGHT_LIMIT:
            photo_id = self._wanted.popleft()
            if not self._lacks(photo_id):
                continue
            self._in_flight.add(photo_id)
            shape = self._shape
            self._bridge.run(
                Track.THUMBNAILS,
                partial(render_thumbnail, photo_id, shape),
                partial(self._on_rendered, photo_id, shape),
                partial(self._on_failed, photo_id),
            )

    def _on_rendered(self, photo_id: int, shape: ThumbnailShape, image: QImage) -> None:
        self._in_flight.discard(photo_id)
        if image.isNull():
            self._unreadable.add(photo_id)
        else:
            self._cache.put(photo_id, QPixmap.fromImage(image))
            self._shape_of[photo_id] = shape
            if shape != self._shape:
                self._wanted.append(photo_id)
        self.loaded.emit(photo_id)
        self._load_more()

    def _on_failed(self, photo_id: int, error: PhotoOrgError) -> None:
        self._in_flight.discard(photo_id)
        self._unreadable.add(photo_id)
        self.loaded.emit(photo_id)
        self._load_more()
