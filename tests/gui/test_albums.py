"""Albums at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QMenu, QMessageBox

from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.album_edit_dialog import AlbumEditDialog, AlbumWish
from photoorg.gui.pages import AllPhotos, InAlbum
from photoorg.gui.photo_grid.drag_picture import drag_picture
from photoorg.gui.side_lists import CountRole
from tests.gui.conftest import id_of, names_on_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def enter_name(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Types a name into the open dialog and confirms it."""
    dialog = window.findChild(AlbumDialog)
    dialog.field.setText(name)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)


def asking(window: MainWindow) -> AlbumDialog | None:
    """The dialog that asks for a name now."""
    return next((one for one in window.findChildren(AlbumDialog) if one.isVisible()), None)


def make_album(window: MainWindow, qtbot: QtBot, name: str, *file_names: str) -> None:
    """Makes an album of photos that are on the screen."""
    window.albums.add(name, tuple(id_of(window, qtbot, file_name) for file_name in file_names))
    qtbot.waitUntil(lambda: name in window.sidebar.albums.names)


def test_selected_photos_are_added_to_a_new_album(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = id_of(window, qtbot, "red.jpg"), id_of(window, qtbot, "blue.jpg")
    viewport = window.grid.viewport()
    for photo_id in (red, blue):
        at = window.grid.visualRect(window.grid.photos.index_of(photo_id)).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert set(window.grid.selected_ids) == {red, blue}
    assert not window.viewer.isVisible()
    window.menus.add_to_album_wanted.emit()
    enter_name(window, qtbot, "Holiday")
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["Holiday"])
    qtbot.waitUntil(lambda: window.sidebar.albums.item(0).data(CountRole) == 2)
    window.sidebar.albums.page_chosen.emit(InAlbum("Holiday"))
    qtbot.waitUntil(lambda: set(window.grid.photos.photo_ids) == {red, blue})
    assert window.browse.breadcrumb.titles == ["Holiday"]


def test_an_album_is_found_regardless_of_case(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Holiday", "red.jpg")
    window.albums.add("holiday", (id_of(window, qtbot, "blue.jpg"),))
    qtbot.waitUntil(lambda: window.sidebar.albums.item(0).data(CountRole) == 2)
    assert window.sidebar.albums.names == ["Holiday"]


def test_what_was_in_the_album_already_is_not_counted(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Trip", "red.jpg")
    ids = tuple(id_of(window, qtbot, name) for name in ("red.jpg", "blue.jpg", "green.jpg"))
    window.albums.add("Trip", ids)
    qtbot.waitUntil(lambda: "2 photos added to “Trip”." in [row.notice.text for row in window.notices.rows])
    assert window.undo.undo_text == "adding 2 photos to “Trip”"
    window.albums.add("trip", ids)
    qtbot.waitUntil(
        lambda: "Already in “Trip”: 3 photos." in [row.notice.text for row in window.notices.rows]
    )
    # There is nothing of it to take back.
    assert window.undo.undo_text == "adding 2 photos to “Trip”"


def test_a_drag_of_several_photos_tells_how_many(window: MainWindow) -> None:
    thumbnail = QPixmap(300, 200)
    thumbnail.fill("red")
    one, two = (drag_picture(thumbnail, count, 2.0, window.palette()) for count in (1, 2))
    assert one is not None
    assert two is not None
    assert one.deviceIndependentSize().toTuple() == (72, 48)
    # The number sticks out.
    assert two.height() > one.height()
    assert drag_picture(None, 1, 1.0, window.palette()) is None
    assert drag_picture(None, 1200, 1.0, window.palette()) is not None


def test_photos_are_dropped_on_an_album(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Best", "red.jpg")
    albums = window.sidebar.albums
    at = QPointF(albums.visualItemRect(albums.item(0)).center())
    mime = window.grid.photos.mime_of([id_of(window, qtbot, "green.jpg")])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    albums.dropEvent(QDropEvent(at, action, mime, button, keys))
    qtbot.waitUntil(lambda: albums.item(0).data(CountRole) == 2)


def test_the_menu_offers_every_album(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Cats & dogs", "red.jpg")
    menu = QMenu(window)
    texts = [action.text() for action in window.albums.menu((1,), menu).actions()]
    assert texts[0] == "Cats && dogs"
    assert texts[-1] == "New album…"


def test_an_album_is_renamed_while_it_is_open(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Old", "red.jpg", "blue.jpg")
    window.browse.open_page(InAlbum("Old"))
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 2)
    window.sidebar.albums.rename_wanted.emit("Old")
    enter_name(window, qtbot, "New")
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbum("New"))
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["New"])
    assert sorted(names_on_page(window, qtbot)) == ["blue.jpg", "red.jpg"]


def test_a_photo_is_taken_out_and_the_empty_album_says_so(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    window.browse.open_page(InAlbum("One"))
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 1)
    window.albums.remove("One", tuple(window.grid.photos.photo_ids))
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert "One" in window.browse.message.title


def test_deleting_an_album_says_that_photos_stay(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    window.browse.open_page(InAlbum("One"))
    window.sidebar.albums.delete_wanted.emit("One")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert "stay" in box.informativeText()
    delete = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())
    qtbot.waitUntil(lambda: window.sidebar.albums.names == [])


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl+Shift+N"])
def test_a_name_that_is_taken_is_asked_for_again(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(window, combination.key(), combination.keyboardModifiers())
    enter_name(window, qtbot, "one")
    problem = "There is already an album ‘One’."
    qtbot.waitUntil(lambda: asking(window) is not None and asking(window).problem.text() == problem)
    dialog = asking(window)
    assert dialog.field.text() == dialog.field.selectedText() == "one"
    assert dialog.problem.isVisible()
    assert not any("already" in row.notice.text for row in window.notices.rows)
    # Selected: what is typed takes its place.
    qtbot.keyClicks(dialog.field, "Two")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    albums = window.sidebar.albums
    qtbot.waitUntil(lambda: "Two" in [*albums.names, *albums.folder_names])
    assert asking(window) is None
    assert not any("already" in row.notice.text for row in window.notices.rows)


def test_what_else_was_changed_of_an_album_stays_while_its_name_is_asked_for_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    make_album(window, qtbot, "Two", "red.jpg")
    window.album_content.ask_to_edit("Two")
    qtbot.waitUntil(lambda: window.findChild(AlbumEditDialog) is not None)
    first = window.findChild(AlbumEditDialog)
    first.name.setText("One")
    first.description.setPlainText("In the mountains")
    first.accept()
    dialogs = window.findChildren
    qtbot.waitUntil(lambda: any(one.problem.text() for one in dialogs(AlbumEditDialog)))
    (dialog,) = (one for one in dialogs(AlbumEditDialog) if one.isVisible())
    assert dialog.wish == AlbumWish("One", "In the mountains", "", "kept")
    dialog.name.setText("Three")
    dialog.accept()
    qtbot.waitUntil(lambda: set(window.sidebar.albums.names) == {"One", "Three"})
