"""Lines around faces that can be seen on any picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

ROUND_PX = 4


def paint_outline(painter: QPainter, rect: QRectF, colour: QColor, *, is_marked: bool) -> None:
    """A light line between two dark ones; with ``is_marked`` one of ``colour`` within a light one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lines = [(QColor(0, 0, 0, 150), 4.0), (QColor(255, 255, 255), 2.0)]
    if is_marked:
        lines = [(QColor(0, 0, 0, 150), 8.0), (QColor(255, 255, 255), 6.0), (colour, 3.0)]
    for line, width in lines:
        painter.setPen(QPen(line, width))
        painter.drawRoundedRect(rect, ROUND_PX, ROUND_PX)
