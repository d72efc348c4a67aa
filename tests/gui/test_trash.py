"""Photos go to the trash of the system, and Ctrl+Z brings them back."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import AllPhotos, MissingPhotos, TrashedPhotos
from tests.gui.conftest import id_of, wait_for_page
from tests.gui.test_full_screen import QUICK_MS, start_slideshow
from tests.gui.test_refining import select
from tests.gui.test_undo import menu_texts, photo, redo, settle, undo
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.pages import Page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the trash as freedesktop.org has it")


def press_delete(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.viewer if window.viewer.isVisible() else window.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    return window.findChild(QMessageBox)


def answer(box: QMessageBox, qtbot: QtBot, role: QMessageBox.ButtonRole) -> None:
    (button,) = (button for button in box.buttons() if box.buttonRole(button) is role)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_delete_key_asks_and_undo_brings_the_files_back(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    red, blue = select(window, qtbot, "red.jpg"), select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_4)
    settle(window, qtbot)
    (photo_folder / "red.xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    box = press_delete(window, qtbot)
    assert box.text() == "Move 2 photos to the trash?"
    assert "2 files, 1 file beside them (sidecars, videos)" in box.informativeText()
    answer(box, qtbot, QMessageBox.ButtonRole.RejectRole)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    assert (photo_folder / "red.jpg").exists()
    box = press_delete(window, qtbot)
    answer(box, qtbot, QMessageBox.ButtonRole.DestructiveRole)
    wait_for_page(qtbot, window, len(COLOURS) - 2)
    assert not (photo_folder / "red.jpg").exists()
    assert not (photo_folder / "red.xmp").exists()
    assert menu_texts(window)[0] == "&Undo moving of 2 photos to the trash"
    qtbot.waitUntil(lambda: any("3 files" in row.notice.text for row in window.notices.rows))
    undo(window, qtbot)
    wait_for_page(qtbot, window, len(COLOURS))
    assert (photo_folder / "red.xmp").exists()
    assert [photo(window, qtbot, id_).rating for id_ in (red, blue)] == [4, 4]
    redo(window, qtbot)
    wait_for_page(qtbot, window, len(COLOURS) - 2)
    shutil.rmtree(trash_folder)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: any("not in the trash" in row.notice.text for row in window.notices.rows))


def test_in_the_large_view_the_next_photo_is_shown(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    first, second, *_ = window.grid.photos.photo_ids
    window.pages.open_photo(first)
    box = press_delete(window, qtbot)
    assert box.text() == f"Move “{photo(window, qtbot, first).path.name}” to the trash?"
    answer(box, qtbot, QMessageBox.ButtonRole.DestructiveRole)
    assert window.viewer.photo_id == second
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS) - 1)


def test_a_slideshow_stays_at_the_photo_it_is_asked_about(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    shown = start_slideshow(window, qtbot)
    qtbot.waitUntil(lambda: len(shown) > 1)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Delete)
    asked, count = window.viewer.photo_id, len(shown)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    qtbot.wait(5 * QUICK_MS)
    assert len(shown) == count
    path = photo(window, qtbot, asked).path
    box = window.findChild(QMessageBox)
    assert box.text() == f"Move “{path.name}” to the trash?"
    answer(box, qtbot, QMessageBox.ButtonRole.DestructiveRole)
    qtbot.waitUntil(lambda: not path.exists())
    assert len(list(photo_folder.iterdir())) == len(COLOURS) - 1
    assert window.viewer.photo_id != asked


def test_the_photo_that_was_asked_about_goes_though_another_is_on_the_screen(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    first, second, third, *_ = window.grid.photos.photo_ids
    window.pages.open_photo(first)
    path = photo(window, qtbot, first).path
    box = press_delete(window, qtbot)
    window.viewer.step(1)
    answer(box, qtbot, QMessageBox.ButtonRole.DestructiveRole)
    qtbot.waitUntil(lambda: not path.exists())
    assert window.viewer.photo_id == second
    window.viewer.step(1)
    assert window.viewer.photo_id == third


def test_photos_of_a_drive_that_is_away_are_one_sentence(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    red = id_of(window, qtbot, "red.jpg")
    photo_folder.rename(photo_folder.with_name("away"))
    qtbot.waitUntil(lambda: photo(window, qtbot, red).offline)
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any("not connected" in row.notice.text for row in window.notices.rows))
    assert window.findChild(QMessageBox) is None
    assert menu_texts(window)[0] == "&Undo"


def trash_the_selected_photo(window: MainWindow, qtbot: QtBot) -> None:
    answer(press_delete(window, qtbot), qtbot, QMessageBox.ButtonRole.DestructiveRole)
    wait_for_page(qtbot, window, len(COLOURS) - 1)
    settle(window, qtbot)


def test_what_can_never_be_restored_is_in_nobodys_way(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    red = select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_4)
    trash_the_selected_photo(window, qtbot)
    shutil.rmtree(trash_folder)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: any("not in the trash" in row.notice.text for row in window.notices.rows))
    assert menu_texts(window) == ["&Undo rating of 1 photo", "&Redo"]
    assert any("not in the trash" in row.notice.text for row in window.notices.rows)
    undo(window, qtbot)
    assert photo(window, qtbot, red).rating == 0


def test_why_nothing_was_restored_is_said_until_it_is(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    select(window, qtbot, "red.jpg")
    trash_the_selected_photo(window, qtbot)
    away = photo_folder.with_name("away")
    photo_folder.rename(away)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: any("folder is not there" in row.notice.text for row in window.notices.rows))
    assert menu_texts(window)[0] == "&Undo moving of 1 photo to the trash"
    away.rename(photo_folder)
    undo(window, qtbot)
    settle(window, qtbot)
    assert (photo_folder / "red.jpg").exists()
    assert not any("cannot be restored" in row.notice.text for row in window.notices.rows)


def wait_for(qtbot: QtBot, window: MainWindow, page: Page, photo_count: int) -> None:
    qtbot.waitUntil(lambda: window.browse.trail.current == page)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == photo_count)


def test_the_page_of_the_trash_restores(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    select(window, qtbot, "red.jpg")
    answer(press_delete(window, qtbot), qtbot, QMessageBox.ButtonRole.DestructiveRole)
    wait_for_page(qtbot, window, len(COLOURS) - 1)
    rows = window.sidebar.unreachable
    qtbot.waitUntil(lambda: rows.count() == 1 and rows.item(0).text() == "Trash")
    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(0)).center()
    )
    wait_for(qtbot, window, TrashedPhotos(), 1)
    assert window.browse.restore_button.isVisible()
    qtbot.mouseClick(window.browse.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((photo_folder / "red.jpg").exists)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    undo(window, qtbot)
    qtbot.waitUntil(lambda: not (photo_folder / "red.jpg").exists())
    wait_for(qtbot, window, TrashedPhotos(), 1)
    # Somebody empties it.
    for file in trash_folder.iterdir():
        file.unlink()
    window.browse.open_page(AllPhotos())
    wait_for_page(qtbot, window, len(COLOURS) - 1)
    window.browse.open_page(TrashedPhotos())
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    window.browse.open_page(MissingPhotos())
    wait_for(qtbot, window, MissingPhotos(), 1)


def test_a_copy_is_restored_from_the_page_of_the_trash(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, trash_folder: Path
) -> None:
    copy = photo_folder / "red (1).jpg"
    shutil.copy(photo_folder / "red.jpg", copy)
    red = id_of(window, qtbot, "red.jpg")
    done: list[object] = []
    window.bridge.run(Track.WRITES, lambda library: library.sync(), done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    window.bridge.run(
        Track.WRITES,
        lambda library: library.trash.move_surplus(red, photo_folder / "red.jpg"),
        done.append,
    )
    rows = window.sidebar.unreachable
    qtbot.waitUntil(lambda: rows.count() == 1 and rows.item(0).text() == "Trash")
    window.browse.open_page(TrashedPhotos())
    wait_for(qtbot, window, TrashedPhotos(), 1)
    # The key is about the file that is in the trash, not about the one that stayed.
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert window.findChild(QMessageBox) is None
    qtbot.mouseClick(window.browse.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(copy.exists)
    qtbot.waitUntil(window.browse.message.isVisible)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: not copy.exists())
    assert (photo_folder / "red.jpg").exists()
    wait_for(qtbot, window, TrashedPhotos(), 1)
