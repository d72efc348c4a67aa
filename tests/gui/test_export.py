"""Exporting copies from the window."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from photoorg.export.options import CopyFormat
from tests.gui.test_files import notices, select

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.export_dialog import ExportDialog
    from photoorg.gui.main_window import MainWindow


def open_dialog(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    """Presses Ctrl+Shift+E."""
    # Without a window manager nobody does so after a dialog was closed.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.grid, Qt.Key.Key_E, both)
    dialog = window.exports.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def press_export(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)


def test_selected_photos_are_copied_as_asked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    select(window, qtbot, "red.jpg", "blue.jpg")
    dialog = open_dialog(window, qtbot)
    assert not dialog.start_button.isEnabled()
    qtbot.keyClicks(dialog.folder, "somewhere")
    assert not dialog.start_button.isEnabled()
    dialog.folder.clear()
    qtbot.keyClicks(dialog.folder, str(tmp_path / "out"))
    dialog.format.setCurrentIndex(dialog.format.findData(CopyFormat.PNG))
    dialog.limit_size.click()
    dialog.side.setValue(32)
    dialog.metadata.click()
    press_export(dialog, qtbot)
    qtbot.waitUntil(lambda: notices(window) == [f"2 photos exported to {tmp_path / 'out'}."])
    assert window.exports.dialog is None
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"red.png", "blue.png"}
    with Image.open(tmp_path / "out" / "red.png") as image:
        assert image.size == (32, 24)
    # What was asked last is offered next time.
    again = open_dialog(window, qtbot)
    assert again.wish.folder == str(tmp_path / "out")
    assert again.wish.options.longest_side_px == 32
    again.reject()


def test_fields_say_what_they_do(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, "red.jpg")
    dialog = open_dialog(window, qtbot)
    assert "unchanged" in dialog._hint.text()
    assert not dialog.quality.isEnabled()
    dialog.metadata.click()
    assert "no place" in dialog._hint.text()
    assert dialog.quality.isEnabled()
    dialog.format.setCurrentIndex(dialog.format.findData(CopyFormat.PNG))
    assert not dialog.quality.isEnabled()
    dialog.reject()


def test_cancel_stops_and_says_how_far_it_came(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.grid.selectAll()
    dialog = open_dialog(window, qtbot)
    out = tmp_path / "out"
    dialog.folder.setText(str(out))
    count = len(window.grid.selected_ids)
    press_export(dialog, qtbot)
    # No event is handled meanwhile: the window has not heard of the copies that it is about to stop.
    deadline = time.monotonic() + 20
    while not list(out.glob("*.jpg")) and time.monotonic() < deadline:
        time.sleep(0.001)
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert window.exports.dialog is None
    qtbot.waitUntil(lambda: bool(notices(window)))
    copies = len(list(out.glob("*.jpg")))
    assert copies > 0
    assert notices(window) == [f"Export stopped: {copies} of {count} photos were exported."]


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    select(window, qtbot, "red.jpg")
    dialog = open_dialog(window, qtbot)
    dialog.folder.setText(os.fspath(tmp_path / "file"))
    dialog.folder.setFocus()
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nothing can be written" in dialog.progress.text())
    # Where it was: the next key is for the other folder.
    assert dialog.focusWidget() is dialog.folder
    # Another folder, and it works.
    dialog.folder.setText(os.fspath(tmp_path / "out"))
    press_export(dialog, qtbot)
    qtbot.waitUntil(lambda: (tmp_path / "out" / "red.jpg").exists())
    qtbot.waitUntil(lambda: window.exports.dialog is None)


def test_it_is_said_that_copies_will_be_in_the_library_too(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, tmp_path: Path
) -> None:
    select(window, qtbot, "red.jpg")
    dialog = open_dialog(window, qtbot)
    dialog.folder.setText(os.fspath(tmp_path / "out"))
    assert "is watched" not in dialog._hint.text()
    dialog.folder.setText(os.fspath(tmp_path / "out" / ".." / photo_folder.name / "copies"))
    qtbot.waitUntil(lambda: "is watched" in dialog._hint.text())
    dialog.reject()


def test_photos_that_cannot_be_copied_are_listed(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, tmp_path: Path
) -> None:
    select(window, qtbot, "red.jpg", "blue.jpg")
    dialog = open_dialog(window, qtbot)
    (photo_folder / "red.jpg").unlink()
    dialog.folder.setText(str(tmp_path / "out"))
    press_export(dialog, qtbot)
    expected = f"1 photo exported to {tmp_path / 'out'}. 1 photo could not be exported."
    qtbot.waitUntil(lambda: notices(window) == [expected])
    assert window.notices.rows[0].notice.details.startswith(f"{photo_folder / 'red.jpg'}: ")


def test_nothing_selected_opens_no_dialog(window: MainWindow) -> None:
    window.grid.clearSelection()
    window.menus.export_wanted.emit()
    assert window.exports.dialog is None


@pytest.mark.parametrize("way", ["escape", "button"])
def test_it_can_be_left(window: MainWindow, qtbot: QtBot, way: str) -> None:
    select(window, qtbot, "red.jpg")
    dialog = open_dialog(window, qtbot)
    if way == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.exports.dialog is None
    assert not notices(window)
