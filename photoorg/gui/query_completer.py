"""Offers fields and names of the library while a query is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from photoorg.gui import wording
from photoorg.gui.completion_popup import dressed_popup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from photoorg.library.beings.records import Identity
    from photoorg.search.language.completion import Completion


class QueryCompleter(QObject):
    """A list under the field; what is chosen there takes the place of the word at the cursor."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._names: Mapping[str, Sequence[str]] = {}
        self._namesakes: Sequence[Identity] = ()
        self._offered: dict[str, Completion] = {}
        self._list = QStringListModel(self)
        self._completer = QCompleter(self._list, self)
        # Which ones fit was decided before: Qt would compare them with the whole field.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(field)
        self._popup = dressed_popup(self._completer)
        self._completer.activated.connect(self._on_chosen)
        field.textEdited.connect(self._on_edited)

    @property
    def offered(self) -> list[str]:
        """What the list shows; empty while it is closed."""
        return list(self._offered) if self._popup.isVisible() else []

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the list: Esc closes it, Enter takes what is marked there."""
        if not self._popup.isVisible():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._popup.currentIndex().isValid()
        return event.key() == Qt.Key.Key_Escape

    def close(self) -> None:
        """Nobody chooses from the list any more."""
        self._popup.hide()

    def set_names(self, names: Mapping[str, Sequence[str]], namesakes: Sequence[Identity] = ()) -> None:
        """What the library knows, by field, and those among people and pets who share a name."""
        self._names = names
        self._namesakes = namesakes

    def _on_edited(self, text: str) -> None:
        # Not before something is typed: the parser is not needed for the window to appear.
        from photoorg.search.language.completion import completions

        found = completions(text[: self._field.cursorPosition()], self._names, self._namesakes)
        self._offered = {_shown(one): one for one in found}
        self._list.setStringList(list(self._offered))
        if found:
            self._completer.complete()
            # Nothing is marked: Enter is for what was typed, until one chooses from the list.
            self._popup.setCurrentIndex(QModelIndex())
        else:
            self._popup.hide()

    def _on_chosen(self, text: str) -> None:
        chosen = self._offered.get(text)
        if chosen is None:
            return
        whole, cursor = self._field.text(), self._field.cursorPosition()
        # After a whole value one goes on; after the name of a field comes its value.
        taken = chosen.text if chosen.text.endswith(":") else f"{chosen.text} "
        rest = whole[cursor:].lstrip() if taken.endswith(" ") else whole[cursor:]
        self._field.setText(whole[: chosen.start] + taken + rest)
        self._field.setCursorPosition(chosen.start + len(taken))
        self._field.textEdited.emit(self._field.text())


def _shown(completion: Completion) -> str:
    """A number alone says nothing to anybody, and a name that several have not that it means all of them."""
    if completion.sharing:
        return wording.shared_name(completion.text, completion.sharing)
    who = completion.identity
    return completion.text if who is None else f"{who.kind}:{wording.identity(who)}"
