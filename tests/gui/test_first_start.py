"""The first minutes: an empty library, folders and sample photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import wait_for_page
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_an_empty_library_welcomes(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    assert window.pages.welcome.isVisible()
    assert not window.grid.isVisible()
    assert not window.status.isVisible()


def test_a_chosen_folder_fills_the_grid(
    open_window: Callable[[], MainWindow], qtbot: QtBot, photo_folder: Path
) -> None:
    window = open_window()
    qtbot.mouseClick(window.pages.welcome.folder_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(photo_folder))
    dialog.close()
    wait_for_page(qtbot, window, len(COLOURS))
    assert window.grid.isVisible()
    assert window.sidebar.folders.paths == [photo_folder]
    shown = window.grid.photos.photo_ids[0]
    qtbot.waitUntil(lambda: window.grid.photos.thumbnails.pixmap(shown) is not None)


def test_sample_photos_are_one_click_away(open_window: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = open_window()
    qtbot.mouseClick(window.pages.welcome.samples_button, Qt.MouseButton.LeftButton)
    assert not window.pages.welcome.samples_button.isEnabled()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) > 5, timeout=60_000)
    assert window.sidebar.folders.paths[0].name == "sample-photos"


def test_a_folder_is_removed_only_after_saying_what_happens(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    window.sidebar.folders.remove_wanted.emit(photo_folder)
    box = window.findChild(QMessageBox)
    assert "Nothing is deleted from disk" in box.informativeText()
    remove = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.welcome.isVisible())
    assert len(list(photo_folder.iterdir())) == len(COLOURS)


def test_the_same_folder_twice_is_a_notice(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    window.folders.add(photo_folder)
    qtbot.waitUntil(lambda: len(window.notices.rows) == 1)
    assert window.sidebar.folders.paths == [photo_folder]


def test_a_folder_that_is_gone_is_dimmed_with_a_note(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, photo_folder: Path
) -> None:
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
    photo_folder.rename(photo_folder.with_name("elsewhere"))
    window = open_window()
    item = window.sidebar.folders.item(0)
    assert "offline" in item.text()
    assert "come back" in item.toolTip()
