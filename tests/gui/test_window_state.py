"""The window is found as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from photoorg.gui.photo_grid.justified_view import USUAL_CELL_PX
from photoorg.gui.window_state import WINDOW_FILE, WindowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def looks(window: MainWindow) -> tuple[object, ...]:
    return (
        window.size().toTuple(),
        window.grid.cell_px,
        window.menus.fill.isChecked(),
        window.viewer.shows_info,
        window.viewer.slideshow.interval_ms,
        window.sidebar.albums.closed_folders,
    )


def test_what_was_chosen_is_chosen_again(
    window: MainWindow, open_window: Callable[[], MainWindow], library_directory: Path, qtbot: QtBot
) -> None:
    state = WindowState(library_directory)
    usual = looks(window)
    window.resize(760, 640)
    window.grid.set_cell_px(USUAL_CELL_PX + 40)
    window.menus.fill.trigger()
    window.viewer.slideshow.speed_menu.actions()[-1].trigger()
    window.sidebar.albums.fold("Trips, „far“", True)
    window.pages.open_photo(window.grid.photos.photo_ids[0])
    qtbot.keyClick(window.viewer, Qt.Key.Key_I)
    # In the full screen there is none, which is no choice.
    window.pages.fill_screen(True)
    assert not window.viewer.shows_info
    window.pages.fill_screen(False)
    left = looks(window)
    assert not [one for one in left if one in usual and not isinstance(one, bool)]
    window.closed.connect(lambda: state.keep(window))
    window.close()
    again = open_window()
    assert looks(again) == usual
    state.restore(again)
    assert looks(again) == left
    checked = [action.text() for action in again.viewer.slideshow.speed_menu.actions() if action.isChecked()]
    assert checked == [again.viewer.slideshow.speed_menu.actions()[-1].text()]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "junk\0\xff",
        "[General]\ngeometry=@ByteArray(junk)\n[thumbnails]\npx=many\nsquares=7\n[slideshow]\nseconds=-1",
        "[thumbnails]\npx=999999999999\n[slideshow]\nseconds=4",
        '[albums]\nclosed="{}"',
        '[albums]\nclosed="[7, [], {"',
    ],
)
def test_what_makes_no_sense_is_as_at_first(window: MainWindow, library_directory: Path, text: str) -> None:
    usual = looks(window)
    (library_directory / WINDOW_FILE).write_text(text, encoding="latin-1")
    WindowState(library_directory).restore(window)
    assert looks(window) == usual


def test_a_library_that_is_not_there_is_not_made_for_it(window: MainWindow, tmp_path: Path) -> None:
    WindowState(tmp_path / "nowhere").keep(window)
    assert not (tmp_path / "nowhere").exists()
