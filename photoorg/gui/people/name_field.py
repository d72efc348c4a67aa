"""The name of somebody, which is typed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CompletedNameField(QLineEdit):
    """Completes the names of beings, from any part of them. Enter takes what stands there, whether or not the
    list of names is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._names: list[str] = []
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

    def know(self, names: Sequence[str]) -> None:
        """Completes these names."""
        if self.completer() is None or [*names] != self._names:
            self._names = [*names]
            completer = QCompleter(self._names, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return, completer = event.key() in RETURNS, self.completer()
        names = None if completer is None else completer.popup()
        if is_return and names is not None:
            # Else this Enter would do nothing but close it.
            names.hide()
        super().keyPressEvent(event)
        if is_return:
            # Not for what is below the field, too.
            event.accept()


class NameField(CompletedNameField):
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
        if event.key() in RETURNS:
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
