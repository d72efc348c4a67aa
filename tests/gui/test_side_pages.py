"""The pages of the side bar: favourites and folders, with their counts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from photoorg.gui.library_bridge import Track
from photoorg.gui.side_lists import CountRole, SideList
from photoorg.gui.trail import AllPhotos, Favourites, InFolder
from tests.gui.conftest import id_of, names_on_page, wait_for_page
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.trail import StartPage


def click(qtbot: QtBot, pages: SideList, page: StartPage) -> None:
    """Clicks the row of a page."""
    at = pages.visualItemRect(pages.item(pages.pages.index(page))).center()
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=at)


def count_of(pages: SideList, page: StartPage) -> int | None:
    """The count in the row of a page."""
    return pages.item(pages.pages.index(page)).data(CountRole)


def selected_pages(window: MainWindow) -> list[StartPage]:
    """What the side bar marks as being on the screen."""
    side = window.sidebar
    return [
        pages.pages[index.row()]
        for pages in (side.photos, side.albums, side.folders)
        for index in pages.selectedIndexes()
    ]


def test_favourites_are_counted_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    photos = window.sidebar.photos
    qtbot.waitUntil(lambda: count_of(photos, AllPhotos()) == len(COLOURS))
    assert count_of(photos, Favourites()) == 0
    red = id_of(window, qtbot, "red.jpg")
    window.grid.make_current(red)
    qtbot.keyClick(window.grid, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: count_of(photos, Favourites()) == 1)
    click(qtbot, photos, Favourites())
    qtbot.waitUntil(lambda: window.grid.photos.photo_ids == [red])
    assert window.browse.breadcrumb.titles == ["Favourites"]
    assert selected_pages(window) == [Favourites()]
    window.grid.make_current(red)
    qtbot.keyClick(window.grid, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert "press F" in window.browse.message.text
    assert not window.browse.closest_button.isVisible()
    qtbot.waitUntil(lambda: count_of(photos, Favourites()) == 0)


def test_a_folder_shows_its_photos(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, tmp_path: Path
) -> None:
    trip = tmp_path / "trip"
    for name in ("one", "two"):
        make_jpeg(trip / "day 1" / f"{name}.jpg", "red" if name == "one" else "blue", size=(80, 60))
    window.folders.add(trip)
    folders = window.sidebar.folders
    qtbot.waitUntil(lambda: InFolder(trip) in folders.pages and count_of(folders, InFolder(trip)) == 2)
    assert count_of(folders, InFolder(photo_folder)) == len(COLOURS)
    click(qtbot, folders, InFolder(trip))
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 2)
    assert sorted(names_on_page(window, qtbot)) == ["one.jpg", "two.jpg"]
    assert window.browse.breadcrumb.titles == ["trip"]
    assert selected_pages(window) == [InFolder(trip)]
    (trip / "day 1" / "one.jpg").unlink()
    qtbot.waitUntil(lambda: count_of(folders, InFolder(trip)) == 1)
    assert window.browse.trail.current == InFolder(trip)


def test_a_removed_folder_is_left(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    window.browse.open_page(InFolder(photo_folder))
    qtbot.waitUntil(lambda: selected_pages(window) == [InFolder(photo_folder)])
    window.bridge.run(Track.WRITES, lambda library: library.remove_folder(photo_folder))
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())


def test_empty_and_unreachable_folders_are_told_apart(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    window.folders.add(empty)
    qtbot.waitUntil(lambda: InFolder(empty) in window.sidebar.folders.pages)
    window.browse.open_page(InFolder(empty))
    qtbot.waitUntil(lambda: "no photos in this folder" in window.browse.message.title)
    empty.rename(tmp_path / "elsewhere")
    window.browse.reload()
    qtbot.waitUntil(lambda: "not reachable" in window.browse.message.title)
    assert str(empty) in window.browse.message.text


def test_the_page_before_does_not_pass_for_a_late_one(window: MainWindow, qtbot: QtBot) -> None:
    wait_for_page(qtbot, window, len(COLOURS))
    may_go_on = threading.Event()
    window.bridge.run(Track.READS, lambda _: may_go_on.wait(60))
    window.browse.open_page(Favourites())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 0)
    assert not window.browse.message.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
