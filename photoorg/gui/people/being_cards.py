"""People or pets as cards: a face, a name, a number of photos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.people.name_field import BeingNameField
from photoorg.gui.people.record_model import RecordModel, RecordRole
from photoorg.gui.people.record_view import NamedRecordView
from photoorg.gui.photo_grid.drag_picture import SIDE_PX, drag_picture
from photoorg.gui.return_key import RETURN_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel, QEvent, QObject
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QResizeEvent,
    )

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.record_model import Index
    from photoorg.library.beings.records import Being

BEING_MIME_TYPE = "application/x-photoorg-beings"
PICTURE_PX = 108
CARD_WIDTH_PX = 148
MARGIN_PX = 8
# The card of those who are like no other; ids of beings begin with 1.
STRANGERS = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A being, or all those who are like no other.

    Attributes:
        id: of the being, or ``STRANGERS``.
        name: "" where nobody named it.
        count: photos, or faces.
        cover_id: the region it is shown by; None for none.
    """

    id: int
    name: str
    count: int
    cover_id: int | None
    is_strangers: bool = False


def card_of(being: Being) -> Card:
    """The card of a being."""
    return Card(being.id, being.name, being.photos, being.cover_id)


class CardModel(RecordModel):
    """Cards whose names can be edited."""

    def describe(self, record: Card) -> str:
        """Name and number of photos."""
        return f"{self.title(record)}, {self.figure(record)}"

    def title(self, card: Card) -> str:
        """What stands below the picture."""
        if card.is_strangers:
            return self.tr("Others")
        return card.name or self.tr("Add name")

    def figure(self, card: Card) -> str:
        """What stands below the name."""
        return wording.number(card.count) if card.is_strangers else wording.photo_count(card.count)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self.records[index.row()].is_strangers:
            flags |= (
                Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
            )
        return flags

    def mimeData(self, indexes: Sequence[Any]) -> QMimeData:
        mime = QMimeData()
        ids = ",".join(str(index.data(RecordRole).id) for index in indexes)
        mime.setData(BEING_MIME_TYPE, QByteArray(ids.encode()))
        return mime


class CardDelegate(QStyledItemDelegate):
    """Draws a card, and lets its name be edited in place.

    Signals:
        named(int, str): somebody typed a name for a being, "" for none.
    """

    named = Signal(int, str)

    def __init__(self, crops: CropLoader, view: BeingCards) -> None:
        super().__init__(view)
        self._crops = crops
        self._view = view
        self.names: list[str] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.card_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(RecordRole)
        palette, state = option.palette, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect).adjusted(3, 3, -3, -3)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or state & QStyle.StateFlag.State_MouseOver or index == self._view.drop_index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.mid() if is_selected else palette.midlight())
            painter.drawRoundedRect(ground, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus or index == self._view.drop_index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.highlight().color(), 1.5))
            painter.drawRoundedRect(ground, 8, 8)
        self._crops.paint(painter, card.cover_id, picture_rect(option.rect), palette)
        self._paint_texts(painter, option, card)
        painter.restore()

    def picture_of(self, card: Card, count: int) -> QPixmap | None:
        """What is under the pointer while cards are dragged: a face and, of several, their number."""
        ratio, palette = self._view.devicePixelRatioF(), self._view.palette()
        face = QPixmap(QSize(SIDE_PX, SIDE_PX) * ratio)
        face.setDevicePixelRatio(ratio)
        face.fill(Qt.GlobalColor.transparent)
        painter = QPainter(face)
        self._crops.paint(painter, card.cover_id, QRectF(0, 0, SIDE_PX, SIDE_PX), palette)
        painter.end()
        return drag_picture(face, count, ratio, palette)

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        model, palette = self._view.cards, option.palette
        font = option.font
        font.setBold(bool(card.name))
        painter.setFont(font)
        role = palette.text if card.name or card.is_strangers else palette.link
        line = name_rect(option.rect, option.fontMetrics.height())
        self._paint_line(painter, line, model.title(card), role().color())
        font.setBold(False)
        painter.setFont(font)
        line.translate(0, option.fontMetrics.height() + 1)
        self._paint_line(painter, line, model.figure(card), palette.placeholderText().color())

    def _paint_line(self, painter: QPainter, line: QRect, text: str, colour: QColor) -> None:
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, elided)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = BeingNameField(parent)
        field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        field.know(self.names)
        field.returnPressed.connect(partial(self._take, field))
        return field

    def _take(self, field: BeingNameField) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in RETURN_KEYS:
            # An Enter that comes by way of the list of names is not seen here: the field tells of each.
            return False
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, BeingNameField)
        # What is being typed stays when the card changes meanwhile.
        if editor.typed is None:
            editor.show_name(index.data(RecordRole).name)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, BeingNameField)
        card: Card = index.data(RecordRole)
        if editor.typed is not None and editor.typed != card.name:
            self.named.emit(card.id, editor.typed)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line = name_rect(option.rect, option.fontMetrics.height())
        # Over the number of photos, too, which would else look out below it.
        line.setHeight(max(editor.sizeHint().height(), 2 * line.height() + 2))
        editor.setGeometry(line)


def picture_rect(card: QRect) -> QRectF:
    """Where on a card the picture is."""
    return QRectF(card.x() + (card.width() - PICTURE_PX) / 2, card.y() + MARGIN_PX, PICTURE_PX, PICTURE_PX)


def name_rect(card: QRect, line_px: int) -> QRect:
    """Where on a card the name is."""
    return QRect(
        card.x() + MARGIN_PX, card.y() + MARGIN_PX + PICTURE_PX + 6, card.width() - 2 * MARGIN_PX, line_px
    )


class BeingCards(NamedRecordView):
    """Cards side by side, as high as they are: the page around them scrolls.

    Signals:
        opened(int): the card with this id was clicked, or Enter pressed on it.
        named(int, str): a name was typed for a being.
        merge_wanted(int, tuple[int, ...]): other beings were dragged onto a being.
        ignore_wanted(tuple[int, ...]): Delete was pressed on these.
        moved_to(QRect): the keyboard went to a card at this place.
    """

    opened = Signal(int)
    named = Signal(int, str)
    merge_wanted = Signal(int, object)
    ignore_wanted = Signal(object)
    moved_to = Signal(QRect)

    def __init__(self, crops: CropLoader, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.cards = CardModel(self)
        self.delegate = CardDelegate(crops, self)
        self._show_by(self.cards, self.delegate, crops)
        self.drop_index: Index | None = None
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)
        # Without movement, Qt takes that away from the viewport.
        self.viewport().setAcceptDrops(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.delegate.named.connect(self.named)

    def show_cards(self, cards: Sequence[Card], names: Sequence[str]) -> None:
        """Shows other cards; ``names`` complete what is typed."""
        self.delegate.names = list(names)
        self._list(cards)
        self.setVisible(bool(cards))
        self._fit_height()

    @property
    def selected_beings(self) -> tuple[int, ...]:
        """The ids of the selected beings."""
        return tuple(card.id for card in self.selected if not card.is_strangers)

    def card_size(self) -> QSize:
        """Of every card."""
        line_px = self.fontMetrics().height()
        width = max(CARD_WIDTH_PX, self.fontMetrics().averageCharWidth() * 14)
        return QSize(width, PICTURE_PX + 2 * MARGIN_PX + 2 * line_px + 10)

    def _fit_height(self) -> None:
        size = self.card_size()
        if self.gridSize() != size:
            self.setGridSize(size)
        columns = max(1, self.viewport().width() // size.width())
        lines = -(-len(self.cards.records) // columns)
        self.setFixedHeight(lines * size.height() + 2 * self.frameWidth())

    # --- Qt ---

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved_to.emit(self.visualRect(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _on_clicked(self, index: Index, at: QPoint) -> None:
        card: Card = index.data(RecordRole)
        line_px = self.fontMetrics().height()
        if not (card.name or card.is_strangers) and name_rect(self.visualRect(index), line_px).contains(at):
            self.edit(index)
        else:
            self.opened.emit(card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.is_editing:
            # The field leaves Enter to the view, after it took the name.
            super().keyPressEvent(event)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index.data(RecordRole).id)
        elif event.key() == Qt.Key.Key_Delete:
            self.ignore_wanted.emit(self.selected_beings)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            # The window goes back.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        indexes = [index for index in self.selectedIndexes() if not index.data(RecordRole).is_strangers]
        if indexes:
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.cards.mimeData(indexes))
            picture = self.delegate.picture_of(self._dragged_first(indexes), len(indexes))
            if picture is not None:
                drag.setPixmap(picture)
                drag.setHotSpot(QPoint(SIDE_PX // 2, SIDE_PX // 2))
            drag.exec(Qt.DropAction.MoveAction)

    def _dragged_first(self, indexes: Sequence[Index]) -> Card:
        """The card under the pointer."""
        current = self.currentIndex()
        card: Card = (current if current in indexes else indexes[0]).data(RecordRole)
        return card

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(BEING_MIME_TYPE):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        target = self._drop_target(event)
        self.drop_index = None if target is None else self.cards.index(self.cards.row_of(target))
        self.viewport().update()
        event.setAccepted(target is not None)

    def dragLeaveEvent(self, event: Any) -> None:
        self.drop_index = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        target = self._drop_target(event)
        self.drop_index = None
        self.viewport().update()
        event.setAccepted(target is not None)
        if target is not None:
            self.merge_wanted.emit(target, dragged(event.mimeData()))

    def _drop_target(self, event: QDropEvent | QDragMoveEvent) -> int | None:
        index = self.indexAt(event.position().toPoint())
        ids = dragged(event.mimeData())
        if not index.isValid() or not ids or event.source() not in (self, None):
            return None
        card: Card = index.data(RecordRole)
        return None if card.is_strangers or card.id in ids else card.id


def dragged(mime: QMimeData) -> tuple[int, ...]:
    """The ids of the beings that are dragged; none where it is something else, or not from here."""
    text = bytes(mime.data(BEING_MIME_TYPE).data()).decode("ascii", "replace")
    return tuple(int(part) for part in text.split(",") if part.isascii() and part.isdigit())
