"""Photos whose drive is not connected, on the screen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

from photoorg.gui.photo_grid.grid_delegate import PhotoGridDelegate, PhotoLook
from tests.gui.conftest import id_of, wait_for_page
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

CELL_PX = 160


@pytest.fixture
def unplugged(tmp_path: Path, photo_folder: Path, filled_library: Path) -> Path:
    """Puts the folder of the library away; returns where it is."""
    away = tmp_path / "nowhere" / "to be found"
    away.parent.mkdir()
    return photo_folder.rename(away)


@pytest.fixture
def window(unplugged: Path, open_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    window = open_window()
    wait_for_page(qtbot, window, len(COLOURS))
    qtbot.waitUntil(lambda: is_offline(window, id_of(window, qtbot, "red.jpg")))
    return window


def is_offline(window: MainWindow, photo_id: int) -> bool:
    record = window.grid.photos.records.record(photo_id)
    return record is not None and record.offline


def drawn(window: MainWindow, photo_id: int) -> QImage:
    """The cell of a photo as the grid paints it."""
    photos = window.grid.photos
    image = QImage(CELL_PX, CELL_PX, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    PhotoGridDelegate(window).paint_photo(
        painter,
        window.palette(),
        image.rect(),
        PhotoLook(
            photos.thumbnails.pixmap(photo_id),
            photos.records.record(photo_id),
            is_unreadable=photos.thumbnails.is_unreadable(photo_id),
        ),
    )
    painter.end()
    return image


def test_a_badge_marks_offline_photos_until_their_drive_is_back(
    window: MainWindow, qtbot: QtBot, unplugged: Path, photo_folder: Path
) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: window.grid.photos.thumbnails.pixmap(photo_id) is not None)
    marked = drawn(window, photo_id)
    unplugged.rename(photo_folder)
    qtbot.waitUntil(lambda: window.grid.photos.records.record(photo_id) is not None)
    qtbot.waitUntil(lambda: not is_offline(window, id_of(window, qtbot, "red.jpg")))
    qtbot.waitUntil(lambda: window.grid.photos.thumbnails.pixmap(photo_id) is not None)
    plain = drawn(window, photo_id)
    assert marked != plain
    # The badge is in the corner; the rest of the photo is as it was.
    lower_half = QRect(0, CELL_PX // 2, CELL_PX, CELL_PX // 2)
    assert marked.copy(lower_half) == plain.copy(lower_half)


def test_an_offline_photo_without_thumbnail_has_a_placeholder(
    unplugged: Path, open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path
) -> None:
    shutil.rmtree(library_directory / "cache" / "thumbnails")
    window = open_window()
    wait_for_page(qtbot, window, len(COLOURS))
    photo_id = id_of(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: window.grid.photos.thumbnails.is_unreadable(photo_id))
    cell = drawn(window, photo_id)
    middle = cell.copy(QRect(CELL_PX // 2 - 14, CELL_PX // 2 - 14, 28, 28))
    assert len({middle.pixel(x, y) for x in range(28) for y in range(28)}) > 1


def test_the_large_view_says_so_and_shows_the_thumbnail(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    window.grid.make_current(photo_id)
    window.viewer.show_photo(window.grid.photos.photo_ids, photo_id)
    qtbot.waitUntil(lambda: "drive is not connected" in window.viewer.info.shown("offline"))
    qtbot.waitUntil(lambda: window.viewer.canvas.pixmap.size() != QSize())
    assert window.viewer._title.text() == "red.jpg (offline)"


def test_a_folder_is_relocated_from_the_settings(window: MainWindow, qtbot: QtBot, unplugged: Path) -> None:
    (folder,) = window.sidebar.folders.paths
    window.folders.relocate(folder, unplugged)
    qtbot.waitUntil(lambda: window.sidebar.folders.paths == [unplugged])
    qtbot.waitUntil(lambda: not is_offline(window, id_of(window, qtbot, "red.jpg")))
