"""Showing, opening and copying the files of photos."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui import file_manager_process
from tests.gui.conftest import id_of, names_on_page
from tests.gui.test_viewer import open_photo
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


class Programs(QObject):
    """Stands where the system's programs would, by Qt's own means."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Takes note of what was to be opened."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().clear()


@pytest.fixture
def programs() -> Iterator[Programs]:
    """The programs that files are opened with during a test."""
    handler = Programs()
    QDesktopServices.setUrlHandler("file", handler, "open")
    yield handler
    QDesktopServices.unsetUrlHandler("file")


def notices(window: MainWindow) -> list[str]:
    """What is said at the bottom of the window."""
    return [row.notice.text for row in window.notices.rows]


def select(window: MainWindow, qtbot: QtBot, *names: str) -> list[int]:
    """Ctrl+clicks on photos."""
    ids = [id_of(window, qtbot, name) for name in names]
    window.grid.clearSelection()
    for photo_id in ids:
        at = window.grid.visualRect(window.grid.photos.index_of(photo_id)).center()
        control = Qt.KeyboardModifier.ControlModifier
        qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, control, at)
    assert set(window.grid.selected_ids) == set(ids)
    return ids


def copied() -> QMimeData:
    """What lies on the clipboard."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def entries(window: MainWindow) -> dict[str, object]:
    """The actions of the context menu, which is open now, by name."""
    (menu,) = window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1:]
    return {action.text(): action for action in menu.actions()}


def test_ctrl_c_copies_file_and_pixels(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: copied().hasImage())
    assert [url.toLocalFile() for url in copied().urls()] == [str(photo_folder / "red.jpg")]
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (64, 48)
    assert image.pixelColor(30, 20).red() > 200 > 60 > image.pixelColor(30, 20).green()
    assert notices(window) == ["Copied 1 photo."]


def test_several_photos_are_copied_as_files(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, "red.jpg", "blue.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: {url.fileName() for url in copied().urls()} == {"red.jpg", "blue.jpg"})
    assert not copied().hasImage()


def test_paths_are_copied_one_a_line(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    select(window, qtbot, "red.jpg", "blue.jpg")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.grid, Qt.Key.Key_C, both)
    clipboard = QGuiApplication.clipboard()
    expected = {str(photo_folder / "red.jpg"), str(photo_folder / "blue.jpg")}
    qtbot.waitUntil(lambda: set(clipboard.text().split("\n")) == expected)


def test_words_in_the_search_field_are_copied_as_ever(window: MainWindow, qtbot: QtBot) -> None:
    names_on_page(window, qtbot)
    field = window.browse.search
    field.setFocus()
    field.setText("dog")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "dog"


def test_photos_open_with_the_systems_program(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, programs: Programs
) -> None:
    open_photo(window, qtbot, "red.jpg")
    window.viewer.menu_wanted.emit(window.viewer.mapToGlobal(window.viewer.rect().center()))
    entries(window)["Open with the system's program"].trigger()
    qtbot.waitUntil(lambda: programs.opened == [photo_folder / "red.jpg"])


def test_very_many_are_not_opened_at_once(window: MainWindow, qtbot: QtBot, programs: Programs) -> None:
    names_on_page(window, qtbot)
    qtbot.keyClick(window.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(window.grid.selected_ids) > 10
    window.menus.open_files_wanted.emit()
    assert notices(window) == ["Photos are opened up to 10 at a time; 12 are selected."]
    assert not programs.opened


def test_the_grid_offers_all_of_this(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, "red.jpg")
    window.grid.menu_wanted.emit(window.grid.mapToGlobal(window.grid.rect().center()))
    assert {"Copy", "Copy path", window.files.show_text, "Open with the system's program"} <= set(
        entries(window)
    )


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_not_there_is_told(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, programs: Programs, is_there: bool
) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: photo_id not in window.grid.photos.photo_ids)
    others = (id_of(window, qtbot, "blue.jpg"),) if is_there else ()
    window.files.open((photo_id, *others))
    qtbot.waitUntil(lambda: notices(window) == ["“red.jpg” is not where it was."])
    qtbot.waitUntil(lambda: len(programs.opened) == len(others))


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
def test_without_a_file_manager_the_folder_is_opened(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, programs: Programs
) -> None:
    select(window, qtbot, "red.jpg")
    window.menus.show_files_wanted.emit()
    qtbot.waitUntil(lambda: programs.opened == [photo_folder])


def test_very_many_folders_are_not_shown_at_once(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, programs: Programs
) -> None:
    before = set(window.grid.photos.photo_ids)
    for number in range(11):
        make_jpeg(photo_folder / f"{number}" / "a.jpg", (number * 20, 200, 0))
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(before) + 11)
    window.files.show(tuple(set(window.grid.photos.photo_ids) - before))
    expected = "Up to 10 folders are shown at a time; these photos lie in 11."
    qtbot.waitUntil(lambda: notices(window) == [expected])
    assert not programs.opened


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a session bus of its own")
def test_the_file_manager_is_asked_by_d_bus(tmp_path: Path) -> None:
    names = [tmp_path / "ä b.jpg", tmp_path / "#1%.jpg"]
    asked = subprocess.run(
        ["dbus-run-session", "--", sys.executable, file_manager_process.__file__, *names],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert asked.stdout.split() == [path.as_uri() for path in names]
