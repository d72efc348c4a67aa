"""The language of queries in the window: parts under the search field, faults, and what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import AllPhotos, Finding
from tests.gui.conftest import id_of, names_on_page, wait_for_first, wait_for_page
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


@pytest.fixture
def tagged(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Red and blue have a tag of two words."""
    photo_ids = [id_of(window, qtbot, name) for name in ("red.jpg", "blue.jpg")]
    for photo_id in photo_ids:
        window.photo_tags.add(photo_id, "Summer holiday")
    qtbot.waitUntil(lambda: bool(window.browse.search.completions._names.get("tag")), timeout=30_000)
    return window


def chip(window: MainWindow, part: str) -> QToolButton:
    return next(chip for chip in window.browse.chips._chips if chip.property("part") == part)


def test_parts_of_a_query_stand_under_it_and_can_be_taken_away(tagged: MainWindow, qtbot: QtBot) -> None:
    browse = tagged.browse
    qtbot.keyClicks(browse.search, "plain words")
    qtbot.waitUntil(lambda: browse.trail.current == Finding("plain words"))
    assert not browse.chips.isVisible()
    browse.search.clear()
    wait_for_page(qtbot, tagged, len(COLOURS))
    qtbot.keyClicks(browse.search, 'red tag:"summer holiday"')
    wait_for_first(tagged, qtbot, "red.jpg")
    assert names_on_page(tagged, qtbot) == ["red.jpg"]
    assert browse.chips.texts == ["red", 'tag:"summer holiday"']
    qtbot.mouseClick(chip(tagged, "red"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(tagged.grid.photos.photo_ids) == 2)
    assert sorted(names_on_page(tagged, qtbot)) == ["blue.jpg", "red.jpg"]
    assert browse.search.text() == 'tag:"summer holiday"'
    qtbot.mouseClick(chip(tagged, 'tag:"summer holiday"'), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: browse.trail.current == AllPhotos())
    assert not browse.chips.isVisible()


def test_a_name_that_no_album_has_is_pointed_at(tagged: MainWindow, qtbot: QtBot) -> None:
    browse = tagged.browse
    tagged.bridge.run(Track.WRITES, lambda library: library.albums.create("Summer"))
    tagged.grid.selectAll()
    qtbot.keyClicks(browse.search, "red in:summre")
    qtbot.waitUntil(lambda: bool(browse.chips.fault))
    assert tagged.acting_on == ()
    assert "selected" not in tagged.status.figures
    assert browse.chips.fault == "There is no album ‘summre’. Did you mean ‘Summer’? red ▸in:summre"
    assert browse.chips.texts == ["red", "in:summre"]
    qtbot.mouseClick(chip(tagged, "in:summre"), Qt.MouseButton.LeftButton)
    wait_for_first(tagged, qtbot, "red.jpg")
    assert browse.chips.fault == ""


def test_a_query_that_is_not_whole_yet_keeps_the_last_photos(window: MainWindow, qtbot: QtBot) -> None:
    browse = window.browse
    qtbot.keyClicks(browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    qtbot.keyClicks(browse.search, " OR (blue")
    qtbot.waitUntil(lambda: "parenthesis is not closed" in browse.chips.fault)
    assert browse.chips.fault.endswith("▸(blue")
    assert names_on_page(window, qtbot)[0] == "red.jpg"
    qtbot.keyClicks(browse.search, ")")
    qtbot.waitUntil(lambda: set(names_on_page(window, qtbot)) == {"red.jpg", "blue.jpg"})
    assert browse.chips.fault == ""


def test_enter_stays_in_the_field_where_a_query_makes_no_sense(window: MainWindow, qtbot: QtBot) -> None:
    search = window.browse.search
    for query, position in (("red (blue", 4), (" red in:summre", 5)):
        search.clear()
        wait_for_page(qtbot, window, len(COLOURS))
        qtbot.keyClicks(search, query)
        qtbot.keyClick(search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(window.browse.chips.fault))
        assert search.hasFocus()
        assert search.cursorPosition() == position
        # No key of now is about photos.
        qtbot.keyClick(search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert window.acting_on == ()


def test_enter_leaves_the_field_when_the_photos_are_there(window: MainWindow, qtbot: QtBot) -> None:
    search = window.browse.search
    qtbot.keyClicks(search, "red")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    # Until then keys would be about the photos of the page before.
    assert search.hasFocus()
    qtbot.waitUntil(window.grid.hasFocus)
    assert window.grid.current_id == id_of(window, qtbot, "red.jpg")


def test_what_no_photo_fits_is_said_and_nothing_close_is_offered_for_facts(
    window: MainWindow, qtbot: QtBot
) -> None:
    browse = window.browse
    qtbot.keyClicks(browse.search, "tag:nothing")
    qtbot.waitUntil(lambda: browse.message.isVisible())
    assert "tag:nothing" in browse.message.title
    assert not browse.closest_button.isVisible()


def test_names_are_offered_and_taken_with_the_keyboard(tagged: MainWindow, qtbot: QtBot) -> None:
    search = tagged.browse.search
    qtbot.keyClicks(search, "blue summ")
    qtbot.waitUntil(lambda: search.completions.offered == ['tag:"Summer holiday"'])
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert search.text() == 'blue tag:"Summer holiday" '
    wait_for_first(tagged, qtbot, "blue.jpg")
    qtbot.waitUntil(lambda: names_on_page(tagged, qtbot) == ["blue.jpg"])
    qtbot.keyClicks(search, "summ")
    qtbot.waitUntil(lambda: bool(search.completions.offered))
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    # The list is gone, what was typed is not.
    assert search.text().endswith("summ")
    assert search.completions.offered == []
    qtbot.keyClicks(search, "zz")
    assert search.completions.offered == []


def test_enter_goes_to_the_photos_where_nothing_of_the_list_is_marked(
    tagged: MainWindow, qtbot: QtBot
) -> None:
    search = tagged.browse.search
    qtbot.keyClicks(search, "blue summ")
    qtbot.waitUntil(lambda: bool(search.completions.offered))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    with qtbot.waitSignal(search.left):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: search.completions.offered == [])
    assert search.text() == "blue summ"
