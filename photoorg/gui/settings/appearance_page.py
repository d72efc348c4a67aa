"""Settings, Appearance: light or dark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary


def _read(library: PhotoLibrary) -> str:
    return library.settings.theme


def _choose(theme: str, library: PhotoLibrary) -> str:
    return library.change_setting("theme", theme).theme


class AppearancePage(QWidget):
    """The colours of the window; a change counts at once.

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
        layout.addSpacing(8)
        layout.addWidget(self.outcome)
        layout.addStretch()

    def refresh(self) -> None:
        """Reads what is chosen."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def _on_read(self, theme: str) -> None:
        button = self.themes[theme]
        with QSignalBlocker(button):
            button.setChecked(True)

    def _on_theme_clicked(self, theme: str) -> None:
        self.outcome.setText("")
        self._bridge.run(Track.WRITES, partial(_choose, theme), self.theme_chosen.emit, self._on_failed)

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.outcome.setText(str(error))
        self.refresh()
