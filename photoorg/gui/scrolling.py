"""Pages that scroll where a small screen or large text leaves no room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _KeylessScroll(QScrollArea):
    """Leaves all keys to what is around."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def scrolling(page: QWidget, *, takes_keys: bool = True) -> QScrollArea:
    """A frame around a page that is not seen until there is something to scroll, and takes no focus.

    Args:
        takes_keys: arrow keys that nobody on the page wants scroll it.
    """
    scroll = QScrollArea() if takes_keys else _KeylessScroll()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return scroll
