"""What the empty search field offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import AllPhotos, Finding, InAlbum
from photoorg.gui.search_offers import cross_of
from tests.gui.conftest import wait_for_first

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def search_for(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Types a search, goes to its results, and comes back to the empty field."""
    field = window.browse.search
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text in field.offers._recent)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())


def test_recent_and_saved_searches_are_offered_and_chosen(window: MainWindow, qtbot: QtBot) -> None:
    field = window.browse.search
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.offers.texts == []
    assert window.grid.hasFocus()
    for text in ("red", "something blue"):
        search_for(window, qtbot, text)
    window.bridge.run(Track.WRITES, lambda library: library.albums.create("Green ones", "green"))
    qtbot.waitUntil(lambda: window.sidebar.albums.names == ["Green ones"])
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.offers.popup
    assert field.offers.texts == ["something blue", "red", "Green ones"]
    # Whoever types on is not in the way of the list.
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert field.offers.texts == []
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.offers.texts == ["something blue", "red", "Green ones"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(popup, key)
    assert window.browse.trail.current == Finding("red")
    assert field.text() == "red"
    wait_for_first(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: field.offers._recent == ["red", "something blue"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(popup, key)
    assert window.browse.trail.pages == (InAlbum("Green ones"),)


def test_they_make_way_for_completions(window: MainWindow, qtbot: QtBot) -> None:
    field = window.browse.search
    search_for(window, qtbot, "red")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.offers.is_open
    # An open list gets the keys, and hands them on to the field.
    qtbot.keyClicks(field.offers.popup, "ra")
    assert field.text() == "ra"
    assert field.completions.offered == ["rating:"]
    assert not field.offers.is_open


def test_one_is_forgotten_by_key_or_cross(window: MainWindow, qtbot: QtBot, library_directory: Path) -> None:
    field = window.browse.search
    for text in ("red", "green", "blue"):
        search_for(window, qtbot, text)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.offers.popup
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Delete)
    assert field.offers.texts == ["green", "red"]
    cross = cross_of(popup.visualRect(popup.model().index(1, 0))).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert field.offers.texts == ["green"]
    assert window.browse.trail.current == AllPhotos()
    file = library_directory / "recent_searches.json"
    qtbot.waitUntil(lambda: "red" not in file.read_text())
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert window.browse.trail.current == Finding("green")


def test_they_are_switched_off_and_cleared(window: MainWindow, qtbot: QtBot, library_directory: Path) -> None:
    search_for(window, qtbot, "red")
    window.menus.settings_wanted.emit()
    privacy = window.commands.settings.privacy
    qtbot.waitUntil(lambda: privacy.clear_button.isEnabled())
    window.commands.settings.sections.setCurrentRow(3)
    qtbot.mouseClick(privacy.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browse.search.offers._recent == [])
    assert not (library_directory / "recent_searches.json").exists()
    assert privacy.keep_searches.isChecked()
    search_for(window, qtbot, "green")
    qtbot.mouseClick(
        privacy.keep_searches, Qt.MouseButton.LeftButton, pos=QPoint(8, privacy.keep_searches.height() // 2)
    )
    qtbot.waitUntil(lambda: not (library_directory / "recent_searches.json").exists())
    qtbot.waitUntil(lambda: window.browse.search.offers._recent == [])
