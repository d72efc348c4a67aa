"""Albums in the window: folders, header, order, what fits, the best, and export."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.album_edit_dialog import AlbumEditDialog
from photoorg.gui.album_list import ALBUM_MIME_TYPE
from photoorg.gui.pages import BestOf, Fitting, InAlbum, InAlbumFolder
from photoorg.gui.side_lists import DepthRole
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of, names_on_page, wait_for_page
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def make_album(window: MainWindow, qtbot: QtBot, name: str, *file_names: str) -> list[int]:
    """Makes an album of photos that are on the screen, and opens it."""
    ids = [id_of(window, qtbot, file_name) for file_name in file_names]
    window.albums.add(name, tuple(ids))
    qtbot.waitUntil(lambda: name in window.sidebar.albums.names)
    window.browse.open_page(InAlbum(name))
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == ids)
    return ids


@pytest.fixture
def with_reds(
    open_window: Callable[[], MainWindow], qtbot: QtBot, filled_library: Path, photo_folder: Path
) -> MainWindow:
    """A window on a library with three more red photos."""
    for number in (1, 2, 3):
        make_jpeg(photo_folder / f"red-{number}.jpg", (220 - 4 * number, 20, 30 + 3 * number))
    with PhotoLibrary.open(filled_library, encoder=TinyEncoder()) as library:
        library.sync()
    window = open_window()
    wait_for_page(qtbot, window, len(COLOURS) + 3)
    return window


def enter(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Answers the question for a name."""
    qtbot.waitUntil(lambda: window.findChild(AlbumDialog) is not None)
    dialog = window.findChild(AlbumDialog)
    dialog.field.setText(name)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(AlbumDialog) is None)


def test_albums_are_dragged_into_folders(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Red", "red.jpg")
    albums = window.sidebar.albums
    window.menus.album.new_folder_wanted.emit()
    enter(window, qtbot, "Trips")
    qtbot.waitUntil(lambda: albums.folder_names == ["Trips"])
    mime = QMimeData()
    mime.setData(ALBUM_MIME_TYPE, b"Red")
    at = QPointF(albums.visualItemRect(albums.item(0)).center())
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    albums.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, mime, button, keys))
    qtbot.waitUntil(lambda: albums.count() == 2 and albums.item(1).data(DepthRole) == 1)
    assert albums.pages == [InAlbumFolder("Trips"), InAlbum("Red")]
    window.browse.open_page(InAlbumFolder("Trips"))
    qtbot.waitUntil(lambda: names_on_page(window, qtbot) == ["red.jpg"])
    albums.setCurrentRow(0)
    qtbot.keyClick(albums, Qt.Key.Key_Left)
    assert albums.pages == [InAlbumFolder("Trips")]
    qtbot.keyClick(albums, Qt.Key.Key_Right)
    assert albums.names == ["Red"]
    window.undo.undo()
    qtbot.waitUntil(lambda: albums.item(1).data(DepthRole) == 0)
    qtbot.keyClick(albums, Qt.Key.Key_F2)
    enter(window, qtbot, "Travels")
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbumFolder("Travels"))


def test_the_header_says_what_an_album_is_and_changes_it(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Two", "red.jpg", "blue.jpg")
    header = window.browse.header
    qtbot.waitUntil(lambda: header.isVisible() and header.text.startswith("2 photos"))
    qtbot.mouseClick(header.edit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(AlbumEditDialog) is not None)
    dialog = window.findChild(AlbumEditDialog)
    dialog.name.setText("Pair")
    dialog.description.setPlainText("Red and blue")
    dialog.cover.setCurrentIndex(dialog.cover.findData("best"))
    dialog.accept()
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbum("Pair"))
    qtbot.waitUntil(lambda: header.description == "Red and blue")
    window.undo.undo()
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbum("Two"))
    qtbot.waitUntil(lambda: header.description == "")
    window.browse.search_for("ext:jpg")
    assert not header.isVisible()


def test_photos_are_dragged_and_moved_with_keys(window: MainWindow, qtbot: QtBot) -> None:
    red, green, blue = make_album(window, qtbot, "Three", "red.jpg", "green.jpg", "blue.jpg")
    grid = window.grid
    first = grid.visualRect(grid.photos.index_of(red))
    at = QPointF(first.left() + 3, first.center().y())
    assert grid._gap_at(at.toPoint()) == 0
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    mime = grid.photos.mime_of([blue])
    grid.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, mime, button, keys))
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [blue, red, green])
    grid._select((blue,), blue)
    window.menus.album.move_wanted.emit("later")
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [red, blue, green])
    window.menus.album.move_wanted.emit("last")
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [red, green, blue])
    window.menus.album.move_wanted.emit("earlier")
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [red, blue, green])
    window.menus.album.sort_wanted.emit("name")
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [blue, green, red])
    window.undo.undo()
    qtbot.waitUntil(lambda: list(grid.photos.photo_ids) == [red, blue, green])


def test_photos_that_fit_are_taken_and_refused_with_keys(with_reds: MainWindow, qtbot: QtBot) -> None:
    window = with_reds
    (red,) = make_album(window, qtbot, "Warm", "red.jpg")
    qtbot.mouseClick(window.browse.header.fitting, Qt.MouseButton.LeftButton)
    assert window.browse.trail.current == Fitting("Warm")
    qtbot.waitUntil(lambda: window.browse._shown == Fitting("Warm"))
    found = list(window.grid.photos.photo_ids)
    assert len(found) == 3
    window.grid._select((found[0],), found[0])
    window.grid.setFocus()
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: found[0] not in window.grid.photos.photo_ids)
    assert red not in window.grid.photos.photo_ids


def test_what_fits_is_said_in_large_too_and_from_the_best(with_reds: MainWindow, qtbot: QtBot) -> None:
    window = with_reds
    make_album(window, qtbot, "Warm", "red.jpg")
    window.browse.show_best()
    assert window.browse.trail.current == BestOf(InAlbum("Warm"))
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.browse.trail.current == Fitting("Warm")
    qtbot.waitUntil(lambda: window.browse._shown == Fitting("Warm"))
    first, second, third = window.grid.photos.photo_ids
    window.pages.open_photo(first)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Plus)
    assert window.viewer.photo_id == second
    assert window.viewer.canvas.note == "Added to “Warm”."
    qtbot.keyClick(window.viewer, Qt.Key.Key_Minus)
    assert window.viewer.photo_id == third
    qtbot.waitUntil(lambda: not {first, second} & set(window.grid.photos.photo_ids))
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    window.browse.open_page(InAlbum("Warm"))
    qtbot.waitUntil(lambda: first in window.grid.photos.photo_ids)
    assert second not in window.grid.photos.photo_ids


def test_the_best_of_an_album_say_why(window: MainWindow, qtbot: QtBot) -> None:
    ids = make_album(window, qtbot, "Some", "red.jpg", "green.jpg", "blue.jpg")
    window.photos.rate((ids[1],), 5)
    window.browse.show_best()
    assert window.browse.trail.current == BestOf(InAlbum("Some"))
    qtbot.waitUntil(lambda: ids[1] in window.grid.photos.photo_ids and window.browse.choices.isVisible())
    window.grid.make_current(ids[1])
    qtbot.waitUntil(lambda: "5" in window.browse.choices.text)
    window.browse.back()
    assert window.browse.trail.current == InAlbum("Some")
    window.browse.search_for("rating:5")
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [ids[1]])
    window.menus.album.best_wanted.emit()
    qtbot.waitUntil(lambda: window.browse.choices.isVisible())
    assert list(window.grid.photos.photo_ids) == [ids[1]]


def test_an_album_becomes_a_web_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    make_album(window, qtbot, "Two", "red.jpg", "blue.jpg")
    qtbot.mouseClick(window.browse.header.export, Qt.MouseButton.LeftButton)
    dialog = window.album_exports.dialog
    assert dialog is not None
    assert not dialog.start_button.isEnabled()
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.album_exports.dialog is None)
    assert (tmp_path / "out" / "Two" / "index.html").is_file()
    assert len(os.listdir(tmp_path / "out" / "Two" / "pictures")) == 2  # noqa: PTH208
