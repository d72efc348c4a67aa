"""All people and pets, and what one does with their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from photoorg.gui.pages import Alone, Finding, OneBeing, PeopleAndPets
from photoorg.gui.people.name_question import NameQuestion
from photoorg.gui.people.who_dialog import WhoDialog
from photoorg.gui.side_lists import CountRole
from tests.gui.people.conftest import being_ids, cards_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.people.being_cards import BeingCards

NOBODY_NAMED = [("Add name", 6), ("Add name", 5), ("Add name", 3), ("Others", 1)]


def people_of(window: MainWindow) -> BeingCards:
    return window.browse.people.gallery.cards["person"]


def editor_of(cards: BeingCards) -> QLineEdit:
    """The field in which a name is typed now."""
    (editor,) = [field for field in cards.findChildren(QLineEdit) if field.isVisible()]
    return editor


def type_name(window: MainWindow, qtbot: QtBot, being_id: int, name: str) -> None:
    """Types a name into a card."""
    cards = people_of(window)
    cards.setFocus()
    cards.setCurrentIndex(cards.cards.index(cards.cards.row_of(being_id)))
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    editor = editor_of(cards)
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_everybody_has_a_card_and_is_counted(window: MainWindow, qtbot: QtBot) -> None:
    assert cards_of(window) == NOBODY_NAMED
    row = window.sidebar.photos.pages.index(PeopleAndPets())
    assert window.sidebar.photos.item(row).data(CountRole) == 3
    assert window.sidebar.photos.currentRow() == row
    cover = people_of(window).cards.records[0].cover_id
    qtbot.waitUntil(lambda: window.browse.people.crops.pixmap(cover) is not None)
    assert not window.browse.people.gallery.cards["pet"].isVisible()


def test_a_name_is_typed_on_the_card_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    green = being_ids(window)[2]
    type_name(window, qtbot, green, "Gina")
    qtbot.waitUntil(lambda: cards_of(window)[0] == ("Gina", 3))
    assert window.undo.undo_text
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cards_of(window) == NOBODY_NAMED)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cards_of(window)[0] == ("Gina", 3))


@pytest.mark.parametrize("keys", ["Gina", "Gi↓"], ids=["typed in full", "chosen from the list"])
def test_a_name_somebody_has_takes_one_enter(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    green, blue = being_ids(window)[2], being_ids(window)[1]
    type_name(window, qtbot, green, "Gina")
    qtbot.waitUntil(lambda: ("Gina", 3) in cards_of(window))
    cards = people_of(window)
    cards.setFocus()
    cards.setCurrentIndex(cards.cards.index(cards.cards.row_of(blue)))
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    for key in keys:
        # The list of names takes the keys as soon as it is open.
        receiver = QApplication.activePopupWidget() or editor_of(cards)
        if key == "↓":
            qtbot.keyClick(receiver, Qt.Key.Key_Down)
        else:
            qtbot.keyClicks(receiver, key)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(NameQuestion)))
    assert not cards.is_editing


def test_a_card_is_opened_by_click_and_by_key(window: MainWindow, qtbot: QtBot) -> None:
    cards = people_of(window)
    at = cards.visualRect(cards.cards.index(1)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.browse.trail.current == OneBeing(being_ids(window)[1])
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.browse.trail.current == PeopleAndPets()
    cards.setCurrentIndex(cards.cards.index(3))
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert window.browse.trail.current == Alone("person")


def test_a_click_on_add_name_lets_it_be_typed(window: MainWindow, qtbot: QtBot) -> None:
    cards = people_of(window)
    rect = cards.visualRect(cards.cards.index(0))
    line_px = cards.fontMetrics().height()
    from photoorg.gui.people.being_cards import name_rect

    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=name_rect(rect, line_px).center())
    assert cards.is_editing
    qtbot.keyClick(editor_of(cards), Qt.Key.Key_Escape)
    assert window.browse.trail.current == PeopleAndPets()


def test_the_name_of_somebody_else_asks_and_merges(window: MainWindow, qtbot: QtBot) -> None:
    red, blue, green = being_ids(window)[:3]
    type_name(window, qtbot, red, "Anna")
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))
    type_name(window, qtbot, green, "anna")
    qtbot.waitUntil(lambda: bool(window.findChildren(NameQuestion)))
    (question,) = window.findChildren(NameQuestion)
    qtbot.mouseClick(question.same_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("Anna", 9) in cards_of(window))
    assert being_ids(window)[:2] == [red, blue]
    window.undo.undo()
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))


def test_two_may_have_the_same_name(window: MainWindow, qtbot: QtBot) -> None:
    red, _, green = being_ids(window)[:3]
    type_name(window, qtbot, red, "Anna")
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))
    type_name(window, qtbot, green, "Anna")
    qtbot.waitUntil(lambda: bool(window.findChildren(NameQuestion)))
    (question,) = window.findChildren(NameQuestion)
    assert not question.list.isVisible()
    qtbot.mouseClick(question.different_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cards_of(window)[:2] == [("Anna", 6), ("Anna", 3)])


def test_of_several_with_a_name_each_can_be_meant(window: MainWindow, qtbot: QtBot) -> None:
    red, blue, green = being_ids(window)[:3]
    type_name(window, qtbot, red, "Anna")
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))
    window.browse.people.people_actions.name(green, "Anna")
    qtbot.waitUntil(lambda: cards_of(window)[:2] == [("Anna", 6), ("Anna", 3)])
    type_name(window, qtbot, blue, "Anna")
    qtbot.waitUntil(lambda: bool(window.findChildren(NameQuestion)))
    (question,) = window.findChildren(NameQuestion)
    assert [one.id for one in question.list.beings] == [red, green]
    qtbot.keyClick(question.list, Qt.Key.Key_Down)
    qtbot.mouseClick(question.same_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: green in being_ids(window) and blue not in being_ids(window))
    qtbot.waitUntil(lambda: sorted(cards_of(window)) == [("Anna", 6), ("Anna", 8), ("Others", 1)])


def test_a_card_is_dragged_onto_another(window: MainWindow, qtbot: QtBot) -> None:
    cards, (red, _, green) = people_of(window), being_ids(window)[:3]
    # Qt tells the viewport of a drag, if that takes one.
    assert cards.viewport().acceptDrops()
    cards.setCurrentIndex(cards.cards.index(2))
    mime = cards.cards.mimeData([cards.cards.index(2)])
    at = QPointF(cards.visualRect(cards.cards.index(0)).center())
    action, button, keys = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    cards.dropEvent(QDropEvent(at, action, mime, button, keys))
    qtbot.waitUntil(lambda: cards_of(window)[0] == ("Add name", 9))
    assert green not in being_ids(window)
    assert red in being_ids(window)
    assert cards.selected_beings == (red,)


def test_who_is_ignored_waits_behind_a_link(window: MainWindow, qtbot: QtBot) -> None:
    gallery, cards, red = window.browse.people.gallery, people_of(window), being_ids(window)[0]
    cards.setFocus()
    cards.setCurrentIndex(cards.cards.index(0))
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: red not in being_ids(window))
    assert not gallery.ignored.isVisible()
    assert gallery.ignored_button.text() == "Show ignored (1)"
    qtbot.mouseClick(gallery.ignored_button, Qt.MouseButton.LeftButton)
    assert [card.id for card in gallery.ignored.cards.records] == [red]
    gallery.ignored.setCurrentIndex(gallery.ignored.cards.index(0))
    qtbot.keyClick(gallery.ignored, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: red in being_ids(window))


def test_the_menu_merges_with_somebody_chosen(window: MainWindow, qtbot: QtBot) -> None:
    cards, (red, blue) = people_of(window), being_ids(window)[:2]
    cards.setCurrentIndex(cards.cards.index(1))
    # As the key for menus does, with the middle of the whole as its place.
    at = cards.viewport().rect().center()
    key_menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, cards.mapToGlobal(at))
    QApplication.sendEvent(cards.viewport(), key_menu)
    (menu,) = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Open", "Name…\tF2", "Show all photos", "Merge with…", "Ignore\tDel"]
    menu.actions()[3].trigger()
    menu.close()
    (dialog,) = window.findChildren(WhoDialog)
    assert dialog.offered[0].id == red
    assert blue not in [being.id for being in dialog.offered]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cards_of(window)[0][1] == 10)


def test_all_photos_of_somebody_and_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    type_name(window, qtbot, red, "Anna")
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))
    window.browse.people.gallery.photos_wanted.emit(red)
    assert window.browse.trail.current == Finding("person:Anna")
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 6)
    assert window.pages.is_browsing
    window.browse.back()
    assert window.browse.trail.current == PeopleAndPets()
    assert window.pages.is_among_people
    assert window.acting_on == ()


def test_an_overlong_name_is_refused_in_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    cards = people_of(window)
    cards.delegate.named.emit(being_ids(window)[0], "x" * 5000)
    qtbot.waitUntil(lambda: bool(window.notices.rows))
    assert window.notices.rows[0].notice.text == "A name may have at most 200 characters."
    assert cards_of(window) == NOBODY_NAMED


def test_a_name_being_typed_outlives_news(window: MainWindow, qtbot: QtBot) -> None:
    """Somebody else is named, and so comes first, while one types."""
    cards, (red, _, green) = people_of(window), being_ids(window)[:3]
    cards.setCurrentIndex(cards.cards.index(0))
    cards.edit_name(red)
    editor = editor_of(cards)
    qtbot.keyClicks(editor, "An")
    window.browse.people.people_actions.name(green, "Gina")
    qtbot.waitUntil(lambda: cards_of(window)[0] == ("Gina", 3))
    assert cards.is_editing
    qtbot.keyClicks(editor, "na")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Anna", 6) in cards_of(window))


def test_the_keyboard_goes_on_from_who_is_ignored_and_back(window: MainWindow, qtbot: QtBot) -> None:
    cards, (red, blue, green) = people_of(window), being_ids(window)[:3]
    cards.setFocus()
    cards.setCurrentIndex(cards.cards.index(1))
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: blue not in being_ids(window))
    assert cards.selected_beings == (green,)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: blue in being_ids(window))
    assert cards.selected_beings == (blue,)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: blue not in being_ids(window))
    assert cards.selected_beings == (green,)
    assert cards.hasFocus()
    assert red in being_ids(window)


def test_the_keyboard_follows_who_is_merged_also_again(window: MainWindow, qtbot: QtBot) -> None:
    cards, (red, _, green) = people_of(window), being_ids(window)[:3]
    cards.setFocus()
    cards.setCurrentIndex(cards.cards.index(2))
    window.browse.people.dialogs.merge(red, (green,))
    qtbot.waitUntil(lambda: green not in being_ids(window))
    for move, there in ((window.undo.undo, green), (window.undo.redo, red)):
        move()
        qtbot.waitUntil(lambda is_there=there == green: (green in being_ids(window)) is is_there)
        assert cards.selected_beings == (there,)


def test_what_is_dragged_is_seen_under_the_pointer(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards, dragged = people_of(window), []
    cover = cards.cards.records[1].cover_id
    qtbot.waitUntil(lambda: window.browse.people.crops.pixmap(cover) is not None)
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, _: dragged.append((drag.pixmap().toImage(), drag.hotSpot()))
    )
    for rows in ((1,), (1, 2)):
        cards.clearSelection()
        for row in rows:
            cards.selectionModel().select(cards.cards.index(row), QItemSelectionModel.SelectionFlag.Select)
        cards.selectionModel().setCurrentIndex(
            cards.cards.index(1), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        cards.startDrag(Qt.DropAction.MoveAction)
    (one, at), (two, _) = dragged
    assert one.rect().contains(at)
    assert one.pixelColor(at).alpha() == 255
    # Blue is under the pointer, and with another one a number beside it.
    assert one.pixelColor(at).blue() > 200 > 100 > one.pixelColor(at).red()
    assert two.pixelColor(at) == one.pixelColor(at)
    assert two != one
