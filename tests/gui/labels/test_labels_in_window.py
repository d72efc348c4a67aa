"""Labels in the window: the side bar, the large view, the menu of photos, and the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from photoorg.albums.labels.labels import PhotoLabel
from photoorg.albums.labels.teaching import Lesson
from photoorg.gui.labels.label_rows import LabelRows, worth_showing
from photoorg.gui.labels.labels_dialog import LabelsDialog
from photoorg.gui.pages import AllPhotos, Labelled
from photoorg.gui.photo_menu import photo_menu
from photoorg.library.labels import Label
from tests.gui.conftest import id_of, names_on_page
from tests.gui.test_albums import enter_name
from tests.gui.test_refining import select
from tests.gui.test_undo import CTRL, SHIFT, ask, menu_texts, settle, undo
from tests.gui.test_viewer import open_photo

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


@pytest.fixture
def labelled(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """There are labels for two colours."""
    window.labels.define(["red", "blue"])
    qtbot.waitUntil(lambda: len(window.sidebar.labels.pages) == 2)
    return window


def show_labels(window: MainWindow, qtbot: QtBot) -> LabelsDialog:
    """Ctrl+Shift+L."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.findChild(LabelsDialog) is not None)
    return window.findChild(LabelsDialog)


def listed(dialog: LabelsDialog) -> list[str]:
    return [dialog.list.topLevelItem(row).text(0) for row in range(dialog.list.topLevelItemCount())]


def wait_for_names(window: MainWindow, qtbot: QtBot, names: set[str]) -> None:
    qtbot.waitUntil(lambda: set(names_on_page(window, qtbot)) == names)


def test_labels_are_made_in_a_dialog_and_lead_to_their_photos(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.sidebar.sections["labels"].isVisible()
    dialog = show_labels(window, qtbot)
    qtbot.keyClicks(dialog.field, "red, Red,  dark   blue")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(dialog) == ["red", "dark blue"])
    qtbot.mouseClick(dialog.usual_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(listed(dialog)) == 8)
    assert not dialog.usual_button.isVisible()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    qtbot.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browse.trail.current == Labelled("red"))
    wait_for_names(window, qtbot, {"red.jpg"})
    assert window.sidebar.labels.currentItem().text() == "red"
    assert window.sidebar.sections["labels"].isVisible()


def test_a_label_that_cannot_be_is_told_and_nothing_is_made(window: MainWindow, qtbot: QtBot) -> None:
    dialog = show_labels(window, qtbot)
    qtbot.keyClicks(dialog.field, "a>b")
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.problem.isVisible()
    assert "cannot have the sign >" in dialog.problem.text()
    assert dialog.field.text() == "a>b"
    settle(window, qtbot)
    assert listed(dialog) == []
    assert menu_texts(window)[0] == "&Undo"
    dialog.field.setText("ab")
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(dialog) == ["ab"])
    assert not dialog.problem.isVisible()
    dialog.reject()


def test_the_large_view_shows_labels_to_be_confirmed_and_rejected(labelled: MainWindow, qtbot: QtBot) -> None:
    window = labelled
    red = open_photo(window, qtbot, "red.jpg")
    rows = window.viewer.info.labels.rows
    qtbot.waitUntil(lambda: "red" in window.viewer.info.labels.rows)
    rows = window.viewer.info.labels.rows
    assert rows["red"].words.text().endswith(" %")
    qtbot.mouseClick(rows["red"].no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.viewer.info.labels.rows["red"].words.text() == "no")
    assert window.viewer.info.labels.rows["red"].no.isChecked()
    assert menu_texts(window)[0] == "&Undo label “red” of 1 photo"
    assert ask(window, qtbot, lambda library: library.matching("label:red")) == []
    # The same button takes it back.
    qtbot.mouseClick(window.viewer.info.labels.rows["red"].no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.viewer.info.labels.rows["red"].words.text().endswith(" %"))
    button = window.viewer.info.labels.rows["red"].yes
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.viewer.info.labels.rows["red"].words.text() == "yes")
    assert window.viewer.info.labels.rows["red"].yes.hasFocus()
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.viewer.info.labels.rows["red"].words.text().endswith(" %"))
    assert ask(window, qtbot, lambda library: library.labels.get("red").confirmed) == 0
    assert window.viewer.photo_id == red


def test_labels_that_hardly_fit_are_shown_on_request(labelled: MainWindow, qtbot: QtBot) -> None:
    window, labels = labelled, labelled.viewer.info.labels
    open_photo(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: list(labels.rows) == ["red"])
    assert labels.more.text() == "More labels (1)"
    labels.more.setFocus()
    qtbot.keyClick(labels.more, Qt.Key.Key_Return)
    assert list(labels.rows) == ["red", "blue"]
    assert [row.name.objectName() for row in labels.rows.values()] == ["", "quiet"]
    labels.rows["blue"].yes.setFocus()
    qtbot.keyClick(labels.rows["blue"].yes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: labels.rows["blue"].words.text() == "yes")
    assert labels.rows["blue"].name.objectName() == ""
    assert labels.rows["blue"].yes.hasFocus()
    assert not labels.more.isVisible()
    # So it stays for the next photo.
    window.pages.open_photo(id_of(window, qtbot, "blue.jpg"))
    qtbot.waitUntil(lambda: list(labels.rows) == ["blue", "red"])
    qtbot.mouseClick(labels.more, Qt.MouseButton.LeftButton)
    assert list(labels.rows) == ["blue"]


def test_another_photo_has_other_labels(labelled: MainWindow, qtbot: QtBot) -> None:
    window = labelled
    open_photo(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: "red" in window.viewer.info.labels.rows)
    window.pages.open_photo(id_of(window, qtbot, "blue.jpg"))
    qtbot.waitUntil(lambda: "blue" in window.viewer.info.labels.rows)


def test_selected_photos_are_labelled_by_their_menu(labelled: MainWindow, qtbot: QtBot) -> None:
    window = labelled
    window.browse.open_page(Labelled("red"))
    wait_for_names(window, qtbot, {"red.jpg"})
    window.browse.open_page(AllPhotos())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) > 1)
    green, pink = select(window, qtbot, "green.jpg"), select(window, qtbot, "pink.jpg")
    menu = photo_menu(window, (green, pink))
    (labels,) = (action.menu() for action in menu.actions() if action.text() == "Labels")
    (red,) = (action.menu() for action in labels.actions() if action.text() == "red")
    fits, does_not, _ = red.actions()
    fits.trigger()
    settle(window, qtbot)
    assert [row.notice.text for row in window.notices.rows] == ["“red” fits 2 photos."]
    window.browse.open_page(Labelled("red"))
    wait_for_names(window, qtbot, {"red.jpg", "green.jpg", "pink.jpg"})
    # The page follows what is said.
    does_not.trigger()
    wait_for_names(window, qtbot, {"red.jpg"})
    undo(window, qtbot)
    wait_for_names(window, qtbot, {"red.jpg", "green.jpg", "pink.jpg"})
    menu.close()


def test_labels_are_renamed_and_deleted_and_the_page_follows(labelled: MainWindow, qtbot: QtBot) -> None:
    window = labelled
    window.browse.open_page(Labelled("red"))
    wait_for_names(window, qtbot, {"red.jpg"})
    window.sidebar.labels.setFocus()
    window.sidebar.labels.setCurrentRow(0)
    qtbot.keyClick(window.sidebar.labels, Qt.Key.Key_F2)
    enter_name(window, qtbot, "blue photo")
    qtbot.waitUntil(lambda: window.browse.trail.current == Labelled("blue photo"))
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.browse.trail.current == Labelled("red"))
    wait_for_names(window, qtbot, {"red.jpg"})
    qtbot.waitUntil(lambda: [page.label for page in window.sidebar.labels.pages] == ["red", "blue"])
    window.sidebar.labels.setCurrentRow(0)
    qtbot.keyClick(window.sidebar.labels, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    delete = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browse.trail.current == AllPhotos())
    qtbot.waitUntil(lambda: [page.label for page in window.sidebar.labels.pages] == ["blue"])
    undo(window, qtbot)
    qtbot.waitUntil(lambda: len(window.sidebar.labels.pages) == 2)


def test_the_dialog_says_what_a_label_learned_and_that_it_is_measured(qtbot: QtBot) -> None:
    dialog = LabelsDialog()
    qtbot.addWidget(dialog)
    dialog.show_labels([Label(1, "red", 9, 6), Label(2, "blue", 1, 1)])
    dialog.show_measuring()
    rows = [dialog.list.topLevelItem(row) for row in range(2)]
    assert [row.text(2) for row in rows] == ["measuring…", ""]
    dialog.show_lessons({"red": Lesson(9, 6, 0.97, 0.97, 0.89, 1.0, is_applied=True), "blue": None})
    assert [row.text(2) for row in rows] == ["right 97% → 97%, found 89% → 100%; counts", ""]
    dialog.show_labels([Label(1, "red", 9, 7)])
    dialog.show_measuring()
    assert dialog.list.topLevelItem(0).text(2).startswith("right")


def test_rows_keep_focus_and_show_what_is_likely(qtbot: QtBot) -> None:
    labels = [PhotoLabel(f"label {n}", 0.9 - n / 10, None, n == 0) for n in range(10)]
    assert len(worth_showing(labels)) == 8
    unlikely = [PhotoLabel(name, 0.01, None, False) for name in "ab"]
    assert [label.name for label in worth_showing(unlikely)] == ["a"]
    said = [*unlikely, PhotoLabel("c", 0.0, False, False)]
    assert [label.name for label in worth_showing(said)] == ["c"]
    rows = LabelRows()
    qtbot.addWidget(rows)
    rows.show_labels(labels[:2])
    rows.show()
    rows.activateWindow()
    rows.rows["label 1"].no.setFocus()
    qtbot.waitUntil(rows.rows["label 1"].no.hasFocus)
    rows.show_labels([PhotoLabel("label 1", 0.0, False, False), *labels[2:4]])
    assert rows.rows["label 1"].no.hasFocus()
    # Whoever is elsewhere by now is left there.
    rows.rows["label 1"].no.clearFocus()
    rows.show_labels([PhotoLabel("label 1", 0.0, False, False)])
    assert not rows.rows["label 1"].has_focus
    rows.show_labels([])
    assert not rows.isVisible()
