"""Ctrl+Z takes back what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import AllPhotos, InAlbum
from photoorg.search.marks import NO_MARKS, Marks
from tests.gui.conftest import names_on_page
from tests.gui.test_albums import enter_name, make_album
from tests.gui.test_refining import find, marks, select

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Waits until all that was asked for is written."""
    done: list[None] = []
    window.bridge.run(Track.WRITES, lambda _: None, done.append)
    qtbot.waitUntil(lambda: bool(done))


def ask(window: MainWindow, qtbot: QtBot, question: Callable[[PhotoLibrary], Any]) -> Any:
    """What the library says, after all that was asked for is written."""
    answers: list[Any] = []
    window.bridge.run(Track.WRITES, question, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def photo(window: MainWindow, qtbot: QtBot, photo_id: int) -> Photo:
    return ask(window, qtbot, lambda library: library.photo(photo_id))


def undo(window: MainWindow, qtbot: QtBot) -> None:
    # Offscreen nobody makes the window active again once a dialog is closed.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)


def redo(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)


def menu_texts(window: MainWindow) -> list[str]:
    (edit,) = (action.menu() for action in window.menuBar().actions() if action.text() == "&Edit")
    return [action.text() for action in edit.actions() if isinstance(action, QAction)][:2]


def delete_album(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.sidebar.albums.delete_wanted.emit(name)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    delete = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name not in window.sidebar.albums.names)


def test_a_rating_by_key_is_undone_and_redone(window: MainWindow, qtbot: QtBot) -> None:
    assert menu_texts(window) == ["&Undo", "&Redo"]
    red, blue = select(window, qtbot, "red.jpg"), select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_3)
    assert menu_texts(window) == ["&Undo rating of 2 photos", "&Redo"]
    assert [photo(window, qtbot, id_).rating for id_ in (red, blue)] == [3, 3]
    undo(window, qtbot)
    assert menu_texts(window) == ["&Undo", "&Redo rating of 2 photos"]
    assert [photo(window, qtbot, id_).rating for id_ in (red, blue)] == [0, 0]
    redo(window, qtbot)
    assert photo(window, qtbot, red).rating == 3
    undo(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert photo(window, qtbot, blue).rating == 3


def test_quick_keys_are_undone_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    red = select(window, qtbot, "red.jpg")
    for key in (Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_F):
        qtbot.keyClick(window.grid, key)
    for _ in range(2):
        undo(window, qtbot)
    known = photo(window, qtbot, red)
    assert (known.rating, known.favourite) == (1, False)
    undo(window, qtbot)
    assert photo(window, qtbot, red).rating == 0


def test_the_search_field_undoes_only_what_was_typed_there(window: MainWindow, qtbot: QtBot) -> None:
    search = window.browse.search
    search.setFocus()
    make_album(window, qtbot, "One", "red.jpg")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClicks(search, "red")
    qtbot.keyClick(search, Qt.Key.Key_Z, CTRL)
    assert search.text() == ""
    assert window.sidebar.albums.names == ["One"]
    for field in (search, window.viewer.info.new_tag):
        if not field.isVisible():
            window.pages.open_photo(window.grid.photos.photo_ids[0])
        field.setFocus()
        for keys in (CTRL, CTRL | SHIFT):
            qtbot.keyClick(field, Qt.Key.Key_Z, keys)
        assert menu_texts(window)[0] == "&Undo adding 1 photo to “One”"
    assert ask(window, qtbot, lambda library: library.albums.get("One").photo_count) == 1
    window.pages.leave_photo()
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.sidebar.albums.names == [])


def test_what_changed_nothing_is_not_undone(window: MainWindow, qtbot: QtBot) -> None:
    red = select(window, qtbot, "red.jpg")
    for key in (Qt.Key.Key_4, Qt.Key.Key_4):
        qtbot.keyClick(window.grid, key)
    settle(window, qtbot)
    undo(window, qtbot)
    assert photo(window, qtbot, red).rating == 0


def test_a_deleted_album_comes_back_with_its_order(window: MainWindow, qtbot: QtBot) -> None:
    names = ["red.jpg", "blue.jpg", "green.jpg"]
    make_album(window, qtbot, "Best", *names)
    delete_album(window, qtbot, "Best")
    qtbot.waitUntil(lambda: any("deleted" in row.notice.text for row in window.notices.rows))
    row = window.notices.rows[-1]
    qtbot.waitUntil(row.action_button.isVisible)
    qtbot.mouseClick(row.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["Best"])
    window.browse.open_page(InAlbum("Best"))
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 3)
    assert names_on_page(window, qtbot) == names
    assert not any(row.action_button.isVisible() for row in window.notices.rows)


def test_an_album_that_was_not_made_after_all_is_left(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.new_album_wanted.emit()
    enter_name(window, qtbot, "New")
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["New"])
    window.browse.open_page(InAlbum("New"))
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())
    qtbot.waitUntil(lambda: window.sidebar.albums.names == [])
    redo(window, qtbot)
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["New"])


def test_a_renamed_album_is_followed_back(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "Old", "red.jpg")
    window.browse.open_page(InAlbum("Old"))
    window.sidebar.albums.rename_wanted.emit("Old")
    enter_name(window, qtbot, "New")
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbum("New"))
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.browse.trail.current == InAlbum("Old"))


def test_marks_of_a_search_are_undone_in_their_place(window: MainWindow, qtbot: QtBot) -> None:
    find(window, qtbot, "red", "red.jpg")
    blue = select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    qtbot.keyClick(window.grid, Qt.Key.Key_2)
    assert photo(window, qtbot, blue).rating == 2
    undo(window, qtbot)
    assert photo(window, qtbot, blue).rating == 0
    assert marks(window) == Marks((blue,))
    assert menu_texts(window)[0] == "&Undo marks of this search"
    undo(window, qtbot)
    assert marks(window) == NO_MARKS
    redo(window, qtbot)
    assert marks(window) == Marks((blue,))


def test_marks_of_a_search_that_was_left_are_forgotten(window: MainWindow, qtbot: QtBot) -> None:
    blue = select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_2)
    find(window, qtbot, "red", "red.jpg")
    select(window, qtbot, "green.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    window.browse.open_page(AllPhotos())
    assert menu_texts(window)[0] == "&Undo rating of 1 photo"
    undo(window, qtbot)
    assert photo(window, qtbot, blue).rating == 0


def test_what_failed_is_a_notice_and_no_step(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    window.undo.run("an album", lambda library: library.albums.create("one"))
    qtbot.waitUntil(lambda: any("already" in row.notice.text for row in window.notices.rows))
    assert "adding" in menu_texts(window)[0]


def test_what_cannot_be_undone_now_can_be_undone_later(window: MainWindow, qtbot: QtBot) -> None:
    make_album(window, qtbot, "One", "red.jpg")
    delete_album(window, qtbot, "One")
    ask(window, qtbot, lambda library: library.albums.create("One"))
    undo(window, qtbot)
    qtbot.waitUntil(lambda: any("changed since" in row.notice.text for row in window.notices.rows))
    assert menu_texts(window) == ["&Undo deletion of “One”", "&Redo"]
    ask(window, qtbot, lambda library: library.albums.delete("One"))
    undo(window, qtbot)
    assert ask(window, qtbot, lambda library: library.albums.get("One").photo_count) == 1
