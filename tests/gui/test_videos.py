"""Photos that have a video."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from photoorg.gui.viewer import video_playback
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import wait_for_page
from tests.gui.test_files import Programs, programs
from tests.gui.test_viewer import open_photo
from tests.imaging.test_motion_video import VIDEO
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

__all__ = ["programs"]
elsewhere = pytest.mark.skipif(video_playback.CAN_PLAY_HERE, reason="videos play in the window here")


@pytest.fixture
def window(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, photo_folder: Path
) -> MainWindow:
    """A window with a live photo (blue), a motion photo (red), and photos without a video."""
    (photo_folder / "blue.MOV").write_bytes(VIDEO)
    with (photo_folder / "red.jpg").open("ab") as file:
        file.write(b"MotionPhoto_Data" + VIDEO)
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
    opened = open_window()
    wait_for_page(qtbot, opened, len(COLOURS))
    return opened


@pytest.mark.parametrize("name", ["blue.jpg", "red.jpg"])
def test_a_photo_with_a_video_says_so(window: MainWindow, qtbot: QtBot, name: str) -> None:
    open_photo(window, qtbot, name)
    viewer = window.viewer
    assert viewer.canvas.note == "A photo with a video: press V to play it."
    assert viewer.video_button.isVisible()
    assert viewer.info.shown("size").endswith("with video")
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    open_photo(window, qtbot, "green.jpg")
    assert viewer.canvas.note == ""
    assert not viewer.video_button.isVisible()


def test_the_note_goes_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    window.viewer.canvas.note_timer.setInterval(20)
    open_photo(window, qtbot, "blue.jpg")
    qtbot.waitUntil(lambda: window.viewer.canvas.note == "")
    assert window.viewer.video_button.isVisible()


@elsewhere
def test_a_video_beside_the_photo_opens_elsewhere(
    window: MainWindow, qtbot: QtBot, photo_folder: Path, programs: Programs
) -> None:
    open_photo(window, qtbot, "blue.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: programs.opened == [photo_folder / "blue.MOV"])


@elsewhere
def test_a_video_in_the_photo_opens_as_a_file(window: MainWindow, qtbot: QtBot, programs: Programs) -> None:
    open_photo(window, qtbot, "red.jpg")
    qtbot.mouseClick(window.viewer.video_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(programs.opened) == 1)
    (video,) = programs.opened
    assert video.name == "red.mp4"
    assert video.read_bytes() == VIDEO


def test_a_video_that_is_gone_is_told(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    open_photo(window, qtbot, "blue.jpg")
    (photo_folder / "blue.MOV").unlink()
    qtbot.mouseClick(window.viewer.video_button, Qt.MouseButton.LeftButton)
    expected = "This video cannot be played: its video is not where it should be."
    qtbot.waitUntil(lambda: window.viewer.canvas.note == expected)
