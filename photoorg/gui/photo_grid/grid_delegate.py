"""How one photo looks in the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate

from photoorg.gui import wording
from photoorg.gui.icons import paint_icon

if TYPE_CHECKING:
    from photoorg.library.records import Photo

BUTTON_PX = 26
BADGE_PX = 18
STACK_PX = 20
BAR_WIDTH_PX = 34
BAR_HEIGHT_PX = 3
# On smaller photos name and button would hide what they are about.
LEAST_HOVER_SIZE = QSize(96, 72)
# On smaller photos a heart would hide faces; there the frame alone tells what is selected.
LEAST_BADGE_SIDE_PX = 72
ON_PHOTO = QColor("#ffffff")
SHADE = QColor(0, 0, 0, 150)
DISC = QColor(0, 0, 0, 180)


@dataclass(frozen=True, slots=True)
class PhotoLook:
    """What is known of a photo that is to be painted.

    Attributes:
        mark: name of the icon of what the user said about it in this search, or "".
        stack_size: how many photos lie in the stack that it is the top of, or 0.
    """

    pixmap: QPixmap | None
    record: Photo | None
    relevance: float | None = None
    is_unreadable: bool = False
    is_selected: bool = False
    is_current: bool = False
    is_hovered: bool = False
    mark: str = ""
    stack_size: int = 0


def badges_of(record: Photo) -> list[str]:
    """Names of the icons that say what is special about a photo, most important first.

    They stand in a row at the upper left corner.
    """
    badges = {"heart-filled": record.favourite, "offline": record.offline}
    return [name for name, is_shown in badges.items() if is_shown]


class PhotoGridDelegate(QStyledItemDelegate):
    """Draws thumbnail or placeholder, selection, badges, relevance and, on hover, name and button."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._badges: dict[tuple[str, float], QPixmap] = {}

    @staticmethod
    def similar_button(photo: QRect) -> QRect:
        """Where the "find similar" button of a hovered photo lies; empty where there is no room for one."""
        if photo.width() < LEAST_HOVER_SIZE.width() or photo.height() < LEAST_HOVER_SIZE.height():
            return QRect()
        button = QRect(0, 0, BUTTON_PX, BUTTON_PX)
        button.moveTopRight(photo.topRight() + QPoint(-5, 6))
        return button

    @staticmethod
    def stack_badge(photo: QRect, stack_size: int, metrics: QFontMetrics) -> QRect:
        """Where the top of a stack says how many lie in it; empty where there is no room for it."""
        if min(photo.width(), photo.height()) < LEAST_BADGE_SIDE_PX:
            return QRect()
        height = max(STACK_PX, metrics.height() + 2)
        badge = QRect(0, 0, height + 8 + metrics.horizontalAdvance(wording.number(stack_size)), height)
        badge.moveBottomRight(photo.bottomRight() - QPoint(5, 5))
        return badge

    def paint_photo(self, painter: QPainter, palette: QPalette, rect: QRect, look: PhotoLook) -> None:
        """Draws a photo into its cell."""
        if look.pixmap is not None:
            painter.drawPixmap(rect, look.pixmap)
        else:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
            if look.is_unreadable:
                mark = QRectF(0, 0, 28, 28)
                mark.moveCenter(QRectF(rect).center())
                # Of an offline photo nothing is broken.
                name = "offline" if look.record is not None and look.record.offline else "broken"
                paint_icon(painter, name, mark, palette.color(QPalette.ColorRole.PlaceholderText))
        if look.is_selected or look.is_current:
            self._paint_frame(painter, palette, rect, look)
        if look.is_hovered and not self.similar_button(rect).isNull():
            self._paint_hover(painter, rect, look)
        self._paint_marks(painter, palette, rect, look)
        if look.stack_size:
            self._paint_stack(painter, rect, look.stack_size)

    @staticmethod
    def _paint_frame(painter: QPainter, palette: QPalette, rect: QRect, look: PhotoLook) -> None:
        accent = palette.color(QPalette.ColorRole.Highlight)
        if look.is_selected:
            wash = QColor(accent)
            wash.setAlphaF(0.3)
            painter.fillRect(rect, wash)
        width = 4 if look.is_selected else 3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(accent, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        )
        painter.drawRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        # Seen on photos of any colour.
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1))
        painter.drawRect(QRectF(rect).adjusted(width + 0.5, width + 0.5, -width - 0.5, -width - 0.5))

    def _paint_marks(self, painter: QPainter, palette: QPalette, rect: QRect, look: PhotoLook) -> None:
        if min(rect.width(), rect.height()) < LEAST_BADGE_SIDE_PX:
            return
        at = rect.topLeft() + QPoint(7, 7)
        if look.is_selected:
            self._paint_check(painter, palette, QRectF(at.x(), at.y(), BADGE_PX, BADGE_PX))
            at += QPoint(BADGE_PX + 5, 0)
        if look.mark:
            self._paint_round(painter, look.mark, QRectF(at.x(), at.y(), BADGE_PX, BADGE_PX))
            at += QPoint(BADGE_PX + 5, 0)
        for name in badges_of(look.record) if look.record is not None else []:
            painter.drawPixmap(at, self._badge(name, painter.device().devicePixelRatioF()))
            at += QPoint(BADGE_PX + 5, 0)
        if look.relevance is not None and not look.is_hovered:
            left = QPointF(rect.left() + 8, rect.bottom() - 9)
            track = QRectF(left.x(), left.y(), BAR_WIDTH_PX, BAR_HEIGHT_PX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 110))
            painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), 2.5, 2.5)
            painter.setBrush(QColor(255, 255, 255, 235))
            track.setWidth(max(BAR_WIDTH_PX * min(look.relevance, 1.0), BAR_HEIGHT_PX))
            painter.drawRoundedRect(track, 1.5, 1.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _badge(self, name: str, scale: float) -> QPixmap:
        """An icon in white with a dark shadow; drawn once, as drawing SVG takes longer than a photo."""
        key = (name, scale)
        if key not in self._badges:
            side = round((BADGE_PX + 1) * scale)
            pixmap = QPixmap(side, side)
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            place = QRectF(0, 0, BADGE_PX, BADGE_PX)
            painter.setOpacity(0.75)
            paint_icon(painter, name, place.translated(0, 1), QColor(0, 0, 0))
            painter.setOpacity(1)
            paint_icon(painter, name, place, ON_PHOTO)
            painter.end()
            self._badges[key] = pixmap
        return self._badges[key]

    @staticmethod
    def _paint_check(painter: QPainter, palette: QPalette, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(place)
        on_accent = palette.color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(on_accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        hook = ((0.28, 0.53), (0.44, 0.68), (0.73, 0.34))
        points = [QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in hook]
        painter.drawPolyline(points)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    @staticmethod
    def _paint_round(painter: QPainter, icon_name: str, place: QRectF) -> None:
        """An icon on a dark disc."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(DISC)
        painter.drawEllipse(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        inset = place.width() / 6
        paint_icon(painter, icon_name, place.adjusted(inset, inset, -inset, -inset), ON_PHOTO)

    def _paint_stack(self, painter: QPainter, photo: QRect, stack_size: int) -> None:
        badge = self.stack_badge(photo, stack_size, painter.fontMetrics())
        if badge.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(DISC)
        painter.drawRoundedRect(badge, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        side = badge.height()
        icon_px = side - 8
        place = QRectF(badge.left() + 4, badge.top() + 4, icon_px, icon_px)
        paint_icon(painter, "duplicates", place, ON_PHOTO)
        painter.setPen(ON_PHOTO)
        number = badge.adjusted(icon_px + 8, 0, 0, 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, wording.number(stack_size))

    def _paint_hover(self, painter: QPainter, rect: QRect, look: PhotoLook) -> None:
        record = look.record
        if record is not None:
            band = QRect(rect.left(), rect.bottom() - 25, rect.width(), 26)
            painter.fillRect(band, SHADE)
            painter.setPen(ON_PHOTO)
            text_rect = band.adjusted(8, 0, -8, 0)
            if look.stack_size:
                badge = self.stack_badge(rect, look.stack_size, painter.fontMetrics())
                text_rect.setRight(badge.left() - 6)
            name = painter.fontMetrics().elidedText(
                record.path.name, Qt.TextElideMode.ElideMiddle, text_rect.width()
            )
            painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        self._paint_round(painter, "similar", QRectF(self.similar_button(rect)))
