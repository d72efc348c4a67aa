"""Pages of people while others are found, and with many faces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from photoorg.gui.library_bridge import Track
from photoorg.gui.people.being_page import Faces
from tests.gui.people.conftest import being_ids, cards_of, open_being
from tests.tiny_finder import make_group_photo

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_naming_goes_on_while_new_photos_are_looked_through(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(4):
        make_group_photo(tmp_path / "more" / f"{number}.jpg", ["red", "green"], number=40 + number)
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    page = window.browse.people.being
    page.faces.setCurrentIndex(page.faces.faces.index(1))
    selected = page.faces.selected
    page.name.setFocus()
    qtbot.keyClicks(page.name, "An")
    window.bridge.run(Track.WRITES, lambda library: library.add_folder(tmp_path / "more"))
    qtbot.waitUntil(lambda: len(page.faces.faces.records) > 6)
    assert page.name.text() == "An"
    assert [region.id for region in page.faces.selected] == [region.id for region in selected]
    qtbot.keyClicks(page.name, "na")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Anna", 10) in cards_of(window))
    window.undo.undo()
    qtbot.waitUntil(lambda: ("Anna", 10) not in cards_of(window))


def test_hundreds_of_faces_load_no_more_than_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = window.browse.people.being
    one = page.faces.faces.records[0]
    page._on_read(Faces(page.being, tuple(replace(one, id=number) for number in range(1000, 1300))))
    assert page.faces.model().rowCount() == 300
    page.faces.repaint()
    crops = window.browse.people.crops
    assert len(crops._waiting) + len(crops._in_flight) < 60
    page.select_all()
    assert len(page.faces.selected) == 300
