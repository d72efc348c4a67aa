"""Whether people and pets are looked for, and deleting all that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from photoorg.changes import Activity, PeopleProgress, Progress
from photoorg.gui.pages import PeopleAndPets
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import load_settings
from tests.gui.people.conftest import being_ids, cards_of, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


@pytest.fixture
def not_asked(library_directory: Path) -> Path:
    """As a library of before: nobody was looked for, and nobody was asked."""
    with opened(library_directory) as library:
        library.people.forget_all()
        library.change_setting("find_people", "ask")
    return library_directory


def go_to_people(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: PeopleAndPets() in window.sidebar.photos.pages)
    window.sidebar.page_chosen.emit(PeopleAndPets())


def test_the_page_asks_and_then_finds(
    not_asked: Path, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    go_to_people(window, qtbot)
    gallery = window.browse.people.gallery
    qtbot.waitUntil(lambda: gallery.first_choice.isVisible())
    yes, no = gallery.first_choice.yes_button, gallery.first_choice.no_button
    assert abs(yes.width() - no.width()) <= 1
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards_of(window)) == 4)
    assert load_settings(not_asked).find_people == "on"
    assert not gallery.choice.isVisible()


def test_no_is_heeded_and_can_be_changed(
    not_asked: Path, open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    go_to_people(window, qtbot)
    gallery = window.browse.people.gallery
    qtbot.waitUntil(lambda: gallery.first_choice.isVisible())
    qtbot.mouseClick(gallery.first_choice.no_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gallery.message.isVisible())
    assert gallery.message.title == "People and pets are not looked for"
    assert load_settings(not_asked).find_people == "off"
    qtbot.mouseClick(gallery.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards_of(window)) == 4)


def test_a_library_without_any_says_so(
    tmp_path: Path, open_window: Callable[[], MainWindow], library_directory: Path, qtbot: QtBot
) -> None:
    with opened(library_directory) as library:
        library.people.forget_all()
        for folder in library.folders():
            library.remove_folder(folder.path)
        library.change_setting("find_people", "on")
        (tmp_path / "photos").mkdir()
        library.add_folder(tmp_path / "photos")
        library.sync()
    window = open_window()
    go_to_people(window, qtbot)
    message = window.browse.people.gallery.message
    qtbot.waitUntil(lambda: message.isVisible() and message.title == "Nobody was found yet")


def test_the_welcome_asks(
    tmp_path: Path, open_window: Callable[[], MainWindow], library_directory: Path, qtbot: QtBot
) -> None:
    with opened(library_directory) as library:
        for folder in library.folders():
            library.remove_folder(folder.path)
        library.change_setting("find_people", "ask")
    window = open_window()
    welcome = window.pages.welcome
    qtbot.waitUntil(lambda: welcome.isVisible())
    assert not welcome.choice.yes_button.isChecked()
    assert not welcome.choice.no_button.isChecked()
    qtbot.mouseClick(welcome.choice.no_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: load_settings(library_directory).find_people == "off")
    qtbot.waitUntil(welcome.choice.no_button.isChecked)


def test_the_settings_switch_it(window: MainWindow, library_directory: Path, qtbot: QtBot) -> None:
    controls = window.commands.show_settings().privacy.people
    qtbot.waitUntil(controls.find_people.isEnabled)
    assert controls.find_people.isChecked()
    controls.find_people.click()
    qtbot.waitUntil(lambda: load_settings(library_directory).find_people == "off")
    # What was found stays, and the page says that nothing comes to it.
    assert len(cards_of(window)) == 4
    gallery = window.browse.people.gallery
    qtbot.waitUntil(lambda: gallery.off_bar.isVisible())
    qtbot.mouseClick(gallery.on_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: load_settings(library_directory).find_people == "on")
    qtbot.waitUntil(lambda: not gallery.off_bar.isVisible())


def test_all_is_deleted_after_a_question(window: MainWindow, library_directory: Path, qtbot: QtBot) -> None:
    window.browse.people.people_actions.name(being_ids(window)[0], "Xylophona")
    qtbot.waitUntil(lambda: ("Xylophona", 6) in cards_of(window))
    settings = window.commands.show_settings()
    made: list[object] = []
    window.undo.run("x", lambda library: library.albums.create("Hers", "person:Xylophona"), made.append)
    qtbot.waitUntil(lambda: bool(made))
    settings.privacy.people.forget_button.click()
    qtbot.waitUntil(lambda: bool(settings.findChildren(QMessageBox)))
    (box,) = settings.findChildren(QMessageBox)
    assert "names" in box.informativeText()
    assert "Smart albums that search for them are deleted, too: “Hers”" in box.informativeText()
    assert "sidecars" in box.informativeText()
    (delete,) = [button for button in box.buttons() if button.text() == "Delete"]
    delete.click()
    qtbot.waitUntil(lambda: settings.privacy.outcome.text() == "All face data is deleted.")
    qtbot.waitUntil(lambda: not cards_of(window))
    assert not window.undo.undo_text
    assert load_settings(library_directory).find_people == "off"
    window.close()
    with PhotoLibrary.open(library_directory) as library:
        assert library.people.list() == []
        assert library.albums.names() == []


def test_the_status_tells_how_far_it_is(window: MainWindow) -> None:
    window.status.show_progress(Progress(Activity.IDLE, 0, 0, 0, None))
    window.status.show_people(PeopleProgress(120, 3400))
    assert window.status.text == "Looking for people and pets: 120 of 3,400"
    window.status.show_progress(Progress(Activity.DESCRIBING, 1, 2, 0, None))
    assert window.status.text == "Looking at photos: 1 of 2"
    window.status.show_progress(Progress(Activity.IDLE, 0, 0, 0, None))
    window.status.show_people(PeopleProgress(0, 0))
    assert window.status.text == "Up to date"
