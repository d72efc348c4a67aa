"""The pages of the side bar: favourites, places, tags, folders, with their counts."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import (
    AllPhotos,
    Favourites,
    InAlbum,
    InFolder,
    InPlace,
    MissingPhotos,
    OfflinePhotos,
    PeopleAndPets,
    RecentlyAdded,
    SuggestedAlbums,
    Tagged,
)
from photoorg.gui.place_tree import PlaceTree
from photoorg.gui.side_lists import INDENTATION_PX, CountRole, SideList
from photoorg.library.overview import Country
from photoorg.settings import load_settings
from tests.gui.conftest import delete_now, id_of, names_on_page, wait_for_page
from tests.gui.test_albums import enter_name
from tests.gui.test_undo import menu_texts, undo
from tests.pictures import exif, make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.pages import StartPage


def click(qtbot: QtBot, pages: SideList, page: StartPage) -> None:
    """Clicks the row of a page."""
    at = pages.visualItemRect(pages.item(pages.pages.index(page))).center()
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=at)


def count_of(pages: SideList, page: StartPage) -> int | None:
    """The count in the row of a page; None if there is no such row."""
    return pages.item(pages.pages.index(page)).data(CountRole) if page in pages.pages else None


def selected_pages(window: MainWindow) -> list[StartPage]:
    """What the side bar marks as being on the screen."""
    side = window.sidebar
    return [
        pages.pages[index.row()]
        for pages in (side.photos, side.albums, side.folders)
        for index in pages.selectedIndexes()
    ]


def test_keys_go_through_the_rows_and_the_page_on_the_screen_stays_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    for name in ("One", "Two", "Three"):
        window.albums.add(name, (id_of(window, qtbot, "red.jpg"),))
    albums = window.sidebar.albums
    qtbot.waitUntil(lambda: albums.names == ["One", "Three", "Two"])
    window.browse.open_page(InAlbum("Two"))
    window.activateWindow()
    albums.setFocus()
    qtbot.waitUntil(albums.hasFocus)
    for key, row in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(albums, key)
        assert albums.currentRow() == row
        assert selected_pages(window) == [InAlbum("Two")]
    qtbot.keyClick(albums, Qt.Key.Key_Space)
    assert window.browse.trail.current == InAlbum("One")
    assert selected_pages(window) == [InAlbum("One")]
    qtbot.keyClick(albums, Qt.Key.Key_Down)
    qtbot.keyClick(albums, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = (one for one in albums.findChildren(QMenu) if one.isVisible())
    next(action for action in menu.actions() if action.text() == "Open").trigger()
    menu.close()
    assert window.browse.trail.current == InAlbum("Three")


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


def test_the_status_area_tells_how_many_the_page_has(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status.figures == f"{len(COLOURS)} photos")
    window.albums.add("Two", tuple(id_of(window, qtbot, name) for name in ("red.jpg", "blue.jpg")))
    qtbot.waitUntil(lambda: bool(window.sidebar.albums.names))
    window.browse.open_page(InAlbum("Two"))
    qtbot.waitUntil(lambda: window.status.figures == "2 photos")
    window.grid.selectAll()
    assert window.status.figures == "2 selected · 2 photos"
    window.browse.open_page(PeopleAndPets())
    qtbot.waitUntil(lambda: window.status.figures == f"{len(COLOURS)} photos")


def test_rows_above_the_albums_are_there_from_the_start_and_stay(
    open_window: Callable[[], MainWindow], qtbot: QtBot, filled_library: Path
) -> None:
    window = open_window()
    photos = window.sidebar.photos
    qtbot.waitUntil(lambda: PeopleAndPets() in photos.pages)
    before = photos.pages
    assert SuggestedAlbums("group") in before
    qtbot.waitUntil(lambda: count_of(photos, AllPhotos()) == len(COLOURS))
    window.sidebar.show_suggestions({"group": 3, "event": 1})
    window.sidebar.show_duplicates(2)
    assert count_of(photos, SuggestedAlbums("group")) == 3
    assert photos.pages == before


def test_a_folder_is_opened_to_those_in_it(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    for at, place in enumerate(("2023/Rome/a", "2023/b", "2024/c")):
        make_jpeg(photo_folder / f"{place}.jpg", (at * 40, 0, 0))
    folders = window.sidebar.folders
    qtbot.waitUntil(lambda: count_of(folders, InFolder(photo_folder)) == len(COLOURS) + 3)
    assert folders.pages == [InFolder(photo_folder)]
    folders.setFocus()
    folders.setCurrentRow(0)
    qtbot.keyClick(folders, Qt.Key.Key_Right)
    inner = [InFolder(photo_folder / name) for name in ("2023", "2024")]
    qtbot.waitUntil(lambda: folders.pages == [InFolder(photo_folder), *inner])
    assert [count_of(folders, page) for page in inner] == [2, 1]
    # On the arrow: it opens, and nothing else.
    before = window.browse.trail.current
    at_arrow = folders.visualItemRect(folders.item(1)).topLeft() + QPoint(INDENTATION_PX + 10, 8)
    qtbot.mouseClick(folders.viewport(), Qt.MouseButton.LeftButton, pos=at_arrow)
    rome = InFolder(photo_folder / "2023" / "Rome")
    qtbot.waitUntil(lambda: folders.pages == [InFolder(photo_folder), inner[0], rome, inner[1]])
    assert window.browse.trail.current == before
    click(qtbot, folders, inner[0])
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 2)
    assert selected_pages(window) == [inner[0]]
    assert "Remove folder…" not in menu_of(folders, inner[0])
    window.folders.read()
    qtbot.wait(50)
    assert window.browse.trail.current == inner[0]
    folders.setCurrentRow(0)
    qtbot.keyClick(folders, Qt.Key.Key_Left)
    assert folders.pages == [InFolder(photo_folder)]


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


PARIS, LYON, BERLIN = (48.8584, 2.2945), (45.764, 4.8357), (52.52, 13.405)


@pytest.fixture
def travels(photo_folder: Path, window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window that knows where some photos were taken."""
    for name, colour, (latitude, longitude) in (
        ("paris", "grey", PARIS),
        ("lyon", "brown", LYON),
        ("berlin", "teal", BERLIN),
    ):
        make_jpeg(
            photo_folder / f"{name}.jpg", colour, (80, 60), exif(latitude=latitude, longitude=longitude)
        )
    qtbot.waitUntil(lambda: len(window.sidebar.places.pages) == 5)
    return window


def test_countries_are_in_the_order_of_what_they_are_called(qtbot: QtBot) -> None:
    tree = PlaceTree()
    qtbot.addWidget(tree)
    names = ("Korea, Republic of", "Norway", "Russian Federation", "Libyan Arab Jamahiriya")
    tree.show_places([Country(name, 1, ()) for name in names])
    shown = [tree.item_of(page).text(0) for page in tree.pages]
    assert shown == ["Libya", "Norway", "Russia", "South Korea"]
    tree.show_places([Country("Germany", 2, ()), Country("Deutschland", 1, ())])
    assert set(tree.pages) == {InPlace("Germany"), InPlace("Deutschland")}


def test_places_are_opened_by_mouse_and_keyboard(travels: MainWindow, qtbot: QtBot) -> None:
    places = travels.sidebar.places
    assert places.pages == [
        InPlace("France"),
        InPlace("France", "Lyon"),
        InPlace("France", "Paris"),
        InPlace("Germany"),
        InPlace("Germany", "Berlin"),
    ]
    assert [item.data(0, CountRole) for page in places.pages if (item := places.item_of(page))] == [
        2,
        1,
        1,
        1,
        1,
    ]
    country = places.item_of(InPlace("France"))
    height = places.height()
    qtbot.mouseClick(
        places.viewport(), Qt.MouseButton.LeftButton, pos=places.visualItemRect(country).center()
    )
    qtbot.waitUntil(lambda: sorted(names_on_page(travels, qtbot)) == ["lyon.jpg", "paris.jpg"])
    assert travels.browse.breadcrumb.titles == ["France"]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(places, key)
    assert places.height() > height
    qtbot.waitUntil(lambda: names_on_page(travels, qtbot) == ["lyon.jpg"])
    assert travels.browse.breadcrumb.titles == ["Lyon, France"]
    # What comes meanwhile leaves the user where they are.
    make_jpeg(
        travels.sidebar.folders.paths[0] / "x.jpg",
        "pink",
        (80, 60),
        exif(latitude=BERLIN[0], longitude=BERLIN[1]),
    )
    qtbot.waitUntil(lambda: places.item_of(InPlace("Germany")).data(0, CountRole) == 2)
    assert places.currentItem() is places.item_of(InPlace("France", "Lyon"))


def test_what_was_added_lately_comes_last_first(
    travels: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    photos = travels.sidebar.photos
    click(qtbot, photos, RecentlyAdded())
    qtbot.waitUntil(lambda: len(travels.grid.photos.photo_ids) == len(COLOURS) + 3)
    make_jpeg(photo_folder / "latest.jpg", "navy", (80, 60), exif(taken_at=datetime(1999, 1, 1)))
    qtbot.waitUntil(lambda: names_on_page(travels, qtbot)[0] == "latest.jpg")
    qtbot.waitUntil(lambda: count_of(photos, RecentlyAdded()) == len(COLOURS) + 4)


def test_missing_photos_are_kept_in_sight(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    side = window.sidebar
    assert not side.unreachable.isVisible()
    red = id_of(window, qtbot, "red.jpg")
    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: side.unreachable.pages == [MissingPhotos()])
    assert count_of(side.unreachable, MissingPhotos()) == 1
    click(qtbot, side.unreachable, MissingPhotos())
    qtbot.waitUntil(lambda: window.grid.photos.photo_ids == [red])
    make_jpeg(photo_folder / "red.jpg", "red")
    qtbot.waitUntil(lambda: window.browse.message.title == "No photo is missing")


def test_offline_photos_have_a_page(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    side = window.sidebar
    photo_folder.rename(photo_folder.with_name("away"))
    qtbot.waitUntil(lambda: side.unreachable.pages == [OfflinePhotos()])
    click(qtbot, side.unreachable, OfflinePhotos())
    qtbot.waitUntil(lambda: window.browse.breadcrumb.titles == ["Offline"])
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))


def test_a_tag_is_renamed_joined_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    tags = window.sidebar.tags
    assert not window.sidebar.sections["tags"].isVisible()
    red, blue = id_of(window, qtbot, "red.jpg"), id_of(window, qtbot, "blue.jpg")
    window.photo_tags.add(red, "Beach")
    window.photo_tags.add(red, "Sea")
    window.photo_tags.add(blue, "Sea")
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Beach"), Tagged("Sea")])
    assert [count_of(tags, page) for page in tags.pages] == [1, 2]
    click(qtbot, tags, Tagged("Beach"))
    qtbot.waitUntil(lambda: window.grid.photos.photo_ids == [red])
    qtbot.keyClick(tags, Qt.Key.Key_F2)
    enter_name(window, qtbot, "Strand")
    qtbot.waitUntil(lambda: window.browse.breadcrumb.titles == ["Strand"])
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Sea"), Tagged("Strand")])
    qtbot.keyClick(tags, Qt.Key.Key_F2)
    enter_name(window, qtbot, "sea")
    consent(window, qtbot)
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Sea")])
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 2)
    menu_of(tags, Tagged("Sea"))["Delete tag…"].trigger()
    consent(window, qtbot)
    qtbot.waitUntil(lambda: not window.sidebar.sections["tags"].isVisible())
    assert window.browse.trail.current == AllPhotos()


def test_what_was_done_to_a_tag_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    tags = window.sidebar.tags
    red, blue = id_of(window, qtbot, "red.jpg"), id_of(window, qtbot, "blue.jpg")
    window.photo_tags.add(red, "Beach")
    window.photo_tags.add(blue, "Sea")
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Beach"), Tagged("Sea")])
    click(qtbot, tags, Tagged("Beach"))
    for name, is_another in (("Strand", False), ("sea", True)):
        tags.rename_wanted.emit("Beach")
        enter_name(window, qtbot, name)
        if is_another:
            consent(window, qtbot)
        qtbot.waitUntil(lambda: Tagged("Beach") not in tags.pages)
        assert menu_texts(window)[0] == "&Undo renaming of the tag “Beach”"
        undo(window, qtbot)
        qtbot.waitUntil(lambda: tags.pages == [Tagged("Beach"), Tagged("Sea")])
        assert [count_of(tags, page) for page in tags.pages] == [1, 1]
    window.browse.open_page(Tagged("Beach"))
    tags.delete_wanted.emit("Beach")
    consent(window, qtbot)
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Sea")])
    assert window.browse.trail.current == AllPhotos()
    (offer,) = (row.action_button for row in window.notices.rows if row.action_button.isVisible())
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tags.pages == [Tagged("Beach"), Tagged("Sea")])


def menu_of(pages: SideList, page: StartPage) -> dict[str, QAction]:
    """The context menu of a row, by text."""
    at = pages.visualItemRect(pages.item(pages.pages.index(page))).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, pages.viewport().mapToGlobal(at))
    QApplication.sendEvent(pages.viewport(), event)
    (menu,) = pages.findChildren(QMenu)
    menu.hide()
    return {action.text(): action for action in menu.actions()}


def consent(window: MainWindow, qtbot: QtBot) -> None:
    """Answers the question in the open box."""
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    agree = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    delete_now()


def test_sections_fold_and_remember_it(
    window: MainWindow, open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path
) -> None:
    folders = window.sidebar.sections["folders"]
    qtbot.mouseClick(folders.heading, Qt.MouseButton.LeftButton)
    assert not window.sidebar.folders.isVisible()
    qtbot.waitUntil(lambda: load_settings(library_directory).folded_sections == ["folders"])
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.sidebar.sections["folders"].is_folded)
    assert not again.sidebar.folders.isVisible()
    heading = again.sidebar.sections["folders"].heading
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert again.sidebar.folders.isVisible()
    qtbot.waitUntil(lambda: load_settings(library_directory).folded_sections == [])


def test_long_names_are_elided_and_told_in_full(window: MainWindow, qtbot: QtBot) -> None:
    name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichensammlung"
    window.photo_tags.add(id_of(window, qtbot, "red.jpg"), name)
    tags = window.sidebar.tags
    qtbot.waitUntil(lambda: tags.pages == [Tagged(name)])
    assert tags.item(0).toolTip() == name
    assert window.sidebar.width() < 300
    assert not tags.horizontalScrollBar().isVisible()


def test_the_page_before_does_not_pass_for_a_late_one(window: MainWindow, qtbot: QtBot) -> None:
    wait_for_page(qtbot, window, len(COLOURS))
    may_go_on = threading.Event()
    window.bridge.run(Track.READS, lambda _: may_go_on.wait(60))
    window.browse.open_page(Favourites())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 0)
    assert not window.browse.message.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
