"""Why a photo is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.gui.conftest import id_of, wait_for_first
from tests.gui.test_viewer import open_photo

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_each_part_of_the_query_is_told(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "red -blue after:2001")
    wait_for_first(window, qtbot, "red.jpg")
    open_photo(window, qtbot, "red.jpg")
    reasons = window.viewer.info.reasons
    qtbot.waitUntil(lambda: len(reasons.texts) == 3)
    red, blue, after = reasons.texts
    assert red.startswith(("red: sure (", "red: likely ("))
    assert blue.startswith("not blue: hardly there (0.")
    assert after == "after:2001: yes"
    assert reasons.isVisible()


def test_another_photo_has_other_reasons(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "red OR blue")
    qtbot.waitUntil(
        lambda: (
            len(window.grid.photos.photo_ids) > 1
            and window.grid.photos.relevance(window.grid.photos.photo_ids[0]) is not None
        )
    )
    window.grid.photo_opened.emit(window.grid.photos.photo_ids[0])
    reasons = window.viewer.info.reasons
    qtbot.waitUntil(lambda: len(reasons.texts) == 2)
    first = reasons.texts
    qtbot.keyClick(window.viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(reasons.texts) == 2 and reasons.texts != first)


def test_photos_like_another_are_told_so(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    window.grid.similar_wanted.emit(photo_id)
    qtbot.waitUntil(lambda: photo_id not in window.grid.photos.photo_ids)
    window.browse.closest_button.click()
    qtbot.waitUntil(lambda: bool(window.grid.photos.photo_ids))
    window.grid.photo_opened.emit(window.grid.photos.photo_ids[0])
    qtbot.waitUntil(lambda: window.viewer.info.reasons.texts != [])
    assert window.viewer.info.reasons.texts[0].startswith("red.jpg: ")


def test_nobody_searched_so_nothing_is_said(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    assert not window.viewer.info.reasons.isVisible()
    assert window.viewer.info.reasons.texts == []
