"""What can be decided about the suggestion whose photos are on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.pages import FinerSuggestions, OneSuggestion
from photoorg.gui.suggestions.suggestion_wording import finer_count, reason_of, title_of
from photoorg.library.suggestions.records import SUGGESTED

if TYPE_CHECKING:
    from photoorg.gui.suggestions.suggestion_actions import SuggestionActions
    from photoorg.library.suggestions.records import Suggestion


class SuggestionBar(QWidget):
    """Why these photos belong together, and buttons; hidden on any other page.

    Signals:
        page_wanted(FinerSuggestions): the finer ones are to be shown.
        left(int): the suggestion was decided about, and its page is not needed any more.
        renamed(int, str): what the suggestion is called now.
    """

    page_wanted = Signal(object)
    left = Signal(int)
    renamed = Signal(int, str)

    def __init__(
        self, bridge: LibraryBridge, actions: SuggestionActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._actions = actions
        self._page: OneSuggestion | None = None
        self._known: Suggestion | None = None
        self._request: Request | None = None
        self._reason = QLabel()
        self._reason.setObjectName("quiet")
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setWordWrap(True)
        self.finer_button = QPushButton()
        self.accept_button = QPushButton(self.tr("Make album"))
        self.dismiss_button = QPushButton(self.tr("Dismiss"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.addWidget(self._reason, 1)
        for button in (self.finer_button, self.accept_button, self.dismiss_button):
            button.setObjectName("small")
            layout.addWidget(button)
        self.finer_button.clicked.connect(self._on_finer_clicked)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.dismiss_button.clicked.connect(self._on_dismiss_clicked)
        actions.decided.connect(self._on_decided)
        bridge.suggestions_changed.connect(self._read)
        self.hide()

    def show_page(self, page: object) -> None:
        """Shows what is known of the suggestion that a page is about; hides on another page."""
        if page != self._page:
            self._known = None
            self.hide()
        self._page = page if isinstance(page, OneSuggestion) else None
        self._read()

    def _read(self) -> None:
        if self._request is not None:
            self._request.cancel()
        if (page := self._page) is not None:
            suggestion_id = page.suggestion_id
            # One that is gone has nothing to be decided about.
            self._request = self._bridge.run(
                Track.READS,
                lambda library: library.suggestions.get(suggestion_id),
                self._on_read,
                lambda _: self.hide(),
            )

    def _on_read(self, suggestion: Suggestion) -> None:
        self._known = suggestion
        self._reason.setText(reason_of(suggestion))
        is_open = suggestion.state == SUGGESTED
        self.finer_button.setText(finer_count(suggestion.finer))
        self.finer_button.setVisible(suggestion.finer > 0)
        self.accept_button.setVisible(is_open)
        self.dismiss_button.setVisible(is_open)
        self.show()
        self.renamed.emit(suggestion.id, title_of(suggestion))

    def _on_finer_clicked(self) -> None:
        if (known := self._known) is not None:
            self.page_wanted.emit(FinerSuggestions(known.id, known.kind, title_of(known)))

    def _on_accept_clicked(self) -> None:
        if (known := self._known) is not None:
            self._actions.accept(known.id, title_of(known), is_named=bool(known.said_name))

    def _on_dismiss_clicked(self) -> None:
        if (known := self._known) is not None:
            self._actions.dismiss((known.id,))

    def _on_decided(self, suggestion_id: int, is_done: bool) -> None:
        if is_done and self._page is not None and self._page.suggestion_id == suggestion_id:
            self.left.emit(suggestion_id)
