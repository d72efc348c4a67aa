"""Searches that are kept as albums, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import Finding, InAlbum
from tests.gui.conftest import wait_for_first

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def name_it(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Fills in the dialog that asks for a name."""
    (dialog,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, AlbumDialog))
    dialog.field.setText(name)
    dialog.accept()
    qtbot.waitUntil(lambda: name in window.sidebar.albums.names)


def test_a_search_is_kept_shown_edited_and_renamed(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.browse.save_button.isVisible()
    qtbot.keyClicks(window.browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    assert window.browse.save_button.isVisible()
    qtbot.keyClick(window.grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    name_it(window, qtbot, "Warm")
    albums = window.sidebar.albums
    albums.page_chosen.emit(albums.pages[0])
    assert window.browse.trail.pages == (InAlbum("Warm"),)
    wait_for_first(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: window.browse.breadcrumb.note.endswith("· red"))
    albums.edit_wanted.emit("red")
    assert window.browse.trail.current == Finding("red")
    window.browse._on_query_chosen("blue")
    wait_for_first(window, qtbot, "blue.jpg")
    qtbot.mouseClick(window.browse.save_button, Qt.MouseButton.LeftButton)
    name_it(window, qtbot, "Warm")
    albums.page_chosen.emit(InAlbum("Warm", "red"))
    # The page follows the album.
    wait_for_first(window, qtbot, "blue.jpg")
    window.bridge.run(Track.WRITES, lambda library: library.albums.rename("Warm", "Cold"))
    qtbot.waitUntil(lambda: window.browse.trail.pages == (InAlbum("Cold"),))
    wait_for_first(window, qtbot, "blue.jpg")


def test_photos_are_not_offered_to_it(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.run(Track.WRITES, lambda library: library.albums.create("Red", "red"))
    window.bridge.run(Track.WRITES, lambda library: library.albums.create("Mine"))
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["Mine", "Red"])
    menu = window.albums.menu((1,), window)
    assert [action.text() for action in menu.actions() if action.text()] == ["Mine", "New album…"]


def test_a_ring_is_refused_and_deleting_says_who_searches_there(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.run(Track.WRITES, lambda library: library.albums.create("Red", "red"))
    window.bridge.run(Track.WRITES, lambda library: library.albums.create("Two", "in:red"))
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["Red", "Two"])
    window.albums.ask_to_save("in:two")
    name_it(window, qtbot, "Red")

    def asked_again() -> list[AlbumDialog]:
        dialogs = window.findChildren(AlbumDialog)
        return [one for one in dialogs if one.isVisible() and "would contain itself" in one.problem.text()]

    qtbot.waitUntil(lambda: len(asked_again()) == 1)
    (dialog,) = asked_again()
    assert dialog.field.text() == "Red"
    dialog.reject()
    window.sidebar.albums.delete_wanted.emit("Red")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert "Smart albums that search in it: “Two”." in box.informativeText()
    box.reject()
