"""The grid of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoorg.gui.photo_grid.drag_picture import drag_picture
from photoorg.gui.photo_grid.grid_delegate import LEAST_BADGE_SIDE_PX, PhotoGridDelegate, PhotoLook
from photoorg.gui.photo_grid.grid_model import Index, PhotoGridModel, Shelf
from photoorg.gui.photo_grid.justified_view import MARGIN_PX, ZOOM_STEP, JustifiedView
from photoorg.search.marks import NO_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.photo_grid.grid_layout import Cell
    from photoorg.search.marks import Marks

FETCH_DELAY_MS = 25
# Nobody scrolls any more.
AT_REST_MS = 150
WHEEL_STEP = 120
# What these do is the window's business.
WINDOW_KEYS = frozenset(
    (
        *range(Qt.Key.Key_0, Qt.Key.Key_5 + 1),
        *(Qt.Key.Key_F, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape),
        *(Qt.Key.Key_Plus, Qt.Key.Key_Minus),
    )
)


class PhotoGrid(JustifiedView):
    """Justified rows of photos under dates, of which only what is near the screen is fetched or painted.

    A plain click opens a photo; Ctrl or Shift and a click select, as does a rubber band that begins beside
    the photos.

    Signals:
        photo_opened(int): a photo was clicked, or Enter pressed on it.
        similar_wanted(int): the button on a photo was clicked.
        stack_wanted(int): the number on the top of a stack was clicked.
        menu_wanted(QPoint): a context menu was asked for, in global coordinates.
        current_changed(int | None): another photo has the focus.
    """

    photo_opened = Signal(int)
    similar_wanted = Signal(int)
    stack_wanted = Signal(int)
    menu_wanted = Signal(object)
    current_changed = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(PhotoGridModel(bridge), parent)
        self.setObjectName("photoGrid")
        self.setAccessibleName(self.tr("Photos"))
        self._delegate = PhotoGridDelegate(self)
        self._zoom_rest = 0.0
        self._hovered = -1
        self._marks = NO_MARKS
        self._click_modifiers = Qt.KeyboardModifier.NoModifier
        self._pressed: tuple[str, int] | None = None
        self.setItemDelegate(self._delegate)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self._fetch_timer = QTimer(self)
        self._fetch_timer.setSingleShot(True)
        self._fetch_timer.setInterval(FETCH_DELAY_MS)
        self._fetch_timer.timeout.connect(self._on_fetch_due)
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.setInterval(AT_REST_MS)
        self._rest_timer.timeout.connect(self._on_fetch_due)
        self.photos.looks_changed.connect(self._on_looks_changed)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)

    def show_photos(
        self, photo_ids: Sequence[int], relevance: Mapping[int, float], *, keep_place: bool
    ) -> None:
        """Shows other photos, as :meth:`show_shelf`."""
        self.show_shelf(Shelf.of(photo_ids, relevance), keep_place=keep_place)

    def show_shelf(self, shelf: Shelf, *, keep_place: bool) -> None:
        """Shows other photos; ``keep_place`` keeps selection and scroll position where the photos remain."""
        if keep_place and shelf.looks_like(self._photos.shelf):
            self._fetch_timer.start()
            return
        selected = self.selected_ids if keep_place else ()
        current = self.current_id if keep_place else None
        anchor_id, lies_at = self._top_photo() if keep_place and self.verticalOffset() else (None, 0)
        self._photos.show_photos(shelf)
        self._lay_out()
        self._select(selected, current)
        # Last: Qt scrolls to what gets the keyboard, though newer photos may have come above it.
        rows = self._photos.rows_of([anchor_id]) if anchor_id is not None else []
        self.timeline.setValue(self._layout.cell(rows[0]).y - lies_at if rows else 0)
        # A model that is reset empties the selection without a word.
        self.selected_count_changed.emit(self.selected_count)
        self.viewport().update()
        self._fetch_timer.start()

    def show_marks(self, marks: Marks) -> None:
        """Shows which photos are marked."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed."""
        self._photos.refresh(photo_ids)
        self._fetch_timer.start()

    # --- what is on the screen ---

    def _lay_out(self) -> None:
        super()._lay_out()
        self._hovered = -1
        self._fetch_timer.start()

    def _on_fetch_due(self) -> None:
        """Fetches what is on the screen, then a screen after and one before it; drops what was wanted."""
        if not self.isVisible():
            return
        top, height = self.verticalOffset(), self.viewport().height()
        layout, ids, scale = self._layout, self._photos.photo_ids, self.devicePixelRatioF()
        near = [
            layout.places_between(top, top + height),
            layout.places_between(top + height, top + 2 * height),
            layout.places_between(top - height, top),
        ]
        # A row on the edge belongs to two of them, which costs nothing.
        wanted = [
            [
                (photo_id, round(cell.width * scale), round(cell.height * scale))
                for photo_id, cell in zip(ids[places.start : places.stop], layout.cells(places), strict=True)
            ]
            for places in near
        ]
        # What is known of photos is read in Python, which holds up the scrolling: meanwhile only for badges.
        is_moving, has_badges = self._rest_timer.isActive(), self._cell_px >= LEAST_BADGE_SIDE_PX
        described = wanted if not is_moving else wanted[:1] if has_badges else []
        self._photos.records.want([photo_id for area in described for photo_id, _, _ in area])
        self._photos.thumbnails.set_screen(round(height * self.viewport().width() * scale**2))
        self._photos.thumbnails.want(*wanted)

    def _on_looks_changed(self, photo_ids: frozenset[int]) -> None:
        first, stop = self._visible_bounds()
        for row in self._photos.rows_of(photo_ids):
            if first <= row < stop:
                self.viewport().update(self._rect_of(self._layout.cell(row)))

    def _on_activated(self, index: QModelIndex) -> None:
        self.photo_opened.emit(self._photos.photo_id(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._click_modifiers & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.photo_opened.emit(self._photos.photo_id(index))

    def _button_at(self, event: QMouseEvent) -> tuple[str, int] | None:
        """What is under the mouse on a photo: "similar" or "stack", and which photo that is."""
        at = event.position().toPoint()
        row = self._row_at(at)
        if row < 0:
            return None
        photo_id, rect = self._photos.photo_ids[row], self._rect_of(self._layout.cell(row))
        if self._delegate.similar_button(rect).contains(at):
            return "similar", photo_id
        size = self._photos.stack_size(photo_id)
        if size and self._delegate.stack_badge(rect, size, self.fontMetrics()).contains(at):
            return "stack", photo_id
        return None

    def _hover(self, row: int) -> None:
        for changed in {self._hovered, row} - {-1} if row != self._hovered else ():
            if changed < len(self._photos.photo_ids):
                self.viewport().update(self._rect_of(self._layout.cell(changed)))
        self._hovered = row

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What stays on the screen is moved, not painted again.
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)
        if self.state() is QAbstractItemView.State.DragSelectingState:
            self.viewport().update()
        self._rest_timer.start()
        # Started only when idle: during a long scroll thumbnails still appear at every interval.
        if not self._fetch_timer.isActive():
            self._fetch_timer.start()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        # The region, for thumbnails arrive here and there: its bounds would be most of the screen each time.
        area, region, top, palette = event.rect(), event.region(), self.verticalOffset(), self.palette()
        painter = QPainter(self.viewport())
        # For thumbnails that are about to be replaced by some of the right size.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self._headers.paint(painter, palette, area, QPoint(MARGIN_PX, -top))
        places = self._layout.places_between(area.top() + top, area.bottom() + 1 + top)
        ids = self._photos.photo_ids[places.start : places.stop]
        selected = self._selected_among(places)
        current = self.currentIndex().row() if self.hasFocus() else -1
        for photo_id, cell in zip(ids, self._layout.cells(places), strict=True):
            rect = self._rect_of(cell)
            if region.intersects(rect):
                self._delegate.paint_photo(
                    painter, palette, rect, self._look(photo_id, cell, selected, current)
                )
        if self.state() is QAbstractItemView.State.DragSelectingState:
            accent = palette.color(QPalette.ColorRole.Highlight)
            wash = QColor(accent)
            wash.setAlphaF(0.15)
            painter.setPen(accent)
            # Photos below stay to be seen.
            painter.setBrush(wash)
            painter.drawRect(self._band.adjusted(0, 0, -1, -1))
        painter.end()

    def _look(self, photo_id: int, cell: Cell, selected: set[int], current: int) -> PhotoLook:
        thumbnails = self._photos.thumbnails
        pixmap = thumbnails.pixmap(photo_id)
        return PhotoLook(
            pixmap,
            self._photos.records.record(photo_id),
            self._photos.relevance(photo_id),
            pixmap is None and thumbnails.is_unreadable(photo_id),
            cell.place in selected,
            cell.place == current,
            cell.place == self._hovered,
            "plus" if photo_id in self._marks.more else "minus" if photo_id in self._marks.less else "",
            self._photos.stack_size(photo_id),
        )

    def _selected_among(self, places: range) -> set[int]:
        found: set[int] = set()
        for part in self.selectionModel().selection().toList():
            first, stop = max(part.top(), places.start), min(part.bottom() + 1, places.stop)
            found.update(range(first, stop))
        return found

    # --- input ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._goal_x = None
        self._pressed = self._button_at(event) if event.button() is Qt.MouseButton.LeftButton else None
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
        self._hover(self._row_at(event.position().toPoint()) if not event.buttons() else -1)
        is_over = self._button_at(event) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._click_modifiers = event.modifiers()
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            if not self._band.isNull():
                self._band = QRect()
                self.viewport().update()
        elif pressed == self._button_at(event):
            name, photo_id = pressed
            (self.similar_wanted if name == "similar" else self.stack_wanted).emit(photo_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click already opened the photo.
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        elif event.key() in WINDOW_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Off: it would ask every row of a million for a name that is not there."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Touch pads send many small turns: those that change no pixel yet are kept for the next.
            self._zoom_rest += event.angleDelta().y() / WHEEL_STEP
            wished = round(self._cell_px * ZOOM_STEP**self._zoom_rest)
            if wished != self._cell_px:
                self._zoom_rest = 0.0
                self._zoom_to(wished, event.position().toPoint().y())
            event.accept()
        else:
            super().wheelEvent(event)
            self._hover(-1)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        photo_ids = self.selected_ids
        if not photo_ids:
            return
        drag = QDrag(self)
        drag.setMimeData(self._photos.mime_of(photo_ids))
        thumbnail = self._photos.thumbnails.pixmap(self.current_id or photo_ids[0])
        picture = drag_picture(thumbnail, len(photo_ids), self.devicePixelRatioF(), self.palette())
        if picture is not None:
            drag.setPixmap(picture)
            drag.setHotSpot(QPoint(-14, -10))
        drag.exec(Qt.DropAction.CopyAction)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fetch_timer.start()
