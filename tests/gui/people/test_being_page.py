"""One person: the name, and every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from photoorg.gui.pages import AllPhotos, Alone, Finding, OneBeing, PeopleAndPets
from photoorg.gui.people.birthday_dialog import BirthdayDialog
from photoorg.gui.people.face_grid import CELL_PX
from photoorg.gui.people.name_question import NameQuestion
from photoorg.gui.people.record_model import RecordRole
from photoorg.gui.people.who_dialog import WhoDialog
from tests.gui.people.conftest import being_ids, cards_of, open_being

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.people.being_page import BeingPage


def page_of(window: MainWindow) -> BeingPage:
    return window.browse.people.being


def select(window: MainWindow, *rows: int) -> tuple[int, ...]:
    """Selects faces with Ctrl; the ids of their regions."""
    faces = page_of(window).faces
    faces.clearSelection()
    for row in rows:
        index = faces.faces.index(row)
        faces.selectionModel().select(index, faces.selectionModel().SelectionFlag.Select)
    faces.selectionModel().setCurrentIndex(
        faces.faces.index(rows[-1]), faces.selectionModel().SelectionFlag.NoUpdate
    )
    faces.setFocus()
    return tuple(region.id for region in faces.selected)


def name_it(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Types a name and presses Enter."""
    page = page_of(window)
    qtbot.keyClick(page.faces, Qt.Key.Key_F2)
    assert page.name.hasFocus()
    qtbot.keyClicks(page.name, name)
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.being is not None and page.being.name == name)


def test_somebody_is_named_and_the_trail_knows(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    assert window.browse.breadcrumb.titles == ["People & Pets", "No name yet"]
    name_it(window, qtbot, "Anna & Ben")
    assert window.browse.breadcrumb.titles == ["People & Pets", "Anna & Ben"]
    assert page_of(window).faces.hasFocus()
    assert page_of(window).reject_button.text() == "This is not Anna && Ben"
    window.undo.undo()
    qtbot.waitUntil(lambda: window.browse.breadcrumb.titles == ["People & Pets", "No name yet"])
    assert page_of(window).name.text() == ""


def test_escape_gives_back_the_name(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    name_it(window, qtbot, "Anna")
    page = page_of(window)
    page.name.setFocus()
    qtbot.keyClicks(page.name, "belle")
    qtbot.keyClick(page.name, Qt.Key.Key_Escape)
    assert page.name.text() == "Anna"
    assert isinstance(window.browse.trail.current, OneBeing)
    qtbot.keyClick(page.name, Qt.Key.Key_Escape)
    assert window.browse.trail.current == PeopleAndPets()


def test_typing_outlives_news(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = being_ids(window)[:2]
    open_being(window, qtbot, red)
    page = page_of(window)
    page.name.setFocus()
    qtbot.keyClicks(page.name, "An")
    window.browse.people.people_actions.name(blue, "Ben")
    qtbot.waitUntil(lambda: ("Ben", 5) in cards_of(window))
    assert page.name.text() == "An"
    assert page.name.completer().model().rowCount() == 1


def test_a_name_that_comes_to_nothing_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = being_ids(window)[:2]
    window.browse.people.people_actions.name(blue, "Ben")
    qtbot.waitUntil(lambda: ("Ben", 5) in cards_of(window))
    open_being(window, qtbot, red)
    page = page_of(window)
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Ben")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    (question,) = window.findChildren(NameQuestion)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.name.text() == "")
    assert page.being.name == ""


def test_faces_are_rejected_by_the_delete_key(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    name_it(window, qtbot, "Anna")
    page = page_of(window)
    taken = select(window, 0, 1)
    assert page.reject_button.text() == "This is not Anna"
    qtbot.keyClick(page.faces, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 4)
    assert not {region.id for region in page.faces.faces.records} & set(taken)
    window.undo.undo()
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 6)
    assert window.pages.is_among_people


def test_faces_are_given_to_somebody_else_or_new(window: MainWindow, qtbot: QtBot) -> None:
    _, blue, green = being_ids(window)[:3]
    window.browse.people.people_actions.name(blue, "Ben")
    qtbot.waitUntil(lambda: ("Ben", 5) in cards_of(window))
    open_being(window, qtbot, green)
    page = page_of(window)
    select(window, 0)
    qtbot.keyClick(page.faces, Qt.Key.Key_A)
    (dialog,) = window.findChildren(WhoDialog)
    qtbot.keyClicks(dialog.field, "ben")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 2)
    qtbot.waitUntil(lambda: not window.findChildren(WhoDialog))
    select(window, 0)
    page.assign_button.click()
    (dialog,) = window.findChildren(WhoDialog)
    qtbot.keyClicks(dialog.field, "Zoe")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Zoe", 1) in cards_of(window))
    assert ("Ben", 6) in cards_of(window)


def test_a_place_that_is_no_face(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    select(window, 0)
    qtbot.keyClick(page.faces, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 5)


def test_a_cover_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    other = next(
        row for row, region in enumerate(page.faces.faces.records) if region.id != page.being.cover_id
    )
    (region_id,) = select(window, other)
    qtbot.keyClick(page.faces, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: page.being.cover_id == region_id)
    select(window, 0, 1)
    assert not page.cover_button.isEnabled()


def test_the_photo_of_a_face_in_large_and_back(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    region = page.faces.faces.records[2]
    select(window, 2)
    qtbot.keyClick(page.faces, Qt.Key.Key_Return)
    assert window.viewer.isVisible()
    assert window.viewer.photo_id == region.photo_id
    window.viewer.step(1)
    assert window.viewer.photo_id != region.photo_id
    window.viewer.closed.emit()
    assert window.pages.is_among_people
    assert page.faces.hasFocus()


def test_a_birthday(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    qtbot.keyClick(page.faces, Qt.Key.Key_B)
    (dialog,) = window.findChildren(BirthdayDialog)
    qtbot.keyClicks(dialog.field, "2015-02-30")
    assert not dialog.ok_button.isEnabled()
    dialog.field.setText("2015-03-28")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.being.birthday is not None)
    assert "2015" in page.birthday_button.text()
    window.undo.undo()
    qtbot.waitUntil(lambda: page.being.birthday is None)


def test_merging_leads_on_to_whoever_stays(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = being_ids(window)[:2]
    window.browse.people.people_actions.name(blue, "Ben")
    qtbot.waitUntil(lambda: ("Ben", 5) in cards_of(window))
    open_being(window, qtbot, red)
    qtbot.keyClick(page_of(window).faces, Qt.Key.Key_M)
    (dialog,) = window.findChildren(WhoDialog)
    qtbot.keyClicks(dialog.field, "Be")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    # Whoever has a name stays.
    qtbot.waitUntil(lambda: window.browse.trail.current == OneBeing(blue))
    qtbot.waitUntil(lambda: len(page_of(window).faces.faces.records) == 11)
    assert window.browse.breadcrumb.titles[-1] == "Ben"


def test_ignoring_and_showing_again(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    assert page.ignore_button.text() == "Ignore this person"
    qtbot.keyClick(page.faces, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: page.ignore_button.text() == "Show again")
    qtbot.keyClick(page.faces, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: page.ignore_button.text() == "Ignore this person")


def test_all_photos_of_a_group_without_a_name(window: MainWindow, qtbot: QtBot) -> None:
    red = being_ids(window)[0]
    open_being(window, qtbot, red)
    qtbot.keyClick(page_of(window).faces, Qt.Key.Key_P)
    assert window.browse.trail.current == Finding(f"person:#{red}")
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 6)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.browse.trail.current == OneBeing(red)


def test_selecting_all_and_by_a_rubber_band(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    qtbot.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.faces.selected) == 6
    viewport = page.faces.viewport()
    # From the empty place below the last of the first line.
    start = page.faces.visualRect(page.faces.faces.index(3)).center() + QPoint(0, CELL_PX)
    end = page.faces.visualRect(page.faces.faces.index(2)).center()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(20, -20))
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert len(page.faces.selected) == 2


def test_the_menu_has_what_the_buttons_have(window: MainWindow, qtbot: QtBot) -> None:
    open_being(window, qtbot, being_ids(window)[0])
    page = page_of(window)
    select(window, 0)
    at = page.faces.visualRect(page.faces.faces.index(0)).center()
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.faces.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.faces.viewport(), by_mouse)
    (menu,) = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menu.actions()] == [
        "This is not the same as the others\tDel",
        "This is somebody else…\tA",
        "Not a face\tX",
        "Use as cover\tC",
        "Show photo\tReturn",
    ]
    menu.close()


def test_a_stranger_gets_a_name(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.go_on(Alone("person"))
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 1)
    assert not page.name.isVisible()
    select(window, 0)
    qtbot.keyClick(page.faces, Qt.Key.Key_A)
    (dialog,) = window.findChildren(WhoDialog)
    qtbot.keyClicks(dialog.field, "Zoe")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.faces.faces.records)
    qtbot.waitUntil(lambda: ("Zoe", 1) in cards_of(window))


def test_somebody_who_is_no_more_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.go_on(OneBeing(999))
    qtbot.waitUntil(lambda: window.browse.trail.current == PeopleAndPets())


def test_photos_are_safe_from_the_keys_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    """What was selected on the page before is not what Delete and the ratings are about."""
    window.browse.open_page(AllPhotos())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 14)
    window.grid.selectAll()
    assert "14 selected" in window.status.figures
    window.browse.open_page(PeopleAndPets())
    qtbot.waitUntil(lambda: window.pages.is_among_people)
    assert "selected" not in window.status.figures
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_5, Qt.Key.Key_F):
        qtbot.keyClick(window, key)
    assert not window.undo.undo_text
    assert window.acting_on == ()


def test_nothing_is_selected_where_one_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    red, page = being_ids(window)[0], page_of(window)
    open_being(window, qtbot, red)
    page.select_all()
    assert len(page.faces.selected) == 6
    qtbot.keyClick(page.faces, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.browse.trail.current == PeopleAndPets())
    open_being(window, qtbot, red)
    assert page.faces.selected == ()
    # Nor where another page than that of all lay between.
    page.select_all()
    window.browse.go_on(AllPhotos())
    assert page.faces.selected == ()


def test_the_faces_stay_in_place_when_some_are_selected(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    open_being(window, qtbot, being_ids(window)[0])
    acts, widths = page._acts, range(400, 1300, 20)
    page.faces.clearSelection()
    before = [acts.heightForWidth(width) for width in widths]
    select(window, 1)
    assert [acts.heightForWidth(width) for width in widths] == before
    # Narrow and wide, the buttons and the note take more lines or fewer.
    assert len(set(before)) > 2


def test_the_keyboard_goes_on_from_a_face_that_goes(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    open_being(window, qtbot, being_ids(window)[0])
    ids = [region.id for region in page.faces.faces.records]
    select(window, 2)
    qtbot.keyClick(page.faces, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(page.faces.faces.records) == 5)
    assert page.faces.currentIndex().data(RecordRole).id == ids[3]
    assert page.faces.selected == ()
