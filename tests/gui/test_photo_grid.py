"""The grid itself, with more photos than anyone scrolls through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from photoorg.gui.photo_grid.grid_view import PhotoGrid
from photoorg.gui.photo_grid.justified_view import GAP_PX, MARGIN_PX, RIGHT_PX
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache
from tests.gui.conftest import id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

NEWER = range(900_000, 901_000)
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
def test_rows_on_the_screen_fill_the_width(grid: PhotoGrid, window: MainWindow, width: int) -> None:
    window.resize(width + 230, 700)
    QApplication.processEvents()
    grid.verticalScrollBar().setValue(50_000)
    first, last = grid.visible_rows()
    rects = [grid.visualRect(grid.model().index(row)) for row in range(first, last + 1)]
    assert rects[0].bottom() >= 0
    assert rects[-1].top() < grid.viewport().height() <= rects[-1].bottom() + GAP_PX + 1
    assert {rect.left() for rect in rects if rect.left() < 20} == {MARGIN_PX}
    edge = grid.viewport().width() - RIGHT_PX
    assert max(rect.right() + 1 for rect in rects) == edge
    for row, rect in enumerate(rects, first):
        assert grid.indexAt(rect.center()).row() == row


def test_only_what_is_near_the_screen_is_fetched(window: MainWindow, qtbot: QtBot) -> None:
    known = list(window.grid.photos.photo_ids)
    # Half of the known photos are in the middle, among ids that nobody may ask for.
    near, far = known[:4], known[4:]
    grid = PhotoGrid(window.bridge)
    qtbot.addWidget(grid)
    grid.resize(600, 400)
    grid.show()
    grid.show_photos([*MANY[:50_000], *far, *MANY[50_000:], *near], {}, keep_place=False)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: all(grid.photos.thumbnails.pixmap(photo_id) is not None for photo_id in near))
    qtbot.waitUntil(lambda: all(grid.photos.records.record(photo_id) is not None for photo_id in near))
    assert not any(grid.photos.records.record(photo_id) for photo_id in far)
    assert not any(grid.photos.thumbnails.pixmap(photo_id) for photo_id in far)
    grid.hide()


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


def test_the_top_stays_the_top_in_another_width(window: MainWindow) -> None:
    window.grid.show_photos(list(MANY), {}, keep_place=False)
    for width in (1100, 900, 1280):
        window.resize(width, 800)
        QApplication.processEvents()
        assert window.grid.verticalOffset() == 0


def test_newer_photos_are_seen_where_nobody_scrolled(window: MainWindow, qtbot: QtBot) -> None:
    grid = window.grid
    grid.show_photos(list(MANY), {}, keep_place=False)
    grid.setFocus()
    grid.make_current(MANY[0])
    grid.show_photos([*NEWER, *MANY], {}, keep_place=True)
    qtbot.wait(50)
    assert grid.verticalOffset() == 0
    assert grid.current_id == MANY[0]


def test_photos_are_seen_under_the_band_that_selects_them(window: MainWindow, qtbot: QtBot) -> None:
    grid = window.grid
    first = grid.photos.photo_ids[0]
    qtbot.waitUntil(lambda: grid.photos.thumbnails.pixmap(first) is not None)
    viewport = grid.viewport()
    cell = grid.visualRect(grid.photos.index(0)).center()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    for at in (QPoint(30, 30), cell + QPoint(40, 40)):
        qtbot.mouseMove(viewport, at)
        QApplication.processEvents()
    assert grid.state() is PhotoGrid.State.DragSelectingState
    assert grid._band.contains(cell)
    under_band = viewport.grab().toImage().pixelColor(cell)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=cell + QPoint(40, 40))
    selected = viewport.grab().toImage().pixelColor(cell)
    for part in ("red", "green", "blue"):
        assert abs(getattr(under_band, part)() - getattr(selected, part)()) < 40


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
    window.grid.make_current(photo_id)
    qtbot.waitUntil(
        lambda: (p := thumbnails.pixmap(photo_id)) is not None and abs(p.width() - p.height()) <= 1
    )


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
