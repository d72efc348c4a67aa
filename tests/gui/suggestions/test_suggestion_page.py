"""Suggested albums and events: looked for, opened, decided about, and all of it taken back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from photoorg.albums import suggestion_titles
from photoorg.albums.naming.translated_names import name_in
from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.keys import suggestion_keys
from photoorg.gui.pages import AllPhotos, FinerSuggestions, InAlbum, OneSuggestion, SuggestedAlbums
from photoorg.gui.people.record_model import RecordRole
from photoorg.gui.photo_menu import photo_menu
from photoorg.gui.side_lists import CountRole
from photoorg.gui.suggestions.suggestion_wording import title_of
from photoorg.photo_library import PhotoLibrary
from tests.albums.suggested_photos import EACH, KINDS, write_photos
from tests.gui.conftest import wait_for_page
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.suggestions.suggestion_rows import SuggestionRows


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos of some kinds, and a library in which suggestions were found."""
    base = tmp_path_factory.mktemp("suggested")
    write_photos(base / "photos")
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(base / "photos")
        library.sync()
        library.suggestions.find()
    return base


@pytest.fixture
def window(open_window: Callable[[], MainWindow], qtbot: QtBot, filled_library: Path) -> MainWindow:
    opened = open_window()
    wait_for_page(qtbot, opened, EACH * len(KINDS))
    return opened


@pytest.fixture
def rows(window: MainWindow, qtbot: QtBot) -> SuggestionRows:
    """The page of groups, on the screen."""
    show(window, qtbot, "group", len(KINDS))
    return window.suggestions.rows


def show(window: MainWindow, qtbot: QtBot, kind: str, count: int) -> None:
    window.browse.open_page(SuggestedAlbums(kind))
    qtbot.waitUntil(lambda: len(window.suggestions.rows.rows.records) == count)
    qtbot.waitUntil(window.suggestions.rows.isVisible)


def test_the_side_bar_leads_to_groups_and_events(window: MainWindow, qtbot: QtBot) -> None:
    pages = window.sidebar.photos.pages
    rows = [window.sidebar.photos.item(pages.index(SuggestedAlbums(kind))) for kind in ("group", "event")]
    qtbot.waitUntil(lambda: [row.data(CountRole) for row in rows] == [len(KINDS), 1])
    show(window, qtbot, "event", 1)
    (event,) = window.suggestions.rows.rows.records
    assert title_of(event).endswith("10 June 2023")
    assert window.sidebar.photos.currentRow() == pages.index(SuggestedAlbums("event"))


def test_enter_opens_one_and_backspace_goes_back(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    first = rows.rows.records[0]
    qtbot.waitUntil(rows.hasFocus)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert window.browse.trail.current == OneSuggestion(first.id, "group")
    assert window.browse.breadcrumb.titles == ["Suggested", title_of(first)]
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == EACH)
    assert window.pages.is_browsing
    qtbot.waitUntil(window.browse.suggestion_bar.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_Backspace)
    assert window.browse.trail.current == SuggestedAlbums("group")
    assert not window.browse.suggestion_bar.isVisible()


def test_the_keys_of_the_rows_are_those_of_the_overview(rows: SuggestionRows) -> None:
    shortcuts = {key for shortcut in suggestion_keys().shortcuts for key in shortcut.keys}
    assert shortcuts == {"Return", "Enter", "A", "F2", "Del", "Backspace", "Esc"}
    for key in range(Qt.Key.Key_0, Qt.Key.Key_Z + 1):
        # Every other letter is nobody's here, and goes to no search for a name.
        if key != Qt.Key.Key_A:
            before = rows.currentIndex().row()
            QApplication.sendEvent(
                rows, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key))
            )
            assert rows.currentIndex().row() == before


def test_a_makes_an_album_and_undo_takes_it_back(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    first = rows.rows.records[0]
    qtbot.keyClick(rows, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(rows.rows.records) == len(KINDS) - 1)
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 1)
    window.undo.undo()
    qtbot.waitUntil(lambda: rows.rows.row_of(first.id) >= 0)
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 0)
    window.undo.redo()
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 1)
    window.browse.open_page(InAlbum(window.sidebar.albums.names[0]))
    window.undo.undo()
    # The page of an album that is there no more is left.
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())
    assert window.sidebar.albums.count() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Delete])
def test_what_is_decided_leads_to_the_next_and_undo_back_to_it(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    _, second, third, last = rows.rows.records
    for here, there in ((second, third), (third, last)):
        assert rows.selected == (here,)
        qtbot.keyClick(rows, key)
        qtbot.waitUntil(lambda here=here: rows.rows.row_of(here.id) < 0)
        assert rows.selected == (there,)
        assert rows.currentIndex().data(RecordRole) == there
    window.undo.undo()
    qtbot.waitUntil(lambda: rows.selected == (third,))
    window.undo.undo()
    qtbot.waitUntil(lambda: rows.selected == (second,))


def test_several_that_come_back_are_selected(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    first, *others, last = rows.rows.records
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert rows.selected == tuple(others)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows.rows.records == [first, last])
    assert rows.selected == (last,)
    window.undo.undo()
    qtbot.waitUntil(lambda: rows.selected == tuple(others))


def test_a_chinese_window_names_albums_in_chinese(
    chinese: None, rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    first = rows.rows.records[0]
    title = name_in("zh_CN", first.words[0])
    assert title_of(first) == title != first.words[0]
    qtbot.keyClick(rows, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 1)
    with PhotoLibrary.open(window.bridge._library.directory, read_only=True) as library:
        assert [album.name for album in library.albums.list()] == [title]
        # Whoever asks outside of the window is told in English.
        accepted = library.suggestions.get(first.id)
        assert (accepted.album, accepted.words) == (title, first.words)
        assert str(suggestion_titles.title_of(accepted)).casefold() == first.words[0].casefold()


def test_delete_dismisses_all_that_are_selected(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    window.commands._select_all()
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.suggestions.message.isVisible)
    assert window.suggestions.message.title == "No suggestions yet"
    window.undo.undo()
    qtbot.waitUntil(lambda: len(rows.rows.records) == len(KINDS))


def test_a_name_is_typed_and_stays(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    first = rows.rows.records[0]
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    (editor,) = [field for field in rows.findChildren(QLineEdit) if field.isVisible()]
    assert editor.text() == title_of(first)
    qtbot.keyClicks(editor, "Roses")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title_of(rows.rows.records[0]) == "Roses")
    window.suggestions.search_button.click()
    qtbot.waitUntil(lambda: not window.suggestions.search.is_running)
    assert title_of(rows.rows.records[0]) == "Roses"


def test_the_words_on_a_row_are_clicked(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    first, second, third, *_ = rows.rows.records

    def click(suggestion_id: int, place: int | None) -> None:
        row = rows.visualRect(rows.rows.index(rows.rows.row_of(suggestion_id)))
        at = row.center() + QPoint(0, 20) if place is None else rows.link_rects(row)[place][1].center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(first.id, 0)
    qtbot.waitUntil(lambda: rows.rows.row_of(first.id) < 0)
    click(second.id, 1)
    qtbot.waitUntil(lambda: rows.rows.row_of(second.id) < 0)
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 1)
    click(third.id, None)
    assert window.browse.trail.current == OneSuggestion(third.id, "group")


def test_a_photo_is_taken_out_of_one(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == EACH)
    wrong = window.grid.photos.photo_ids[3]
    menu = photo_menu(window, (wrong,))
    (action,) = [one for one in menu.actions() if one.text() == "Does not belong to this suggestion"]
    action.trigger()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == EACH - 1)
    assert wrong not in window.grid.photos.photo_ids
    menu.close()
    window.undo.undo()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == EACH)


def test_the_bar_above_its_photos_accepts_it_and_leads_back(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    _, second, third, _ = rows.rows.records
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    bar = window.browse.suggestion_bar
    qtbot.waitUntil(bar.isVisible)
    bar.accept_button.click()
    qtbot.waitUntil(lambda: window.browse.trail.current == SuggestedAlbums("group"))
    qtbot.waitUntil(lambda: rows.isVisible() and rows.rows.row_of(second.id) < 0)
    assert rows.selected == (third,)


def test_a_name_that_is_taken_is_asked_for_again(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    first = rows.rows.records[0]
    window.albums.add("Garden", ())
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 1)
    window.suggestions.actions_of_user.name(first.id, "garden")
    qtbot.waitUntil(lambda: rows.rows.records[0].said_name == "garden")
    qtbot.keyClick(rows, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: window.findChild(AlbumDialog) is not None)
    dialog = window.findChild(AlbumDialog)
    assert dialog.field.text() == "garden"
    assert "Garden" in dialog.problem.text()
    dialog.field.setText("Our garden")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.sidebar.albums.count() == 2)
    qtbot.waitUntil(lambda: rows.rows.row_of(first.id) < 0)


def test_a_menu_offers_the_same(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    rows.menu_wanted.emit(QPoint(10, 10))
    (menu,) = [one for one in window.suggestions.findChildren(QMenu) if one.isVisible()]
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Open", "Rename…", "Make album", "Dismiss"]
    menu.close()


def test_a_page_of_finer_ones_says_when_there_are_none(
    rows: SuggestionRows, window: MainWindow, qtbot: QtBot
) -> None:
    first = rows.rows.records[0]
    window.browse.go_on(FinerSuggestions(first.id, "group", "Roses"))
    qtbot.waitUntil(window.suggestions.message.isVisible)
    assert window.browse.breadcrumb.titles == ["Suggested", "In “Roses”"]
    assert "finer" in window.suggestions.message.title


def test_new_photos_are_looked_through_when_the_page_is_opened(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, tmp_path: Path
) -> None:
    write_photos(tmp_path / "photos")
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
    window = open_window()
    wait_for_page(qtbot, window, EACH * len(KINDS))
    show(window, qtbot, "group", len(KINDS))
    qtbot.waitUntil(lambda: not window.suggestions.search.is_running)
    assert QApplication.focusWidget() is window.suggestions.rows


def test_a_search_can_be_stopped(rows: SuggestionRows, window: MainWindow, qtbot: QtBot) -> None:
    shutil.rmtree(window.bridge._library.directory / "cache" / "search", ignore_errors=True)
    window.suggestions.search_button.click()
    assert window.suggestions.search.is_running
    assert window.suggestions.stop_button.isVisible()
    window.suggestions.stop_button.click()
    qtbot.waitUntil(lambda: not window.suggestions.search.is_running)
    assert len(rows.rows.records) == len(KINDS)
    assert window.suggestions.search_button.isVisible()
