"""The search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from photoorg.changes import ModelChanged, ModelState
from photoorg.gui.icons import icon
from photoorg.gui.photo_mime import accepts
from photoorg.gui.query_completer import QueryCompleter
from photoorg.gui.search_offers import SearchOffers

if TYPE_CHECKING:
    from photoorg.gui.library_bridge import LibraryBridge

TYPING_PAUSE_MS = 200
# They are for the list of recent searches, while it is open.
OFFER_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Delete)


class SearchBar(QLineEdit):
    """Words to search for; speaks up when the typing pauses.

    Signals:
        text_typed(str): the user changed the words and paused.
        paste_wanted(): an image, not text, is to be pasted.
        left(): the user is done here (Enter, Down, or Esc in the empty field).
    """

    text_typed = Signal(str)
    paste_wanted = Signal()
    left = Signal()

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        # Before the completions come, which have the same place.
        self.textEdited.connect(self._make_way)
        self.completions = QueryCompleter(self)
        self.offers = SearchOffers(self, bridge)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.textEdited.connect(self._on_edited)
        # The clear button changes the text without "editing" it; textChanged tells of that, too.
        self.textChanged.connect(self._on_changed)
        self.show_model(ModelChanged(ModelState.NOT_LOADED))

    def show_model(self, change: ModelChanged) -> None:
        """Says in the placeholder whether words can be searched already."""
        match change.state:
            case ModelState.READY:
                self.setPlaceholderText(self.tr("Search all photos, for example: a dog on the beach"))
            case ModelState.FAILED:
                self.setPlaceholderText(self.tr("Searching by words is off: the model could not be loaded"))
            case _:
                self.setPlaceholderText(self.tr("Loading the model…"))

    def show_words(self, text: str) -> None:
        """Shows the words of the current page; the user did not type them."""
        if self.text().strip() != text:
            self.setText(text)
        self._pause.stop()

    def point_at(self, position: int) -> None:
        """Puts the cursor before a character of the words, as they are without blanks around them."""
        text = self.text()
        self.setFocus()
        self.setCursorPosition(len(text) - len(text.lstrip()) + position)

    def _make_way(self, text: str) -> None:
        if text:
            self.offers.close()

    def _on_edited(self) -> None:
        self._pause.start()

    def _on_changed(self, text: str) -> None:
        if not text:
            self._pause.start()

    def _on_paused(self) -> None:
        self.text_typed.emit(self.text().strip())

    def _type_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_paused()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text() and event.button() == Qt.MouseButton.LeftButton:
            self.offers.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_paste = event.matches(QKeySequence.StandardKey.Paste)
        if self.completions.wants(event):
            # The list of completions sends its keys here first, and takes those that nobody takes.
            event.ignore()
        elif self.offers.is_open and event.key() in OFFER_KEYS:
            if event.key() != Qt.Key.Key_Delete or not self.offers.forget_current():
                event.ignore()
        elif event.key() == Qt.Key.Key_Down and not self.text() and self.offers.open():
            pass
        elif is_paste and accepts(QGuiApplication.clipboard().mimeData()):
            self.paste_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._type_now()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.completions.close()
            self._type_now()
            self.left.emit()
        else:
            super().keyPressEvent(event)
