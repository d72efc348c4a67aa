"""The page of duplicates, by keys and by clicks."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from photoorg.albums.duplicates.groups import GroupKind
from photoorg.gui.keys import duplicate_keys
from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import AllPhotos, DuplicateGroups
from photoorg.photo_library import PhotoLibrary
from photoorg.sample_photos import write_sample_photos
from tests.gui.conftest import delete_now
from tests.gui.test_accessibility import check
from tests.gui.test_shortcuts import listed, taken
from tests.photo_copies import ATTACKS
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


@pytest.fixture(scope="session")
def with_copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four photos, with two copies of one, one of another, and a file that lies there twice."""
    directory = tmp_path_factory.mktemp("copies")
    write_sample_photos(directory / "samples")
    folder = directory / "photos"
    folder.mkdir()
    made = {"coffee": ("half the size", "crop 80 %"), "cat": ("JPEG 25",), "rocket": (), "astronaut": ()}
    for name, attacks in made.items():
        (sample,) = (directory / "samples").glob(f"{name}.*")
        with Image.open(sample) as opened:
            picture = opened.convert("RGB")
        picture.thumbnail((400, 400))
        picture.save(folder / f"{name}.jpg", quality=95)
        for number, attack in enumerate(attacks):
            ATTACKS[attack](picture).save(folder / f"{name}-{number}.jpg", quality=90)
    shutil.copy(folder / "rocket.jpg", folder / "rocket (1).jpg")
    with PhotoLibrary.open(directory / "library", encoder=TinyEncoder()) as library:
        library.add_folder(folder)
        library.sync()
    return directory


@pytest.fixture
def library_directory(with_copies: Path, tmp_path: Path, trash_folder: Path) -> Path:
    """A copy of it, with photos of its own."""
    shutil.copytree(with_copies / "photos", tmp_path / "photos")
    shutil.copytree(with_copies / "library", tmp_path / "library")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.relocate_folder(with_copies / "photos", tmp_path / "photos")
        library.sync()
    return tmp_path / "library"


@pytest.fixture
def window(open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path) -> MainWindow:
    """A window at the page of duplicates, which compared everything."""
    window = open_window()
    qtbot.waitUntil(lambda: DuplicateGroups() in window.sidebar.photos.pages)
    window.sidebar.page_chosen.emit(DuplicateGroups())
    page = window.duplicates
    qtbot.waitUntil(lambda: len(page.groups) == 3 and not page.search.is_running)
    qtbot.waitUntil(lambda: page.pane.choice is not None)
    window.activateWindow()
    page.list.setFocus()
    return window


def test_the_page_says_that_it_looks_until_groups_are_read(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path
) -> None:
    window = open_window()
    page, held = window.duplicates, Event()
    # Somebody else reads something that takes long.
    window.bridge.run(Track.READS, lambda _: held.wait(30))
    window.browse.open_page(DuplicateGroups())
    try:
        assert page.message.isVisible()
        assert page.message.title == "Looking for duplicates…"
        assert page.progress.isVisible()
        assert not page.kinds.isEnabled()
        assert not page.all_button.isEnabled()
    finally:
        held.set()
    qtbot.waitUntil(lambda: len(page.groups) == 3 and not page.search.is_running)
    qtbot.waitUntil(page.list.isVisible)
    assert page.kinds.isEnabled()
    assert page.all_button.isEnabled()
    assert not page.progress.isVisible()


def go_to(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Goes to the group in which a photo of this name is kept, by the arrow keys."""
    page = window.duplicates
    for _ in page.groups:
        if name in kept(window):
            return
        before = page.list.current
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        assert page.list.current != before
        group = page.list.current
        qtbot.waitUntil(lambda group=group: page.pane.choice is not None and page.pane.choice.group == group)
    assert name in kept(window)


def kept(window: MainWindow) -> list[str]:
    return [tile.path.name for tile in window.duplicates.pane.tiles.kept]


def answer(window: MainWindow, qtbot: QtBot, text: str) -> QMessageBox:
    """Waits for the question, and clicks on an answer."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    button = next(button for button in box.buttons() if button.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return box


def test_the_page_says_what_to_keep_and_why(window: MainWindow, qtbot: QtBot) -> None:
    page = window.duplicates
    assert [group.kind for group in page.groups].count(GroupKind.COPIES) == 2
    assert kept(window) == ["rocket.jpg"]
    assert page.pane.facts.rows[0][0] == "File"
    go_to(window, qtbot, "coffee.jpg")
    assert page.pane.resolve_button.text() == "Keep 1, move 2 to the trash"
    assert page.pane.facts.rows[0][0] == "File"
    assert "Size" in [row[0] for row in page.pane.facts.rows]
    assert "pixels" in page.pane._reason.text()
    qtbot.waitUntil(lambda: not page.pane.comparison.right.canvas.pixmap.isNull())
    assert window.acting_on == ()


def test_where_the_older_file_is_kept_the_dates_are_shown(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    # A name that is not that of a copy: nothing but the date tells them apart.
    (folder / "rocket (1).jpg").rename(folder / "apollo.jpg")
    for name, when in (
        ("apollo.jpg", datetime(2024, 5, 6, 12, 30)),
        ("rocket.jpg", datetime(2021, 2, 3, 8, 0)),
    ):
        os.utime(folder / name, (when.timestamp(), when.timestamp()))
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.sync()
    window = open_window()
    page = window.duplicates
    window.browse.open_page(DuplicateGroups())
    qtbot.waitUntil(lambda: len(page.groups) == 3 and page.pane.choice is not None)
    assert kept(window) == ["rocket.jpg"]
    assert page.pane._reason.text().endswith("It is older than the others.")
    path, changed = page.pane.facts.rows
    assert path[1].endswith("rocket.jpg")
    assert changed[0] == "Last changed"
    assert "2021" in changed[1]
    assert "2024" in changed[2]


def test_the_rest_goes_to_the_trash_and_comes_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, trash_folder: Path
) -> None:
    page, folder = window.duplicates, tmp_path / "photos"
    go_to(window, qtbot, "coffee.jpg")
    group = page.list.current
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    box = answer(window, qtbot, "Move to trash")
    assert box.text() == "Move 2 files to the trash?"
    qtbot.waitUntil(lambda: len(list(trash_folder.glob("*"))) == 2)
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    assert (folder / "coffee.jpg").exists()
    qtbot.waitUntil(lambda: "duplicates" in window.undo.undo_text)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (folder / "coffee-0.jpg").exists() and (folder / "coffee-1.jpg").exists())
    qtbot.waitUntil(lambda: len(page.groups) == 3 and page.list.current == group)


def test_another_one_is_kept_by_a_key(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.duplicates
    go_to(window, qtbot, "coffee.jpg")
    page.pane.tiles.setFocus()
    qtbot.keyClick(page.pane.tiles, Qt.Key.Key_Right)
    tile = page.pane.tiles.current
    assert tile is not None
    qtbot.keyClick(page.pane.tiles, Qt.Key.Key_K)
    assert kept(window) == [tile.path.name]
    qtbot.keyClick(page.pane.tiles, Qt.Key.Key_Home)
    qtbot.keyClick(page.pane.tiles, Qt.Key.Key_Space)
    assert sorted(kept(window)) == sorted(["coffee.jpg", tile.path.name])
    qtbot.mouseClick(page.pane.resolve_button, Qt.MouseButton.LeftButton)
    answer(window, qtbot, "Move to trash")
    qtbot.waitUntil(lambda: len(list((tmp_path / "photos").glob("coffee*"))) == 2)
    qtbot.waitUntil(lambda: len(page.groups) == 2)


def test_every_key_works_wherever_one_clicked(window: MainWindow, qtbot: QtBot) -> None:
    page = window.duplicates
    tiles, canvas = page.pane.tiles, page.pane.comparison.left.canvas
    go_to(window, qtbot, "coffee.jpg")
    group = page.list.current
    for clicked in (page.list.viewport(), tiles.viewport(), canvas, page.pane.keep_button):
        qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
        page.list.go_to(group.id)
        page.list.show_groups(page.groups)
        qtbot.waitUntil(lambda: page.pane.choice is not None and page.pane.choice.group == group)
        focused = QApplication.focusWidget()
        assert focused is not None
        for _ in tiles.tiles.records:
            qtbot.keyClick(focused, Qt.Key.Key_Left)
        assert tiles.currentIndex().row() == 0
        qtbot.keyClick(focused, Qt.Key.Key_Right)
        assert tiles.currentIndex().row() == 1
        before = kept(window)
        qtbot.keyClick(focused, Qt.Key.Key_Space)
        assert len(kept(window)) != len(before)
        for key, row in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 0)):
            qtbot.keyClick(focused, key)
            assert page.list.current == page.groups[page.groups.index(group) + row]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_X])
def test_what_is_kept_as_a_whole_is_not_shown_again(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, tmp_path: Path
) -> None:
    page = window.duplicates
    go_to(window, qtbot, "cat.jpg")
    group = page.list.current
    qtbot.keyClick(page.list, key)
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    assert (tmp_path / "photos" / "cat-0.jpg").exists()
    qtbot.waitUntil(lambda: bool(window.undo.undo_text))
    window.browse.open_page(AllPhotos())
    window.browse.open_page(DuplicateGroups())
    qtbot.waitUntil(lambda: page.list.isVisible() and len(page.groups) == 2)
    window.undo.undo()
    qtbot.waitUntil(lambda: len(page.groups) == 3 and page.list.current == group)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_what_is_decided_leads_to_the_next(window: MainWindow, qtbot: QtBot, row: int) -> None:
    page = window.duplicates
    groups = page.groups
    for _ in range(row):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: groups[row] not in page.groups and bool(window.undo.undo_text))
    assert page.list.current == groups[(1, 2, 1)[row]]
    window.undo.undo()
    qtbot.waitUntil(lambda: page.groups == groups and page.list.current == groups[row])


def test_a_group_is_stacked_by_a_key(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.duplicates
    # One photo in two files is seen once anyway.
    assert "rocket" in kept(window)[0]
    assert page.pane.stack_button.isHidden()
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    go_to(window, qtbot, "coffee.jpg")
    assert not page.pane.stack_button.isHidden()
    choice = page.pane.choice
    assert choice is not None
    assert len(page.groups) == 3
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(page.groups) == 2)
    window.sidebar.page_chosen.emit(AllPhotos())
    grid = window.grid.photos
    qtbot.waitUntil(lambda: grid.stack_size(choice.keep[0]) == 3)
    assert not set(choice.goes) & set(grid.photo_ids)
    window.undo.undo()
    qtbot.waitUntil(lambda: set(choice.goes) <= set(grid.photo_ids))
    window.sidebar.page_chosen.emit(DuplicateGroups())
    qtbot.waitUntil(lambda: len(page.groups) == 3)
    assert len(list((tmp_path / "photos").iterdir())) == 8


def test_the_best_of_all_is_kept_at_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.duplicates
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    box = answer(window, qtbot, "Move to trash")
    assert box.text() == "Move 4 files to the trash?"
    qtbot.waitUntil(lambda: len(list((tmp_path / "photos").iterdir())) == 4)
    qtbot.waitUntil(lambda: page.groups == [] and page.message.isVisible())
    assert page.message.title == "No duplicates"


def test_kinds_are_shown_apart(window: MainWindow, qtbot: QtBot) -> None:
    page = window.duplicates
    page.kinds.setCurrentIndex(page.kinds.findData(GroupKind.EXACT))
    assert [group.kind for group in page.groups] == [GroupKind.EXACT]
    page.kinds.setCurrentIndex(page.kinds.findData(GroupKind.BURST))
    assert page.message.title == "Nothing of this kind"
    page.kinds.setCurrentIndex(0)
    assert len(page.groups) == 3


def test_a_photo_is_opened_in_large_and_the_page_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = window.duplicates
    go_to(window, qtbot, "coffee.jpg")
    page.pane.tiles.photo_wanted.emit(page.pane.tiles.kept[0].photo.id)
    qtbot.waitUntil(window.viewer.isVisible)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.isVisible)
    canvases = [page.pane.comparison.left.canvas, page.pane.comparison.right.canvas]
    qtbot.waitUntil(lambda: not any(canvas.pixmap.isNull() for canvas in canvases))
    canvases[1].zoom_by(3)
    assert [canvas.zoom.is_fit for canvas in canvases] == [False, False]
    qtbot.keyClick(page.list, Qt.Key.Key_Z)
    assert [canvas.zoom.is_fit for canvas in canvases] == [True, True]


def test_comparing_is_stopped_and_goes_on(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path
) -> None:
    window = open_window()
    page = window.duplicates
    window.sidebar.page_chosen.emit(DuplicateGroups())
    qtbot.waitUntil(lambda: page.search.is_running)
    page.stop_button.click()
    qtbot.waitUntil(lambda: not page.search.is_running)
    qtbot.waitUntil(lambda: page.search_button.isVisibleTo(page) or len(page.groups) == 3)
    if page.search_button.isVisibleTo(page):
        page.search_button.click()
    qtbot.waitUntil(lambda: len(page.groups) == 3)


def test_the_keys_of_the_page_are_those_of_the_overview(window: MainWindow, qtbot: QtBot) -> None:
    page = window.duplicates

    def widget() -> QWidget:
        for box in window.findChildren(QMessageBox):
            box.close()
        delete_now()
        window.browse.open_page(DuplicateGroups())
        if len(page.groups) < 2:
            # Each of several keys settles one.
            window.undo.undo()
            qtbot.waitUntil(lambda: len(page.groups) == 2)
        return page

    # Delete is always taken: nobody's photos go to the trash by a slip.
    listed_here = listed(duplicate_keys())
    assert taken(window, widget) == listed_here | {int(Qt.Key.Key_Delete)}
    widget()


def test_every_control_has_a_name_and_is_reached(window: MainWindow) -> None:
    check(window)
