"""Settings, Folders: which are watched, and whether they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui.folder_actions import FolderActions
from photoorg.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.library.records import Folder

PathRole = Qt.ItemDataRole.UserRole


class FolderPage(QWidget):
    """The folders in a list, with buttons to add, remove and relocate."""

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Of its own, so that questions are asked above this window.
        self.actions_ = FolderActions(bridge, self)
        text = QLabel(
            self.tr("photoorg looks at the photos in these folders and below, and changes nothing in them.")
        )
        text.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.currentItemChanged.connect(self._show_buttons)
        self.add_button = QPushButton(self.tr("&Add folder…"))
        self.add_button.clicked.connect(self.actions_.choose)
        self.remove_button = QPushButton(self.tr("&Remove folder…"))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.relocate_button = QPushButton(self.tr("It is &elsewhere now…"))
        self.relocate_button.setToolTip(
            self.tr("Say where a folder lies that was moved, or whose drive is not recognised.")
        )
        self.relocate_button.clicked.connect(self._on_relocate_clicked)
        self.actions_.folders_read.connect(self._on_folders_read)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.relocate_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(text)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self._show_buttons()

    def refresh(self) -> None:
        """Reads the folders anew."""
        self.actions_.read()

    def _show_buttons(self) -> None:
        self.remove_button.setEnabled(self.list.currentItem() is not None)
        self.relocate_button.setEnabled(self.list.currentItem() is not None)

    def _on_folders_read(self, folders: Sequence[Folder]) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for folder in folders:
            offline = self.tr(" (offline; its photos are kept)")
            if folder.replaced:
                offline = self.tr(" (offline; all its photos are elsewhere, too: it can be removed)")
            missing = "" if folder.available else offline
            item = QListWidgetItem(
                icon("folder" if folder.available else "folder-missing"), f"{folder.path}{missing}"
            )
            item.setData(PathRole, folder.path)
            item.setToolTip(str(folder.path))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._show_buttons()

    def _on_relocate_clicked(self) -> None:
        path: Path = self.list.currentItem().data(PathRole)
        self.actions_.choose_new_place(path)

    def _on_remove_clicked(self) -> None:
        path: Path = self.list.currentItem().data(PathRole)
        self.actions_.ask_to_remove(path)
