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

# What is on the screen, before and after it, and some rows that are half outside.
SCREENS_HELD = 4
LEAST_HELD_BYTES = 32_000_000
BYTES_PER_PIXEL = 4
STORED_SIDE_PX = 384
# A stored thumbnail is enlarged so far without anyone seeing it.
ENLARGED_UNSEEN = 1.25
# Enough to keep the lane busy, few enough that a scroll changes direction at once.
IN_FLIGHT_LIMIT = 4


@dataclass(frozen=True, slots=True)
class ThumbnailShape:
    """The size a thumbnail is drawn at, in device pixels: what of a photo does not fit is cropped.

    Attributes:
        is_sharp: read from the photo itself, for where the stored thumbnail is too small.
    """

    width_px: int
    height_px: int
    is_sharp: bool = False


def render_thumbnail(photo_id: int, shape: ThumbnailShape, library: PhotoLibrary) -> QImage:
    """Reads and scales one thumbnail (blocking; a QImage, unlike a QPixmap, may be made on any thread)."""
    if shape.is_sharp:
        picture = library.picture(photo_id, max(shape.width_px, shape.height_px))
        image = QImage(
            picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
        )
    else:
        image = QImage.fromData(library.thumbnail(photo_id))
    if image.isNull():
        return image
    width, height = shape.width_px, shape.height_px
    image = image.scaled(
        width,
        height,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    image = image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class ThumbnailLoader(QObject):
    """Loads wanted thumbnails in order; what is no longer wanted is not loaded.

    Where a stored thumbnail is too small, it is shown at first, and the photo itself read once all others
    have something to show.

    Signals:
        loaded(int): the pixmap of this photo id can be drawn, or is known to be unreadable.
    """

    loaded = Signal(int)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cache = PixmapCache(LEAST_HELD_BYTES)
        self._wanted: deque[tuple[int, ThumbnailShape]] = deque()
        self._postponed: list[tuple[int, ThumbnailShape]] = []
        self._in_flight: set[int] = set()
        self._unreadable: set[int] = set()
        self._sharp: set[int] = set()
        self._stale: set[int] = set()
        # What changed while it was on its way: it may arrive as it was before.
        self._changed_meanwhile: set[int] = set()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """What is known of a photo; while its shape is being changed, the old shape."""
        return self._cache.get(photo_id)

    def is_unreadable(self, photo_id: int) -> bool:
        """Whether the last attempt to make a thumbnail failed."""
        return photo_id in self._unreadable

    def set_screen(self, pixel_count: int) -> None:
        """Holds pixmaps for some screens of so many device pixels."""
        self._cache.limit_bytes = max(SCREENS_HELD * BYTES_PER_PIXEL * pixel_count, LEAST_HELD_BYTES)

    def want(self, *areas: Sequence[tuple[int, int, int]]) -> None:
        """Replaces the photos to load: id, width and height in device pixels. The area on the screen comes
        first; of each area those that have nothing to show, not even in another shape."""
        self._wanted.clear()
        self._postponed.clear()
        enlarged = []
        for photos in areas:
            for photo_id, width_px, height_px in sorted(photos, key=lambda photo: photo[0] in self._cache):
                self._wanted.append((photo_id, ThumbnailShape(width_px, height_px)))
                if max(width_px, height_px) > STORED_SIDE_PX * ENLARGED_UNSEEN:
                    enlarged.append((photo_id, ThumbnailShape(width_px, height_px, is_sharp=True)))
        self._wanted.extend(enlarged)
        self._load_more()

    def forget(self, photo_ids: frozenset[int]) -> None:
        """These photos changed: they are shown as they were until they are loaded again."""
        self._unreadable -= photo_ids
        self._sharp -= photo_ids
        self._stale |= {photo_id for photo_id in photo_ids if photo_id in self._cache}
        self._changed_meanwhile |= photo_ids & self._in_flight

    def _lacks(self, photo_id: int, shape: ThumbnailShape) -> bool:
        if photo_id in self._unreadable:
            return False
        if photo_id in self._stale:
            return True
        pixmap = self._cache.peek(photo_id)
        if pixmap is None or (pixmap.width(), pixmap.height()) != (shape.width_px, shape.height_px):
            return True
        return shape.is_sharp and photo_id not in self._sharp

    def _load_more(self) -> None:
        while self._wanted and len(self._in_flight) < IN_FLIGHT_LIMIT:
            photo_id, shape = self._wanted.popleft()
            if photo_id in self._in_flight:
                # Perhaps in another shape: looked at again when it has arrived.
                self._postponed.append((photo_id, shape))
                continue
            if not self._lacks(photo_id, shape):
                continue
            self._in_flight.add(photo_id)
            self._bridge.run(
                Track.THUMBNAILS,
                partial(render_thumbnail, photo_id, shape),
                partial(self._on_rendered, photo_id, shape),
                partial(self._on_failed, photo_id, shape),
            )

    def _on_rendered(self, photo_id: int, shape: ThumbnailShape, image: QImage) -> None:
        self._in_flight.discard(photo_id)
        if image.isNull():
            self._unreadable.add(photo_id)
        else:
            self._cache.put(photo_id, QPixmap.fromImage(image))
            self._stale.discard(photo_id)
            self._sharp.discard(photo_id)
            if shape.is_sharp:
                self._sharp.add(photo_id)
        self._on_arrived(photo_id)

    def _on_failed(self, photo_id: int, shape: ThumbnailShape, error: PhotoOrgError) -> None:
        self._in_flight.discard(photo_id)
        # The enlarged thumbnail stays where the photo itself cannot be read.
        (self._sharp if shape.is_sharp else self._unreadable).add(photo_id)
        self._on_arrived(photo_id)

    def _on_arrived(self, photo_id: int) -> None:
        if photo_id in self._changed_meanwhile:
            self._changed_meanwhile.discard(photo_id)
            self._stale.add(photo_id)
            self._sharp.discard(photo_id)
        self._wanted.extend(self._postponed)
        self._postponed.clear()
        self.loaded.emit(photo_id)
        self._load_more()
