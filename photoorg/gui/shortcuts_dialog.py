"""Help, Keyboard shortcuts: what can be done without a mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from photoorg.gui.keys import Shortcut, ShortcutGroup, key_groups

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

SIZE = QSize(700, 640)


def plain_text(action: QAction) -> str:
    """What a command is called, without the mark of its letter and the dots that promise a question."""
    # Where a language has other letters than the keyboard, the mark stands behind, as in "文件(&F)".
    text = re.sub(r"\(&\w\)", "", action.data() or action.text())
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def menu_groups(bar: QMenuBar) -> list[ShortcutGroup]:
    """The commands of the menus that have keys."""
    groups = []
    for title in bar.actions():
        menu = cast("QMenu | None", title.menu())
        shortcuts = tuple(
            Shortcut(plain_text(action), tuple(keys.toString() for keys in action.shortcuts()))
            for action in (menu.actions() if menu is not None else ())
            if action.shortcuts()
        )
        if shortcuts:
            groups.append(ShortcutGroup(plain_text(title), shortcuts))
    return groups


class ShortcutsDialog(QDialog):
    """Two columns: what, and by which keys; made from the menus and from ``keys``.

    Attributes:
        rows: group and command, and the keys as they are shown.
    """

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(SIZE.boundedTo(parent.size()))
        self.list = QTreeWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(14)
        self.list.setWordWrap(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        # Rows become as high as their wrapped text needs.
        self.list.header().sectionResized.connect(self.list.scheduleDelayedItemsLayout)
        self.rows: dict[tuple[str, str], str] = {}
        for group in (*menu_groups(bar), *key_groups()):
            self._add(group)
        self.list.expandAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

    def _add(self, group: ShortcutGroup) -> None:
        top = QTreeWidgetItem([group.title])
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        self.list.addTopLevelItem(top)
        for shortcut in group.shortcuts:
            row = QTreeWidgetItem([shortcut.text, shortcut.written])
            row.setToolTip(0, shortcut.text)
            top.addChild(row)
            self.rows[group.title, shortcut.text] = shortcut.written
