"""Asking who somebody is: one of those who are known, or somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.gui.people.record_model import RecordModel, RecordRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.record_model import Index
    from photoorg.library.beings.records import Being

ROW_PX = 44
PICTURE_PX = 34
MARGIN_PX = 6


class WhoModel(RecordModel):
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


class WhoDialog(QDialog):
    """A field that narrows the list below it.

    Signals:
        chosen(Being): one of those who are known.
        new_named(str): somebody new with this name.
    """

    chosen = Signal(object)
    new_named = Signal(str)

    def __init__(
        self,
        title: str,
        prompt: str,
        beings: Sequence[Being],
        crops: CropLoader,
        parent: QWidget,
        *,
        allows_new: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumSize(400, 420)
        self._beings = beings
        self._allows_new = allows_new
        label = QLabel(prompt)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setAccessibleName(prompt)
        self.field.setPlaceholderText(self.tr("Name"))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("beingList")
        self.list.setAccessibleName(self.tr("People and pets"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = WhoModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_RowDelegate(crops, self.list))
        self.list.clicked.connect(self.accept)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_state())
        crops.loaded.connect(self._repaint)
        self._note = QLabel()
        self._note.setObjectName("quiet")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        for widget in (label, self.field):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
        layout.addWidget(buttons)
        self._on_text_changed("")

    @property
    def offered(self) -> list[Being]:
        """Those in the list."""
        return self._model.records

    @property
    def _current(self) -> Being | None:
        index = self.list.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    @property
    def _new_name(self) -> str:
        """The name typed, where it is somebody new's."""
        return self.field.text().strip() if self._allows_new and self._current is None else ""

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _on_text_changed(self, text: str) -> None:
        folded = " ".join(text.split()).casefold()
        fitting = [being for being in self._beings if folded in being.name.casefold()]
        self._model.show(fitting)
        # A name that is known means those who have it; any other one somebody new.
        same = [row for row, being in enumerate(fitting) if folded and being.name.casefold() == folded]
        row = same[0] if same else (0 if fitting and not self._allows_new else -1)
        self.list.setCurrentIndex(self._model.index(row))
        self._show_state()

    def _show_state(self) -> None:
        name = self._new_name
        self._ok.setEnabled(bool(name) or self._current is not None)
        self._note.setText(self.tr("Somebody new: {name}").format(name=shortened(name)) if name else "")

    def _on_accepted(self) -> None:
        current, name = self._current, self._new_name
        if current is not None:
            self.chosen.emit(current)
        elif name:
            self.new_named.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down walk through the list while one types.
        if watched is self.field and event.type() is QEvent.Type.KeyPress:
            key_event: QKeyEvent = event  # type: ignore[assignment]
            if key_event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._model.records:
                step = 1 if key_event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentIndex().row() + step
                self.list.setCurrentIndex(self._model.index(min(max(row, 0), len(self._model.records) - 1)))
                return True
        return super().eventFilter(watched, event)
