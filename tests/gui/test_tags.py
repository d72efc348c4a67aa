"""Tags of the selected photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from photoorg.gui.pages import Tagged
from photoorg.gui.side_lists import CountRole
from photoorg.gui.sidebar import FEW_TAGS
from photoorg.gui.tags_dialog import OFF, ON, SOME, TagsDialog, typed_tags
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.tag_counts import Tag
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of
from tests.gui.test_refining import select
from tests.gui.test_undo import CTRL, menu_texts, photo, settle, undo
from tests.gui.test_undo import ask as library_ask
from tests.gui.test_viewer import open_photo
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def ask(window: MainWindow, qtbot: QtBot) -> TagsDialog:
    """Ctrl+T."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: window.findChild(TagsDialog) is not None)
    return window.findChild(TagsDialog)


def confirm(dialog: TagsDialog, qtbot: QtBot) -> None:
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def tagged(window: MainWindow, qtbot: QtBot) -> tuple[int, int]:
    """Red and blue are selected; both are of the sea, one is of a holiday; a third photo has a tag, too."""
    red, blue = select(window, qtbot, "red.jpg"), select(window, qtbot, "blue.jpg")
    window.photo_tags.add(red, "Sea")
    window.photo_tags.add(blue, "Sea")
    window.photo_tags.add(blue, "Holiday")
    window.photo_tags.add(
        next(id_ for id_ in window.grid.photos.photo_ids if id_ not in (red, blue)), "Mountain"
    )
    settle(window, qtbot)
    return red, blue


def test_the_dialog_tells_what_all_and_what_some_have(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int]
) -> None:
    dialog = ask(window, qtbot)
    assert dialog.states == {"Sea": ON, "Holiday": SOME}
    assert dialog.list.topLevelItem(1).text(1) == "1 of 2"
    assert dialog.field.completer().model().rowCount() == 3
    dialog.reject()


def test_tags_are_added_and_removed_by_keys_and_undone_as_one(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int]
) -> None:
    red, blue = tagged
    dialog = ask(window, qtbot)
    qtbot.keyClicks(dialog.field, "  mountain ")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.states == {"Mountain": ON, "Sea": ON, "Holiday": SOME}
    dialog.list.setFocus()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.states["Sea"] is OFF
    qtbot.keyClicks(dialog.field, "New")
    confirm(dialog, qtbot)
    assert photo(window, qtbot, red).tags == ("Mountain", "New")
    assert photo(window, qtbot, blue).tags == ("Holiday", "Mountain", "New")
    assert menu_texts(window)[0] == "&Undo tags of 2 photos"
    undo(window, qtbot)
    assert photo(window, qtbot, red).tags == ("Sea",)
    assert photo(window, qtbot, blue).tags == ("Holiday", "Sea")


def test_a_comma_separates_tags(window: MainWindow, qtbot: QtBot, tagged: tuple[int, int]) -> None:
    dialog = ask(window, qtbot)
    qtbot.keyClicks(dialog.field, "beach, rome,, sea ,")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.states == {"rome": ON, "beach": ON, "Sea": ON, "Holiday": SOME}
    dialog.reject()
    # One that is known with its comma is one.
    assert typed_tags("Rome,  Italy", {"rome, italy"}) == ["Rome, Italy"]
    open_photo(window, qtbot, "red.jpg")
    qtbot.keyClicks(window.viewer.info.new_tag, "new, old")
    qtbot.keyClick(window.viewer.info.new_tag, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "old" in window.viewer.info.shown("tags"))
    assert "new" in window.viewer.info.shown("tags")


def test_keywords_of_files_are_shown_and_taken_away(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int], photo_folder: Path
) -> None:
    red, _ = tagged
    packet = with_said(None, Said({}, ("sea", "Trip"), ()), "another program")
    (photo_folder / "red.jpg.xmp").write_bytes(packet or b"")
    library_ask(window, qtbot, lambda library: library.sync())
    dialog = ask(window, qtbot)
    assert dialog.states == {"Sea": ON, "Holiday": SOME, "Trip": SOME}
    assert dialog.list.topLevelItem(2).text(1) == "from files · 1 of 2"
    assert "file" not in dialog.list.topLevelItem(0).text(1)
    trip = dialog.list.topLevelItem(2)
    trip.setCheckState(0, OFF)
    confirm(dialog, qtbot)
    assert photo(window, qtbot, red).file_keywords == ("sea",)
    undo(window, qtbot)
    assert photo(window, qtbot, red).file_keywords == ("sea", "Trip")
    open_photo(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: "Trip" in window.viewer.info.shown("keywords"))
    window.viewer.info.tag_removed.emit("Trip")
    qtbot.waitUntil(lambda: "Trip" not in window.viewer.info.shown("keywords"))


def test_a_half_ticked_box_is_ticked_for_all_first(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int]
) -> None:
    dialog = ask(window, qtbot)
    at = dialog.list.visualItemRect(dialog.list.topLevelItem(1)).topLeft()
    at.setX(at.x() + 16)
    at.setY(at.y() + dialog.list.visualItemRect(dialog.list.topLevelItem(1)).height() // 2)
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.states["Holiday"] is ON
    confirm(dialog, qtbot)
    assert photo(window, qtbot, tagged[0]).tags == ("Holiday", "Sea")


def test_keywords_of_files_are_in_the_side_bar_and_their_page_is_what_a_search_finds(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int], photo_folder: Path
) -> None:
    tags = window.sidebar.tags
    packet = with_said(None, Said({}, ("sea", "Marie Curie"), ()), "another program")
    (photo_folder / "green.jpg.xmp").write_bytes(packet or b"")
    library_ask(window, qtbot, lambda library: library.sync())
    qtbot.waitUntil(
        lambda: (
            [(tags.item(row).text(), tags.item(row).data(CountRole)) for row in range(tags.count())]
            == [("Holiday", 1), ("Marie Curie", 1), ("Mountain", 1), ("Sea", 3)]
        )
    )
    green = id_of(window, qtbot, "green.jpg")
    window.browse.open_page(Tagged("Sea"))
    qtbot.waitUntil(lambda: set(window.grid.photos.photo_ids) == {*tagged, green})
    window.browse.open_page(Tagged("Marie Curie"))
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [green])
    window.tags._rename("Marie Curie", "Marie")
    qtbot.waitUntil(lambda: window.browse.trail.current == Tagged("Marie"))
    qtbot.waitUntil(lambda: Tagged("Marie Curie") not in tags.pages and Tagged("Marie") in tags.pages)
    undo(window, qtbot)
    qtbot.waitUntil(lambda: Tagged("Marie Curie") in tags.pages and Tagged("Marie") not in tags.pages)
    window.tags._delete("Marie Curie")
    qtbot.waitUntil(lambda: Tagged("Marie Curie") not in tags.pages)
    assert photo(window, qtbot, green).file_keywords == ("sea",)


def test_nothing_is_written_where_nothing_was_changed(
    window: MainWindow, qtbot: QtBot, tagged: tuple[int, int]
) -> None:
    before = menu_texts(window)
    confirm(ask(window, qtbot), qtbot)
    settle(window, qtbot)
    assert menu_texts(window) == before


def test_counts_of_tags_are_those_of_the_photos_asked_about(tmp_path: Path, photo_folder: Path) -> None:
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
        ids = library.photo_ids()
        library.add_tag(ids[:5], "Sea")
        library.add_tag(ids[4:6], "Mountain")
        assert library.tag_counts(ids[:5]) == {"Sea": 5, "Mountain": 1}
        assert library.tag_counts([]) == {}


def test_hundreds_of_keywords_push_nothing_away(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    keywords = [Tag(f"keyword {number:03}", number, is_own=False) for number in range(1, 301)]
    sidebar.show_tags([Tag("own", 1), *keywords])
    assert sidebar.tags.count() == FEW_TAGS
    assert sidebar.tags.pages[:2] == [Tagged("own"), Tagged("keyword 290")]
    assert sidebar.more_tags.text() == "Show all 301"
    qtbot.mouseClick(sidebar.more_tags, Qt.MouseButton.LeftButton)
    assert sidebar.tags.count() == 301
    qtbot.mouseClick(sidebar.more_tags, Qt.MouseButton.LeftButton)
    assert sidebar.tags.count() == FEW_TAGS
    sidebar.show_tags(keywords[:FEW_TAGS])
    assert sidebar.more_tags.isHidden()
