"""A box that the user draws around somebody whom nobody found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from photoorg.gui.viewer.outlines import paint_outline
from photoorg.library.beings.records import Box

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

FIRST_SHARE = 0.25
LEAST_PX = 12
STEP_PX = 8
_STEPS = {
    Qt.Key.Key_Left: QPointF(-STEP_PX, 0),
    Qt.Key.Key_Right: QPointF(STEP_PX, 0),
    Qt.Key.Key_Up: QPointF(0, -STEP_PX),
    Qt.Key.Key_Down: QPointF(0, STEP_PX),
}


class MarkingFrame(QWidget):
    """Lies over the picture: dragging draws a box. Arrows move it, with Shift they size it, Enter takes it
    and Esc gives up.

    Signals:
        drawn(Box): the place, in shares of the picture as it is seen.
        cancelled(): the user gave up.
    """

    drawn = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Box around somebody"))
        self._picture = QRectF()
        self._box = QRectF()
        self._pressed_at: QPointF | None = None
        self.hide()

    def begin(self, picture: QRectF) -> None:
        """Opens with a box in the middle. ``picture``: where in this widget the photo is."""
        self._picture = picture
        side = FIRST_SHARE * min(picture.width(), picture.height())
        self._box = QRectF(QPointF(), QSizeF(side, side))
        self._box.moveCenter(picture.center())
        self.show()
        self.raise_()
        self.setFocus()

    def follow(self, picture: QRectF) -> None:
        """The photo lies elsewhere now."""
        if picture != self._picture and self.isVisible():
            scale = picture.width() / self._picture.width()
            offset = (self._box.topLeft() - self._picture.topLeft()) * scale
            self._picture = picture
            self._put(QRectF(picture.topLeft() + offset, self._box.size() * scale))

    def _take(self) -> None:
        picture, box = self._picture, self._box
        self.drawn.emit(
            Box(
                (box.left() - picture.left()) / picture.width(),
                (box.top() - picture.top()) / picture.height(),
                box.width() / picture.width(),
                box.height() / picture.height(),
            )
        )

    def _put(self, box: QRectF) -> None:
        """Within the picture."""
        size = box.size().expandedTo(QSizeF(LEAST_PX, LEAST_PX)).boundedTo(self._picture.size())
        x = max(self._picture.left(), min(box.left(), self._picture.right() - size.width()))
        y = max(self._picture.top(), min(box.top(), self._picture.bottom() - size.height()))
        self._box = QRectF(QPointF(x, y), size)
        self.update()

    def _kept_within(self, at: QPointF) -> QPointF:
        picture = self._picture
        return QPointF(
            max(picture.left(), min(at.x(), picture.right())),
            max(picture.top(), min(at.y(), picture.bottom())),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_outline(painter, self._box, self.palette().highlight().color(), is_marked=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = self._kept_within(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            self._box = QRectF(self._pressed_at, self._kept_within(event.position())).normalized()
            self.update()
        # What is at rest, and what moves, concerns the controls around the picture, too.
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_pressed, self._pressed_at = self._pressed_at is not None, None
        is_large = min(self._box.width(), self._box.height()) >= LEAST_PX
        if was_pressed and is_large:
            self._take()
        elif was_pressed:
            self.begin(self._picture)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # It leads to full screen elsewhere.
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._put(QRectF(self._box.topLeft(), self._box.size() + QSizeF(step.x(), step.y())))
        elif step is not None:
            self._put(self._box.translated(step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        # No other key is for the large view behind.
        event.accept()
