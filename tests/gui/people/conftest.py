"""Windows on a library of coloured squares, each colour being somebody."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from photoorg.gui.main_window import MainWindow
from photoorg.gui.pages import OneBeing, PeopleAndPets
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import delete_now
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

EVERYBODY = {"red": 5, "blue": 4, "green": 3}


def opened(directory: Path) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), finders=[TinyFinder()])


@pytest.fixture(scope="session")
def looked_through(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that looked through photos of three people and a stranger."""
    directory = tmp_path_factory.mktemp("people")
    for colour, count in EVERYBODY.items():
        for number in range(count):
            make_group_photo(directory / "photos" / f"{colour}{number}.jpg", [colour], number=number)
    make_group_photo(directory / "photos" / "two.jpg", ["red", "blue"], number=20)
    make_group_photo(directory / "photos" / "stranger.jpg", ["purple"], number=21)
    with opened(directory / "library") as library:
        library.add_folder(directory / "photos")
        library.sync()
        library.change_setting("find_people", "on")
        library.people.find()
    return directory / "library"


@pytest.fixture
def library_directory(looked_through: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(looked_through, tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def open_window(qtbot: QtBot, library_directory: Path) -> Iterator[Callable[[], MainWindow]]:
    """Opens a window on the library, and waits until it knows who there is."""
    windows: list[MainWindow] = []
    bugs: list[BaseException] = []

    def open_one() -> MainWindow:
        window = MainWindow(partial(opened, library_directory))
        window.bridge.bug_found.connect(bugs.append)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.is_ready)
        return window

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()
    windows.clear()
    delete_now()
    if bugs:
        raise bugs[0]


@pytest.fixture
def window(open_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    """A window at the page of people and pets."""
    window = open_window()
    qtbot.waitUntil(lambda: PeopleAndPets() in window.sidebar.photos.pages)
    window.sidebar.page_chosen.emit(PeopleAndPets())
    qtbot.waitUntil(lambda: len(cards_of(window)) == 4)
    window.activateWindow()
    return window


def cards_of(window: MainWindow) -> list[tuple[str, int]]:
    """Names and counts of the people's cards, the strangers as "Others"."""
    model = window.browse.people.gallery.cards["person"].cards
    return [(model.title(card) if not card.name else card.name, card.count) for card in model.records]


def being_ids(window: MainWindow) -> list[int]:
    """The ids of the people's cards."""
    return [card.id for card in window.browse.people.gallery.cards["person"].cards.records]


def open_being(window: MainWindow, qtbot: QtBot, being_id: int) -> None:
    """Goes to somebody's page and waits for the faces."""
    window.browse.go_on(OneBeing(being_id))
    page = window.browse.people.being
    qtbot.waitUntil(lambda: page.being is not None and page.being.id == being_id)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == page.being.regions)
