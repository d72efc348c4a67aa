"""Real windows on real libraries, on Qt's offscreen platform."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# Before the first import of Qt, which reads it once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from photoorg.gui.languages import install
from photoorg.gui.main_window import MainWindow
from photoorg.gui.pages import AllPhotos
from photoorg.library.catalogue import Catalogue
from photoorg.library.folders import FolderStore
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform has no window manager, and warns about what that would do."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    "propagateSizeHints", r"raise\(\)", "grabbing the keyboard", extend=True
                )
            )


def delete_now() -> None:
    """Carries out every deleteLater()."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(scope="session", autouse=True)
def _in_english(qapp: QApplication) -> None:
    """Plurals are translated into English, too."""
    install(qapp, "en")


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a thread of ours, a running timer or a top-level widget."""
    # What was there before, models of other tests not least, is not looked through each time.
    gc.collect()
    gc.freeze()
    # As in the app: on a lane it would delete timers that are then still waited for.
    gc.disable()
    yield
    delete_now()
    gc.collect()
    gc.enable()
    threads = [thread.name for thread in threading.enumerate() if thread.name.startswith("photoorg-")]
    assert not threads
    # type(): asking some lazy modules of other packages for __class__ has effects.
    timers = [
        thing
        for thing in gc.get_objects()
        if issubclass(type(thing), QTimer) and shiboken6.isValid(thing) and thing.isActive()
    ]
    assert not timers
    assert not QApplication.topLevelWidgets()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """All that is made now is in Chinese."""
    before, translators = QLocale(), set(qapp.findChildren(QTranslator))
    QLocale.setDefault(QLocale("zh_CN"))
    install(qapp, "zh_CN")
    yield
    delete_now()
    for translator in set(qapp.findChildren(QTranslator)) - translators:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits longer than usual: a busy machine with two cores is no failure."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=30_000)
    return qtbot


@pytest.fixture
def library_directory(tmp_path: Path) -> Path:
    """Where the library of the test lies."""
    return tmp_path / "library"


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plain photo of each named colour in ``photos``, and in ``library`` a library that knows them: made
    once, for it takes longer than most tests, which work on a copy."""
    base = tmp_path_factory.mktemp("indexed")
    for name, colour in COLOURS.items():
        make_jpeg(base / "photos" / f"{name}.jpg", colour)
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(base / "photos")
        library.sync()
    return base


@pytest.fixture
def photo_folder(indexed: Path, tmp_path: Path) -> Path:
    """A folder with one plain photo of each named colour."""
    return shutil.copytree(indexed / "photos", tmp_path / "photos")


@pytest.fixture
def filled_library(indexed: Path, library_directory: Path, photo_folder: Path) -> Path:
    """The test's library, which already knows :func:`photo_folder`."""
    shutil.copytree(indexed / "library", library_directory)
    # In the catalogue alone: opening the whole library for this takes longer than some tests.
    catalogue = Catalogue(library_directory / CATALOGUE_FILE)
    FolderStore(catalogue).relocate(indexed / "photos", photo_folder)
    catalogue.close()
    return library_directory


@pytest.fixture
def open_window(qtbot: QtBot, library_directory: Path) -> Iterator[Callable[[], MainWindow]]:
    """Opens a window on the test's library and waits until it is open."""
    windows: list[MainWindow] = []
    bugs: list[BaseException] = []

    def open_one() -> MainWindow:
        window = MainWindow(partial(PhotoLibrary.open, library_directory, encoder=TinyEncoder()))
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
def window(open_window: Callable[[], MainWindow], qtbot: QtBot, filled_library: Path) -> MainWindow:
    """A window on a library that already knows :func:`photo_folder`."""
    opened = open_window()
    wait_for_page(qtbot, opened, len(COLOURS))
    return opened


def wait_for_page(qtbot: QtBot, window: MainWindow, photo_count: int) -> None:
    """Waits until "All photos" shows so many photos."""
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == photo_count)


def id_of(window: MainWindow, qtbot: QtBot, file_name: str) -> int:
    """The id of the photo with a file name, among those on the screen."""
    records = window.grid.photos.records

    def found() -> list[int]:
        known = [records.record(photo_id) for photo_id in window.grid.photos.photo_ids]
        return [record.id for record in known if record is not None and record.path.name == file_name]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def names_on_page(window: MainWindow, qtbot: QtBot) -> list[str]:
    """The file names on the screen, in order."""
    records = window.grid.photos.records
    ids = window.grid.photos.photo_ids
    qtbot.waitUntil(lambda: all(records.record(photo_id) is not None for photo_id in ids))
    return [records.record(photo_id).path.name for photo_id in ids]


def wait_for_first(window: MainWindow, qtbot: QtBot, file_name: str) -> None:
    """Waits until the current page begins with a photo."""

    def first() -> str:
        ids = window.grid.photos.photo_ids
        record = window.grid.photos.records.record(ids[0]) if ids else None
        return record.path.name if record is not None else ""

    qtbot.waitUntil(lambda: first() == file_name)
