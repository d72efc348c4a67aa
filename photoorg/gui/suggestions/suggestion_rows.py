"""Suggestions as rows: a name, why, and a strip of photos."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.people.crop_loader import BYTES_PER_PIXEL, CropLoader, brush_of
from photoorg.gui.people.record_model import RecordModel, RecordRole
from photoorg.gui.people.record_view import NamedRecordView
from photoorg.gui.suggestions.suggestion_wording import days_of, finer_count, reason_of, title_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QKeyEvent, QPalette

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.people.record_model import Index
    from photoorg.library.suggestions.records import Suggestion
    from photoorg.photo_library import PhotoLibrary

PICTURE_PX = 92
GAP_PX = 5
MARGIN_PX = 12
# Of all lines on a row.
MOST_PICTURES = 8


def render_square(photo_id: int, library: PhotoLibrary) -> QImage:
    """The middle of a photo's thumbnail (blocking), by Pillow as thumbnails are; null where there is none."""
    # Imported here: the window must appear first.
    from PIL import Image, ImageOps

    try:
        image = Image.open(BytesIO(library.thumbnail(photo_id)), formats=("JPEG",))
        image.load()
    except OSError:
        return QImage()
    side = min(*image.size, 2 * PICTURE_PX)
    pixels = ImageOps.fit(image.convert("RGB"), (side, side)).tobytes("raw", "BGRX")
    return QImage(pixels, side, side, BYTES_PER_PIXEL * side, QImage.Format.Format_RGB32).copy()


class SquarePictures(CropLoader):
    """Thumbnails of the photos that are painted, cut to squares."""

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(bridge, parent, render_square)

    def paint_square(self, painter: QPainter, photo_id: int, rect: QRectF, palette: QPalette) -> None:
        """Draws the picture; a plate where there is none yet."""
        pixmap = self.pixmap(photo_id)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.midlight() if pixmap is None else brush_of(pixmap, rect))
        painter.drawRoundedRect(rect, 4, 4)


class SuggestionModel(RecordModel):
    """Suggestions whose names can be edited."""

    def describe(self, record: Suggestion) -> str:
        """Name, number of photos, days, and why."""
        return ", ".join(filter(None, (title_of(record), self.figures(record), reason_of(record))))

    def figures(self, suggestion: Suggestion) -> str:
        """What stands beside the name."""
        parts = [wording.photo_count(suggestion.photo_count), days_of(suggestion)]
        if suggestion.finer:
            parts.append(finer_count(suggestion.finer))
        return " · ".join(filter(None, parts))

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class SuggestionDelegate(QStyledItemDelegate):
    """Draws a row, and lets its name be edited in place.

    Signals:
        named(int, str): somebody typed a name for a suggestion, "" for none.
    """

    named = Signal(int, str)

    def __init__(self, pictures: SquarePictures, view: SuggestionRows) -> None:
        super().__init__(view)
        self._pictures = pictures
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line_px = self._view.fontMetrics().height()
        return QSize(PICTURE_PX * 3, 2 * line_px + PICTURE_PX + 2 * MARGIN_PX + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion: Suggestion = index.data(RecordRole)
        palette, state = option.palette, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QRectF(option.rect).adjusted(4, 3, -4, -3)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if is_selected or is_under_mouse:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.mid() if is_selected else palette.midlight())
            painter.drawRoundedRect(ground, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.highlight().color(), 1.5))
            painter.drawRoundedRect(ground, 8, 8)
        self._paint_texts(painter, option, suggestion)
        for photo_id, rect in zip(suggestion.shown_ids, self._view.picture_rects(option.rect), strict=False):
            self._pictures.paint_square(painter, photo_id, rect, palette)
        painter.restore()

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, suggestion: Suggestion) -> None:
        palette, font = option.palette, option.font
        line = self._view.title_rect(option.rect)
        right = line.right()
        for text, rect in self._view.link_rects(option.rect):
            painter.setPen(palette.link().color())
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            right = min(right, rect.left() - 2 * GAP_PX)
        line.setRight(right)
        font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(title_of(suggestion), Qt.TextElideMode.ElideRight, line.width())
        painter.setPen(palette.text().color())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        beside = line.adjusted(metrics.horizontalAdvance(title) + 10, 0, 0, 0)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(palette.placeholderText().color())
        below = line.translated(0, line.height() + 2)
        below.setRight(option.rect.right() - MARGIN_PX)
        for text, rect in ((self._view.rows.figures(suggestion), beside), (reason_of(suggestion), below)):
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setMaxLength(200)
        field.setAccessibleName(self.tr("Name of the suggestion"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        # What is being typed stays when the suggestion changes meanwhile.
        if not editor.isModified():
            editor.setText(title_of(index.data(RecordRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        suggestion: Suggestion = index.data(RecordRole)
        name = editor.text().strip()
        if editor.isModified() and name != title_of(suggestion):
            self.named.emit(suggestion.id, name)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.title_rect(option.rect)
        line.setWidth(min(line.width(), 420))
        line.setHeight(max(editor.sizeHint().height(), line.height()))
        editor.setGeometry(line)


class SuggestionRows(NamedRecordView):
    """Rows one below the other.

    Signals:
        opened(int): the row of this suggestion was clicked, or Enter pressed on it.
        named(int, str): a name was typed for a suggestion.
        accept_wanted(tuple[int, ...]): these are to become albums.
        dismiss_wanted(tuple[int, ...]): these are not wanted.
    """

    opened = Signal(int)
    named = Signal(int, str)
    accept_wanted = Signal(object)
    dismiss_wanted = Signal(object)

    def __init__(self, pictures: SquarePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Suggestions"))
        self.rows = SuggestionModel(self)
        self.delegate = SuggestionDelegate(pictures, self)
        self._show_by(self.rows, self.delegate, pictures)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(40)
        self.delegate.named.connect(self.named)

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """Their ids."""
        return tuple(suggestion.id for suggestion in self.selected)

    def show_suggestions(self, suggestions: Sequence[Suggestion], nearest: Sequence[int] = ()) -> None:
        """Shows others; one that stays keeps selection and focus, and where the current one goes, the next
        gets them. Where there were none, the first one of ``nearest`` that is listed does."""
        nearest = self.nearest_ids or nearest
        self._list(suggestions)
        if suggestions and not self.selectionModel().hasSelection():
            rows = (self.rows.row_of(suggestion_id) for suggestion_id in nearest)
            row = next((row for row in rows if row >= 0), 0)
            self.go_to(row)

    def select_ids(self, suggestion_ids: Collection[int]) -> None:
        """Selects these, as far as they are listed; the first one gets the focus."""
        rows = sorted(filter(lambda row: row >= 0, map(self.rows.row_of, suggestion_ids)))
        if rows:
            self.go_to(rows[0])
        for row in rows[1:]:
            self.selectionModel().select(self.rows.index(row), QItemSelectionModel.SelectionFlag.Select)

    def title_rect(self, row: QRect) -> QRect:
        """Where on a row the name is."""
        width = row.width() - 2 * MARGIN_PX
        return QRect(row.x() + MARGIN_PX, row.y() + MARGIN_PX - 2, width, self.fontMetrics().height())

    def picture_rects(self, row: QRect) -> list[QRectF]:
        """Where on a row the photos are, as many as find room."""
        top = row.bottom() + 1 - MARGIN_PX - PICTURE_PX
        room = (row.width() - 2 * MARGIN_PX + GAP_PX) // (PICTURE_PX + GAP_PX)
        return [
            QRectF(row.x() + MARGIN_PX + place * (PICTURE_PX + GAP_PX), top, PICTURE_PX, PICTURE_PX)
            for place in range(min(room, MOST_PICTURES))
        ]

    def link_rects(self, row: QRect) -> list[tuple[str, QRect]]:
        """What can be clicked on a row, and where; the right one first: dismissing, and accepting."""
        found = []
        line = self.title_rect(row)
        right = line.right()
        for text in (self.tr("Dismiss"), self.tr("Make album")):
            width = self.fontMetrics().horizontalAdvance(text) + 8
            found.append((text, QRect(right - width, line.y(), width, line.height())))
            right -= width + 2 * GAP_PX
        return found

    # --- Qt ---

    def _on_clicked(self, index: Index, at: QPoint) -> None:
        suggestion: Suggestion = index.data(RecordRole)
        dismiss, accept = (rect for _, rect in self.link_rects(self.visualRect(index)))
        if accept.contains(at):
            self.accept_wanted.emit((suggestion.id,))
        elif dismiss.contains(at):
            self.dismiss_wanted.emit((suggestion.id,))
        else:
            self.opened.emit(suggestion.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key: Any = event.key()
        if self.is_editing or not plain:
            # The field leaves Enter to the view, after it took the name.
            super().keyPressEvent(event)
        elif index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index.data(RecordRole).id)
        elif key == Qt.Key.Key_A:
            self.accept_wanted.emit(self.selected_ids)
        elif key == Qt.Key.Key_Delete:
            self.dismiss_wanted.emit(self.selected_ids)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            # The window goes back.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""
