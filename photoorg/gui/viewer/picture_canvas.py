"""One picture, fitted to the space it has, or larger."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoorg.gui.icons import paint_icon
from photoorg.gui.viewer.zoom import MOST_ENLARGED, STEP, Zoom

MARGIN_PX = 12
NOTE_PADDING_PX = 12
NOTE_MS = 5000
# Of one notch of a wheel, in eighths of a degree.
_NOTCH = 120


class PictureCanvas(QWidget):
    """Shows a pixmap as large as fits; a preview is shown at the size that the picture will have. The wheel
    and pinching make it larger; then it is dragged.

    Signals:
        zoomed(): the picture is shown larger or smaller.
        double_clicked(): on the picture or beside it.
        resized(): there is more or less room for the picture.
        arranged(): the picture lies elsewhere, or is another one.
    """

    zoomed = Signal()
    double_clicked = Signal()
    resized = Signal()
    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pixmap = QPixmap()
        self._picture_size = QSize()
        self._message = ""
        self._note = ""
        self.note_timer = QTimer(self)
        self.note_timer.setSingleShot(True)
        self.note_timer.setInterval(NOTE_MS)
        self.note_timer.timeout.connect(partial(self.show_note, ""))
        self._fills_screen = False
        self._pressed = False
        self._zoom = Zoom()
        self._dragged_from: QPointF | None = None

    @property
    def zoom(self) -> Zoom:
        """How large the picture is shown."""
        return self._zoom

    def fit(self) -> None:
        """Shows all of the picture."""
        self._set_zoom(Zoom())

    def show_zoom(self, zoom: Zoom) -> None:
        """Shows the picture as large as another one is shown, and the same part of it."""
        self._set_zoom(zoom)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Shows the picture larger (or smaller, below 0); what is ``at`` a point, the middle by default,
        stays there."""
        self._zoom_to(self._zoom.factor * STEP**steps, at)

    def flip_pixels(self) -> None:
        """Shows each pixel of the photo as one of the screen or, if they are so large already, all of it."""
        if self._zoom.is_fit:
            self._zoom_to(self._most / MOST_ENLARGED, None)
        else:
            self.fit()

    def pan(self, x: float, y: float) -> None:
        """Shifts an enlarged picture by so many pixels."""
        self._set_zoom(self._zoom.moved(QPointF(x, y), self._fitted, QRectF(self.rect())))

    @property
    def _most(self) -> float:
        """The largest factor that there is a use for."""
        shown_px = self._fitted.width() * self.devicePixelRatioF()
        return max(1.0, MOST_ENLARGED * self._picture_size.width() / max(shown_px, 1.0))

    def _zoom_to(self, factor: float, at: QPointF | None) -> None:
        if self._pixmap.isNull():
            return
        space = QRectF(self.rect())
        at = space.center() if at is None else at
        self._set_zoom(self._zoom.to(factor, at, self._fitted, space, self._most))

    def _set_zoom(self, zoom: Zoom) -> None:
        if zoom == self._zoom:
            return
        is_resized = zoom.factor != self._zoom.factor
        self._zoom = zoom
        self.setCursor(Qt.CursorShape.ArrowCursor if zoom.is_fit else Qt.CursorShape.OpenHandCursor)
        self.update()
        self.arranged.emit()
        if is_resized:
            self.zoomed.emit()

    def fill_screen(self, fills: bool) -> None:
        """Leaves no margin, and has black around the picture."""
        self._fills_screen = fills
        self.update()
        self.arranged.emit()

    @property
    def pixmap(self) -> QPixmap:
        """What is shown; null while nothing is."""
        return self._pixmap

    @property
    def message(self) -> str:
        """The sentence shown in place of a picture, or ""."""
        return self._message

    @property
    def note(self) -> str:
        """The words over the lower edge of the picture, or ""."""
        return self._note

    def show_note(self, note: str) -> None:
        """Shows words over the lower edge of the picture, for a while."""
        self.note_timer.stop()
        if note:
            self.note_timer.start()
        if note != self._note:
            self._note = note
            self.update()

    @property
    def device_side_px(self) -> int:
        """The longest side a picture can have here, in device pixels."""
        return round(max(self.width(), self.height(), 64) * self.devicePixelRatioF())

    @property
    def enlarged_side_px(self) -> int:
        """The longest side of the picture as it is shown, in device pixels, if that is more than fits; or
        0."""
        if self._zoom.is_fit:
            return 0
        picture = self.picture_rect
        return round(max(picture.width(), picture.height()) * self.devicePixelRatioF())

    def show_pixmap(self, pixmap: QPixmap, picture_size: QSize) -> None:
        """Shows ``pixmap`` at the shape of ``picture_size`` (the whole photo's, in pixels)."""
        self._pixmap = pixmap
        self._picture_size = picture_size
        self._message = ""
        self.update()
        self.arranged.emit()

    def show_message(self, message: str) -> None:
        """Shows a sentence in place of a picture."""
        self._pixmap = QPixmap()
        self._message = message
        self.update()

    @property
    def picture_rect(self) -> QRectF:
        """Where the picture lies here, in logical pixels; parts of it may be beyond the edges."""
        return self._zoom.rect(self._fitted, QRectF(self.rect()))

    @property
    def _fitted(self) -> QRectF:
        if self._picture_size.isEmpty():
            return QRectF(self.rect())
        margin = 0 if self._fills_screen else MARGIN_PX
        space = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        size = self._picture_size
        # Small pictures are not blown up beyond twice their pixels: blur is worse than a margin.
        largest = 2 / self.devicePixelRatioF()
        scale = min(space.width() / size.width(), space.height() / size.height(), largest)
        target = QRectF(0, 0, size.width() * scale, size.height() * scale)
        target.moveCenter(space.center())
        return target

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._fills_screen:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._pixmap.isNull() and not self._picture_size.isEmpty():
            painter.drawPixmap(self.picture_rect, self._pixmap, QRectF(self._pixmap.rect()))
        elif self._message:
            colour = self.palette().placeholderText().color()
            painter.setPen(colour)
            middle = QRectF(self.rect()).center()
            paint_icon(painter, "broken", QRectF(middle.x() - 24, middle.y() - 64, 48, 48), colour)
            below = QRectF(self.rect()).adjusted(24, self.height() / 2, -24, 0)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(below, flags, self._message)

        if self._note and not self._pixmap.isNull():
            self._paint_note(painter)

    def _paint_note(self, painter: QPainter) -> None:
        text = painter.fontMetrics().elidedText(
            self._note, Qt.TextElideMode.ElideRight, self.width() - 4 * NOTE_PADDING_PX
        )
        size = painter.fontMetrics().size(0, text)
        plate = QRectF(0, 0, size.width() + 2 * NOTE_PADDING_PX, size.height() + NOTE_PADDING_PX)
        plate.moveCenter(self._fitted.center())
        plate.moveBottom(min(self._fitted.bottom(), self.height()) - NOTE_PADDING_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # Readable on any picture, light scheme or dark.
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = True
        if event.button() is Qt.MouseButton.LeftButton and not self._zoom.is_fit:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            by = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.pan(by.x(), by.y())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self._dragged_from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel turns one way; a touchpad scrolls both, and then the picture follows.
        if event.hasPixelDelta() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(event.pixelDelta().x(), event.pixelDelta().y())
        else:
            self.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom_to(self._zoom.factor * (1 + event.value()), event.position())
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second half of a double click on the grid, whose first half opened this view, is none here.
        if self._pressed and event.button() is Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        self.arranged.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pressed = False
        self._dragged_from = None
