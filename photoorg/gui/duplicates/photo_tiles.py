"""The photos of one group side by side, with what is kept of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photoorg.gui import wording
from photoorg.gui.icons import paint_icon
from photoorg.gui.people.crop_loader import BYTES_PER_PIXEL, CropLoader
from photoorg.gui.people.record_model import RecordModel, RecordRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette

    from photoorg.gui.duplicates.found_groups import Tile
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.people.record_model import Index
    from photoorg.photo_library import PhotoLibrary

TILE_PX = 132
PICTURE_PX = 104
MARK_PX = 22


def render_tile(photo_id: int, library: PhotoLibrary) -> QImage:
    """The thumbnail of a photo, uncropped (blocking), by Pillow as thumbnails are; null where there is
    none."""
    # Imported here: the window must appear first.
    from PIL import Image

    try:
        image = Image.open(BytesIO(library.thumbnail(photo_id)), formats=("JPEG",))
        image.load()
    except OSError:
        return QImage()
    width, height = image.size
    pixels = image.convert("RGB").tobytes("raw", "BGRX")
    return QImage(pixels, width, height, BYTES_PER_PIXEL * width, QImage.Format.Format_RGB32).copy()


class TilePictures(CropLoader):
    """Thumbnails of the photos that are painted."""

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(bridge, parent, render_tile)

    def paint_tile(self, painter: QPainter, photo_id: int, rect: QRectF, palette: QPalette) -> QRectF:
        """Draws all of the picture within ``rect``; a plate where there is none yet. Returns where it is."""
        pixmap = self.pixmap(photo_id)
        if pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.midlight())
            painter.drawRoundedRect(rect, 4, 4)
            return rect
        size = pixmap.size().scaled(rect.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        return place


class TileModel(RecordModel):
    """Photos, or files, of a group."""

    def describe(self, record: Tile) -> str:
        """Its name, its size, and whether it stays."""
        text = f"{record.path.name}, {caption_of(record)}"
        return self.tr("{photo}, is kept").format(photo=text) if record.is_kept else text


def caption_of(tile: Tile) -> str:
    """``4000 × 3000``."""
    return f"{tile.photo.width} × {tile.photo.height}"


class TileDelegate(QStyledItemDelegate):
    """Draws a picture, its size, and a mark on what is kept."""

    def __init__(self, pictures: TilePictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TILE_PX, PICTURE_PX + 16 + option.fontMetrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(RecordRole)
        palette, state = option.palette, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(option.rect).adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(palette.mid())
            painter.drawRoundedRect(plate, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.highlight().color())
            painter.drawRoundedRect(plate, 6, 6)
        picture = QRectF(plate.left() + 6, plate.top() + 6, plate.width() - 12, PICTURE_PX - 8)
        place = self._pictures.paint_tile(painter, tile.photo.id, picture, palette)
        if tile.is_kept:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.highlight().color(), 3))
            painter.drawRoundedRect(place, 3, 3)
            mark = QRectF(place.right() - MARK_PX - 4, place.bottom() - MARK_PX - 4, MARK_PX, MARK_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawEllipse(mark)
            inset = mark.adjusted(4, 4, -4, -4)
            paint_icon(painter, "yes", inset, palette.highlightedText().color())
        painter.setPen(palette.text().color())
        below = QRect(
            option.rect.left() + 4, round(picture.bottom()) + 3, TILE_PX - 8, option.fontMetrics.height()
        )
        text = option.fontMetrics.elidedText(caption_of(tile), Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)
        painter.restore()


class PhotoTiles(QListView):
    """A click shows a photo beside the one that is kept; Ctrl+click keeps it, too. Keys belong to the page
    around, but for those to the ends.

    Signals:
        tile_chosen(Tile): another one is the current one.
        flip_wanted(Tile): it is to be kept, or no longer.
        keep_wanted(Tile): it alone is to be kept.
        photo_wanted(int): a photo in large.
    """

    tile_chosen = Signal(object)
    flip_wanted = Signal(object)
    keep_wanted = Signal(object)
    photo_wanted = Signal(int)

    def __init__(self, pictures: TilePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beings")
        self.setAccessibleName(self.tr("Photos of this group"))
        self.tiles = TileModel(self)
        self.setModel(self.tiles)
        self.setItemDelegate(TileDelegate(pictures, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFixedHeight(PICTURE_PX + 30 + self.fontMetrics().height())
        self.doubleClicked.connect(lambda index: self.photo_wanted.emit(index.data(RecordRole).photo.id))
        pictures.loaded.connect(lambda _: self.viewport().update())

    @property
    def current(self) -> Tile | None:
        """The one that is looked at."""
        index = self.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    @property
    def kept(self) -> tuple[Tile, ...]:
        """What stays, the best first."""
        return tuple(tile for tile in self.tiles.records if tile.is_kept)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows another group; the first that goes is looked at."""
        self.tiles.show([])
        self.tiles.show(tiles)
        if tiles:
            first = next((place for place, tile in enumerate(tiles) if not tile.is_kept), 0)
            self.setCurrentIndex(self.tiles.index(first))

    def keep(self, ids: frozenset[int]) -> None:
        """These are kept, and no others."""
        self.tiles.show([replace(tile, is_kept=tile.id in ids) for tile in self.tiles.records])
        self.viewport().update()

    def step(self, tiles: int) -> None:
        """Goes so many photos to the right, or to the left below 0, where there are any."""
        index = self.tiles.index(self.currentIndex().row() + tiles)
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.tile_chosen.emit(current.data(RecordRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.flip_wanted.emit(index.data(RecordRole))


def size_of(tile: Tile) -> str:
    """``3.4 MB`` of this file."""
    sizes = {file.path: file.size_bytes for file in tile.photo.files}
    return wording.file_size(sizes.get(tile.path, tile.photo.files[0].size_bytes))
