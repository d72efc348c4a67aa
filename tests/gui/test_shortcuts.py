"""The overview of keys: what it says is so, and what is so it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from photoorg.gui.keys import ShortcutGroup, browsing_keys, grid_keys, key_groups, viewer_keys
from photoorg.gui.photo_grid.grid_view import WINDOW_KEYS
from photoorg.gui.shortcuts_dialog import ShortcutsDialog, plain_text
from tests.gui.conftest import id_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

# Every key that a keyboard has and that is no modifier; Tab leads from one control to the next everywhere,
# and Qt itself takes F1, which is a command of the menus.
ALL_KEYS = [
    *range(Qt.Key.Key_Space, Qt.Key.Key_AsciiTilde + 1),
    *range(Qt.Key.Key_F2, Qt.Key.Key_F12 + 1),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert),
    *(Qt.Key.Key_Delete, Qt.Key.Key_Pause, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Up),
    *(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
]


def press(widget: QWidget, key: int) -> bool:
    """Presses a key; whether anybody took it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def listed(group: ShortcutGroup) -> set[int]:
    """The keys that a group names, without those that need a modifier."""
    found = {QKeySequence(key)[0] for shortcut in group.shortcuts for key in shortcut.keys}
    return {one.key().value for one in found if one.keyboardModifiers() == Qt.KeyboardModifier.NoModifier}


def taken(window: MainWindow, widget: Callable[[], QWidget]) -> set[int]:
    """The keys that do something, without those of the menus."""
    shortcuts = [keys[0] for action in window.findChildren(QAction) for keys in action.shortcuts()]
    menus = {one.key() for one in shortcuts if one.keyboardModifiers() == Qt.KeyboardModifier.NoModifier}
    return {int(key) for key in ALL_KEYS if key not in menus and press(widget(), key)}


def test_the_keys_of_a_page_are_those_of_the_overview(window: MainWindow, qtbot: QtBot) -> None:
    window.grid.make_current(id_of(window, qtbot, "red.jpg"))
    assert taken(window, lambda: window) == listed(browsing_keys())
    # The grid leaves exactly these to the window.
    assert {int(key) for key in WINDOW_KEYS} == listed(browsing_keys())


def test_the_keys_of_the_large_view_are_those_of_the_overview(window: MainWindow, qtbot: QtBot) -> None:
    middle = window.grid.photos.photo_ids[2]

    def viewer() -> QWidget:
        window.pages.open_photo(middle)
        return window.viewer

    assert taken(window, viewer) == listed(viewer_keys())


def test_the_keys_of_the_grid_move_select_and_open(window: MainWindow, qtbot: QtBot) -> None:
    ids = list(window.grid.photos.photo_ids)
    keys = [key for shortcut in grid_keys().shortcuts for key in shortcut.keys]
    assert keys
    for key in keys:
        combination: QKeyCombination = QKeySequence(key)[0]
        back = combination.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_PageUp)
        start = ids[-1] if back else ids[0]
        window.grid.make_current(start)
        qtbot.keyClick(window.grid, combination.key(), combination.keyboardModifiers())
        if "Return" in key or "Enter" in key:
            assert window.viewer.isVisible()
            window.viewer.closed.emit()
        elif ("Up" not in key and "Down" not in key) or "Pg" in key:
            assert window.grid.current_id != start, key
        if "Shift" in key and ("Left" in key or "Right" in key):
            assert len(window.grid.selected_ids) > 1


@pytest.mark.parametrize("keys", ["F1", "Ctrl+/"])
def test_it_lists_every_command_and_every_key(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(window, combination.key(), combination.keyboardModifiers())
    (dialog,) = window.findChildren(ShortcutsDialog)
    rows = dialog.rows
    actions = [action for action in window.findChildren(QAction) if action.shortcuts()]
    assert len(actions) > 12
    for action in actions:
        (shown,) = [text for (_, command), text in rows.items() if command == plain_text(action)]
        for shortcut in action.shortcuts():
            assert shortcut.toString(QKeySequence.SequenceFormat.NativeText) in shown
    for group in key_groups():
        for shortcut in group.shortcuts:
            assert rows[group.title, shortcut.text]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_is_one_window_that_comes_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(ShortcutsDialog)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.findChildren(ShortcutsDialog) == [dialog]
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(ShortcutsDialog))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    (again,) = window.findChildren(ShortcutsDialog)
    assert again.isVisible()


def test_no_two_commands_have_the_same_key(window: MainWindow) -> None:
    used = [keys.toString() for action in window.findChildren(QAction) for keys in action.shortcuts()]
    assert len(used) == len(set(used))
