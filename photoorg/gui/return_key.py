"""Return on a button that has the focus presses it, as the space bar does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReturnKey(QObject):
    """Qt knows Return on buttons of dialogs only, and on some desktops. This looks at the button that has the
    focus alone: a filter of the whole application would see every event."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        # Boxes to tick leave Return to the default button of their dialog; so do buttons that are one.
        if isinstance(now, QToolButton) or (
            isinstance(now, QPushButton) and not (now.autoDefault() or now.isDefault())
        ):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in RETURN_KEYS:
            return False
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        # The space bar, so that a button looks pressed and opens its menu as ever.
        space = QKeyEvent(event.type(), Qt.Key.Key_Space, event.modifiers(), " ", event.isAutoRepeat())
        QCoreApplication.sendEvent(watched, space)
        return True
