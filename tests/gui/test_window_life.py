"""Opening and closing the window, in good times and bad."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTranslator

from photoorg.changes import ModelState
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.main_window import MainWindow
from photoorg.gui.theme import DARK, LIGHT, palette_of
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import delete_now
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

HOLD_LIBRARY = """
import sys
from photoorg.photo_library import PhotoLibrary
with PhotoLibrary.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_a_library_in_use_can_be_tried_again(qtbot: QtBot, library_directory: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_LIBRARY, str(library_directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "open\n"
        window = MainWindow(partial(PhotoLibrary.open, library_directory, encoder=TinyEncoder()))
        window.show()
        qtbot.waitUntil(lambda: window.pages.failure.isVisible())
        assert str(holder.pid) in window.pages.failure.text
        holder.stdin.write("\n")
    buttons = {
        b.text(): b for b in window.pages.failure.findChildren(type(window.pages.welcome.folder_button))
    }
    qtbot.mouseClick(buttons["Try again"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.welcome.isVisible())
    window.close()
    window.deleteLater()
    del buttons
    delete_now()


def test_a_damaged_library_is_one_sentence(qtbot: QtBot, library_directory: Path) -> None:
    library_directory.mkdir()
    (library_directory / "catalogue.sqlite3").write_bytes(b"spoilt" * 1000)
    again = MainWindow(partial(PhotoLibrary.open, library_directory, encoder=TinyEncoder()))
    again.show()
    qtbot.waitUntil(lambda: again.pages.failure.isVisible())
    assert again.pages.failure.text
    assert "Traceback" not in again.pages.failure.text
    again.close()
    again.deleteLater()


def test_a_model_that_is_not_here_is_explained(
    qtbot: QtBot, library_directory: Path, photo_folder: Path
) -> None:
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
    elsewhere = "ViT-B-32:laion2b_s34b_b79k"
    window = MainWindow(partial(PhotoLibrary.open, library_directory, model=elsewhere))
    window.show()
    qtbot.waitUntil(lambda: window.bridge.model.state is ModelState.FAILED, timeout=60_000)
    assert "off" in window.browse.search.placeholderText()
    # Photos can be looked at, if not searched.
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))
    window.browse.search.text_typed.emit("red")
    qtbot.waitUntil(lambda: elsewhere in window.browse.message.text)
    assert window.browse.message.isVisible()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("is_opening", [False, True], ids=["before", "while"])
def test_closing_while_the_library_is_opened(qtbot: QtBot, library_directory: Path, is_opening: bool) -> None:
    window = MainWindow(partial(PhotoLibrary.open, library_directory, encoder=TinyEncoder()))
    window.show()
    if is_opening:
        window.bridge.open()
    window.close()
    assert not [t.name for t in threading.enumerate() if t.name.startswith("photoorg-")]
    window.deleteLater()
    delete_now()


def test_closing_while_indexing_keeps_what_was_done(
    open_window: Callable[[], MainWindow], photo_folder: Path, library_directory: Path
) -> None:
    window = open_window()
    window.folders.add(photo_folder)
    window.close()
    assert not [t.name for t in threading.enumerate() if t.name.startswith("photoorg-")]
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.status()


def test_a_cancelled_request_is_never_heard_of(window: MainWindow, qtbot: QtBot) -> None:
    heard: list[int] = []
    slow = window.bridge.run(Track.READS, lambda library: len(library.photo_ids()), heard.append)
    slow.cancel()
    window.bridge.run(Track.READS, lambda library: -1, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [-1]


def test_results_come_home_to_the_gui_thread(window: MainWindow, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    window.bridge.run(
        Track.READS,
        lambda library: threading.current_thread(),
        lambda worker: threads.extend((worker, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    worker, home = threads
    assert worker.name.startswith("photoorg-reads")
    assert home is threading.main_thread()


def test_a_bug_in_the_library_is_told_apart(qtbot: QtBot, library_directory: Path) -> None:
    bridge = LibraryBridge(partial(PhotoLibrary.open, library_directory, encoder=TinyEncoder()))
    with qtbot.waitSignal(bridge.opened):
        bridge.open()
    with qtbot.waitSignal(bridge.bug_found) as found:
        bridge.run(Track.READS, lambda library: 1 // 0)
    assert isinstance(found.args[0], ZeroDivisionError)
    bridge.close()


def test_nothing_heavy_is_loaded_before_the_window() -> None:
    code = (
        "import sys, photoorg.app; "
        "heavy = {'torch', 'sqlalchemy', 'hnswlib', 'open_clip', 'skimage', 'PIL'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(qapp: QApplication, colours: object) -> None:
    def luminance(colour: str) -> float:
        # Relative luminance and contrast after WCAG 2.1.
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        light, dark = sorted((luminance(a), luminance(b)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for ground in (colours.window, colours.surface, colours.panel, colours.tile):
        assert contrast(colours.text, ground) >= 7
    for ground in (colours.window, colours.surface, colours.panel):
        assert contrast(colours.muted, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert palette_of(colours).window().color().name() == colours.window


class LongWords(QTranslator):
    """Every text a good deal longer than in English, as German often is."""

    def translate(self, context: str, source: str, disambiguation: str = "", n: int = -1) -> str:
        return source + "en" * (len(source) // 4 + 1)

    def isEmpty(self) -> bool:
        return False


def test_long_translations_fit(qapp: QApplication, open_window: Callable[[], MainWindow]) -> None:
    translator = LongWords()
    qapp.installTranslator(translator)
    try:
        window = open_window()
        assert window.pages.welcome.folder_button.text().endswith("en")
        assert window.minimumSizeHint().width() <= 900
        for button in (window.pages.welcome.folder_button, window.pages.welcome.samples_button):
            assert button.width() >= button.sizeHint().width()
        window.resize(900, 600)
        assert window.width() == 900
    finally:
        qapp.removeTranslator(translator)
