"""The dates above the sections of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette

from photoorg.gui import wording
from photoorg.gui.photo_grid.date_sections import DateSections, Grain

if TYPE_CHECKING:
    from photoorg.gui.photo_grid.grid_layout import GridLayout

ABOVE_PX, BELOW_PX = 18, 8
BESIDE_PX = 10


def title_of(dates: DateSections, grain: Grain, section: int) -> str:
    """What stands above a section: a day, a month or a year."""
    year, month, day = dates.date(grain, section)
    match grain:
        case Grain.DAY:
            return wording.day(year, month, day)
        case Grain.MONTH:
            return wording.month(year, month)
        case Grain.YEAR:
            return str(year)


class DateHeaders:
    """Paints dates and how many photos are below them, for the sections on the screen only."""

    def __init__(self) -> None:
        self._dates: DateSections | None = None
        self._grain = Grain.DAY
        self._layout: GridLayout | None = None
        self.set_font(QFont())

    @property
    def height_px(self) -> int:
        """The room a header takes, in logical pixels."""
        return ABOVE_PX + self._metrics.height() + BELOW_PX

    def set_font(self, font: QFont) -> None:
        """The font of the grid; dates are a little larger and heavier."""
        self._plain = font
        self._font = QFont(font)
        self._font.setWeight(QFont.Weight.DemiBold)
        if font.pointSizeF() > 0:
            self._font.setPointSizeF(font.pointSizeF() * 1.1)
        self._metrics = QFontMetrics(self._font)

    def show(self, dates: DateSections | None, grain: Grain, layout: GridLayout) -> None:
        """Other dates; None for photos that are not in order of time."""
        self._dates, self._grain, self._layout = dates, grain, layout

    def paint(self, painter: QPainter, palette: QPalette, area: QRect, origin: QPoint) -> None:
        """Paints the headers within ``area``; ``origin`` is where the layout's (0, 0) lies."""
        if self._dates is None or self._layout is None:
            return
        top, bottom = area.top() - origin.y(), area.bottom() + 1 - origin.y()
        starts = self._layout.section_starts
        for section, header_top in self._layout.headers_between(top, bottom):
            stop = self._layout.place_count if section + 1 == len(starts) else int(starts[section + 1])
            self._paint_one(
                painter, palette, origin + QPoint(0, header_top), section, stop - int(starts[section])
            )

    def _paint_one(
        self, painter: QPainter, palette: QPalette, at: QPoint, section: int, photo_count: int
    ) -> None:
        assert self._dates is not None
        assert self._layout is not None
        text = title_of(self._dates, self._grain, section)
        width, height = self._layout.metrics.width_px, self._metrics.height()
        line = QRect(at.x(), at.y() + ABOVE_PX, width, height)
        baseline = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, baseline, shown)
        line.setLeft(line.left() + self._metrics.horizontalAdvance(shown) + BESIDE_PX)
        count = wording.number(photo_count)
        painter.setFont(self._plain)
        if QFontMetrics(self._plain).horizontalAdvance(count) <= line.width():
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(line, baseline, count)
