"""A line for a name, completed from those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from photoorg.gui.completion_popup import dressed_popup
from photoorg.gui.return_key import RETURN_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent


class CompletedField(QLineEdit):
    """Completes names from any part of them.

    Enter is told by ``returnPressed``, whether or not the list of names is open (Qt's own field would only
    close it), and goes no further: neither a default button nor what is below the field sees it.
    """

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self.know(names)

    def know(self, names: Sequence[str]) -> None:
        """Completes these names."""
        if [*names] != self._names:
            self._names = [*names]
            completer = QCompleter(self._names, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            dressed_popup(completer)
            self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return, completer = event.key() in RETURN_KEYS, self.completer()
        names = None if completer is None else completer.popup()
        if is_return and names is not None:
            names.hide()
        super().keyPressEvent(event)
        if is_return:
            event.accept()
