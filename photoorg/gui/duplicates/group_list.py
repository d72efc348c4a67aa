"""The groups of duplicates, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photoorg.albums.duplicates.groups import GroupKind
from photoorg.gui import wording
from photoorg.gui.people.record_model import RecordModel, RecordRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from photoorg.albums.duplicates.groups import PhotoGroup
    from photoorg.gui.duplicates.photo_tiles import TilePictures
    from photoorg.gui.people.record_model import Index

ROW_PX = 84
PICTURE_PX = 64
GAP_PX = 10


class GroupModel(RecordModel):
    """Groups, as the library lists them."""

    def describe(self, record: PhotoGroup) -> str:
        """What kind, and why."""
        return f"{self.title(record)}. {wording.said(record.reason)}"

    def title(self, group: PhotoGroup) -> str:
        """``4 copies``."""
        count = len(group.photo_ids)
        match group.kind:
            case GroupKind.EXACT:
                return self.tr("Several files")
            case GroupKind.COPIES:
                text = self.tr("{count} copies", None, count)
            case GroupKind.BURST:
                text = self.tr("Burst of {count} shots", None, count)
            case _:
                text = self.tr("{count} similar shots", None, count)
        return text.format(count=wording.number(count))


class GroupDelegate(QStyledItemDelegate):
    """Draws a picture, what the group is, and why its photos belong together."""

    def __init__(self, pictures: TilePictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(ROW_PX, option.fontMetrics.height() * 3 + 2 * GAP_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group: PhotoGroup = index.data(RecordRole)
        palette, state = option.palette, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(palette.mid())
            painter.drawRoundedRect(plate, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(palette.midlight())
            painter.drawRoundedRect(plate, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.highlight().color())
            painter.drawRoundedRect(plate, 6, 6)
        top = plate.top() + (plate.height() - PICTURE_PX) / 2
        picture = QRectF(plate.left() + GAP_PX, top, PICTURE_PX, PICTURE_PX)
        self._pictures.paint_tile(painter, group.photo_ids[0], picture, palette)
        self._write(painter, group, option, plate, index.model())
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        group: PhotoGroup,
        option: QStyleOptionViewItem,
        plate: QRectF,
        model: object,
    ) -> None:
        assert isinstance(model, GroupModel)
        left = round(plate.left()) + PICTURE_PX + 2 * GAP_PX
        room = QRect(
            left, round(plate.top()) + 8, round(plate.right()) - left - GAP_PX, round(plate.height()) - 16
        )
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(option.palette.text().color())
        metrics = painter.fontMetrics()
        title = metrics.elidedText(model.title(group), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(option.font)
        # On the plate of a selected row quiet words would be hard to read.
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = option.palette.text() if is_selected else option.palette.placeholderText()
        painter.setPen(quiet.color())
        below = room.adjusted(0, metrics.height() + 2, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setClipRect(below)
        painter.drawText(below, flags, wording.said(group.reason))


class GroupList(QListView):
    """One of them is the current one. Keys belong to the page around, but for those to the ends and by
    screens.

    Signals:
        group_chosen(PhotoGroup): another one is the current one; None for none.
    """

    group_chosen = Signal(object)

    def __init__(self, pictures: TilePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        # Where one was, also while nothing is listed.
        self._row = 0
        self._wanted: str | None = None
        self.setObjectName("beings")
        self.setAccessibleName(self.tr("Groups of duplicates"))
        self.groups = GroupModel(self)
        self.setModel(self.groups)
        self.setItemDelegate(GroupDelegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        pictures.loaded.connect(lambda _: self.viewport().update())

    @property
    def current(self) -> PhotoGroup | None:
        """The group that the page is about."""
        index = self.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    def show_groups(self, groups: Sequence[PhotoGroup]) -> None:
        """Lists other groups; where the current one goes, the next takes its place."""
        before = self.current
        self._is_filling = True
        self.groups.show(groups)
        if groups:
            known = (self.groups.row_of(id_) for id_ in (self._wanted, before and before.id) if id_)
            self._row = next((row for row in known if row >= 0), min(self._row, len(groups) - 1))
            if self.groups.records[self._row].id == self._wanted:
                self._wanted = None
            self.setCurrentIndex(self.groups.index(self._row))
        self._is_filling = False
        if self.current != before:
            self.group_chosen.emit(self.current)

    def go_to(self, group_id: str) -> None:
        """Makes a group the current one as soon as it is listed, unless the user goes elsewhere before."""
        self._wanted = group_id

    def step(self, rows: int) -> None:
        """Goes so many groups down, or up below 0, where there are any."""
        index = self.groups.index(self.currentIndex().row() + rows)
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_filling:
            self._row, self._wanted = max(0, current.row()), None
            self.group_chosen.emit(current.data(RecordRole) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()
