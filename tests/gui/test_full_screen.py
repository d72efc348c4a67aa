"""The picture alone on the screen, and slideshows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from photoorg.changes import NoticeRaised
from tests.gui.conftest import id_of, names_on_page
from tests.gui.test_viewer import open_photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

QUICK_MS = 20


def start_slideshow(window: MainWindow, qtbot: QtBot, interval_ms: int = QUICK_MS) -> list[int]:
    """Presses F5 in the grid; gives the ids that come on the screen, as they come."""
    shown: list[int] = []
    window.viewer.photo_shown.connect(shown.append)
    window.viewer.slideshow.set_interval(interval_ms)
    names_on_page(window, qtbot)
    qtbot.keyClick(window.grid, Qt.Key.Key_F5)
    assert window.viewer.slideshow.is_running
    return shown


def test_f11_gives_the_picture_the_whole_screen(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    viewer = window.viewer
    qtbot.keyClick(viewer, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.waitUntil(lambda: viewer.canvas.size() == window.size())
    assert not window.menuBar().isVisible()
    assert not window.status.isVisible()
    assert not viewer.info.isVisible()
    # Shortcuts of the hidden menu bar go on.
    qtbot.keyClick(viewer, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert viewer.info.isVisible()


def test_notices_wait_until_the_picture_is_no_longer_alone(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_F11)
    window.notices.add(NoticeRaised("Something is wrong."))
    passing = window.notices.add_passing(NoticeRaised("Something was done."))
    assert passing.passing is not None
    assert not window.notices.isVisible()
    assert not passing.passing.isActive()
    qtbot.waitUntil(lambda: window.viewer.canvas.size() == window.size())
    qtbot.keyClick(window.viewer, Qt.Key.Key_F11)
    assert [row.isVisible() for row in window.notices.rows] == [True, True]
    # As long as if it had come now.
    assert passing.passing.isActive()


def test_escape_leaves_full_screen_before_the_photo(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_F11)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.viewer.isVisible()
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.grid.isVisible()


def test_a_maximized_window_is_maximized_again(window: MainWindow, qtbot: QtBot) -> None:
    window.showMaximized()
    open_photo(window, qtbot, "red.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_F11)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.isMaximized()


def test_a_double_click_on_the_picture_toggles(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    canvas = window.viewer.canvas
    for expected in (True, False):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
        assert window.isFullScreen() is expected


def test_a_double_click_in_the_grid_only_opens(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    # The second half of the double click arrives where the photo is now.
    QTest.mouseEvent(
        QTest.MouseAction.MouseDClick,
        window.viewer.canvas,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(20, 20),
    )
    assert window.viewer.isVisible()
    assert not window.isFullScreen()


def test_full_screen_in_the_grid_keeps_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.grid, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.menuBar().isVisible()
    qtbot.keyClick(window.grid, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_controls_and_arrow_go_when_the_mouse_rests(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    viewer = window.viewer
    viewer.stage.rest_timer.setInterval(QUICK_MS)
    bar = viewer.findChild(object, "viewerBar")
    qtbot.keyClick(viewer, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert viewer.canvas.cursor().shape() is Qt.CursorShape.BlankCursor
    viewer.stage.rest_timer.setInterval(60_000)
    qtbot.mouseMove(viewer.canvas, QPoint(30, 30))
    qtbot.mouseMove(viewer.canvas, QPoint(50, 60))
    qtbot.waitUntil(bar.isVisible)
    assert viewer.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
    viewer.stage.rest_timer.setInterval(QUICK_MS)
    qtbot.mouseMove(viewer.canvas, QPoint(70, 80))
    qtbot.waitUntil(lambda: not bar.isVisible())
    # Not on the whole screen, they stay.
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert bar.isVisible()
    assert not viewer.stage.rest_timer.isActive()


def test_a_slideshow_goes_round_and_round(window: MainWindow, qtbot: QtBot) -> None:
    page = list(window.grid.photos.photo_ids)
    shown = start_slideshow(window, qtbot)
    assert window.isFullScreen()
    qtbot.waitUntil(lambda: len(shown) > len(page) + 1)
    assert shown[: len(page) + 2] == [*page, *page[:2]]
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.viewer.slideshow.is_running
    assert not window.isFullScreen()
    assert window.viewer.isVisible()


def test_space_pauses_and_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    shown = start_slideshow(window, qtbot)
    viewer = window.viewer
    qtbot.waitUntil(lambda: len(shown) > 2)
    qtbot.keyClick(viewer, Qt.Key.Key_Space)
    assert viewer.slideshow.is_paused
    count = len(shown)
    qtbot.wait(5 * QUICK_MS)
    assert len(shown) == count
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert len(shown) == count + 1
    qtbot.keyClick(viewer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(shown) > count + 2)


@pytest.mark.parametrize(
    "open_dialog",
    [
        lambda window: window.menus.tags_wanted.emit(),
        lambda window: window.menus.export_wanted.emit(),
        lambda window: window.menus.add_to_album_wanted.emit(),
        lambda window: window.albums.ask_for_new(),
        lambda window: window.menus.shortcuts_wanted.emit(),
    ],
    ids=["tags", "export", "add to album", "new album", "keyboard shortcuts"],
)
def test_a_slideshow_halts_when_a_dialog_opens(
    window: MainWindow, qtbot: QtBot, open_dialog: Callable[[MainWindow], None]
) -> None:
    shown = start_slideshow(window, qtbot)
    qtbot.waitUntil(lambda: len(shown) > 1)
    open_dialog(window)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    qtbot.waitUntil(lambda: window.viewer.slideshow.is_paused)
    count = len(shown)
    qtbot.wait(5 * QUICK_MS)
    assert len(shown) == count
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: len(shown) > count)


def test_a_slideshow_of_the_selected(window: MainWindow, qtbot: QtBot) -> None:
    window.grid.make_current(window.grid.photos.photo_ids[1])
    qtbot.keyClick(window.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    selected = list(window.grid.selected_ids)
    assert 1 < len(selected) < len(window.grid.photos.photo_ids)
    shown = start_slideshow(window, qtbot)
    qtbot.waitUntil(lambda: len(shown) > len(selected))
    assert shown[: len(selected) + 1] == [*selected, selected[0]]


def test_f5_ends_a_slideshow(window: MainWindow, qtbot: QtBot) -> None:
    start_slideshow(window, qtbot, 60_000)
    qtbot.keyClick(window.viewer, Qt.Key.Key_F5)
    assert not window.viewer.slideshow.is_running
    assert not window.isFullScreen()


def test_leaving_the_photo_ends_its_slideshow(window: MainWindow, qtbot: QtBot) -> None:
    start_slideshow(window, qtbot, 60_000)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.grid.isVisible()
    assert not window.viewer.slideshow.is_running
    assert not window.isFullScreen()


def test_a_slideshow_steps_only_to_what_is_whole(window: MainWindow, qtbot: QtBot) -> None:
    viewer = window.viewer
    whole: list[bool] = []
    # Right after the step: what is on the screen is as large as the screen wants it.
    viewer.photo_shown.connect(
        lambda _: whole.append(not viewer.canvas.pixmap.isNull() and viewer._is_settled(viewer.photo_id))
    )
    shown = start_slideshow(window, qtbot)
    qtbot.waitUntil(lambda: len(shown) > 5)
    assert all(whole[1:])


def test_a_photo_that_is_gone_does_not_stop_a_slideshow(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    page = list(window.grid.photos.photo_ids)
    id_of(window, qtbot, "red.jpg")
    (photo_folder / "red.jpg").unlink()
    shown = start_slideshow(window, qtbot)
    qtbot.waitUntil(lambda: len(shown) > len(page))


def test_news_of_photos_do_not_hold_a_slideshow_up(window: MainWindow, qtbot: QtBot) -> None:
    # As while photos are indexed: more often than a photo is shown for.
    news = QTimer(window)
    news.timeout.connect(lambda: window.bridge.photos_changed.emit(frozenset([999])))
    news.start(QUICK_MS)
    shown = start_slideshow(window, qtbot, 10 * QUICK_MS)
    qtbot.waitUntil(lambda: len(shown) > 3)
    news.stop()


def test_the_speed_is_chosen_in_the_menu(window: MainWindow) -> None:
    three = window.viewer.slideshow.speed_menu.actions()[0]
    three.trigger()
    assert window.viewer.slideshow.interval_ms == 3000


def test_neighbours_on_both_sides_are_decoded_ahead(window: MainWindow, qtbot: QtBot) -> None:
    page = list(window.grid.photos.photo_ids)
    names = names_on_page(window, qtbot)
    open_photo(window, qtbot, names[2])
    viewer = window.viewer
    qtbot.waitUntil(lambda: all(viewer._is_settled(photo_id) for photo_id in page[1:5]))
