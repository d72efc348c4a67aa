"""What goes wrong is said quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

import photoorg.gui.notices
from photoorg.changes import NoticeRaised
from photoorg.gui.library_bridge import REFUSED
from photoorg.gui.text_dialogs import DetailsDialog
from tests.gui.conftest import wait_for_page
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_unreadable_files_are_one_notice_with_details(
    open_window: Callable[[], MainWindow], qtbot: QtBot, photo_folder: Path
) -> None:
    for name in ("a.jpg", "b.jpg", "c.png"):
        (photo_folder / name).write_bytes(b"this is no picture")
    window = open_window()
    window.folders.add(photo_folder)
    wait_for_page(qtbot, window, len(COLOURS))
    qtbot.waitUntil(lambda: len(window.notices.rows) == 1, timeout=20_000)
    row = window.notices.rows[0]
    assert row.notice.text == "3 files could not be read."
    qtbot.mouseClick(row.details_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(DetailsDialog)
    assert str(photo_folder / "b.jpg") in dialog.details.toPlainText()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "c.png" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    dialog.close()
    qtbot.mouseClick(row.dismiss_button, Qt.MouseButton.LeftButton)
    assert window.notices.rows == ()


def test_the_notice_about_folders_is_one_and_goes_when_they_are_back(
    open_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder, colour in zip(folders, ("red", "green"), strict=True):
        make_jpeg(folder / "photo.jpg", colour)
    window = open_window()
    for folder in folders:
        window.folders.add(folder)
    wait_for_page(qtbot, window, 2)
    for count, folder in enumerate(folders, start=1):
        folder.rename(folder.with_suffix(".away"))
        qtbot.waitUntil(lambda count=count: offline_count(window) == count)
    qtbot.waitUntil(
        lambda: [row.notice.text for row in window.notices.rows] == ["2 folders could not be looked into."],
        timeout=20_000,
    )
    assert all(str(folder) in window.notices.rows[0].notice.details for folder in folders)
    for folder in folders:
        folder.with_suffix(".away").rename(folder)
    qtbot.waitUntil(lambda: window.notices.rows == (), timeout=20_000)
    qtbot.waitUntil(lambda: offline_count(window) == 0)


def offline_count(window: MainWindow) -> int:
    """How many photos on the screen are marked as offline."""
    records = window.grid.photos.records
    shown = [records.record(photo_id) for photo_id in window.grid.photos.photo_ids]
    return sum(record is not None and record.offline for record in shown)


def test_the_menu_lists_unreadable_files_later(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    window.menus.unreadable_wanted.emit()
    qtbot.waitUntil(lambda: window.findChild(DetailsDialog) is not None)


def test_notices_never_fill_the_window(window: MainWindow) -> None:
    for number in range(10):
        window.notices.add(NoticeRaised(f"notice {number}"))
    window.notices.add(NoticeRaised("notice 9", "more"))
    assert [row.notice.text for row in window.notices.rows] == ["notice 7", "notice 8", "notice 9"]
    assert window.notices.rows[-1].notice.details == "more"


def test_what_was_refused_goes_with_the_next_thing_done_or_by_itself(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = window.notices
    notices.add(NoticeRaised("no", topic=REFUSED))
    notices.add_passing(NoticeRaised("done"))
    assert [row.notice.text for row in notices.rows] == ["done"]
    monkeypatch.setattr(photoorg.gui.notices, "REFUSED_MS", 1)
    notices.add(NoticeRaised("no", topic=REFUSED))
    qtbot.waitUntil(lambda: [row.notice.text for row in notices.rows] == ["done"])


def test_about_names_licences(window: MainWindow) -> None:
    window.menus.about_wanted.emit()
    text = window.findChild(DetailsDialog).details.toPlainText()
    assert "hnswlib" in text
    assert "PySide6" in text
