"""Five stars to click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from photoorg.gui.icons import paint_icon

STAR_PX = 22
HIGHEST_RATING = 5


class RatingStars(QWidget):
    """A rating of 0 to 5; clicking the current star takes the rating away.

    Signals:
        rating_chosen(int): the user chose 0 to 5.
    """

    rating_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating = 0
        self.setFixedSize(QSize(STAR_PX * HIGHEST_RATING, STAR_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Rating (keys 0 to 5)"))
        self.show_rating(0)

    def show_rating(self, rating: int) -> None:
        """Shows a rating of 0 to 5."""
        self._rating = rating
        self.setAccessibleName(self.tr("Rating: {rating} of 5").format(rating=rating))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        filled = self.palette().color(QPalette.ColorRole.Highlight)
        empty = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for star in range(HIGHEST_RATING):
            rect = QRectF(star * STAR_PX + 1, 1, STAR_PX - 2, STAR_PX - 2)
            if star < self._rating:
                paint_icon(painter, "star-filled", rect, filled)
            else:
                paint_icon(painter, "star", rect, empty)
        if self.hasFocus():
            painter.setPen(filled)
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        star = min(int(event.position().x()) // STAR_PX + 1, HIGHEST_RATING)
        self.rating_chosen.emit(0 if star == self._rating else star)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.rating_chosen.emit(min(max(self._rating + step, 0), HIGHEST_RATING))
