"""A page that looks for something through the whole library, and shows what was found until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.message_page import MessagePage
from photoorg.gui.refresh_pace import RefreshPace

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.gui.library_bridge import LibraryBridge, Request

REFRESH_DELAY_MS = 500
LEAST_STATUS_PX = 60


class SearchPage(QWidget):
    """A bar with progress and what begins and stops the search; below it what was found, or why there is
    nothing."""

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._request: Request | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._pace = RefreshPace(REFRESH_DELAY_MS)
        self.message = MessagePage()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.search_button = QPushButton()
        for button in (self.stop_button, self.search_button):
            button.setObjectName("small")
        self._status = QLabel()
        self._status.setObjectName("quiet")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        # In a narrow window it is cut off rather than that the window cannot be narrow.
        self._status.setMinimumWidth(LEAST_STATUS_PX)
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        self._found_widget = self._waiting
        self.setObjectName("people")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def refresh(self) -> None:
        """Reads the page again, now."""
        raise NotImplementedError

    def _lay_out(self, bar: QHBoxLayout, found: QWidget) -> None:
        """``found``: shows what was found."""
        self._found_widget = found
        for widget in (self._waiting, found, self.message):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _show_found(self, *, is_any: bool, focus: QWidget, had_focus: bool) -> None:
        """What was found, or why there is nothing; the keyboard stays on the page where it ``had_focus``."""
        if is_any:
            was_empty = self._stack.currentWidget() is not self._found_widget
            self._stack.setCurrentWidget(self._found_widget)
            if had_focus and was_empty:
                focus.setFocus()
        else:
            self._explain()
            self._stack.setCurrentWidget(self.message)
            if had_focus:
                self.setFocus()

    def _is_focus_inside(self) -> bool:
        inside = self.focusWidget()
        return inside is not None and self.isAncestorOf(inside)

    def _explain(self) -> None:
        """Says on the page of messages why there is nothing."""
        raise NotImplementedError

    def _say_problem(self, title: str, error: PhotoOrgError) -> None:
        self._pace.end()
        self.message.say("warning", title, wording.problem(error))
        self._stack.setCurrentWidget(self.message)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
