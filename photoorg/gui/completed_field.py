"""Lines that are completed from a list: of names there are, or of what may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from photoorg.gui.completion_popup import dressed_popup
from photoorg.gui.return_key import RETURN_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent


class OfferField(QLineEdit):
    """A line under which stands what may be meant, as others find it: any of it, whatever was typed.

    Nothing of the list is marked before somebody goes there: Enter closes it and leaves what was typed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list = dressed_popup(completer)
        self.setCompleter(completer)

    @property
    def offers(self) -> list[str]:
        """What may be meant."""
        return self._offers.stringList()

    def offer(self, texts: Sequence[str]) -> None:
        """Shows what may be meant; not to somebody who is on their way through the list."""
        if self._list.isVisible() and self._list.selectionModel().hasSelection():
            return
        self._offers.setStringList([*texts])
        if texts and self.hasFocus() and self.text().strip() not in texts:
            self.completer().complete()
            self._mark_nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN_KEYS and self._list.isVisible():
            self._list.hide()
            event.accept()
            return
        super().keyPressEvent(event)
        self._mark_nothing()

    def _mark_nothing(self) -> None:
        # Qt marks, unseen, what begins as the text does.
        self._list.clearSelection()
        self._list.setCurrentIndex(QModelIndex())


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
