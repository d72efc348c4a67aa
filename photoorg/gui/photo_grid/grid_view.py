"""The grid of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoorg.gui.photo_grid.date_headers import DateHeaders
from photoorg.gui.photo_grid.date_sections import Grain
from photoorg.gui.photo_grid.grid_delegate import PhotoGridDelegate, PhotoLook
from photoorg.gui.photo_grid.grid_layout import GridLayout, GridMetrics
from photoorg.gui.photo_grid.grid_model import Index, PhotoGridModel, Shelf
from photoorg.gui.photo_grid.timeline_bar import TimelineBar
from photoorg.search.marks import NO_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.photo_grid.grid_layout import Cell
    from photoorg.library.outlines import Outlines
    from photoorg.search.marks import Marks

SMALLEST_CELL_PX = 56
LARGEST_CELL_PX = 480
USUAL_CELL_PX = 186
MARGIN_PX = 16
GAP_PX = 4
# With the scroll bar as wide as the margin at the left, so that photos end where the search field does.
RIGHT_PX = 4
TOP_PX, BOTTOM_PX = 6, 16
# Below this height of rows a header for every day would leave little room for photos.
DAYS_FROM_PX = 120
FETCH_DELAY_MS = 25
ZOOM_STEP = 1.15
WHEEL_STEP = 120
DRAGGED_PX = 72
SINGLE_STEP_PX = 48
# What these do is the window's business.
WINDOW_KEYS = frozenset(
    (
        *range(Qt.Key.Key_0, Qt.Key.Key_5 + 1),
        *(Qt.Key.Key_F, Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
    )
)
Move = QAbstractItemView.CursorAction


class PhotoGrid(QAbstractItemView):
    """Justified rows of photos under dates, of which only what is near the screen is fetched or painted.

    A plain click opens a photo; Ctrl or Shift and a click select, as does a rubber band that begins beside
    the photos. Qt's item views bring selection by ranges, keys, drags and accessibility; where a photo lies
    says :class:`GridLayout`.

    Signals:
        photo_opened(int): a photo was clicked, or Enter pressed on it.
        similar_wanted(int): the button on a photo was clicked.
        selected_count_changed(int): the selection changed; so many photos are in it.
        menu_wanted(QPoint): a context menu was asked for, in global coordinates.
        zoomed(int): the height of rows in logical pixels changed.
    """

    photo_opened = Signal(int)
    similar_wanted = Signal(int)
    selected_count_changed = Signal(int)
    menu_wanted = Signal(object)
    zoomed = Signal(int)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photoGrid")
        self.setAccessibleName(self.tr("Photos"))
        # First: Qt asks for the offset while the view is being made.
        self.timeline = TimelineBar(self)
        self.setVerticalScrollBar(self.timeline)
        self._photos = PhotoGridModel(bridge, self)
        self._delegate = PhotoGridDelegate(self)
        self._headers = DateHeaders()
        self._cell_px = USUAL_CELL_PX
        self._zoom_rest = 0.0
        self._fill = False
        self._grain = Grain.DAY
        self._layout = GridLayout(self._photos.shelf.aspects, np.zeros(1, np.int64), self._metrics(0))
        self._anchor_row = 0
        self._goal_x: float | None = None
        self._hovered = -1
        self._marks = NO_MARKS
        self._band = QRect()
        self._click_modifiers = Qt.KeyboardModifier.NoModifier
        self._pressed_button_of = -1
        self.setModel(self._photos)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self._fetch_timer = QTimer(self)
        self._fetch_timer.setSingleShot(True)
        self._fetch_timer.setInterval(FETCH_DELAY_MS)
        self._fetch_timer.timeout.connect(self._on_fetch_due)
        # Always there, so that the width of the grid never depends on its height, but seen only when needed.
        self.timeline.rangeChanged.connect(self._on_scroll_range_changed)
        self._photos.looks_changed.connect(self._on_looks_changed)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)

    @property
    def photos(self) -> PhotoGridModel:
        """The model."""
        return self._photos

    @property
    def layout_of_photos(self) -> GridLayout:
        """Where the photos lie, below the top of all of them and right of the margin."""
        return self._layout

    @property
    def cell_px(self) -> int:
        """The wished height of a row in logical pixels."""
        return self._cell_px

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """Selected photos, in the order of the page."""
        ids = self._photos.photo_ids
        return tuple(photo_id for rows in self._selected_rows() for photo_id in ids[rows.start : rows.stop])

    @property
    def selected_count(self) -> int:
        """How many photos are selected."""
        return sum(map(len, self._selected_rows()))

    @property
    def current_id(self) -> int | None:
        """The photo with the keyboard focus."""
        index = self.currentIndex()
        return self._photos.photo_id(index) if index.isValid() else None

    def show_photos(
        self,
        photo_ids: Sequence[int],
        relevance: Mapping[int, float],
        *,
        keep_place: bool,
        outlines: Outlines | None = None,
        dated: bool = False,
    ) -> None:
        """Shows other photos, as :meth:`show_shelf`."""
        self.show_shelf(Shelf.of(photo_ids, relevance, outlines, dated=dated), keep_place=keep_place)

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
        rows = self._photos.rows_of([anchor_id]) if anchor_id is not None else []
        self.timeline.setValue(self._layout.cell(rows[0]).y - lies_at if rows else 0)
        self._select(selected, current)
        # A model that is reset empties the selection without a word.
        self.selected_count_changed.emit(self.selected_count)
        self.viewport().update()
        self._fetch_timer.start()

    def show_marks(self, marks: Marks) -> None:
        """Shows which photos are marked."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    def make_current(self, photo_id: int) -> None:
        """Gives a photo the keyboard focus and scrolls to it."""
        index = self._photos.index_of(photo_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def set_cell_px(self, cell_px: int) -> None:
        """Zooms; the photo in the middle of attention stays where it is."""
        self._zoom_to(cell_px, None)

    def zoom(self, steps: float) -> None:
        """Larger for positive steps, smaller for negative ones."""
        self.set_cell_px(round(self._cell_px * ZOOM_STEP**steps))

    def reset_zoom(self) -> None:
        """The size that photos have at first."""
        self.set_cell_px(USUAL_CELL_PX)

    def set_fill(self, fill: bool) -> None:
        """Crops thumbnails to squares, or shows the whole photo."""
        self._fill = fill
        self._lay_out_around(None)

    def visible_rows(self) -> tuple[int, int]:
        """First and last model row on the screen; the last is before the first when there is none."""
        top = self.verticalOffset()
        places = self._layout.places_between(top, top + self.viewport().height())
        return places.start, places.stop - 1

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed."""
        self._photos.refresh(photo_ids)
        self._fetch_timer.start()

    # --- layout ---

    def _metrics(self, header_px: int) -> GridMetrics:
        width = max(self.viewport().width() - MARGIN_PX - RIGHT_PX, SMALLEST_CELL_PX)
        top_px = 0 if header_px else TOP_PX
        return GridMetrics(width, self._cell_px, GAP_PX, header_px, top_px, self._fill)

    def _lay_out(self) -> None:
        shelf, dates = self._photos.shelf, self._photos.shelf.dates
        self._headers.set_font(self.font())
        metrics = self._metrics(0 if dates is None else self._headers.height_px)
        starts = np.zeros(1, np.int64)
        if dates is not None:
            finest = Grain.DAY if self._cell_px >= DAYS_FROM_PX else Grain.MONTH
            per_row = metrics.width_px / (self._cell_px * (1.0 if self._fill else 1.3))
            self._grain = dates.grain_for(finest, per_row)
            starts = dates.starts(self._grain)
        self._layout = GridLayout(shelf.aspects, starts, metrics)
        self._headers.show(dates, self._grain, self._layout)
        self.updateGeometries()
        self.timeline.show_dates(dates, self._layout)
        self._hovered = -1
        self.viewport().update()
        self._fetch_timer.start()

    def _lay_out_around(self, y: int | None) -> None:
        """Lays out anew so that the photo at a height of the viewport, else the current one, stays there."""
        top, height = self.verticalOffset(), self.viewport().height()
        row, current = -1, self.currentIndex().row()
        if y is None and current in range(*self._visible_bounds()):
            row = current
        elif self._layout.row_count:
            places = self._layout.places_in_row(self._layout.row_at(top + (y or 0)))
            row = places[len(places) // 2]
        before = self._layout.cell(row) if row >= 0 else None
        fixed = 0 if before is None else before.y + before.height / 2 - top
        if not -height < fixed < 2 * height:
            fixed = height / 2
        self._lay_out()
        if before is not None and (top > 0 or y is not None):
            after = self._layout.cell(row)
            self.timeline.setValue(round(after.y + after.height / 2 - fixed))

    def _zoom_to(self, cell_px: int, y: int | None) -> None:
        cell_px = min(max(cell_px, SMALLEST_CELL_PX), LARGEST_CELL_PX)
        if cell_px != self._cell_px:
            self._cell_px = cell_px
            self._lay_out_around(y)
            self.zoomed.emit(cell_px)

    def _visible_bounds(self) -> tuple[int, int]:
        first, last = self.visible_rows()
        return first, last + 1

    def _top_photo(self) -> tuple[int | None, int]:
        """The first photo on the screen and how far below the upper edge it begins."""
        first, last = self.visible_rows()
        if last < first:
            return None, 0
        return self._photos.photo_ids[first], self._layout.cell(first).y - self.verticalOffset()

    def _rect_of(self, cell: Cell) -> QRect:
        return QRect(cell.x + MARGIN_PX, cell.y - self.verticalOffset(), cell.width, cell.height)

    def _row_at(self, at: QPoint) -> int:
        return self._layout.place_at(at.x() - MARGIN_PX, at.y() + self.verticalOffset())

    # --- selection ---

    def _selected_rows(self) -> list[range]:
        # By ranges: one Python object an index would make selecting 100,000 photos take a second.
        parts = self.selectionModel().selection().toList()
        return sorted((range(part.top(), part.bottom() + 1) for part in parts), key=lambda rows: rows.start)

    def _select(self, photo_ids: Sequence[int], current: int | None) -> None:
        model = self.selectionModel()
        if current is not None and (index := self._photos.index_of(current)).isValid():
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._anchor_row = index.row()
        places = np.sort(self._photos.photo_ids.places_of(photo_ids))
        if len(places):
            breaks = np.flatnonzero(np.diff(places) != 1) + 1
            runs = [range(int(run[0]), int(run[-1]) + 1) for run in np.split(places, breaks)]
            model.select(self._selection_of(runs), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _selection_of(self, runs: Sequence[range]) -> QItemSelection:
        selection = QItemSelection()
        for run in runs:
            selection.select(self._photos.index(run.start), self._photos.index(run.stop - 1))
        return selection

    def _on_scroll_range_changed(self, lowest: int, highest: int) -> None:
        self.timeline.setEnabled(highest > lowest)

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
        self._photos.records.want([photo_id for area in wanted for photo_id, _, _ in area])
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

    def _similar_at(self, event: QMouseEvent) -> int:
        """The row whose "find similar" button is under the mouse, or -1."""
        at = event.position().toPoint()
        row = self._row_at(at)
        if row < 0:
            return -1
        button = self._delegate.similar_button(self._rect_of(self._layout.cell(row)))
        return row if button.contains(at) else -1

    def _hover(self, row: int) -> None:
        for changed in {self._hovered, row} - {-1} if row != self._hovered else ():
            if changed < len(self._photos.photo_ids):
                self.viewport().update(self._rect_of(self._layout.cell(changed)))
        self._hovered = row

    # --- what QAbstractItemView asks of a view ---

    def visualRect(self, index: Index) -> QRect:
        return self._rect_of(self._layout.cell(index.row())) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._photos.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        cell, height = self._layout.cell(index.row()), self.viewport().height()
        top = self.verticalOffset()
        header_px = self._layout.metrics.header_px
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            top = cell.y + cell.height // 2 - height // 2
        elif cell.y - header_px < top or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            top = cell.y - header_px - GAP_PX
        elif cell.y + cell.height > top + height or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            top = cell.y + cell.height + GAP_PX - height
        self.timeline.setValue(top)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.timeline.value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def moveCursor(self, cursorAction: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = len(self._photos.photo_ids)
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._photos.index(max(self.visible_rows()[0], 0))
        match cursorAction:
            case Move.MoveLeft | Move.MovePrevious:
                row, goal = row - 1, None
            case Move.MoveRight | Move.MoveNext:
                row, goal = row + 1, None
            case Move.MoveHome:
                row, goal = 0, None
            case Move.MoveEnd:
                row, goal = count - 1, None
            case _:
                row, goal = self._row_beyond(row, cursorAction)
        self._goal_x = goal
        return self._photos.index(min(max(row, 0), count - 1))

    def _row_beyond(self, row: int, action: Move) -> tuple[int, float]:
        """The photo above or below, and the horizontal place that going on up and down aims at."""
        layout, cell = self._layout, self._layout.cell(row)
        goal = cell.x + cell.width / 2 if self._goal_x is None else self._goal_x
        line = layout.row_of(row)
        page = max(self.viewport().height() - cell.height, cell.height)
        match action:
            case Move.MoveUp:
                line -= 1
            case Move.MoveDown:
                line += 1
            case Move.MovePageUp:
                line = min(layout.row_at(cell.y - page), line - 1)
            case Move.MovePageDown:
                line = max(layout.row_at(cell.y + page), line + 1)
        if not 0 <= line < layout.row_count:
            return row, goal
        return layout.place_in_row_near(line, goal), goal

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        current = self.currentIndex().row()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            self._band = rect.normalized()
            top = self.verticalOffset()
            left, right = self._band.left() - MARGIN_PX, self._band.right() + 1 - MARGIN_PX
            runs = self._layout.runs_within(
                left, self._band.top() + top, right, self._band.bottom() + 1 + top
            )
            self.viewport().update()
        elif current < 0:
            return
        elif command & QItemSelectionModel.SelectionFlag.Current:
            # From where the selection began to here: by the order of photos, not by a rectangle.
            runs = [range(min(self._anchor_row, current), max(self._anchor_row, current) + 1)]
        else:
            self._anchor_row = current
            runs = [range(current, current + 1)]
        self.selectionModel().select(self._selection_of(runs), command)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selected_count_changed.emit(self.selected_count)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            self.viewport().update(self.visualRect(index))

    def updateGeometries(self) -> None:
        height = self.viewport().height()
        total = self._layout.height_px + BOTTOM_PX if self._layout.row_count else 0
        self.timeline.setRange(0, max(total - height, 0))
        self.timeline.setPageStep(height)
        self.timeline.setSingleStep(SINGLE_STEP_PX)
        super().updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What stays on the screen is moved, not painted again.
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)
        if self.state() is QAbstractItemView.State.DragSelectingState:
            self.viewport().update()
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
            painter.fillRect(self._band, wash)
            painter.setPen(accent)
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
        self._pressed_button_of = (
            self._similar_at(event) if event.button() is Qt.MouseButton.LeftButton else -1
        )
        if self._pressed_button_of < 0:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_button_of < 0:
            super().mouseMoveEvent(event)
        self._hover(self._row_at(event.position().toPoint()) if not event.buttons() else -1)
        over = self._similar_at(event) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._click_modifiers = event.modifiers()
        pressed, self._pressed_button_of = self._pressed_button_of, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
            if not self._band.isNull():
                self._band = QRect()
                self.viewport().update()
        elif pressed == self._similar_at(event):
            self.similar_wanted.emit(self._photos.photo_ids[pressed])

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
        if event.size().width() != event.oldSize().width():
            self._lay_out_around(0)
        else:
            self.updateGeometries()
            self._fetch_timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self._lay_out()
        return super().event(event)
