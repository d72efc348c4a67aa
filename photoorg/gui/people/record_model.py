"""Records in a list, of which some come, go and move while somebody looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RecordRole = Qt.ItemDataRole.UserRole


class Record(Protocol):
    """Anything with an id that stays."""

    @property
    def id(self) -> int | str:
        """Of no other record in the list."""


class RecordModel(QAbstractListModel):
    """What is selected, and what is just being edited, stays so where other records come, go or move."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._records: list[Any] = []

    @property
    def records(self) -> list[Any]:
        """As listed."""
        return self._records

    def show(self, records: Sequence[Record]) -> None:
        """Lists other records."""
        wanted = {record.id: record for record in records}
        for row in reversed(range(len(self._records))):
            if self._records[row].id not in wanted:
                self.beginRemoveRows(NOWHERE, row, row)
                del self._records[row]
                self.endRemoveRows()
        known = {record.id for record in self._records}
        new = [record for record in records if record.id not in known]
        if new:
            self.beginInsertRows(NOWHERE, len(self._records), len(self._records) + len(new) - 1)
            self._records += new
            self.endInsertRows()
        if [record.id for record in self._records] != [record.id for record in records]:
            self._sort(records)
        changed = [
            row for row, (old, now) in enumerate(zip(self._records, records, strict=True)) if old != now
        ]
        self._records = list(records)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, record_id: int | str) -> int:
        """Where a record is; -1 for nowhere."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), -1)

    def describe(self, record: Any) -> str:
        """What a screen reader says."""
        return str(record)

    def _sort(self, records: Sequence[Record]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._records[index.row()].id for index in before]
        rows = {record.id: row for row, record in enumerate(records)}
        by_id = {record.id: record for record in self._records}
        self._records = [by_id[record.id] for record in records]
        self.changePersistentIndexList(before, [self.index(rows[record_id]) for record_id in ids])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._records):
            return None
        record = self._records[index.row()]
        if role == RecordRole:
            return record
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.describe(record)
        return None
