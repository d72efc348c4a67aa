"""A view of justified rows under dates: where photos lie, how one moves among them, and what Qt asks."""

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
    Signal,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoorg.gui.photo_grid.date_headers import DateHeaders
from photoorg.gui.photo_grid.date_sections import Grain
from photoorg.gui.photo_grid.grid_layout import GridLayout, GridMetrics
from photoorg.gui.photo_grid.timeline_bar import TimelineBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from photoorg.gui.photo_grid.grid_layout import Cell
    from photoorg.gui.photo_grid.grid_model import Index, PhotoGridModel

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
ZOOM_STEP = 1.15
SINGLE_STEP_PX = 48
Move = QAbstractItemView.CursorAction


class JustifiedView(QAbstractItemView):
    """Lays out the photos of a model, zooms, scrolls, moves and selects; what they look like is for others.

    Qt's item views bring selection by ranges, keys, drags and accessibility; where a photo lies says
    :class:`GridLayout`.

    Signals:
        zoomed(int): the height of rows in logical pixels changed.
        selected_count_changed(int): the selection changed; so many photos are in it.
    """

    zoomed = Signal(int)
    selected_count_changed = Signal(int)

    def __init__(self, photos: PhotoGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # First: Qt asks for the offset while the view is being made.
        self.timeline = TimelineBar(self)
        self.setVerticalScrollBar(self.timeline)
        self._photos = photos
        photos.setParent(self)
        self._headers = DateHeaders()
        self._cell_px = USUAL_CELL_PX
        self._fill = False
        self._grain = Grain.DAY
        self._layout = GridLayout(photos.shelf.aspects, np.zeros(1, np.int64), self._metrics(0))
        self._anchor_row = 0
        self._goal_x: float | None = None
        self._band = QRect()
        self.setModel(photos)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Always there, so that the width of the grid never depends on its height, but seen only when needed.
        self.timeline.rangeChanged.connect(self._on_scroll_range_changed)

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
        self.viewport().update()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # At the very top it stays there.
            self._lay_out_around(0 if self.verticalOffset() else None)
        else:
            self.updateGeometries()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self._lay_out()
        return super().event(event)
