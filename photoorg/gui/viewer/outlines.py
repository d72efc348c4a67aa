"""Lines around faces that can be seen on any picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

ROUND_PX = 4


def paint_outline(painter: QPainter, rect: QRectF, colour: QColor, *, is_marked: bool) -> None:
    """A light line between two dark ones; ``is_marked`` gives it ``colour`` and makes it wider."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 3.0 if is_marked else 2.0
    painter.setPen(QPen(QColor(0, 0, 0, 150), width + 2))
    painter.drawRoundedRect(rect, ROUND_PX, ROUND_PX)
    painter.setPen(QPen(colour if is_marked else QColor(255, 255, 255), width))
    painter.drawRoundedRect(rect, ROUND_PX, ROUND_PX)
