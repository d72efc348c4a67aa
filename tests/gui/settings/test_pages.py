"""The other pages of the settings window, and the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QTranslator, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSpinBox,
    QTreeWidget,
)

from photoorg.settings import load_settings
from tests.gui.settings.conftest import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.settings.settings_window import SettingsWindow


@pytest.fixture
def settings(open_settings: Callable[[], SettingsWindow]) -> SettingsWindow:
    return open_settings()


def test_threads_are_kept(settings: SettingsWindow, qtbot: QtBot, library_directory: Path) -> None:
    settings.sections.setCurrentRow(2)
    threads = settings.performance.threads
    assert threads.text().startswith("All (")
    threads.setValue(3)
    qtbot.waitUntil(lambda: load_settings(library_directory).threads == 3)
    threads.setValue(0)
    qtbot.waitUntil(lambda: load_settings(library_directory).threads == 0)
    assert (threads.minimum(), threads.maximum()) == (0, 256)


@pytest.mark.parametrize("width", [600, 760, 1060, 1400])
def test_no_column_of_the_models_is_cut(settings: SettingsWindow, qtbot: QtBot, width: int) -> None:
    models = settings.model.list
    header = models.header()
    settings.resize(width, 680)
    qtbot.waitUntil(lambda: settings.width() == width)
    QApplication.processEvents()
    for column in range(models.columnCount()):
        needed = max(models.sizeHintForColumn(column), header.sectionSizeHint(column))
        assert header.sectionSize(column) >= needed
    # Where there is no room for all of them one scrolls; else they fill the list.
    assert models.horizontalScrollBar().maximum() == header.length() - models.viewport().width()
    assert (models.horizontalScrollBar().maximum() == 0) is (width >= 1060)


def test_threads_that_cannot_be_kept_are_said_and_taken_back(
    settings: SettingsWindow, qtbot: QtBot, library_directory: Path
) -> None:
    settings.sections.setCurrentRow(2)
    file = library_directory / "settings.toml"
    file.write_text("junk")
    settings.performance.threads.setValue(3)
    qtbot.waitUntil(lambda: "cannot be read" in settings.performance.outcome.text())
    qtbot.waitUntil(lambda: settings.performance.threads.value() == 0)
    assert file.read_text() == "junk"


def test_pausing_here_and_in_the_status_bar_is_one(
    settings: SettingsWindow, qtbot: QtBot, library_directory: Path
) -> None:
    settings.sections.setCurrentRow(2)
    tick = settings.performance.background
    qtbot.waitUntil(tick.isChecked)
    tick.click()
    window = settings.parent()
    qtbot.waitUntil(lambda: window.status.text == "Indexing is paused")
    qtbot.waitUntil(lambda: load_settings(library_directory).paused)
    window.status.pause_button.click()
    qtbot.waitUntil(tick.isChecked)
    qtbot.waitUntil(lambda: not load_settings(library_directory).paused)


def test_waiting_for_an_idle_machine_is_kept(
    settings: SettingsWindow, qtbot: QtBot, library_directory: Path
) -> None:
    settings.sections.setCurrentRow(2)
    settings.performance.only_when_idle.click()
    qtbot.waitUntil(lambda: load_settings(library_directory).only_when_idle)
    settings.performance.only_when_idle.click()
    qtbot.waitUntil(lambda: not load_settings(library_directory).only_when_idle)


def test_folders_are_listed_and_removed(settings: SettingsWindow, qtbot: QtBot, photo_folder: Path) -> None:
    settings.sections.setCurrentRow(1)
    page = settings.folders
    qtbot.waitUntil(lambda: page.list.count() == 1)
    assert page.list.item(0).text() == str(photo_folder)
    assert not page.remove_button.isEnabled()
    page.list.setCurrentRow(0)
    photo_folder.rename(photo_folder.with_name("elsewhere"))
    page.refresh()
    qtbot.waitUntil(lambda: "offline" in page.list.item(0).text())
    page.remove_button.click()
    answer(qtbot, "Remove folder")
    qtbot.waitUntil(lambda: page.list.count() == 0)
    assert not page.remove_button.isEnabled()


class FileManager(QObject):
    """Stands where the desktop's file manager would be started."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


def test_places_are_told_and_shown(settings: SettingsWindow, qtbot: QtBot, library_directory: Path) -> None:
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "show")
    try:
        settings.sections.setCurrentRow(3)
        page = settings.privacy
        assert "Nothing leaves this machine" in page.text.text()
        library, thumbnails, downloaded, imported, _converted = page.show_buttons
        qtbot.waitUntil(library.isEnabled)
        library.click()
        thumbnails.click()
        assert manager.shown == [str(library_directory), str(library_directory / "cache" / "thumbnails")]
        # Nothing was downloaded or imported yet.
        assert not downloaded.isEnabled()
        assert not imported.isEnabled()
    finally:
        QDesktopServices.unsetUrlHandler("file")


class LongWords(QTranslator):
    """A language whose words are half as long again."""

    def translate(self, _context: str, text: str, _note: str | None = None, _count: int = -1) -> str:
        words = text.split(" ")
        return " ".join(word if "{" in word else word + "e" * (len(word) // 2) for word in words)

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[None]:
    translator = LongWords()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("long_words")
def test_pages_fit_a_small_screen_in_a_language_of_long_words(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot
) -> None:
    settings = open_settings()
    # What is left of 1280 by 800 below a panel and a title bar.
    settings.resize(1240, 720)
    for section in range(settings.sections.count()):
        settings.sections.setCurrentRow(section)
        QApplication.processEvents()
        for scroll in settings.findChildren(QScrollArea):
            if scroll.isVisible():
                assert scroll.horizontalScrollBar().maximum() == 0
                assert scroll.verticalScrollBar().maximum() == 0
        for button in settings.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width() or not button.text()
    # The list of models needs no scrolling sideways either.
    settings.sections.setCurrentRow(0)
    assert settings.model.list.horizontalScrollBar().maximum() == 0


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(settings: SettingsWindow) -> None:
    kinds = (QAbstractButton, QListWidget, QTreeWidget, QLineEdit, QSpinBox, QComboBox)
    for kind in kinds:
        for control in settings.findChildren(kind):
            if control.objectName().startswith("qt_") or not control.isVisibleTo(settings):
                continue
            if isinstance(control.parent(), QSpinBox | QComboBox):
                continue
            named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
            assert named, control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_the_menu_opens_one_window_again_and_again(settings: SettingsWindow, qtbot: QtBot) -> None:
    window = settings.parent()
    qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert not settings.isVisible()
    window.menus.settings_wanted.emit()
    assert settings.isVisible()
    assert len(window.findChildren(type(settings))) == 1
