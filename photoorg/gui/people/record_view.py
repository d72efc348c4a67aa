"""Records to be looked through and selected, each with a picture; and ones whose names can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.record_model import Index, Record, RecordModel

SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RecordView(QListView):
    """Selection by Ctrl, Shift, Ctrl+A.

    Signals:
        menu_wanted(QPoint): a menu about what is selected, there on the screen.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        """What inherits calls :meth:`_show_by` next."""
        super().__init__(parent)
        self._records: RecordModel
        self.setObjectName("beings")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def selected(self) -> tuple[Any, ...]:
        """The selected records, as listed."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._records.records[row] for row in rows)

    @property
    def nearest_ids(self) -> tuple[Any, ...]:
        """The current one, those below it, then those above it from there; in this order one goes on."""
        ids = [record.id for record in self._records.records]
        at = max(0, self.currentIndex().row())
        return (*ids[at:], *reversed(ids[:at]))

    def _list(self, records: Sequence[Record], *, selects: bool = True) -> None:
        """Lists others; where the current one goes, the keyboard goes on to the next, and with ``selects``
        that is selected in its place."""
        nearest, current = self.nearest_ids, self.currentIndex()
        selects = selects and self.selectionModel().isSelected(current)
        was_at = nearest[0] if current.isValid() else None
        self._records.show(records)
        if was_at is None or self._records.row_of(was_at) >= 0:
            return
        # Qt went to the one above.
        row = next((row for row in map(self._records.row_of, nearest) if row >= 0), -1)
        if row >= 0:
            selects = selects and not self.selectionModel().hasSelection()
            how = SELECT if selects else QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._records.index(row), how)

    def go_to(self, row: int) -> None:
        """The keyboard goes to a record, and it alone is selected, whatever keys are pressed meanwhile."""
        self.selectionModel().setCurrentIndex(self._records.index(row), SELECT)

    def _show_by(self, records: RecordModel, delegate: QStyledItemDelegate, pictures: CropLoader) -> None:
        self._records = records
        self.setModel(records)
        self.setItemDelegate(delegate)
        pictures.loaded.connect(lambda _: self.viewport().update())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))


class NamedRecordView(RecordView):
    """F2 lets the name of a record be typed; a click opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._pressed: Index | None = None

    @property
    def is_editing(self) -> bool:
        """Whether a name is just being typed."""
        return self.state() is QAbstractItemView.State.EditingState

    def edit_name(self, record_id: int) -> None:
        """Lets the name of a record be typed."""
        row = self._records.row_of(record_id)
        if row >= 0:
            index = self._records.index(row)
            self.setCurrentIndex(index)
            self.edit(index)

    def _on_clicked(self, index: Index, at: QPoint) -> None:
        """A record was clicked, and not only pressed, at this place of the viewport."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self.indexAt(event.position().toPoint()) if plain else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index, pressed = self.indexAt(at), self._pressed
        self._pressed = None
        super().mouseReleaseEvent(event)
        if pressed is not None and index.isValid() and index == pressed:
            self._on_clicked(index, at)
