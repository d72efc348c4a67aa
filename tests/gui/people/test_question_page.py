"""Is this Anna? Answers by keys, taken back, and for whole groups."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photoorg.gui.pages import OneBeing, PeopleAndPets, Questions
from photoorg.gui.people.questions import Question, read_questions
from photoorg.settings_file import CATALOGUE_FILE
from tests.gui.people.conftest import being_ids, cards_of, open_being, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.people.question_page import QuestionPage


def suggest(directory: Path) -> None:
    """Makes the machine unsure: blue ones, and the stranger, may be Anna, who is red."""
    with opened(directory) as library:
        red, blue, _ = library.people.list()
        library.people.name(red.id, "Anna")
        library.people.settle()
        (stranger,) = library.people.alone()
        asked = [stranger.id, *(region.id for region in library.people.regions(blue.id))]
    with closing(sqlite3.connect(directory / CATALOGUE_FILE)) as connection, connection:
        marks = ",".join("?" * len(asked))
        connection.execute(
            f"UPDATE region SET suggested_id = ?, evidence = 5 WHERE id IN ({marks})", [red.id, *asked]
        )


@pytest.fixture
def library_directory(library_directory: Path) -> Path:
    suggest(library_directory)
    # The background would know better, and take the suggestions away.
    with opened(library_directory) as library:
        library.change_setting("find_people", "off")
    return library_directory


def page_of(window: MainWindow) -> QuestionPage:
    return window.browse.people.questions


def begin(window: MainWindow, qtbot: QtBot) -> QuestionPage:
    gallery = window.browse.people.gallery
    qtbot.waitUntil(lambda: gallery.questions_bar.isVisible())
    qtbot.mouseClick(gallery.questions_button, Qt.MouseButton.LeftButton)
    assert window.browse.trail.current == Questions()
    page = page_of(window)
    qtbot.waitUntil(lambda: page.question is not None)
    return page


def test_a_group_that_looks_alike_is_one_question(library_directory: Path) -> None:
    with opened(library_directory) as library:
        questions = read_questions(None, library)
        blue = library.people.list()[1]
        assert sorted(len(question.regions) for question in questions) == [1, 5]
        assert {question.group_id for question in questions} == {None, blue.id}


def test_yes_no_and_skip_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, qtbot)
    assert page.isAncestorOf(window.focusWidget()) or window.focusWidget() is page
    titles = []
    for key in (Qt.Key.Key_S, Qt.Key.Key_N):
        titles.append(page.question)
        qtbot.keyClick(window.focusWidget(), key)
    assert len(set(titles)) == 2
    assert page.question is None
    assert page.message.title == "That was all for now"
    qtbot.waitUntil(lambda: window.browse.people.gallery._gallery.questions.get("person", 0) < 6)
    window.browse.back()
    assert window.browse.trail.current == PeopleAndPets()


def test_an_answer_for_a_group_and_taking_it_back(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, qtbot)
    while page.question.group_id is None:
        qtbot.keyClick(page, Qt.Key.Key_S)
    asked = page.question
    qtbot.mouseClick(page.yes_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("Anna", 10) in cards_of(window))
    window.undo.undo()
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))
    qtbot.waitUntil(lambda: page.question is not None and page.question.regions[0].id == asked.regions[0].id)


def test_what_was_answered_is_not_counted_again(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, qtbot)
    asked = list(page._questions)
    (group,) = [question for question in asked if question.group_id is not None]
    (alone,) = [question for question in asked if question.group_id is None]
    # What is said makes the group come apart, and together again in another order.
    apart = [Question(group.being, (region,)) for region in group.regions]
    together = replace(group, regions=tuple(reversed(group.regions)))
    for _ in asked:
        qtbot.keyClick(page, Qt.Key.Key_N)
    page._on_read(apart)
    assert page.question is None
    for _ in asked:
        window.undo.undo()
    qtbot.waitUntil(lambda: page.question is not None and page._at == 0)
    for now in ([together, alone], [alone, together]):
        page._on_read(now)
        assert page._progress.text() == "1 of 2"


def test_the_photo_is_shown_and_one_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, qtbot)
    question = page.question
    qtbot.keyClick(page, Qt.Key.Key_P)
    assert window.viewer.photo_id == question.regions[0].photo_id
    window.viewer.closed.emit()
    qtbot.waitUntil(page.isVisible)
    assert page.question.regions[0].id == question.regions[0].id


def test_questions_about_one_from_the_page_of_one(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    being = window.browse.people.being
    assert being.questions_bar.isVisible()
    qtbot.mouseClick(being.questions_button, Qt.MouseButton.LeftButton)
    assert window.browse.trail.current == Questions(red)
    qtbot.waitUntil(lambda: page_of(window).question is not None)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.browse.trail.current == OneBeing(red)


def test_a_first_question_does_not_push_the_cards_away(window: MainWindow, qtbot: QtBot) -> None:
    gallery = window.browse.people.gallery
    qtbot.waitUntil(lambda: gallery.questions_button.isVisible())
    shown = gallery._gallery
    assert shown is not None
    with_questions = gallery.questions_bar.height(), gallery.cards["person"].y()
    gallery.show_gallery(replace(shown, questions={}, wanted="on"))
    qtbot.waitUntil(lambda: not gallery.questions_button.isEnabled())
    QApplication.processEvents()
    assert (gallery.questions_bar.height(), gallery.cards["person"].y()) == with_questions
