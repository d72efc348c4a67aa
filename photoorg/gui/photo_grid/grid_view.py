"""The grid of thumbnails."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
)
from PySide6.QtWidgets import QListView, QWidget

from photoorg.gui.photo_grid.grid_delegate import PADDING_PX, PhotoGridDelegate
from photoorg.gui.photo_grid.grid_model import PhotoGridModel
from photoorg.gui.photo_grid.thumbnail_loader import ThumbnailShape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from photoorg.gui.library_bridge import LibraryBridge

SMALLEST_CELL_PX = 96
LARGEST_CELL_PX = 420
USUAL_CELL_PX = 186
FETCH_DELAY_MS = 25
ZOOM_STEP = 1.15
DRAGGED_PX = 72
# Most photos are wider than high: square cells would leave bands between the rows.
CELL_HEIGHT_RATIO = 0.8
# What these do is the window's business.
WINDOW_KEYS = frozenset(
    (*range(Qt.Key.Key_0, Qt.Key.Key_5 + 1), Qt.Key.Key_F, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
)


class PhotoGrid(QListView):
    """A lazy grid: whole rows of equal cells, thumbnails fetched for what is on the screen.

    A plain click opens a photo; Ctrl or Shift and a click select.

    Signals:
        photo_opened(int): a photo was clicked, or Enter pressed on it.
        similar_wanted(int): the button on a photo was clicked.
        photos_selected(tuple[int, ...]): the selection changed.
        menu_wanted(QPoint): a context menu was asked for, in global coordinates.
        zoomed(int): the side of a cell in logical pixels changed.
    """

    photo_opened = Signal(int)
    similar_wanted = Signal(int)
    photos_selected = Signal(object)
    menu_wanted = Signal(object)
    zoomed = Signal(int)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photoGrid")
        self.setAccessibleName(self.tr("Photos"))
        self._photos = PhotoGridModel(bridge, self)
        self._delegate = PhotoGridDelegate(self)
        self._cell_px = USUAL_CELL_PX
        self._fill = False
        self._columns = 1
        self._click_modifiers = Qt.KeyboardModifier.NoModifier
        self._pressed_button_of = -1
        self.setModel(self._photos)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self._fetch_timer = QTimer(self)
        self._fetch_timer.setSingleShot(True)
        self._fetch_timer.setInterval(FETCH_DELAY_MS)
        self._fetch_timer.timeout.connect(self._on_fetch_due)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        # Always there, so that the width of the grid never depends on its height, but seen only when needed.
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)
        self._photos.looks_changed.connect(self._on_looks_changed)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def photos(self) -> PhotoGridModel:
        """The model."""
        return self._photos

    @property
    def cell_px(self) -> int:
        """The wanted side of a cell in logical pixels (cells grow a little to fill the width)."""
        return self._cell_px

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """Selected photos, in the order of the page."""
        # By ranges: one Python object an index would make selecting 100,000 photos take a second.
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        return tuple(
            photo_id for top, bottom in ranges for photo_id in self._photos.photo_ids[top : bottom + 1]
        )

    @property
    def current_id(self) -> int | None:
        """The photo with the keyboard focus."""
        index = self.currentIndex()
        return self._photos.photo_id(index) if index.isValid() else None

    def show_photos(
        self, photo_ids: Sequence[int], relevance: Mapping[int, float], *, keep_place: bool
    ) -> None:
        """Shows other photos; ``keep_place`` keeps selection and scroll position where the photos remain."""
        if keep_place and photo_ids == self._photos.photo_ids:
            self._fetch_timer.start()
            return
        selected = self.selected_ids if keep_place else ()
        current = self.current_id if keep_place else None
        first, _ = self.visible_rows()
        offset = self.verticalScrollBar().value()
        anchor = self._photos.photo_ids[first] if keep_place and offset and self._photos.photo_ids else None
        row_offset = offset - first // self._columns * self.gridSize().height()
        self._photos.show_photos(photo_ids, relevance)
        self._lay_out()
        if anchor is not None:
            row = max(self._photos.index_of(anchor).row(), 0)
            self.executeDelayedItemsLayout()
            place = row // self._columns * self.gridSize().height() + row_offset
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()
        self._select(selected, current)
        # A model that is reset empties the selection without a word.
        self._on_selection_changed()
        self._fetch_timer.start()

    def make_current(self, photo_id: int) -> None:
        """Gives a photo the keyboard focus and scrolls to it."""
        index = self._photos.index_of(photo_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def set_cell_px(self, cell_px: int) -> None:
        """Zooms; the photo in the middle of attention stays on the screen."""
        cell_px = min(max(cell_px, SMALLEST_CELL_PX), LARGEST_CELL_PX)
        if cell_px == self._cell_px:
            return
        first, last = self.visible_rows()
        current = self.currentIndex()
        row = current.row() if first <= current.row() <= last else first
        self._cell_px = cell_px
        self._lay_out()
        self.executeDelayedItemsLayout()
        if self._photos.photo_ids:
            self.scrollTo(self._photos.index(max(row, 0)), QListView.ScrollHint.EnsureVisible)
        self.zoomed.emit(cell_px)

    def zoom(self, steps: int) -> None:
        """Larger for positive steps, smaller for negative ones."""
        self.set_cell_px(round(self._cell_px * ZOOM_STEP**steps))

    def set_fill(self, fill: bool) -> None:
        """Crops thumbnails to squares, or shows the whole photo."""
        self._fill = fill
        self._lay_out()

    def visible_rows(self) -> tuple[int, int]:
        """First and last model row on the screen; the last is before the first when there is none."""
        height = max(self.gridSize().height(), 1)
        top = self.verticalScrollBar().value()
        first = top // height * self._columns
        last = ((top + self.viewport().height() - 1) // height + 1) * self._columns - 1
        return first, min(last, len(self._photos.photo_ids) - 1)

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed."""
        self._photos.refresh(photo_ids)
        self._fetch_timer.start()

    def _select(self, photo_ids: Sequence[int], current: int | None) -> None:
        selection = QItemSelection()
        rows = sorted(self._photos.rows_of(photo_ids))
        for _, run in groupby(enumerate(rows), key=lambda place: place[1] - place[0]):
            members = [row for _, row in run]
            selection.select(self._photos.index(members[0]), self._photos.index(members[-1]))
        model = self.selectionModel()
        if current is not None and (index := self._photos.index_of(current)).isValid():
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not selection.isEmpty():
            model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _lay_out(self) -> None:
        # QListView begins a new row one pixel early.
        width = self.viewport().width() - 1
        self._columns = max(width // self._cell_px, 1)
        # Equal shares of the width leave no ragged margin at the right.
        cell_px = max(width // self._columns, SMALLEST_CELL_PX)
        cell = QSize(cell_px, cell_px if self._fill else round(cell_px * CELL_HEIGHT_RATIO))
        if cell != self.gridSize():
            self._delegate.set_cell(cell)
            self.setGridSize(cell)
        scale = self.devicePixelRatioF()
        shape = ThumbnailShape(
            round((cell.width() - 2 * PADDING_PX) * scale),
            round((cell.height() - 2 * PADDING_PX) * scale),
            self._fill,
        )
        self._photos.thumbnails.set_shape(shape)
        self._fetch_timer.start()

    def _on_scrolled(self) -> None:
        # Started only when idle: during a long scroll thumbnails still appear at every interval.
        if not self._fetch_timer.isActive():
            self._fetch_timer.start()

    def _on_scroll_range_changed(self, lowest: int, highest: int) -> None:
        self.verticalScrollBar().setEnabled(highest > lowest)

    def _on_fetch_due(self) -> None:
        if self.isVisible():
            first, last = self.visible_rows()
            self._photos.show_rows(first, last, look_ahead=max(last - first + 1, 0))

    def _on_looks_changed(self, photo_ids: frozenset[int]) -> None:
        for row in self._photos.rows_of(photo_ids):
            self.update(self._photos.index(row))

    def _on_activated(self, index: QModelIndex) -> None:
        self.photo_opened.emit(self._photos.photo_id(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._click_modifiers & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.photo_opened.emit(self._photos.photo_id(index))

    def _on_selection_changed(self) -> None:
        self.photos_selected.emit(self.selected_ids)

    def _similar_at(self, event: QMouseEvent) -> int:
        """The row whose "find similar" button is under the mouse, or -1."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return -1
        button = self._delegate.similar_button(self.visualRect(index), index)
        return index.row() if button.contains(event.position().toPoint()) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_button_of = (
            self._similar_at(event) if event.button() is Qt.MouseButton.LeftButton else -1
        )
        if self._pressed_button_of < 0:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_button_of < 0:
            super().mouseMoveEvent(event)
        over = self._similar_at(event) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._click_modifiers = event.modifiers()
        pressed, self._pressed_button_of = self._pressed_button_of, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif pressed == self._similar_at(event):
            self.similar_wanted.emit(self._photos.photo_ids[pressed])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click already opened the photo.
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        elif event.key() in WINDOW_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Off: it would ask every row of 100,000 for a name that is not there."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        photo_ids = self.selected_ids
        if not photo_ids:
            return
        drag = QDrag(self)
        drag.setMimeData(self._photos.mime_of(photo_ids))
        # Small and beside the mouse: the album below must stay visible.
        thumbnail = self._photos.thumbnails.pixmap(self.current_id or photo_ids[0])
        if thumbnail is not None:
            side = round(DRAGGED_PX * self.devicePixelRatioF())
            small = thumbnail.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            small.setDevicePixelRatio(self.devicePixelRatioF())
            drag.setPixmap(small)
            drag.setHotSpot(QPoint(-14, -10))
        drag.exec(Qt.DropAction.CopyAction)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)
