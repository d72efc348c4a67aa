"""Settings, Appearance: light or dark, and the language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.languages import NAMES, SYSTEM
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary


def _read(library: PhotoLibrary) -> tuple[str, str]:
    return library.settings.theme, library.settings.language


def _choose(theme: str, library: PhotoLibrary) -> str:
    return library.change_setting("theme", theme).theme


def _choose_language(language: str, library: PhotoLibrary) -> None:
    library.change_setting("language", language)


class AppearancePage(QWidget):
    """The colours of the window, which change at once, and its language, which changes at the next start.

    Signals:
        theme_chosen(str): ``system``, ``light`` or ``dark``.
    """

    theme_chosen = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        heading = QLabel(self.tr("Colours of the window"))
        self.themes = {
            "system": QRadioButton(self.tr("As the &system has them")),
            "light": QRadioButton(self.tr("&Light")),
            "dark": QRadioButton(self.tr("&Dark")),
        }
        self._group = QButtonGroup(self)
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system has it"), SYSTEM)
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.language.activated.connect(self._on_language_chosen)
        language_label = QLabel(self.tr("Lan&guage of the window"))
        language_label.setBuddy(self.language)
        self.language.setAccessibleName(self.tr("Language of the window"))
        self.outcome = QLabel()
        self.outcome.setObjectName("quiet")
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        for theme, button in self.themes.items():
            self._group.addButton(button)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.clicked.connect(partial(self._on_theme_clicked, theme))
        layout.addSpacing(16)
        layout.addWidget(language_label)
        layout.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(8)
        layout.addWidget(self.outcome)
        layout.addStretch()

    def refresh(self) -> None:
        """Reads what is chosen."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def _on_read(self, chosen: tuple[str, str]) -> None:
        theme, language = chosen
        self.language.setCurrentIndex(self.language.findData(language))
        button = self.themes[theme]
        with QSignalBlocker(button):
            button.setChecked(True)

    def _on_theme_clicked(self, theme: str) -> None:
        self.outcome.setText("")
        self._bridge.run(Track.WRITES, partial(_choose, theme), self.theme_chosen.emit, self._on_failed)

    def _on_language_chosen(self) -> None:
        self.outcome.setText("")
        language: str = self.language.currentData()
        self._bridge.run(
            Track.WRITES, partial(_choose_language, language), self._on_language_changed, self._on_failed
        )

    def _on_language_changed(self, _: None) -> None:
        self.outcome.setText(self.tr("The language changes when photoorg is started again."))

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.outcome.setText(wording.problem(error))
        self.refresh()
