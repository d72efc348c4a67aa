"""How one photo looks in the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photoorg.gui.icons import paint_icon
from photoorg.gui.photo_grid.grid_model import RecordRole, RelevanceRole, ThumbnailRole, UnreadableRole

if TYPE_CHECKING:
    from photoorg.library.records import Photo

PADDING_PX = 7
CORNER_PX = 5.0
BADGE_PX = 26
OFFLINE_PX = 22
BAR_WIDTH_PX = 34
BAR_HEIGHT_PX = 3

Index = QModelIndex | QPersistentModelIndex


class PhotoGridDelegate(QStyledItemDelegate):
    """Draws thumbnail or placeholder, selection, favourite, whether it is offline, relevance and, on hover,
    name and button."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cell = QSize(176, 176)

    def set_cell(self, cell: QSize) -> None:
        """The size of every cell, in logical pixels."""
        self._cell = cell

    def similar_button(self, cell: QRect, index: Index) -> QRect:
        """Where the "find similar" button of a hovered photo lies."""
        photo = self._photo_rect(cell, index.data(ThumbnailRole), index.data(RecordRole))
        button = QRect(0, 0, BADGE_PX, BADGE_PX)
        button.moveTopRight(photo.toRect().topRight() + QPoint(-4, 5))
        return button

    @staticmethod
    def _photo_rect(cell: QRect, pixmap: QPixmap | None, record: Photo | None) -> QRectF:
        inner = QRectF(cell.adjusted(PADDING_PX, PADDING_PX, -PADDING_PX, -PADDING_PX))
        if pixmap is not None:
            width, height = float(pixmap.width()), float(pixmap.height())
        elif record is not None and record.width and record.height:
            width, height = float(record.width), float(record.height)
        else:
            width, height = 4.0, 3.0
        scale = min(inner.width() / width, inner.height() / height)
        rect = QRectF(0, 0, width * scale, height * scale)
        rect.moveCenter(inner.center())
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette: QPalette = option.palette
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        pixmap = index.data(ThumbnailRole)
        record = index.data(RecordRole)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        rect = self._photo_rect(cell, pixmap, record)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        accent = palette.color(QPalette.ColorRole.Highlight)
        if selected:
            wash = QColor(accent)
            wash.setAlphaF(0.22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -2, -2), CORNER_PX + 3, CORNER_PX + 3)
        outline = QPainterPath()
        outline.addRoundedRect(rect, CORNER_PX, CORNER_PX)
        if pixmap is None:
            painter.fillPath(outline, palette.color(QPalette.ColorRole.Midlight))
            if index.data(UnreadableRole):
                mark = QRectF(0, 0, 28, 28)
                mark.moveCenter(rect.center())
                # Of an offline photo nothing is broken.
                name = "offline" if record is not None and record.offline else "broken"
                paint_icon(painter, name, mark, palette.color(QPalette.ColorRole.PlaceholderText))
        else:
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
            painter.restore()
        if selected or state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2.5 if selected else 1.5))
            painter.drawPath(outline)
        self._paint_marks(painter, palette, rect, record, index.data(RelevanceRole))
        if state & QStyle.StateFlag.State_MouseOver:
            self._paint_hover(painter, rect, outline, record)
            self._paint_button(painter, self.similar_button(cell, index))
        painter.restore()

    @staticmethod
    def _paint_marks(
        painter: QPainter, palette: QPalette, rect: QRectF, record: Photo | None, relevance: float | None
    ) -> None:
        if record is not None and record.favourite:
            at = QRectF(rect.left() + 5, rect.top() + 5, 17, 17)
            paint_icon(painter, "heart-filled", at.translated(0, 1), QColor(0, 0, 0))
            paint_icon(painter, "heart-filled", at, QColor("#ffffff"))
        if record is not None and record.offline:
            PhotoGridDelegate._paint_offline(painter, rect)
        if relevance is not None:
            left = QPointF(rect.left() + 7, rect.bottom() - 8)
            track = QRectF(left.x(), left.y(), BAR_WIDTH_PX, BAR_HEIGHT_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 110))
            painter.drawRoundedRect(track, 1.5, 1.5)
            painter.setBrush(QColor(255, 255, 255, 235))
            track.setWidth(max(BAR_WIDTH_PX * min(relevance, 1.0), BAR_HEIGHT_PX))
            painter.drawRoundedRect(track, 1.5, 1.5)

    @staticmethod
    def _paint_offline(painter: QPainter, rect: QRectF) -> None:
        badge = QRectF(rect.right() - OFFLINE_PX - 4, rect.bottom() - OFFLINE_PX - 4, OFFLINE_PX, OFFLINE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawEllipse(badge)
        paint_icon(painter, "offline", badge.adjusted(4, 4, -4, -4), QColor("#ffffff"))

    @staticmethod
    def _paint_hover(painter: QPainter, rect: QRectF, outline: QPainterPath, record: Photo | None) -> None:
        if record is not None:
            band = QRectF(rect.left(), rect.bottom() - 24, rect.width(), 24)
            painter.save()
            painter.setClipPath(outline)
            painter.fillRect(band, QColor(0, 0, 0, 150))
            painter.setPen(QColor("#ffffff"))
            text_rect = band.adjusted(8, 0, -8, 0)
            name = painter.fontMetrics().elidedText(
                record.path.name, Qt.TextElideMode.ElideMiddle, int(text_rect.width())
            )
            painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.restore()

    @staticmethod
    def _paint_button(painter: QPainter, place: QRect) -> None:
        button = QRectF(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 160))
        painter.drawEllipse(button)
        paint_icon(painter, "similar", button.adjusted(5, 5, -5, -5), QColor("#ffffff"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._cell
