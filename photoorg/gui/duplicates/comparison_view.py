"""Two pictures side by side, which are enlarged and shifted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.viewer.picture_canvas import PictureCanvas
from photoorg.gui.viewer.picture_loader import PictureLoader

if TYPE_CHECKING:
    from photoorg.gui.duplicates.found_groups import Tile
    from photoorg.gui.duplicates.photo_tiles import TilePictures
    from photoorg.gui.library_bridge import LibraryBridge

LEAST_SIDE_PX = 160


class _Side(QWidget):
    """A picture with a caption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PictureCanvas()
        self.canvas.setMinimumSize(LEAST_SIDE_PX, LEAST_SIDE_PX)
        self.caption = ElidedLabel()
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.photo_id = 0
        self.size_px = QSize()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.canvas, 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.caption)
        row.addStretch()
        layout.addLayout(row)


class ComparisonView(QWidget):
    """What is kept at the left, another one at the right; both are shown as large as each other's share."""

    def __init__(self, bridge: LibraryBridge, tiles: TilePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tiles
        self._pictures = PictureLoader(bridge, self)
        self._pictures.loaded.connect(self._on_loaded)
        self._pictures.failed.connect(self._on_failed)
        self.left, self.right = _Side(), _Side()
        self.left.canvas.setAccessibleName(self.tr("The photo that is kept"))
        self.right.canvas.setAccessibleName(self.tr("The other photo"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for side, other in ((self.left, self.right), (self.right, self.left)):
            layout.addWidget(side, 1)
            side.canvas.arranged.connect(
                lambda side=side, other=other: other.canvas.show_zoom(side.canvas.zoom)
            )
            side.canvas.zoomed.connect(self._load)
            side.canvas.resized.connect(self._load)

    def compare(self, one: Tile, other: Tile | None) -> None:
        """Shows two photos, or one alone."""
        self._show(self.left, one, self.tr("Kept: {name}").format(name=one.path.name))
        self.right.setVisible(other is not None)
        if other is None:
            self.right.photo_id = 0
        else:
            self._show(self.right, other, other.path.name)
        self._load()

    def flip_pixels(self) -> None:
        """Shows each pixel of the left photo as one of the screen, or all of both."""
        self.left.canvas.flip_pixels()

    def forget(self, photo_ids: frozenset[int]) -> None:
        """These photos may look otherwise."""
        self._pictures.forget(photo_ids)
        self._load()

    def _show(self, side: _Side, tile: Tile, caption: str) -> None:
        side.caption.setText(caption)
        if side.photo_id != tile.photo.id:
            side.photo_id = tile.photo.id
            side.size_px = QSize(tile.photo.width, tile.photo.height)
            side.canvas.fit()
            self._show_pixels(side)

    def _show_pixels(self, side: _Side) -> None:
        pixmap = self._pictures.pixmap(side.photo_id) or self._tiles.pixmap(side.photo_id)
        if pixmap is not None:
            side.canvas.show_pixmap(pixmap, side.size_px)
        else:
            side.canvas.show_message("")

    def _load(self) -> None:
        sides = [side for side in (self.left, self.right) if side.photo_id]
        if sides and self.isVisible():
            wanted = max(max(side.canvas.device_side_px, side.canvas.enlarged_side_px) for side in sides)
            self._pictures.want([side.photo_id for side in sides], wanted)

    def _on_loaded(self, photo_id: int) -> None:
        for side in (self.left, self.right):
            if side.photo_id == photo_id:
                self._show_pixels(side)

    def _on_failed(self, photo_id: int, reason: str) -> None:
        for side in (self.left, self.right):
            if side.photo_id == photo_id and side.canvas.pixmap.isNull():
                side.canvas.show_message(reason)
