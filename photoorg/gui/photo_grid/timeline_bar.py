"""The scroll bar of the grid, which knows what time it is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from photoorg.gui import wording
from photoorg.gui.photo_grid.date_sections import DateSections, Grain

if TYPE_CHECKING:
    from photoorg.gui.photo_grid.grid_layout import GridLayout

SCALE_WIDTH_PX = 150
BUBBLE_HEIGHT_PX = 28
BESIDE_PX = 6


class TimelineBar(QScrollBar):
    """A scroll bar that shows years while the mouse is over it, and the month it leads to.

    A click goes to that time at once, and drags on from there. Without dates it is a plain scroll bar.
    """

    def __init__(self, grid: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMouseTracking(True)
        self._grid = grid
        self._scale = TimelineScale(grid)
        self._dates: DateSections | None = None
        self._layout: GridLayout | None = None
        self.sliderMoved.connect(self._on_slider_moved)
        self.sliderReleased.connect(self._on_slider_released)

    @property
    def scale(self) -> TimelineScale:
        """What is shown beside the bar."""
        return self._scale

    def show_dates(self, dates: DateSections | None, layout: GridLayout) -> None:
        """The dates of the photos and where these lie; None where they are not in order of time."""
        self._dates, self._layout = dates, layout
        if dates is None or not layout.row_count:
            self._scale.hide()
            return
        years = dates.starts(Grain.YEAR).tolist()
        self._scale.years = [
            (str(dates.date(Grain.YEAR, section)[0]), layout.cell(place).y / max(layout.height_px, 1))
            for section, place in enumerate(years)
        ]

    def month_at(self, share: float) -> str:
        """The month at a share (0..1) of the way from the first photo to the last; "" without dates."""
        if self._dates is None or self._layout is None or not self._layout.row_count:
            return ""
        row = self._layout.row_at(min(max(share, 0.0), 1.0) * self._layout.height_px)
        year, month, _ = self._dates.date_of(Grain.MONTH, self._layout.places_in_row(row).start)
        return wording.month(year, month)

    @property
    def _is_timeline(self) -> bool:
        return self._dates is not None and self.isEnabled()

    def _track(self) -> tuple[int, int]:
        """Where the middle of the handle is at the very top, and how far down it can go."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove, handle = (
            self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
            for part in (QStyle.SubControl.SC_ScrollBarGroove, QStyle.SubControl.SC_ScrollBarSlider)
        )
        return groove.top() + handle.height() // 2, max(groove.height() - handle.height(), 1)

    def _show_scale(self, y: float) -> None:
        if not self._is_timeline:
            return
        top, length = self._track()
        share = min(max((y - top) / length, 0.0), 1.0)
        corner = self.mapTo(self._grid, self.rect().topLeft())
        self._scale.setGeometry(corner.x() - SCALE_WIDTH_PX, corner.y(), SCALE_WIDTH_PX, self.height())
        self._scale.track = (top, length)
        self._scale.point_at(share, self.month_at(share))
        self._scale.show()
        self._scale.raise_()

    def _on_slider_moved(self, value: int) -> None:
        top, length = self._track()
        self._show_scale(top + length * value / max(self.maximum(), 1))
        self.setAccessibleDescription(self._scale.month)

    def _on_slider_released(self) -> None:
        if not self.underMouse():
            self._scale.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_scale(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self.isSliderDown():
            self._show_scale(event.position().y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_timeline and event.button() is Qt.MouseButton.LeftButton:
            # To a scroll bar the middle button is the one that goes where the mouse is.
            event = QMouseEvent(
                event.type(),
                event.position(),
                event.globalPosition(),
                Qt.MouseButton.MiddleButton,
                Qt.MouseButton.MiddleButton,
                event.modifiers(),
            )
        super().mousePressEvent(event)
        if self.isSliderDown():
            self._on_slider_moved(self.sliderPosition())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.isSliderDown():
            self._scale.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._scale.hide()


class TimelineScale(QWidget):
    """Years along the bar, and a bubble with the month.

    Attributes:
        years: name of each year, and its share (0..1) of the way down.
        track: where the way begins and how long it is, in logical pixels.
        month: what the bubble says.
    """

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.years: list[tuple[str, float]] = []
        self.track = (0, 1)
        self.month = ""
        self._share = 0.0
        self.hide()

    def point_at(self, share: float, month: str) -> None:
        """Moves the bubble."""
        self._share, self.month = share, month
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, metrics = self.palette(), self.fontMetrics()
        top, length = self.track
        bubble = self._bubble()
        taken_until = -1e9
        for name, share in self.years:
            y = top + share * length
            width, height = metrics.horizontalAdvance(name) + 12, metrics.height() + 2
            pill = QRectF(self.width() - width - BESIDE_PX, y - height / 2, width, height)
            pill.moveTop(min(max(pill.top(), 2), self.height() - pill.height() - 2))
            if pill.top() < taken_until or pill.intersects(bubble):
                continue
            taken_until = pill.bottom() + 4
            self._paint_pill(
                painter, pill, palette.color(QPalette.ColorRole.Base), name, palette.text().color()
            )
        accent, on_accent = palette.color(QPalette.ColorRole.Highlight), palette.highlightedText().color()
        self._paint_pill(painter, bubble, accent, self.month, on_accent)
        painter.end()

    def _bubble(self) -> QRectF:
        top, length = self.track
        width = min(self.fontMetrics().horizontalAdvance(self.month) + 24, self.width() - BESIDE_PX)
        y = top + self._share * length - BUBBLE_HEIGHT_PX / 2
        y = min(max(y, 2), self.height() - BUBBLE_HEIGHT_PX - 2)
        return QRectF(self.width() - width - BESIDE_PX, y, width, BUBBLE_HEIGHT_PX)

    def _paint_pill(self, painter: QPainter, pill: QRectF, ground: QColor, text: str, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        translucent = QColor(ground)
        translucent.setAlphaF(0.92)
        painter.setBrush(translucent)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(colour)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
