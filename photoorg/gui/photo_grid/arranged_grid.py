"""A grid whose photos the user can put into another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoorg.gui.photo_grid.grid_view import PhotoGrid
from photoorg.gui.photo_mime import decode_photo_ids

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QPaintEvent,
    )

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.photo_grid.grid_layout import Cell

# Of the line where dragged photos would go.
GAP_PX = 3
# So near to the edge dragging scrolls.
EDGE_PX = 28


class ArrangedGrid(PhotoGrid):
    """Photos that are dragged within it are to go where a line shows.

    Signals:
        photos_moved(tuple[int, ...], int | None): photos were dragged before another one, None for the end.
    """

    photos_moved = Signal(object, object)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        # Before which row dragged photos would go; None while nothing is dragged here.
        self._gap: int | None = None
        self._can_arrange = False

    def allow_arranging(self, allowed: bool) -> None:
        """Whether photos can be dragged to another place among these."""
        self._can_arrange = allowed
        self.setAcceptDrops(allowed)
        self.viewport().setAcceptDrops(allowed)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.DragDrop if allowed else mode.DragOnly)

    def _gap_at(self, at: QPoint) -> int:
        """The row before which photos go that are dropped there; the number of rows for the end."""
        top = self.verticalOffset()
        first, stop = self._visible_bounds()
        places = range(first, stop)
        if not places:
            return 0
        y = at.y() + top

        def distance(cell: Cell) -> tuple[int, int]:
            above, below = cell.y - y, y - (cell.y + cell.height)
            return max(above, below, 0), abs(cell.x + cell.width // 2 - at.x())

        nearest = min(self._layout.cells(places), key=distance)
        return nearest.place + (at.x() > nearest.x + nearest.width // 2)

    def _gap_rect(self, gap: int) -> QRect:
        count = len(self._photos.photo_ids)
        rect = self._rect_of(self._layout.cell(min(gap, count - 1)))
        x = rect.left() - GAP_PX if gap < count else rect.right() + 1
        return QRect(x, rect.top(), GAP_PX, rect.height())

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._can_arrange and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not (self._can_arrange and event.source() is self):
            event.ignore()
            return
        at = event.position().toPoint()
        height = self.viewport().height()
        if at.y() < EDGE_PX or at.y() > height - EDGE_PX:
            # Timer-less: Qt repeats the event while the mouse rests on a place that is accepted.
            self.timeline.setValue(self.timeline.value() + (-EDGE_PX if at.y() < EDGE_PX else EDGE_PX))
        self._show_gap(self._gap_at(at))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        photo_ids = decode_photo_ids(event.mimeData())
        gap = self._gap_at(event.position().toPoint())
        self._show_gap(None)
        if not (self._can_arrange and photo_ids):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        ids = self._photos.photo_ids
        self.photos_moved.emit(tuple(photo_ids), ids[gap] if gap < len(ids) else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is not None and self._photos.photo_ids:
            painter = QPainter(self.viewport())
            painter.fillRect(self._gap_rect(self._gap), self.palette().color(QPalette.ColorRole.Highlight))
            painter.end()
