"""The grid itself, with more photos than anyone scrolls through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from photoorg.gui.photo_grid.grid_model import PhotoGridModel
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache
from tests.gui.conftest import id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.photo_grid.grid_view import PhotoGrid

MANY = range(1_000_000, 1_100_000)


@pytest.fixture
def grid(window: MainWindow) -> Iterator[PhotoGrid]:
    """The grid of a window, showing very many ids (most of which the library does not know)."""
    # No page that is read meanwhile takes their place.
    window.browse._reader.answered.disconnect()
    window.bridge.photos_changed.disconnect()
    window.grid.show_photos(list(MANY), {}, keep_place=False)
    yield window.grid
    window.grid.show_photos([], {}, keep_place=False)


@pytest.mark.parametrize("width", [400, 801, 1180, 1403])
def test_rows_on_the_screen_are_where_qt_puts_them(grid: PhotoGrid, window: MainWindow, width: int) -> None:
    window.resize(width + 230, 700)
    QApplication.processEvents()
    grid.verticalScrollBar().setValue(50_000)
    first, last = grid.visible_rows()
    assert grid.indexAt(QPoint(2, 2)).row() == first
    cell = grid.gridSize()
    rightmost = grid.viewport().width() // cell.width() - 1
    assert grid.indexAt(QPoint(rightmost * cell.width() + 2, 2)).row() == first + rightmost
    assert grid.visualRect(grid.model().index(last)).top() < grid.viewport().height()
    assert grid.visualRect(grid.model().index(last + 1)).top() >= grid.viewport().height()


def test_only_what_is_near_the_screen_is_fetched(window: MainWindow, qtbot: QtBot) -> None:
    known = list(window.grid.photos.photo_ids)
    # Known photos, far below the first screen among ids that nobody may ask for.
    ids = [*MANY[:50_000], *known, *MANY[50_000:]]
    model = PhotoGridModel(window.bridge, window)
    model.show_photos(ids, {})
    model.show_rows(50_000, 50_005, look_ahead=2)
    qtbot.waitUntil(lambda: model.thumbnails.pixmap(known[7]) is not None)
    assert model.thumbnails.pixmap(known[8]) is None
    assert model.records.record(known[8]) is None
    assert model.records.record(known[0]) is not None


def test_selection_and_place_survive_new_photos(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(100_000)
    QApplication.processEvents()
    first, _ = grid.visible_rows()
    anchor = MANY[first]
    for photo_id in (anchor, anchor + 1, anchor + 5):
        grid.selectionModel().select(
            grid.photos.index_of(photo_id), grid.selectionModel().SelectionFlag.Select
        )
    grid.show_photos([1, 2, 3, *MANY], {}, keep_place=True)
    QApplication.processEvents()
    assert grid.selected_ids == (anchor, anchor + 1, anchor + 5)
    first, last = grid.visible_rows()
    assert anchor in grid.photos.photo_ids[first : last + 1]


def test_everything_can_be_selected(grid: PhotoGrid) -> None:
    grid.selectAll()
    assert len(grid.selected_ids) == len(MANY)


def test_zoom_by_wheel_keys_and_slider(window: MainWindow) -> None:
    grid = window.grid
    before = grid.cell_px
    no_buttons, control = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    middle = QPointF(200, 200)
    phase = Qt.ScrollPhase.NoScrollPhase
    grid.wheelEvent(QWheelEvent(middle, middle, QPoint(), QPoint(0, 120), no_buttons, control, phase, False))
    assert grid.cell_px > before
    window.menus.zoom_wanted.emit(-1)
    assert abs(grid.cell_px - before) <= 1
    window.status.zoom_chosen.emit(300)
    assert grid.cell_px == 300


def test_thumbnails_have_the_pixels_of_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    thumbnails = window.grid.photos.thumbnails
    qtbot.waitUntil(lambda: thumbnails.pixmap(photo_id) is not None)
    small = thumbnails.pixmap(photo_id).width()
    window.grid.make_current(photo_id)
    window.grid.set_cell_px(400)
    qtbot.waitUntil(lambda: thumbnails.pixmap(photo_id).width() > small)


def test_squares_are_cropped(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    thumbnails = window.grid.photos.thumbnails
    window.menus.fill_chosen.emit(True)
    qtbot.waitUntil(lambda: (p := thumbnails.pixmap(photo_id)) is not None and p.width() == p.height())


def test_the_cache_keeps_to_its_limit(qapp: QApplication) -> None:
    one = QPixmap(10, 10)
    one.fill(Qt.GlobalColor.red)
    size_bytes = one.width() * one.height() * one.depth() // 8
    cache = PixmapCache(3 * size_bytes)
    for photo_id in (1, 2, 3):
        cache.put(photo_id, QPixmap(one))
    assert cache.get(1) is not None
    cache.put(4, QPixmap(one))
    assert cache.get(2) is None
    assert cache.get(1) is not None
    assert cache.held_bytes == 3 * size_bytes
    cache.put(1, QPixmap(one))
    assert cache.held_bytes == 3 * size_bytes
