"""Stacks in the window: one photo of each is seen, with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication

from photoorg.gui.pages import AllPhotos, OneStack
from tests.gui.test_put_aside import choose, side_rows, wait_for_ids
from tests.gui.test_refining import select
from tests.gui.test_undo import CTRL, redo, undo
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def stack(window: MainWindow, qtbot: QtBot, *names: str) -> tuple[int, ...]:
    """Selects photos and presses the keys; their ids, the top first."""
    selected = {select(window, qtbot, name) for name in names}
    photo_ids = window.acting_on
    assert set(photo_ids) == selected
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    wait_for_ids(window, qtbot, len(COLOURS) - len(names) + 1)
    return photo_ids


def select_only(window: MainWindow, photo_id: int) -> None:
    window.grid.selectionModel().select(
        window.grid.photos.index_of(photo_id), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def badge_of(window: MainWindow, photo_id: int) -> QPoint:
    grid = window.grid
    rect = grid.visualRect(grid.photos.index_of(photo_id))
    size = grid.photos.stack_size(photo_id)
    return grid._delegate.stack_badge(rect, size, grid.fontMetrics()).center()


def test_a_stack_is_folded_opened_and_taken_apart(window: MainWindow, qtbot: QtBot) -> None:
    before = list(window.grid.photos.photo_ids)
    top, other, third = stack(window, qtbot, "red.jpg", "blue.jpg", "green.jpg")
    assert window.grid.photos.stack_size(top) == 3
    assert list(window.grid.photos.photo_ids) == [id_ for id_ in before if id_ not in (other, third)]
    qtbot.waitUntil(lambda: side_rows(window).get("All photos") == len(COLOURS) - 2)
    assert side_rows(window)["Recently added"] == len(COLOURS) - 2
    qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge_of(window, top))
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [top, other, third])
    assert window.browse.breadcrumb.titles[-1] == "Stack"
    # Inside, all are seen, and another one may lie on top.
    assert window.grid.photos.stack_size(top) == 0
    select_only(window, third)
    qtbot.waitUntil(lambda: window.grid.photos.records.record(third) is not None)
    choose(window, qtbot, "Lay on top of the stack")
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [third, top, other])
    undo(window, qtbot)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [top, other, third])
    window.browse.back()
    wait_for_ids(window, qtbot, len(COLOURS) - 2)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == before)
    redo(window, qtbot)
    wait_for_ids(window, qtbot, len(COLOURS) - 2)
    select_only(window, top)
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == before)
    qtbot.waitUntil(lambda: side_rows(window).get("All photos") == len(COLOURS))


def test_a_photo_is_taken_out_of_a_stack(window: MainWindow, qtbot: QtBot) -> None:
    top, other, third = stack(window, qtbot, "red.jpg", "blue.jpg", "green.jpg")
    # The page is that of the stack, whichever of its photos it was opened at.
    window.show_stack(top)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [top, other, third])
    select_only(window, top)
    qtbot.waitUntil(lambda: window.grid.photos.records.record(top) is not None)
    choose(window, qtbot, "Take out of the stack")
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [other, third])
    undo(window, qtbot)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [top, other, third])
    redo(window, qtbot)
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [other, third])
    select_only(window, other)
    qtbot.waitUntil(lambda: window.grid.photos.records.record(other) is not None)
    choose(window, qtbot, "Take out of the stack")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert window.browse.message.title == "There is no stack any more"


def test_searches_show_each_photo_of_a_stack(window: MainWindow, qtbot: QtBot) -> None:
    photo_ids = stack(window, qtbot, "red.jpg", "blue.jpg")
    window.browse.search_for("is:stacked")
    qtbot.waitUntil(lambda: set(window.grid.photos.photo_ids) == set(photo_ids))
    assert window.grid.photos.stack_size(photo_ids[0]) == 0
    select(window, qtbot, "blue.jpg")
    choose(window, qtbot, "Show the stack")
    qtbot.waitUntil(lambda: isinstance(window.browse.trail.current, OneStack))
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == list(photo_ids))
    window.grid.selectAll()
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert window.browse.message.title == "There is no stack any more"


def test_when_the_top_is_hidden_the_next_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    top, other = stack(window, qtbot, "red.jpg", "blue.jpg")
    window.browse.open_page(AllPhotos())
    select_only(window, top)
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(lambda: other in list(window.grid.photos.photo_ids))
    assert top not in list(window.grid.photos.photo_ids)
    assert window.grid.photos.stack_size(other) == 0
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.grid.photos.stack_size(top) == 2)


def test_a_single_photo_is_no_stack(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, "red.jpg")
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    qtbot.waitUntil(lambda: any("two photos" in row.notice.text for row in window.notices.rows))
    QApplication.processEvents()
    assert len(window.grid.photos.photo_ids) == len(COLOURS)
    # What was refused is of no interest once something is done.
    select(window, qtbot, "blue.jpg")
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    qtbot.waitUntil(lambda: not any("two photos" in row.notice.text for row in window.notices.rows))
