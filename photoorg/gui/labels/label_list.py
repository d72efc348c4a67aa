"""The labels in the side bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from photoorg.gui.pages import Labelled
from photoorg.gui.side_lists import SideList, SideRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

    from photoorg.library.labels import Label


class LabelList(SideList):
    """The labels of the user, without counts: all photos would have to be looked at.

    Signals:
        rename_wanted(str), delete_wanted(str): chosen from the menu of a label, or with F2 and Delete.
    """

    rename_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Labels"))

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Replaces the labels."""
        self.show_rows([SideRow(Labelled(label.name), "tag", label.name) for label in labels])

    def fill_menu(self, menu: QMenu, item: QListWidgetItem) -> None:
        """Rename and delete."""
        label = item.text()
        menu.addAction(self.tr("Rename…"), lambda: self.rename_wanted.emit(label))
        menu.addAction(self.tr("Delete label…"), lambda: self.delete_wanted.emit(label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(item.text())
        elif item is not None and event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(item.text())
        else:
            super().keyPressEvent(event)
