"""Hiding photos and removing them from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from photoorg.gui.pages import AllPhotos, Hidden, Removed
from photoorg.gui.side_lists import CountRole
from tests.gui.conftest import id_of
from tests.gui.test_refining import select
from tests.gui.test_undo import CTRL, redo, undo
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

# Pages that have their own tests.
OF_THE_WHOLE_LIBRARY = {"Favourites", "People & Pets", "Suggested", "Events", "Duplicates"}


def wait_for_ids(window: MainWindow, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == count)


def side_rows(window: MainWindow) -> dict[str, int | None]:
    """The rows of all photos and of those put aside, with their counts."""
    return {
        pages.item(row).text(): pages.item(row).data(CountRole)
        for pages in (window.sidebar.photos, window.sidebar.put_aside)
        for row in range(pages.count())
    }


def click_row(window: MainWindow, qtbot: QtBot, name: str) -> None:
    pages = window.sidebar.put_aside
    (item,) = pages.findItems(name, Qt.MatchFlag.MatchExactly)
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.visualItemRect(item).center())


def choose(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Opens the menu of the selected photos and chooses from it."""
    window._on_menu_wanted(QPoint(10, 10))
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in window.findChildren(QMenu)))
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.isVisible())
    (action,) = (action for action in menu.actions() if action.text() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_hidden_photos_have_a_page_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: side_rows(window).get("All photos") == len(COLOURS))
    assert set(side_rows(window)) - OF_THE_WHOLE_LIBRARY == {"All photos", "Recently added"}
    assert not window.sidebar.put_aside.isVisible()
    red, blue = select(window, qtbot, "red.jpg"), select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    wait_for_ids(window, qtbot, len(COLOURS) - 2)
    qtbot.waitUntil(lambda: side_rows(window).get("Hidden") == 2)
    assert side_rows(window)["All photos"] == len(COLOURS) - 2
    assert window.sidebar.put_aside.isVisible()
    click_row(window, qtbot, "Hidden")
    qtbot.waitUntil(lambda: set(window.grid.photos.photo_ids) == {red, blue})
    assert window.browse.breadcrumb.titles == ["Hidden"]
    select(window, qtbot, "red.jpg")
    choose(window, qtbot, "Show again")
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [blue])
    undo(window, qtbot)
    wait_for_ids(window, qtbot, 2)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert window.browse.message.title == "Nothing is hidden"
    # As long as it is the page on the screen.
    qtbot.waitUntil(lambda: side_rows(window).get("Hidden") == 0)
    window.browse.open_page(AllPhotos())
    qtbot.waitUntil(lambda: set(side_rows(window)) - OF_THE_WHOLE_LIBRARY == {"All photos", "Recently added"})
    assert not window.sidebar.put_aside.isVisible()


def test_removed_photos_are_put_back(window: MainWindow, qtbot: QtBot) -> None:
    red = select(window, qtbot, "red.jpg")
    qtbot.keyClick(window, Qt.Key.Key_Delete, CTRL)
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    qtbot.waitUntil(lambda: any("stay where they are" in row.notice.text for row in window.notices.rows))
    qtbot.waitUntil(lambda: side_rows(window).get("Removed") == 1)
    undo(window, qtbot)
    wait_for_ids(window, qtbot, len(COLOURS))
    redo(window, qtbot)
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    window.browse.open_page(Removed())
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [red])
    select(window, qtbot, "red.jpg")
    choose(window, qtbot, "Put back into the library")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    undo(window, qtbot)
    wait_for_ids(window, qtbot, 1)
    qtbot.mouseClick(window.browse.put_back_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    window.browse.open_page(AllPhotos())
    wait_for_ids(window, qtbot, len(COLOURS))


def test_the_large_view_goes_on_to_the_next_photo(window: MainWindow, qtbot: QtBot) -> None:
    first, second, *_ = window.grid.photos.photo_ids
    window.pages.open_photo(first)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.viewer, Qt.Key.Key_H, CTRL)
    assert window.viewer.photo_id == second
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    assert window.viewer.isVisible()


def test_a_search_finds_hidden_photos_only_if_asked(window: MainWindow, qtbot: QtBot) -> None:
    red = id_of(window, qtbot, "red.jpg")
    window.put_aside.hide((red,))
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    qtbot.keyClicks(window.browse.search, "ext:jpg ")
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    qtbot.keyClicks(window.browse.search, "is:hidden ")
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [red])
    assert Hidden() not in window.browse.trail.pages


def test_only_what_was_done_last_offers_to_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    ids = window.grid.photos.photo_ids
    window.put_aside.hide((ids[0],))
    window.put_aside.hide((ids[1],))
    wait_for_ids(window, qtbot, len(COLOURS) - 2)
    offers = [row for row in window.notices.rows if row.action_button.isVisible()]
    assert len(offers) == 1
    qtbot.mouseClick(offers[0].action_button, Qt.MouseButton.LeftButton)
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    assert ids[1] in window.grid.photos.photo_ids


def test_the_key_that_hides_shows_again_on_the_page_of_hidden_photos(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.put_aside.hide((id_of(window, qtbot, "red.jpg"),))
    wait_for_ids(window, qtbot, len(COLOURS) - 1)
    window.browse.open_page(Hidden())
    wait_for_ids(window, qtbot, 1)
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
