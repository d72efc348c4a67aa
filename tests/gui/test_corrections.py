"""Dates, places, titles and descriptions in the window."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from photoorg.gui import wording
from photoorg.gui.corrections_dialog import Correction, CorrectionsDialog
from photoorg.gui.words_dialog import Words, WordsDialog
from photoorg.imaging.xmp_claims import TITLE
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.records import Place
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of, names_on_page, wait_for_first, wait_for_page
from tests.gui.test_files import entries, select
from tests.gui.test_undo import ask, menu_texts, photo, redo, undo
from tests.gui.test_viewer import open_photo
from tests.pictures import exif, make_jpeg
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = datetime(2024, 3, 1, 12)


@pytest.fixture
def window(
    open_window: Callable[[], MainWindow], qtbot: QtBot, library_directory: Path, photo_folder: Path
) -> MainWindow:
    """A window with photos of known days, of which one knows its place."""
    for days, name in enumerate(COLOURS):
        place = {"latitude": 48.137, "longitude": 11.575} if name == "red" else {}
        tags = exif(taken_at=FIRST + timedelta(days=days), **place)
        make_jpeg(photo_folder / f"{name}.jpg", COLOURS[name], tags=tags)
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
    opened = open_window()
    wait_for_page(qtbot, opened, len(COLOURS))
    names_on_page(opened, qtbot)
    return opened


def open_dialog(window: MainWindow, qtbot: QtBot, *names: str) -> CorrectionsDialog:
    """Ctrl+Shift+D on photos."""
    select(window, qtbot, *names)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.grid, Qt.Key.Key_D, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.findChild(CorrectionsDialog) is not None)
    return window.findChild(CorrectionsDialog)


def confirm(dialog: QDialog, qtbot: QtBot) -> None:
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def retype(field: object, qtbot: QtBot, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_a_date_moves_a_photo_and_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    first, *_, last = names_on_page(window, qtbot)
    last_id = id_of(window, qtbot, last)
    dialog = open_dialog(window, qtbot, last)
    assert not dialog.ok_button.isEnabled()
    retype(dialog.moment, qtbot, "2030-01-02 03:04")
    assert dialog.set_date.isChecked()
    confirm(dialog, qtbot)
    wait_for_first(window, qtbot, last)
    assert menu_texts(window)[0] == "&Undo date of 1 photo"
    assert photo(window, qtbot, last_id).taken_at == datetime(2030, 1, 2, 3, 4)
    undo(window, qtbot)
    wait_for_first(window, qtbot, first)
    assert photo(window, qtbot, last_id).taken_at_source == "exif_original"
    redo(window, qtbot)
    wait_for_first(window, qtbot, last)


def test_a_date_is_checked_as_it_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "red.jpg")
    for text, is_good in (("2023-05", False), ("2023-05-01", True), ("1500-01-01", False), ("", False)):
        dialog.moment.clear()
        dialog.set_date.click()
        qtbot.keyClicks(dialog.moment, text)
        assert dialog.ok_button.isEnabled() == is_good
        assert bool(dialog.date_note.text()) != is_good
        assert (dialog.correction is not None) == is_good
    dialog.reject()


def test_dates_are_written_as_in_the_users_locale(window: MainWindow, qtbot: QtBot) -> None:
    red = id_of(window, qtbot, "red.jpg")
    ask(window, qtbot, lambda library: library.set_date([red], datetime(1921, 5, 3, 14, 7, 9)))
    before = QLocale()
    try:
        for name in ("en_US", "en_GB", "de_DE", "zh_CN", "fr_FR"):
            QLocale.setDefault(QLocale(name))
            dialog = open_dialog(window, qtbot, "red.jpg")
            dialog.set_date.click()
            assert "1921" in dialog.moment.text()
            assert dialog.correction == Correction(moment=datetime(1921, 5, 3, 14, 7, 9))
            dialog.moment.setText(wording.moment(datetime(2023, 12, 31, 8, 5)))
            assert dialog.correction == Correction(moment=datetime(2023, 12, 31, 8, 5))
            dialog.hours.setValue(1)
            assert wording.moment(datetime(1921, 5, 3, 15, 7, 9)) in dialog.date_note.text()
            dialog.reject()
            qtbot.waitUntil(lambda: window.findChild(CorrectionsDialog) is None)
    finally:
        QLocale.setDefault(before)


def test_hints_move_nothing_and_fields_are_in_line(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "red.jpg")
    qtbot.waitExposed(dialog)
    before = dialog.size(), dialog.keep_place.mapTo(dialog, QPoint())
    for hint in (dialog.shift_date, dialog.set_date):
        dialog.moment.clear()
        hint.click()
        assert dialog.date_note.text()
    qtbot.keyClicks(dialog.place, "Frankfurtt am Mainnn or what it may be called")
    qtbot.waitUntil(lambda: "no town" in dialog.place_note.text())
    QApplication.processEvents()
    assert (dialog.size(), dialog.keep_place.mapTo(dialog, QPoint())) == before
    assert dialog.moment.mapTo(dialog, QPoint()).x() == dialog.place.mapTo(dialog, QPoint()).x()
    dialog.reject()


def test_a_clock_is_put_right_with_a_look_at_what_comes_out(window: MainWindow, qtbot: QtBot) -> None:
    names = names_on_page(window, qtbot)
    before = {name: photo(window, qtbot, id_of(window, qtbot, name)).taken_at for name in names}
    dialog = open_dialog(window, qtbot, *names)
    dialog.hours.setValue(-1)
    dialog.minutes.setValue(-30)
    assert dialog.shift_date.isChecked()
    lines = dialog.date_note.text().splitlines()
    assert len(lines) == 4
    assert "→" in lines[0]
    assert lines[-1] == f"and {len(names) - 3} photos more"
    dialog.days.setValue(-99_999)
    assert not dialog.ok_button.isEnabled()
    dialog.days.setValue(0)
    confirm(dialog, qtbot)
    for name in names:
        known = photo(window, qtbot, id_of(window, qtbot, name))
        assert known.taken_at == before[name] - timedelta(hours=1, minutes=30)
    dialog = open_dialog(window, qtbot, *names)
    dialog.found_date.click()
    confirm(dialog, qtbot)
    ids = tuple(window.grid.photos.photo_ids)
    found = ask(window, qtbot, lambda library: library.photos(ids))
    assert {one.taken_at_source for one in found} == {"exif_original"}


def test_a_town_is_found_while_it_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    blue = id_of(window, qtbot, "blue.jpg")
    dialog = open_dialog(window, qtbot, "blue.jpg")
    qtbot.keyClicks(dialog.place, "lisbo")
    assert dialog.at_place.isChecked()
    qtbot.waitUntil(lambda: "Lisbon, Portugal" in dialog.place.offers)
    # Not a town yet, but it says which one might be meant.
    assert not dialog.ok_button.isEnabled()
    assert "Lisbon" in dialog.place_note.text()
    qtbot.keyClicks(dialog.place, "n")
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert dialog.place_note.text().startswith("Lisbon, Portugal, 38.7")
    confirm(dialog, qtbot)
    known = photo(window, qtbot, blue)
    assert (known.city, known.country, known.place_is_users) == ("Lisbon", "Portugal", True)
    assert menu_texts(window)[0] == "&Undo place of 1 photo"
    undo(window, qtbot)
    assert photo(window, qtbot, blue).place == Place()


def test_a_town_is_chosen_from_those_that_are_offered(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "blue.jpg")
    dialog.place.setFocus()
    qtbot.waitUntil(dialog.place.hasFocus)
    qtbot.keyClicks(dialog.place, "lisb")
    popup = dialog.place.completer().popup()
    qtbot.waitUntil(lambda: popup.isVisible() and len(dialog.place.offers) > 3)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.place.text() == "Lisbon, Portugal"
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    # It is chosen; nothing is offered any more.
    assert not popup.isVisible()
    dialog.reject()


@pytest.mark.parametrize("typed", ["Cologne", "cologne"])
def test_enter_leaves_the_town_that_was_typed(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    dialog = open_dialog(window, qtbot, "blue.jpg")
    dialog.place.setFocus()
    qtbot.waitUntil(dialog.place.hasFocus)
    qtbot.keyClicks(dialog.place, typed)
    popup = dialog.place.completer().popup()
    qtbot.waitUntil(lambda: popup.isVisible() and dialog.ok_button.isEnabled())
    assert dialog.place.offers[0].startswith("Köln, ")
    resolved = dialog.place_note.text()
    assert resolved.startswith("Köln, North Rhine-Westphalia, Germany")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert dialog.isVisible()
    assert (dialog.place.text(), dialog.place_note.text()) == (typed, resolved)
    # Who goes into the list begins at its first.
    qtbot.keyClick(dialog.place, Qt.Key.Key_Backspace)
    qtbot.keyClicks(dialog.place, typed[-1])
    qtbot.waitUntil(lambda: popup.isVisible() and dialog.ok_button.isEnabled())
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert dialog.place.text() == dialog.place.offers[0]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert dialog.place.text() == dialog.place.offers[1]
    dialog.reject()


def test_a_position_and_what_is_none(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "blue.jpg")
    qtbot.keyClicks(dialog.place, "48.137, 11.575")
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert dialog.place_note.text().startswith("Munich")
    retype(dialog.place, qtbot, "99, 0")
    qtbot.waitUntil(lambda: "nowhere" in dialog.place_note.text())
    assert not dialog.ok_button.isEnabled()
    dialog.reject()


def test_the_place_of_another_photo_and_none(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = id_of(window, qtbot, "red.jpg"), id_of(window, qtbot, "blue.jpg")
    dialog = open_dialog(window, qtbot, "red.jpg", "blue.jpg")
    assert dialog.known_places.count() == 1
    assert dialog.known_places.itemText(0) == "Munich, Bavaria, Germany"
    dialog.same_place.click()
    confirm(dialog, qtbot)
    assert photo(window, qtbot, blue).city == "Munich"
    # It is offered for others, too.
    dialog = open_dialog(window, qtbot, "green.jpg")
    assert dialog.known_places.count() == 1
    dialog.no_place.click()
    confirm(dialog, qtbot)
    dialog = open_dialog(window, qtbot, "red.jpg", "blue.jpg")
    dialog.no_place.click()
    confirm(dialog, qtbot)
    assert photo(window, qtbot, red).place == Place()
    dialog = open_dialog(window, qtbot, "red.jpg", "blue.jpg")
    dialog.found_place.click()
    confirm(dialog, qtbot)
    assert photo(window, qtbot, red).city == "Munich"
    assert photo(window, qtbot, blue).place == Place()


def test_nothing_said_is_nothing_done(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "red.jpg")
    assert dialog.correction == Correction()
    assert not dialog.ok_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert menu_texts(window)[0] == "&Undo"


def test_words_from_the_large_view(window: MainWindow, qtbot: QtBot) -> None:
    red = open_photo(window, qtbot, "red.jpg")
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == "red.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: window.findChild(WordsDialog) is not None)
    dialog = window.findChild(WordsDialog)
    qtbot.keyClicks(dialog.title, "Up the hill")
    qtbot.keyClicks(dialog.text, "A tram")
    confirm(dialog, qtbot)
    qtbot.waitUntil(lambda: window.viewer.info.shown("title") == "Up the hill")
    qtbot.waitUntil(lambda: window.viewer.info.shown("text") == "A tram")
    undo(window, qtbot)
    qtbot.waitUntil(lambda: window.viewer.info.shown("title") == "")
    assert photo(window, qtbot, red).text == ""


def test_words_of_many_change_only_where_something_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    red, blue = select(window, qtbot, "red.jpg", "blue.jpg")
    ask(window, qtbot, lambda library: library.set_text(red, "Only of red"))
    window.grid.menu_wanted.emit(window.grid.mapToGlobal(window.grid.rect().center()))
    entries(window)["Title and description…"].trigger()
    qtbot.waitUntil(lambda: window.findChild(WordsDialog) is not None)
    dialog = window.findChild(WordsDialog)
    qtbot.keyClicks(dialog.title, "Both")
    confirm(dialog, qtbot)
    words = [(one.title, one.text) for one in (photo(window, qtbot, id_) for id_ in (red, blue))]
    assert words == [("Both", "Only of red"), ("Both", "")]
    window.corrections.ask_for_words((red, blue))
    qtbot.waitUntil(lambda: window.findChild(WordsDialog) is not None)
    dialog = window.findChild(WordsDialog)
    assert dialog.title.text() == "Both"
    assert dialog.text.placeholderText() == "(various)"
    # Emptied, also where nothing was to be seen, says that there is none.
    dialog.title.clear()
    qtbot.keyClicks(dialog.text, "x")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Backspace)
    assert dialog.text.placeholderText() == "(none)"
    confirm(dialog, qtbot)
    words = [(one.shown_title, one.shown_text) for one in (photo(window, qtbot, id_) for id_ in (red, blue))]
    assert words == [("", ""), ("", "")]


def test_words_of_the_file_can_be_none_and_come_back(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    packet = with_said(None, Said({TITLE: "DIGITAL CAMERA"}, (), ()), "another program")
    (photo_folder / "red.jpg.xmp").write_bytes(packet or b"")
    ask(window, qtbot, lambda library: library.sync())
    red = id_of(window, qtbot, "red.jpg")

    def opened() -> WordsDialog:
        window.corrections.ask_for_words((red,))
        qtbot.waitUntil(lambda: window.findChild(WordsDialog) is not None)
        return window.findChild(WordsDialog)

    dialog = opened()
    assert dialog.title.text() == "DIGITAL CAMERA"
    assert not dialog.title_found.isVisible()
    assert dialog.words == Words()
    dialog.title.clear()
    confirm(dialog, qtbot)
    assert photo(window, qtbot, red).shown_title == ""
    dialog = opened()
    assert (dialog.title_found.isVisible(), dialog.text_found.isVisible()) == (True, False)
    qtbot.mouseClick(dialog.title_found, Qt.MouseButton.LeftButton)
    assert dialog.title.text() == "DIGITAL CAMERA"
    assert dialog.words == Words(reset_title=True)
    confirm(dialog, qtbot)
    known = photo(window, qtbot, red)
    assert (known.shown_title, known.has_no_title) == ("DIGITAL CAMERA", False)


def test_the_information_says_who_said_so(window: MainWindow, qtbot: QtBot) -> None:
    red = open_photo(window, qtbot, "red.jpg")
    ask(window, qtbot, lambda library: library.set_place([red], Place(1.0, 2.0, None, "Here")))
    ask(window, qtbot, lambda library: library.shift_dates([red], timedelta(hours=1)))
    qtbot.waitUntil(lambda: "(set by you)" in window.viewer.info.shown("place"))
    qtbot.waitUntil(lambda: "(set by you)" in window.viewer.info.shown("taken"))
    window.viewer.info.corrections_wanted.emit()
    qtbot.waitUntil(lambda: window.findChild(CorrectionsDialog) is not None)
    window.findChild(CorrectionsDialog).reject()


def test_sidecars_of_the_selected_photos_and_of_all(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    red, _ = select(window, qtbot, "red.jpg", "blue.jpg")
    ids = tuple(window.grid.photos.photo_ids)
    ask(window, qtbot, lambda library: library.set_rating(ids, 4))
    for everything, count in ((False, 2), (True, len(ids))):
        window.menus.sidecars_wanted.emit()
        dialog = window.sidecars.dialog
        # Nobody is looked for, and nobody has a name.
        assert not dialog.people.isChecked()
        assert not dialog.people.isEnabled()
        assert dialog.selected.isChecked()
        if everything:
            dialog.everything.click()
        qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.sidecars.dialog is None)
        assert len(list(photo_folder.glob("*.xmp"))) == count
    assert window.notices.rows[-1].notice.text == f"Sidecars written: {len(ids) - 2} files."
    ask(window, qtbot, lambda library: library.change_setting("find_people", "on"))
    window.sidecars.ask((red,))
    qtbot.waitUntil(lambda: window.sidecars.dialog.people.isChecked())
    window.sidecars.dialog.reject()
    qtbot.waitUntil(lambda: window.sidecars.dialog is None)
    (photo_folder / "red.jpg.xmp").write_text("damaged")
    window.sidecars.ask((red,))
    qtbot.mouseClick(window.sidecars.dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "could not" in window.notices.rows[-1].notice.text)
    assert "red.jpg.xmp" in window.notices.rows[-1].notice.details
