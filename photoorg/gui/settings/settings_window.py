"""The settings window: sections at the left, the page of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoorg.changes import NoticeRaised
from photoorg.gui.settings.appearance_page import AppearancePage
from photoorg.gui.settings.folder_page import FolderPage
from photoorg.gui.settings.model_page import ModelPage
from photoorg.gui.settings.performance_page import PerformancePage
from photoorg.gui.settings.privacy_page import PrivacyPage

if TYPE_CHECKING:
    from photoorg.gui.library_bridge import LibraryBridge

SIZE = QSize(1060, 680)


class SettingsWindow(QDialog):
    """Stands beside the main window; whatever is changed counts at once, so there is only Close.

    Signals:
        notice_raised(NoticeRaised): an errand ended while this window was closed.
        theme_chosen(str): ``system``, ``light`` or ``dark``.
        searches_changed(): recent searches were cleared, or are kept from now on, or no longer.
        people_chosen(): people and pets are looked for from now on, or no longer.
        people_forgotten(): all that was known of them was deleted.
    """

    notice_raised = Signal(object)
    theme_chosen = Signal(str)
    searches_changed = Signal()
    people_chosen = Signal()
    people_forgotten = Signal()

    def __init__(self, bridge: LibraryBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setObjectName("settings")
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() - QSize(40, 80)))
        self.model = ModelPage(bridge)
        self.folders = FolderPage(bridge)
        self.performance = PerformancePage(bridge)
        self.privacy = PrivacyPage(bridge)
        self.model.told_unseen.connect(lambda text: self.notice_raised.emit(NoticeRaised(text)))
        self.appearance = AppearancePage(bridge)
        self.appearance.theme_chosen.connect(self.theme_chosen)
        self.privacy.searches_changed.connect(self.searches_changed)
        self.privacy.people.chosen.connect(self.people_chosen)
        self.privacy.people.forgotten.connect(self.people_forgotten)
        self._pages = (self.model, self.folders, self.performance, self.privacy, self.appearance)
        self.sections = QListWidget()
        self.sections.setObjectName("sections")
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.addItems(
            [
                self.tr("Model"),
                self.tr("Folders"),
                self.tr("Performance"),
                self.tr("Privacy"),
                self.tr("Appearance"),
            ]
        )
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setFixedWidth(max(150, self.sections.sizeHintForColumn(0) + 40))
        self._stack = QStackedWidget()
        for row, page in enumerate(self._pages):
            scroll = self._scrolling(page)
            # Where a page has nothing to press, the keyboard scrolls it.
            scroll.setAccessibleName(self.sections.item(row).text())
            self._stack.addWidget(scroll)
        self.sections.currentRowChanged.connect(self._on_section_changed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        right = QVBoxLayout()
        right.setContentsMargins(18, 18, 18, 14)
        right.setSpacing(12)
        right.addWidget(self._stack, 1)
        right.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sections)
        layout.addLayout(right, 1)
        self.sections.setCurrentRow(0)
        # Enter belongs to lines and lists; a dialog would else press Close or Cancel as well.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def present(self) -> None:
        """Shows the window, or brings it to the front; what it shows is read anew."""
        for page in self._pages:
            page.refresh()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()

    def show_models(self) -> None:
        """Goes to the page Model."""
        self.sections.setCurrentRow(self._pages.index(self.model))

    def _scrolling(self, page: QWidget) -> QScrollArea:
        # On a small screen, or with long words, pages scroll.
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        return scroll

    def _on_section_changed(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
