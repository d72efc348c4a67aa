"""Refining a search by what the user says about its photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from photoorg.gui.pages import Finding
from photoorg.search.marks import NO_MARKS, Marks
from tests.gui.conftest import id_of, names_on_page, wait_for_first
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def find(window: MainWindow, qtbot: QtBot, words: str, first: str) -> None:
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))
    window.browse.controls.strictness.setValue(0)
    qtbot.keyClicks(window.browse.search, words)
    wait_for_first(window, qtbot, first)
    window.browse._on_weaker_wanted()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))


def select(window: MainWindow, qtbot: QtBot, name: str) -> int:
    """Ctrl+click."""
    photo_id = id_of(window, qtbot, name)
    at = window.grid.visualRect(window.grid.photos.index_of(photo_id)).center()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, control, QPoint(at))
    assert photo_id in window.grid.selected_ids
    return photo_id


def wait_for_answer(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.browse._shown == window.browse.trail.current)


def marks(window: MainWindow) -> Marks:
    page = window.browse.trail.current
    assert isinstance(page, Finding)
    return page.marks


def place_of(window: MainWindow, photo_id: int) -> int:
    return list(window.grid.photos.photo_ids).index(photo_id)


def test_photos_like_a_marked_one_come_first_and_undo_brings_the_order_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    find(window, qtbot, "red", "red.jpg")
    before = names_on_page(window, qtbot)
    blue = select(window, qtbot, "blue.jpg")
    assert window.browse.refine.isVisible()
    qtbot.mouseClick(window.browse.refine.more, Qt.MouseButton.LeftButton)
    assert marks(window) == Marks((blue,))
    qtbot.waitUntil(lambda: place_of(window, blue) <= 1)
    assert window.browse.refine.text == "Marked: 1 more"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marks(window) == NO_MARKS
    qtbot.waitUntil(lambda: names_on_page(window, qtbot) == before)
    qtbot.waitUntil(lambda: not window.browse.refine.isVisible())


def test_keys_mark_and_the_same_key_again_takes_the_mark_away(window: MainWindow, qtbot: QtBot) -> None:
    find(window, qtbot, "red", "red.jpg")
    red = select(window, qtbot, "red.jpg")
    before = window.grid.photos.relevance(red)
    assert before is not None
    qtbot.keyClick(window.grid, Qt.Key.Key_Minus)
    assert marks(window) == Marks((), (red,))
    wait_for_answer(window, qtbot)
    assert (window.grid.photos.relevance(red) or 0.0) < before
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert marks(window) == Marks((red,))
    wait_for_answer(window, qtbot)
    wait_for_first(window, qtbot, "red.jpg")
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    assert marks(window) == NO_MARKS
    assert window.browse.refine.undo.isVisible()
    assert not window.browse.refine.forget.isVisible()


def test_nothing_is_marked_where_nothing_is_weighed(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    assert not isinstance(window.browse.trail.current, Finding)
    assert not window.browse.refine.isVisible()
    qtbot.keyClicks(window.browse.search, "ext:jpg")
    qtbot.waitUntil(lambda: window.browse.chips.texts == ["ext:jpg"])
    wait_for_answer(window, qtbot)
    assert not window.browse.controls.isVisible()
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window.grid, Qt.Key.Key_Plus)
    assert marks(window) == NO_MARKS
    assert not window.browse.refine.isVisible()
