"""Messages, bugs and the report about them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from photoorg.changes import NoticeRaised
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def fail(window: MainWindow) -> None:
    """A mistake of ours arrives from the library."""
    try:
        raise ZeroDivisionError("a mistake with Anna.jpg")
    except ZeroDivisionError as error:
        window.messages.on_bug_found(error)


def copied_report(window: MainWindow, qtbot: QtBot) -> str:
    """Presses the button and takes what lies in the clipboard then."""
    log = window.messages.log_window
    log.copied.setText("")
    qtbot.mouseClick(log.copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(log.copied.text()))
    text = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    return text


def test_a_bug_is_a_quiet_notice_that_leads_to_the_log(
    window: MainWindow, qtbot: QtBot, library_directory: Path
) -> None:
    fail(window)
    (row,) = window.notices.rows
    assert "mistake" in row.notice.text
    qtbot.mouseClick(row.details_button, Qt.MouseButton.LeftButton)
    log = window.messages.log_window
    assert log.isVisible()
    assert "ZeroDivisionError: a mistake with Anna.jpg" in log.details.toPlainText()
    assert "Traceback" in log.details.toPlainText()
    text = copied_report(window, qtbot)
    assert f"Photos: {len(COLOURS)}, described: {len(COLOURS)}" in text
    assert "ZeroDivisionError" in text
    assert "PySide6" in text
    assert "Anna" not in text
    assert str(library_directory) not in text
    box = log.with_names
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    text = copied_report(window, qtbot)
    assert "a mistake with Anna.jpg" in text
    assert str(library_directory) in text
    assert "a mistake with Anna.jpg" in (library_directory / "photoorg.log").read_text("utf-8")
    fail(window)
    assert len(window.notices.rows) == 1


def test_messages_appear_while_one_looks(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.log_wanted.emit()
    log = window.messages.log_window
    before = log.list.topLevelItemCount()
    assert log.empty.isVisible() is (before == 0)
    window.bridge.notice_raised.emit(NoticeRaised("A folder is full", "details"))
    qtbot.waitUntil(lambda: log.list.topLevelItemCount() == before + 1)
    assert log.list.topLevelItem(0).text(1) == "Notice"
    log.list.setCurrentItem(log.list.topLevelItem(0))
    logging.getLogger("photoorg.somewhere").warning("careful")
    qtbot.waitUntil(lambda: log.list.topLevelItemCount() == before + 2)
    assert log.list.topLevelItem(0).text(1) == "Warning"
    # What was chosen stays so.
    assert log.details.toPlainText() == "A folder is full\n\ndetails"
    qtbot.keyClick(log, Qt.Key.Key_Escape)
    assert not log.isVisible()
