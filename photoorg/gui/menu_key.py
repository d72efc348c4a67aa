"""Shift+F10 opens the menu of what has the focus, as the menu key does, which many keyboards lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


def is_menu_key(event: QKeyEvent) -> bool:
    """Whether this is what Qt, on X11 and Wayland, leaves to the program."""
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier


def open_menu(widget: QWidget) -> None:
    """Asks a widget for its menu as Qt does for the menu key: at the cursor, or at the current row."""
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    if isinstance(cursor, QRectF):
        cursor = cursor.toRect()
    at = (cursor if isinstance(cursor, QRect) else widget.rect()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
    QCoreApplication.sendEvent(widget, event)
