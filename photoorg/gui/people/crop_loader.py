"""Pictures of the faces and animals on the screen, and of no others."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap, QTransform

from photoorg.gui.icons import paint_icon
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPalette

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary

HELD_BYTES = 48_000_000
BYTES_PER_PIXEL = 4
IN_FLIGHT_LIMIT = 4
# As they are kept in the library: smaller than on the screen only where one is shown alone.
USUAL_PX = 192
# Several screens; what was wanted before that has long been scrolled away.
WAITING_LIMIT = 300


def render_crop(region_id: int, library: PhotoLibrary, side_px: int = USUAL_PX) -> QImage:
    """A square picture of a face or an animal (blocking), by Pillow as thumbnails are; null where there is
    none."""
    # Imported here: the window must appear first.
    from PIL import Image, ImageOps

    try:
        image = Image.open(BytesIO(library.people.crop(region_id, side_px)), formats=("JPEG",))
        image.load()
    except OSError:
        return QImage()
    side = min(image.size)
    square = ImageOps.fit(image.convert("RGB"), (side, side))
    # Opaque in the fourth byte, too, which counts where it is painted on what is transparent.
    pixels = square.convert("RGBA").tobytes("raw", "BGRA")
    return QImage(pixels, side, side, BYTES_PER_PIXEL * side, QImage.Format.Format_RGB32).copy()


class CropLoader(QObject):
    """Loads what is painted, the last painted first.

    Signals:
        loaded(int): the picture of this region can be painted.
    """

    loaded = Signal(int)

    def __init__(
        self,
        bridge: LibraryBridge,
        parent: QObject,
        render: Callable[[int, PhotoLibrary], QImage] = render_crop,
        meanwhile: CropLoader | None = None,
    ) -> None:
        """Args:
        render: makes the picture of an id, on a lane.
        meanwhile: has others, which are shown until these are there.
        """
        super().__init__(parent)
        self._bridge = bridge
        self._render = render
        self._meanwhile = meanwhile
        if meanwhile is not None:
            meanwhile.loaded.connect(self.loaded)
        self._cache = PixmapCache(HELD_BYTES)
        self._waiting: dict[int, None] = {}
        self._in_flight: set[int] = set()
        self._failed: set[int] = set()
        self._stale: set[int] = set()

    def pixmap(self, region_id: int) -> QPixmap | None:
        """The picture, if it is there; else it comes."""
        found = self._cache.get(region_id)
        is_enough = found is not None and region_id not in self._stale
        if not (is_enough or region_id in self._in_flight or region_id in self._failed):
            self._waiting.pop(region_id, None)
            self._waiting[region_id] = None
            if len(self._waiting) > WAITING_LIMIT:
                del self._waiting[next(iter(self._waiting))]
            self._load_more()
        if found is None and self._meanwhile is not None:
            return self._meanwhile.pixmap(region_id)
        return found

    def forget(self) -> None:
        """Photos may look otherwise: pictures are shown as they were until they are loaded again."""
        self._failed.clear()
        self._stale |= self._cache.keys()

    def paint(self, painter: QPainter, region_id: int | None, rect: QRectF, palette: QPalette) -> None:
        """Draws the picture as a disc; a mark in its place where there is none yet."""
        pixmap = None if region_id is None else self.pixmap(region_id)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if pixmap is None:
            painter.setBrush(palette.midlight())
            painter.drawEllipse(rect)
            inset = rect.width() * 0.28
            colour = palette.placeholderText().color()
            paint_icon(painter, "people", rect.adjusted(inset, inset, -inset, -inset), colour)
        else:
            # The rim shows where a bright picture ends on a bright ground.
            painter.setPen(palette.mid().color())
            painter.setBrush(brush_of(pixmap, rect))
            painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()

    def _load_more(self) -> None:
        while self._waiting and len(self._in_flight) < IN_FLIGHT_LIMIT:
            region_id, _ = self._waiting.popitem()
            self._in_flight.add(region_id)
            self._stale.discard(region_id)
            self._bridge.run(
                Track.THUMBNAILS,
                partial(self._render, region_id),
                partial(self._on_rendered, region_id),
                partial(self._on_failed, region_id),
            )

    def _on_rendered(self, region_id: int, image: QImage) -> None:
        if image.isNull():
            self._failed.add(region_id)
        else:
            self._cache.put(region_id, QPixmap.fromImage(image))
        self._on_arrived(region_id)

    def _on_failed(self, region_id: int, _error: PhotoOrgError) -> None:
        # Its photo is on a drive that is not here, or the region is gone: the mark stays.
        self._failed.add(region_id)
        self._on_arrived(region_id)

    def _on_arrived(self, region_id: int) -> None:
        self._in_flight.discard(region_id)
        self.loaded.emit(region_id)
        self._load_more()


def brush_of(pixmap: QPixmap, rect: QRectF) -> QBrush:
    """Fills ``rect`` (logical pixels) with all of a square picture."""
    brush = QBrush(pixmap)
    scale = rect.width() / pixmap.width()
    brush.setTransform(QTransform().translate(rect.x(), rect.y()).scale(scale, scale))
    return brush
