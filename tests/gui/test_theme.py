"""Light and dark, as the system has it or as the user chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from photoorg.changes import NoticeRaised
from photoorg.gui.icon_label import IconLabel
from photoorg.gui.theme import DARK, LIGHT, Theme
from photoorg.settings import load_settings
from photoorg.settings_file import stored_setting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application, dressed for one test."""
    style, palette = qapp.style().objectName(), qapp.palette()
    made = Theme(qapp)
    yield made
    made.choose("system")
    made.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)


def window_colour() -> str:
    """The colour that windows have now."""
    return QApplication.palette().color(QPalette.ColorRole.Window).name()


def test_it_is_chosen_in_the_settings_counts_at_once_and_is_kept(
    window: MainWindow, theme: Theme, qtbot: QtBot, library_directory: Path
) -> None:
    window.theme_chosen.connect(theme.choose)
    assert window_colour() == LIGHT.window
    window.menus.settings_wanted.emit()
    page = window.commands.settings.appearance
    qtbot.waitUntil(lambda: page.themes["system"].isChecked())
    window.commands.settings.sections.setCurrentRow(4)
    page.themes["system"].setFocus()
    qtbot.keyClick(page.themes["system"], Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window_colour() == DARK.window)
    assert load_settings(library_directory).theme == stored_setting(library_directory, "theme") == "dark"
    # What is on the screen already has the new colours.
    assert window.grid.palette().color(QPalette.ColorRole.Base).name() == DARK.surface
    qtbot.mouseClick(
        page.themes["light"], Qt.MouseButton.LeftButton, pos=page.themes["light"].rect().center()
    )
    qtbot.waitUntil(lambda: window_colour() == LIGHT.window)
    assert load_settings(library_directory).theme == "light"


def test_icons_follow_that_are_no_buttons(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    row = window.notices.add(NoticeRaised("Something is wrong."))
    window.browse.message.say("search", "Nothing found")
    marks = [
        mark for part in (row, window.status, window.browse.message) for mark in part.findChildren(IconLabel)
    ]
    assert len(marks) == 4
    for choice, colours in (("dark", DARK), ("light", LIGHT)):
        theme.choose(choice)
        QApplication.processEvents()
        for mark in marks:
            picture = mark.pixmap().toImage()
            seen = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
            whole = max(seen, key=QColor.alpha)
            assert abs(whole.lightness() - QColor(colours.text).lightness()) < 20


def test_the_system_does_not_override_a_choice(theme: Theme, qapp: QApplication) -> None:
    theme.choose("dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window_colour() == DARK.window


@pytest.mark.parametrize("junk", ["theme = 'pink'", "theme = [1]", "junk", ""])
def test_a_setting_that_makes_no_sense_follows_the_system(theme: Theme, tmp_path: Path, junk: str) -> None:
    (tmp_path / "settings.toml").write_text(junk)
    theme.choose(stored_setting(tmp_path, "theme") or "system")
    assert window_colour() == LIGHT.window
