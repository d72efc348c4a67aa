"""The picture with its controls: around it, or over it where it fills the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.gui.viewer.picture_canvas import PictureCanvas

REST_MS = 2000


class Stage(QWidget):
    """Lays out a canvas, a bar above it and a button at each side. Over the picture these, and the mouse's
    arrow, go when the mouse rests for two seconds, and are back when it moves.

    Attributes:
        rest_timer: runs while the controls lie over the picture.
    """

    def __init__(self, canvas: PictureCanvas, bar: QWidget, sides: Sequence[QWidget]) -> None:
        """``sides``: what is left and right of the picture."""
        super().__init__()
        self._canvas = canvas
        self._controls = (bar, *sides)
        self._is_overlaid = False
        self._mouse_at = QPoint()
        self.rest_timer = QTimer(self)
        self.rest_timer.setSingleShot(True)
        self.rest_timer.setInterval(REST_MS)
        self.rest_timer.timeout.connect(self._on_rest)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.setRowStretch(1, 1)
        self._layout.setColumnStretch(1, 1)
        self._layout.addWidget(canvas, 1, 1)
        self._layout.addWidget(bar, 0, 0, 1, 3)
        self._layout.addWidget(sides[0], 1, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(sides[1], 1, 2, Qt.AlignmentFlag.AlignVCenter)
        for control in self._controls:
            control.raise_()
        for widget in (canvas, *self._controls, *bar.findChildren(QWidget)):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)

    def overlay(self, overlaid: bool) -> None:
        """Lays the controls over the picture, which then has all the room, or around it."""
        if overlaid == self._is_overlaid:
            return
        self._is_overlaid = overlaid
        self._layout.removeWidget(self._canvas)
        if overlaid:
            self._layout.addWidget(self._canvas, 0, 0, 3, 3)
        else:
            self._layout.addWidget(self._canvas, 1, 1)
        self._canvas.fill_screen(overlaid)
        self._stir()

    def _stir(self) -> None:
        self._show_controls(True)
        if self._is_overlaid:
            self.rest_timer.start()
        else:
            self.rest_timer.stop()

    def _on_rest(self) -> None:
        self._show_controls(False)

    def _show_controls(self, shown: bool) -> None:
        for control in self._controls:
            control.setVisible(shown)
        if shown:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_overlaid and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            # Qt tells of a move, too, when what is under a resting mouse comes or goes.
            if event.type() is not QEvent.Type.MouseMove or at != self._mouse_at:
                self._mouse_at = at
                self._stir()
        return False
