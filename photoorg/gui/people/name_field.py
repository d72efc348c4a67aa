"""The name of somebody, which is typed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from photoorg.gui.people.being_cards import name_completer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent


class NameField(QLineEdit):
    """Enter, or going elsewhere, takes what was typed; Escape takes it away.

    Signals:
        named(str): another name was typed, "" for none.
        left(): the keyboard is to go on to what is below.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setPlaceholderText(self.tr("Add name"))
        self.setAccessibleName(self.tr("Name"))
        self.setToolTip(self.tr("Name (F2)"))

    def show_name(self, name: str, *, is_another: bool) -> None:
        """Shows the name; what is just being typed stays, unless it is about another one."""
        was_typed = self.isModified() and not is_another
        self._name = name
        if not was_typed:
            self.setText(name)
            self.setCursorPosition(0)

    def know(self, names: Sequence[str]) -> None:
        """Completes these names."""
        completer = self.completer()
        if completer is None or [*names] != self.property("names"):
            self.setProperty("names", [*names])
            self.setCompleter(name_completer(names, self))

    def _take(self) -> None:
        name = self.text().strip()
        if self.isModified() and name != self._name:
            self.setModified(False)
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._name)
            self.setCursorPosition(0)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu, or the list of names, takes the focus for a moment only.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._take()
