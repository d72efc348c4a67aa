"""Cycles of objects, Qt's among them, go on the GUI thread whoever makes garbage."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.gui import garbage
from photoorg.gui.garbage import GuiThreadCollector
from photoorg.jobs import Lane

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


class Cyclic:
    """Can only be collected, and tells where that happened."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self._gone_on = gone_on
        self._myself = self

    def __del__(self) -> None:
        self._gone_on.append(threading.current_thread())


def test_garbage_of_lanes_is_collected_on_the_gui_thread(qtbot: QtBot) -> None:
    parent = QObject()
    GuiThreadCollector(parent)
    gone_on: list[threading.Thread] = []
    lane = Lane("garbage")

    def litter() -> None:
        for _ in range(5000):
            Cyclic(gone_on)

    lane.submit(litter).result()
    lane.close()
    assert gone_on == []
    qtbot.waitUntil(lambda: len(gone_on) == 5000)
    assert set(gone_on) == {threading.main_thread()}
    parent.deleteLater()


def test_what_is_there_once_the_window_is_up_is_not_looked_through_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "STARTED_MS", 10)
    gc.unfreeze()
    parent = QObject()
    GuiThreadCollector(parent)
    assert gc.get_freeze_count() == 0
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    parent.deleteLater()
