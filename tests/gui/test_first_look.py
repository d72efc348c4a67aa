"""Photos are on the screen while the library is still being opened."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from photoorg.first_look import FirstLook
from photoorg.gui.main_window import MainWindow
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import delete_now
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def may_open() -> threading.Event:
    """What the opening of the library waits for."""
    return threading.Event()


@pytest.fixture
def opening(filled_library: Path, may_open: threading.Event, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a library that takes its time."""
    with PhotoLibrary.open(filled_library, read_only=True) as library:
        expected = library.photo_ids()

    def open_slowly() -> PhotoLibrary:
        assert may_open.wait(60)
        return PhotoLibrary.open(filled_library, encoder=TinyEncoder())

    window = MainWindow(open_slowly, partial(FirstLook.take, filled_library))
    bugs: list[BaseException] = []
    window.bridge.bug_found.connect(bugs.append)
    window.show()
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == expected)
    yield window
    may_open.set()
    window.close()
    window.deleteLater()
    delete_now()
    assert not bugs


def test_photos_are_there_with_thumbnails(opening: MainWindow, qtbot: QtBot) -> None:
    thumbnails = opening.grid.photos.thumbnails
    first = opening.grid.photos.photo_ids[0]
    qtbot.waitUntil(lambda: thumbnails.pixmap(first) is not None)
    assert not opening.is_ready


def test_they_stay_when_the_library_is_open(
    opening: MainWindow, may_open: threading.Event, qtbot: QtBot
) -> None:
    grid = opening.grid
    with qtbot.assertNotEmitted(grid.photos.modelReset):
        may_open.set()
        qtbot.waitUntil(lambda: opening.is_ready)
        qtbot.waitUntil(lambda: f"{len(COLOURS)} photos" in opening.browse.breadcrumb.note)
    qtbot.waitUntil(lambda: grid.photos.records.record(grid.photos.photo_ids[0]) is not None)


def test_what_is_asked_for_meanwhile_is_answered_then(
    opening: MainWindow, may_open: threading.Event, library_directory: Path, qtbot: QtBot
) -> None:
    photo_id = opening.grid.photos.photo_ids[0]
    opening.pages.open_photo(photo_id)
    assert opening.viewer.isVisible()
    opening.photos.set_favourite(photo_id, True)
    may_open.set()
    qtbot.waitUntil(lambda: opening.viewer.info.shown("file") != "")
    qtbot.waitUntil(lambda: not opening.viewer.canvas.pixmap.isNull())

    def favourites() -> list[int]:
        with PhotoLibrary.open(library_directory, read_only=True) as library:
            return library.photo_ids(favourites=True)

    qtbot.waitUntil(lambda: favourites() == [photo_id])


def test_another_page_is_not_taken_from_the_screen(
    opening: MainWindow, library_directory: Path, qtbot: QtBot
) -> None:
    opening.browse.search_for("rating:5")
    qtbot.waitUntil(lambda: not opening.grid.photos.photo_ids)
    look = FirstLook.take(library_directory)
    assert look is not None
    opening.browse.show_first(look.newest)
    assert not opening.grid.photos.photo_ids


def test_a_window_that_is_closed_meanwhile_leaves_nothing(
    opening: MainWindow, may_open: threading.Event, library_directory: Path
) -> None:
    opening.photos.set_favourite(opening.grid.photos.photo_ids[0], True)
    may_open.set()
    opening.close()
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        assert not library.photo_ids(favourites=True)
