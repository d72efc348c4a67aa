"""Where somebody is seen: a face or an animal beside the other, to be looked through and selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoorg.gui.people.crop_loader import brush_of
from photoorg.gui.people.record_model import RecordModel, RecordRole
from photoorg.gui.people.record_view import RecordView
from photoorg.library.beings.records import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.record_model import Index
    from photoorg.library.beings.records import Region

CELL_PX = 124
GAP_PX = 8
MARGIN_PX = 12


class FaceModel(RecordModel):
    """Regions of photos."""

    def describe(self, record: Region) -> str:
        """What it is, and whether the user said who."""
        what = self.tr("Face") if record.kind == PERSON else self.tr("Animal")
        return self.tr("{face}, confirmed by you").format(face=what) if record.is_said else what


class FaceDelegate(QStyledItemDelegate):
    """Draws a picture in a frame that tells whether it is selected."""

    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL_PX, CELL_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        region: Region = index.data(RecordRole)
        palette, state = option.palette, option.state
        rect = QRectF(option.rect).adjusted(GAP_PX / 2, GAP_PX / 2, -GAP_PX / 2, -GAP_PX / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        pixmap = self._crops.pixmap(region.id)
        painter.setBrush(palette.midlight() if pixmap is None else brush_of(pixmap, rect))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            # A light line between the picture and the frame: whatever the picture, the frame is seen.
            for width, colour, inset in (
                (4.0, palette.highlight().color(), 0),
                (1.5, palette.base().color(), 3),
            ):
                painter.setPen(QPen(colour, width))
                painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 6, 6)
        elif state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver):
            painter.setPen(QPen(palette.highlight().color(), 2))
            painter.drawRoundedRect(rect, 6, 6)
        painter.restore()


class FaceGrid(RecordView):
    """Selection by Ctrl, Shift, a rubber band, Ctrl+A.

    Signals:
        selected_changed(): something else is selected.
        photo_wanted(Region): Enter was pressed on a face, or it was clicked twice.
    """

    selected_changed = Signal()
    photo_wanted = Signal(object)

    def __init__(self, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faces = FaceModel(self)
        self._show_by(self.faces, FaceDelegate(crops, self), crops)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setGridSize(QSize(CELL_PX, CELL_PX))
        # In line with what is above.
        self.setViewportMargins(MARGIN_PX, GAP_PX, 0, 0)
        self.setSelectionRectVisible(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.photo_wanted.emit(index.data(RecordRole)))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected_changed.emit())

    def show_faces(self, regions: Sequence[Region]) -> None:
        """Shows other faces; those that stay keep their selection."""
        # The next is not selected: a key pressed twice would say of it what nobody meant.
        self._list(regions, selects=False)
        self.selected_changed.emit()

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.photo_wanted.emit(index.data(RecordRole))
        elif _is_letter(event):
            # Nothing here has a name to be found by; the page around has single keys.
            event.ignore()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return not has_ctrl and event.text().isprintable() and bool(event.text().strip())
