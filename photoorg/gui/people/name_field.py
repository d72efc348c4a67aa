"""The name of somebody, which is typed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from photoorg.gui.completed_field import CompletedField
from photoorg.gui.return_key import RETURN_KEYS

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget


class BeingNameField(CompletedField):
    """Knows whether what stands there is what was shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = ""
        self.setAccessibleName(self.tr("Name"))

    @property
    def typed(self) -> str | None:
        """The name that was typed, or chosen from the list; None if it is the one that was shown."""
        # Qt's own mark of a change is lost where a name is chosen from the list.
        name = self.text().strip()
        return None if name == self._name else name

    def show_name(self, name: str) -> None:
        """Shows the name in place of what stands there."""
        self._name = name
        self.setText(name)


class NameField(BeingNameField):
    """Enter, or going elsewhere, takes what was typed; Escape takes it away.

    Signals:
        named(str): another name was typed, "" for none.
        left(): the keyboard is to go on to what is below.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Add name"))
        self.setToolTip(self.tr("Name (F2)"))

    def show_being(self, name: str, *, is_another: bool) -> None:
        """Shows the name of a being; what is just being typed stays, unless it is about another one."""
        if self.typed is None or is_another:
            self.show_name(name)
            self.setCursorPosition(0)
        else:
            self._name = name

    def _take(self) -> None:
        name = self.typed
        if name is not None:
            self._name = name
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN_KEYS:
            self._take()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.typed is not None:
            self.show_name(self._name)
            self.setCursorPosition(0)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu, or the list of names, takes the focus for a moment only.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._take()
