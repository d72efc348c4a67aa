"""What hangs beside the mouse while photos are dragged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from photoorg.gui import wording

# Small: the album below must stay visible.
SIDE_PX = 72
BADGE_PX = 22


def drag_picture(thumbnail: QPixmap | None, count: int, ratio: float, palette: QPalette) -> QPixmap | None:
    """One of the photos and, where there are several, how many; None where there is nothing to show.

    ``ratio``: device pixels to one logical pixel.
    """
    if thumbnail is None and count < 2:
        return None
    small = QPixmap() if thumbnail is None else _scaled(thumbnail, ratio)
    if count < 2:
        return small
    text = wording.number(count)
    font = QApplication.font()
    font.setBold(True)
    width = max(BADGE_PX, QFontMetrics(font).horizontalAdvance(text) + 12)
    # The number stands on the lower right corner, and sticks out of it a little.
    photo = small.deviceIndependentSize()
    badge = QRectF(
        max(photo.width() - width + BADGE_PX / 3, 0),
        max(photo.height() - BADGE_PX * 2 / 3, 0),
        width,
        BADGE_PX,
    )
    picture = QPixmap(
        round(max(photo.width(), badge.right()) * ratio), round(max(photo.height(), badge.bottom()) * ratio)
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if not small.isNull():
        painter.drawPixmap(0, 0, small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(badge, BADGE_PX / 2, BADGE_PX / 2)
    painter.setFont(font)
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture


def _scaled(thumbnail: QPixmap, ratio: float) -> QPixmap:
    side = round(SIDE_PX * ratio)
    small = thumbnail.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    small.setDevicePixelRatio(ratio)
    return small
