"""Records of the photos on the screen, read while they change."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from photoorg.gui.library_bridge import Track
from photoorg.gui.photo_grid.record_loader import RecordLoader
from tests.gui.conftest import id_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_what_changes_while_it_is_read_is_read_again(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    loader = RecordLoader(window.bridge, window)
    loader.want([photo_id])
    qtbot.waitUntil(lambda: loader.record(photo_id) is not None)

    def rating() -> int:
        record = loader.record(photo_id)
        assert record is not None
        return record.rating

    # Read on its lane as it was, but not delivered: this thread takes no events meanwhile.
    loader.forget(frozenset([photo_id]))
    loader.want([photo_id])
    was_read, was_rated = threading.Event(), threading.Event()
    window.bridge.run(Track.READS, lambda _: was_read.set())
    assert was_read.wait(60)
    window.bridge.run(Track.WRITES, lambda library: library.set_rating([photo_id], 3) or was_rated.set())
    assert was_rated.wait(60)
    loader.forget(frozenset([photo_id]))
    with qtbot.waitSignal(loader.loaded, timeout=30_000):
        pass
    assert rating() == 0
    loader.want([photo_id])
    qtbot.waitUntil(lambda: rating() == 3)
