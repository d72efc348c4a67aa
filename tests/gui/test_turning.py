"""Turning photos in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of, names_on_page, wait_for_page
from tests.gui.test_files import entries, select
from tests.gui.test_undo import menu_texts, redo, undo
from tests.gui.test_viewer import open_photo
from tests.pictures import encoded, quadrants
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPixmap
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    open_window: Callable[[], MainWindow], qtbot: QtBot, filled_library: Path, photo_folder: Path
) -> MainWindow:
    """A window with two photos of which one sees how they lie."""
    for name, size in (("four", (96, 64)), ("square", (64, 64))):
        (photo_folder / f"{name}.jpg").write_bytes(encoded(quadrants(size), "JPEG", quality=95))
    with PhotoLibrary.open(filled_library, encoder=TinyEncoder()) as library:
        library.sync()
    opened = open_window()
    wait_for_page(qtbot, opened, len(COLOURS) + 2)
    names_on_page(opened, qtbot)
    return opened


def colour_at_top_left(pixmap: QPixmap | None) -> str:
    """The name of the quadrant there."""
    if pixmap is None or pixmap.isNull():
        return ""
    colour = QColor(pixmap.toImage().pixel(pixmap.width() // 5, pixmap.height() // 5))
    return {
        (True, False, False): "red",
        (False, True, False): "lime",
        (False, False, True): "blue",
        (True, True, False): "yellow",
    }.get((colour.red() > 127, colour.green() > 127, colour.blue() > 127), "")


def shown_in_grid(window: MainWindow, photo_id: int) -> str:
    return colour_at_top_left(window.grid.photos.thumbnails.pixmap(photo_id))


def shape_in_grid(window: MainWindow, photo_id: int) -> float:
    rect = window.grid.visualRect(window.grid.photos.index_of(photo_id))
    return rect.width() / rect.height()


def test_ctrl_r_turns_selected_photos_and_their_tiles(window: MainWindow, qtbot: QtBot) -> None:
    four, square = select(window, qtbot, "four.jpg", "square.jpg")
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "red")
    assert shape_in_grid(window, four) == pytest.approx(1.5, rel=0.05)
    qtbot.keyClick(window.grid, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: shape_in_grid(window, four) == pytest.approx(1 / 1.5, rel=0.05))
    # A square tile keeps its shape, and is drawn anew all the same.
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "blue")
    assert set(window.grid.selected_ids) == {four, square}
    qtbot.keyClick(window.grid, Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "red")


def test_turning_is_undone_and_done_again(window: MainWindow, qtbot: QtBot) -> None:
    four, square = select(window, qtbot, "four.jpg", "square.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "blue")
    assert menu_texts(window)[0] == "&Undo rotation of 2 photos"
    undo(window, qtbot)
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "red")
    qtbot.waitUntil(lambda: shape_in_grid(window, four) == pytest.approx(1.5, rel=0.05))
    redo(window, qtbot)
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == shown_in_grid(window, square) == "blue")


def test_the_photo_in_the_large_view_is_turned(window: MainWindow, qtbot: QtBot) -> None:
    four = open_photo(window, qtbot, "four.jpg")
    viewer = window.viewer
    qtbot.waitUntil(lambda: viewer._is_settled(four))
    for colour, size, shape in (("lime", "64 × 96", 2 / 3), ("yellow", "96 × 64", 3 / 2)):
        qtbot.keyClick(viewer, Qt.Key.Key_R, CONTROL | SHIFT)
        qtbot.waitUntil(lambda colour=colour: colour_at_top_left(viewer.canvas.pixmap) == colour)
        assert viewer.info.shown("size").startswith(size)
        target = viewer.canvas.picture_rect
        assert target.width() / target.height() == pytest.approx(shape)
        qtbot.waitUntil(lambda: viewer._is_settled(four))
        assert colour_at_top_left(viewer.canvas.pixmap) == colour


def test_a_photo_turned_in_the_grid_is_turned_when_it_is_opened_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    four = open_photo(window, qtbot, "four.jpg")
    qtbot.waitUntil(lambda: window.viewer._is_settled(four))
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    select(window, qtbot, "four.jpg")
    window.grid.menu_wanted.emit(window.grid.mapToGlobal(window.grid.rect().center()))
    entries(window)["Rotate right"].trigger()
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == "blue")
    window.grid.photo_opened.emit(id_of(window, qtbot, "four.jpg"))
    qtbot.waitUntil(lambda: window.viewer._is_settled(four))
    assert colour_at_top_left(window.viewer.canvas.pixmap) == "blue"


def test_a_photo_edited_by_another_program_is_shown_anew(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    four = id_of(window, qtbot, "four.jpg")
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == "red")
    edited = quadrants((96, 64)).rotate(180)
    (photo_folder / "four.jpg").write_bytes(encoded(edited, "JPEG", quality=95))
    qtbot.waitUntil(lambda: shown_in_grid(window, four) == "yellow")
