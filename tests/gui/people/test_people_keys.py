"""The keys of the pages of people are those of the overview; everybody can use these pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from photoorg.gui.keys import being_keys, people_keys, question_keys
from photoorg.gui.pages import OneBeing, PeopleAndPets, Questions
from photoorg.gui.people.questions import Question
from tests.gui.conftest import delete_now
from tests.gui.people.conftest import being_ids, cards_of, open_being
from tests.gui.test_accessibility import check
from tests.gui.test_shortcuts import listed, press, taken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    delete_now()


def test_the_keys_of_one_person(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    page = window.browse.people.being

    def widget() -> QWidget:
        close_dialogs(window)
        window.browse.go_on(OneBeing(red))
        return page

    # The grid of faces takes these, as it does the arrows.
    grid = {int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)}
    assert taken(window, widget) == listed(being_keys()) - grid
    close_dialogs(window)
    page.faces.setCurrentIndex(page.faces.faces.index(0))
    for key in grid:
        assert press(page.faces, key)
        assert window.viewer.isVisible()
        window.viewer.closed.emit()


def test_the_keys_of_questions(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    being, page = window.browse.people.being.being, window.browse.people.questions
    region = window.browse.people.being.faces.faces.records[0]

    def widget() -> QWidget:
        window.pages.leave_photo_if_any()
        window.browse.go_on(Questions())
        page._questions, page._at = [Question(being, (region,))] * 2, 0
        return page

    # Delete is always taken: nobody's photos go to the trash by a slip.
    assert taken(window, widget) == listed(question_keys()) | {int(Qt.Key.Key_Delete)}


def test_the_keys_of_cards(window: MainWindow) -> None:
    cards = window.browse.people.gallery.cards["person"]
    for key in listed(people_keys()):
        window.browse.open_page(PeopleAndPets())
        cards.setCurrentIndex(cards.cards.index(0))
        assert press(cards, key)
        cards.closePersistentEditor(cards.currentIndex())


def test_every_control_of_the_cards_has_a_name_and_is_reached(window: MainWindow) -> None:
    check(window)


def test_every_control_of_one_person_has_a_name_and_is_reached(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    window.browse.people.being.faces.selectAll()
    check(window)


def test_every_control_of_the_dialogs_has_a_name_and_is_reached(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.people.people_actions.name(being_ids(window)[2], "Gina")
    qtbot.waitUntil(lambda: ("Gina", 3) in cards_of(window))
    open_being(window, qtbot, being_ids(window)[1])
    page = window.browse.people.being
    page.faces.selectAll()
    for ask in (
        lambda: window.browse.people.dialogs.ask_to_merge(being_ids(window)[0]),
        lambda: window.browse.people.dialogs.ask_who(page.faces.selected, None),
        lambda: window.browse.people.dialogs.ask_for_birthday(page.being),
        lambda: window.browse.people.dialogs.name(page.being.id, "Gina"),
    ):
        ask()
        (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
        assert dialog.windowTitle()
        check(dialog)
        close_dialogs(window)
