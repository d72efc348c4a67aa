"""Beings below each other, one of whom is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.people.record_model import RecordModel, RecordRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.record_model import Index
    from photoorg.library.beings.records import Being

ROW_PX = 44
PICTURE_PX = 34
MARGIN_PX = 6


class BeingModel(RecordModel):
    """Beings to choose from."""

    def describe(self, record: Being) -> str:
        """Name and number of photos: several may have the same name."""
        name = record.name or self.tr("No name yet")
        return f"{name}, {wording.photo_count(record.photos)}"


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, crops: CropLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._crops = crops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(ROW_PX, option.fontMetrics.height() + 2 * MARGIN_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        being: Being = index.data(RecordRole)
        rect, palette = option.rect, option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.mid())
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.midlight())
        picture = QRectF(rect.x() + MARGIN_PX, rect.center().y() - PICTURE_PX / 2, PICTURE_PX, PICTURE_PX)
        self._crops.paint(painter, being.cover_id, picture, palette)
        left = rect.x() + PICTURE_PX + 3 * MARGIN_PX
        line = QRect(left, rect.y(), rect.right() - left - MARGIN_PX, rect.height())
        painter.setPen(palette.text().color())
        text = option.fontMetrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)


class BeingList(QListView):
    """A picture, a name and a number of photos for each."""

    def __init__(self, crops: CropLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beingList")
        self.setAccessibleName(self.tr("People and pets"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = BeingModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(crops, self))
        crops.loaded.connect(self._repaint)

    @property
    def beings(self) -> list[Being]:
        """As listed."""
        return self._model.records

    @property
    def current(self) -> Being | None:
        """The one that is chosen."""
        index = self.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    def show_beings(self, beings: Sequence[Being]) -> None:
        """Lists others."""
        self._model.show(beings)

    def go_to(self, row: int) -> None:
        """Chooses the one in a row; nobody for -1."""
        self.setCurrentIndex(self._model.index(row))

    def _repaint(self) -> None:
        self.viewport().update()
