"""Searching by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from photoorg.changes import ModelChanged, ModelState
from photoorg.gui.pages import AllPhotos, Finding, LibraryPhoto
from photoorg.gui.photo_grid.grid_model import RelevanceRole
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of, names_on_page, wait_for_first, wait_for_page
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def test_results_come_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "a green thing")
    qtbot.waitUntil(lambda: window.browse.trail.current == Finding("a green thing"))
    wait_for_first(window, qtbot, "green.jpg")
    assert window.browse.breadcrumb.titles == ["All photos", "“a green thing”"]
    best = window.grid.photos.photo_ids[0]
    assert 0 < window.grid.photos.index_of(best).data(RelevanceRole) <= 1


def test_the_last_words_win(window: MainWindow, qtbot: QtBot) -> None:
    for words in ("red", "green", "blue"):
        window.browse.search.text_typed.emit(words)
    wait_for_first(window, qtbot, "blue.jpg")
    qtbot.wait(100)
    assert names_on_page(window, qtbot)[0] == "blue.jpg"


def test_words_typed_before_the_library_is_open_are_searched_for(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, photo_folder: Path
) -> None:
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
    window = open_window()
    window.bridge.model_changed.emit(ModelChanged(ModelState.LOADING))
    assert window.browse.search.placeholderText() == "Loading the model…"
    qtbot.keyClicks(window.browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")


def test_escape_and_the_clear_button_lead_back(window: MainWindow, qtbot: QtBot) -> None:
    search = window.browse.search
    qtbot.keyClicks(search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    wait_for_page(qtbot, window, len(COLOURS))
    qtbot.keyClicks(search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    search.clear()
    wait_for_page(qtbot, window, len(COLOURS))


def test_no_hits_are_explained(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "zxqv")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert "zxqv" in window.browse.message.title
    assert window.browse.message.text


def test_the_closest_photos_are_shown_where_none_matches(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    browse = window.browse
    qtbot.keyClicks(browse.search, "zxqv")
    qtbot.waitUntil(lambda: browse.closest_button.isVisible())
    qtbot.mouseClick(browse.closest_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))
    assert browse.breadcrumb.note == f"{len(COLOURS)} photos · closest, none really matches"
    assert browse.breadcrumb.titles == ["All photos", "“zxqv”"]

    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS) - 1)
    assert not browse.message.isVisible()
    assert "closest" in browse.breadcrumb.note

    qtbot.keyClicks(browse.search, "v")
    qtbot.waitUntil(lambda: browse.closest_button.isVisible())
    browse.search.selectAll()
    qtbot.keyClicks(browse.search, "green")
    wait_for_first(window, qtbot, "green.jpg")
    assert "closest" not in browse.breadcrumb.note


def test_the_closest_photos_of_an_example(window: MainWindow, qtbot: QtBot) -> None:
    red = id_of(window, qtbot, "red.jpg")
    browse = window.browse
    browse.find_like(LibraryPhoto(red, "red.jpg"))
    qtbot.waitUntil(lambda: browse.closest_button.isVisible())
    qtbot.mouseClick(browse.closest_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS) - 1)
    assert "closest" in browse.breadcrumb.note
    assert red not in window.grid.photos.photo_ids


def test_nothing_is_close_where_there_are_no_photos(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "empty")
    browse = open_window().browse
    qtbot.keyClicks(browse.search, "red")
    qtbot.waitUntil(lambda: browse.closest_button.isVisible())
    qtbot.mouseClick(browse.closest_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nothing to compare" in browse.message.title)
    assert not browse.closest_button.isVisible()


def test_a_very_long_query_breaks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    width = window.width()
    window.browse.search.setText("red " * 2500)
    window.browse.search.text_typed.emit(window.browse.search.text().strip())
    wait_for_first(window, qtbot, "red.jpg")
    assert window.width() == width
    assert len(window.browse.breadcrumb.titles[-1]) < 60


def test_a_query_of_emoji_gets_an_answer(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.search.text_typed.emit("🐕 在海滩上")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert "🐕" in window.browse.message.title


def test_a_search_follows_new_photos(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    qtbot.keyClicks(window.browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    before = len(window.grid.photos.photo_ids)
    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == before - 1, timeout=20_000)
    assert window.browse.trail.current != AllPhotos()


def test_weaker_matches_come_after_those_that_fit(window: MainWindow, qtbot: QtBot) -> None:
    browse = window.browse
    qtbot.keyClicks(browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: browse.end.button.isVisible())
    relevant = list(window.grid.photos.photo_ids)
    qtbot.mouseClick(browse.end.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS))
    assert list(window.grid.photos.photo_ids)[: len(relevant)] == relevant
    assert not browse.end.button.isVisible()
    assert "weak" in browse.end.text
    browse.search.selectAll()
    qtbot.keyClicks(browse.search, "green")
    wait_for_first(window, qtbot, "green.jpg")
    qtbot.waitUntil(lambda: browse.end.button.isVisible())


def answer(directory: Path, query: str, window: MainWindow) -> list[int]:
    """What another reader of the library gets for the query in the manner that the window is in."""
    page = window.browse.trail.current
    assert isinstance(page, Finding)
    with PhotoLibrary.open(directory, encoder=TinyEncoder(), read_only=True) as library:
        manner = page.manner
        found = library.search(query, least_relevance=manner.least_relevance, order=manner.order)
    return [hit.photo_id for hit in found.hits]


def test_the_slider_decides_where_relevance_ends(
    window: MainWindow, qtbot: QtBot, library_directory: Path
) -> None:
    browse = window.browse
    assert not browse.controls.isVisible()
    qtbot.keyClicks(browse.search, "red red green")
    qtbot.waitUntil(lambda: browse.controls.isVisible() and browse.end.isVisible())
    counts = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(browse.controls.strictness, key)
        expected = answer(library_directory, "red red green", window)
        qtbot.waitUntil(lambda wanted=expected: list(window.grid.photos.photo_ids) == wanted)
        counts.append(len(expected))
    assert counts[0] < counts[1]


def test_hits_in_order_of_time(window: MainWindow, qtbot: QtBot, library_directory: Path) -> None:
    browse = window.browse
    qtbot.keyClicks(browse.search, "red red green")
    qtbot.waitUntil(lambda: browse.controls.isVisible() and browse.end.isVisible())
    qtbot.keyClick(browse.controls.strictness, Qt.Key.Key_Home)
    orders = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(browse.controls.order, key)
        expected = answer(library_directory, "red red green", window)
        qtbot.waitUntil(lambda wanted=expected: list(window.grid.photos.photo_ids) == wanted)
        orders.append(expected)
    by_relevance, newest, oldest = orders
    assert newest == list(reversed(oldest))
    assert set(newest) == set(by_relevance)
    assert len(newest) > 1
