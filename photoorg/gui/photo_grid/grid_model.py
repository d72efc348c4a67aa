"""The photos of the current page as a Qt model that knows every id and little else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from photoorg.gui import wording
from photoorg.gui.photo_grid.record_loader import RecordLoader
from photoorg.gui.photo_grid.thumbnail_loader import ThumbnailLoader
from photoorg.gui.photo_mime import PHOTO_IDS_MIME_TYPE, encode_photo_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from photoorg.gui.library_bridge import LibraryBridge

PhotoIdRole = Qt.ItemDataRole.UserRole
ThumbnailRole = Qt.ItemDataRole.UserRole + 1
UnreadableRole = Qt.ItemDataRole.UserRole + 2
RecordRole = Qt.ItemDataRole.UserRole + 3
RelevanceRole = Qt.ItemDataRole.UserRole + 4

Index = QModelIndex | QPersistentModelIndex
PHOTO_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class PhotoGridModel(QAbstractListModel):
    """One row a photo id; records and thumbnails are fetched only for rows said to be visible.

    Signals:
        looks_changed(frozenset[int]): photos to be painted again. Not ``dataChanged``: at that QListView
            lays out all its rows anew, which takes 70 ms for 100,000 of them.
    """

    looks_changed = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailLoader(bridge, self)
        self.records = RecordLoader(bridge, self)
        self._photo_ids: Sequence[int] = []
        self._relevance: Mapping[int, float] = {}
        self._row_of: dict[int, int] | None = None
        self.thumbnails.loaded.connect(self._on_thumbnail_loaded)
        self.records.loaded.connect(self.looks_changed)

    @property
    def photo_ids(self) -> Sequence[int]:
        """Every photo of the page, in order."""
        return self._photo_ids

    def show_photos(self, photo_ids: Sequence[int], relevance: Mapping[int, float]) -> None:
        """Replaces the photos of the page."""
        self.beginResetModel()
        self._photo_ids = photo_ids
        self._relevance = relevance
        self._row_of = None
        self.endResetModel()

    def photo_id(self, index: Index) -> int:
        """The id at a valid index."""
        return self._photo_ids[index.row()]

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of a photo, invalid when it is not on the page."""
        rows = self.rows_of([photo_id])
        return self.index(rows[0]) if rows else QModelIndex()

    def rows_of(self, photo_ids: Iterable[int]) -> list[int]:
        """The rows of those photos that are on the page."""
        if self._row_of is None:
            self._row_of = {each: row for row, each in enumerate(self._photo_ids)}
        return [self._row_of[photo_id] for photo_id in photo_ids if photo_id in self._row_of]

    def show_rows(self, first: int, last: int, look_ahead: int) -> None:
        """Fetches what rows ``first`` to ``last`` need, then the ``look_ahead`` rows after and before."""
        visible = self._photo_ids[max(first, 0) : last + 1]
        after = self._photo_ids[last + 1 : last + 1 + look_ahead]
        before = self._photo_ids[max(first - look_ahead, 0) : max(first, 0)]
        near = [*visible, *after, *before]
        self.records.want(near)
        self.thumbnails.want(near)

    def mime_of(self, photo_ids: Sequence[int]) -> QMimeData:
        """What is dragged: the ids for our own albums, and the files for other programs."""
        records = [self.records.record(photo_id) for photo_id in photo_ids]
        mime = QMimeData()
        mime.setData(PHOTO_IDS_MIME_TYPE, encode_photo_ids(photo_ids))
        mime.setUrls([QUrl.fromLocalFile(str(record.path)) for record in records if record is not None])
        return mime

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed; what is shown of them is fetched again when next visible."""
        self.records.forget(photo_ids)
        self.thumbnails.forget(photo_ids)

    def _on_thumbnail_loaded(self, photo_id: int) -> None:
        self.looks_changed.emit(frozenset([photo_id]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._photo_ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        photo_id = self._photo_ids[index.row()]
        if role == ThumbnailRole:
            return self.thumbnails.pixmap(photo_id)
        if role == RelevanceRole:
            return self._relevance.get(photo_id)
        if role == PhotoIdRole:
            return photo_id
        if role == UnreadableRole:
            return self.thumbnails.is_unreadable(photo_id)
        record = self.records.record(photo_id)
        if role == RecordRole:
            return record
        if record is not None and role == Qt.ItemDataRole.ToolTipRole:
            return f"{record.path.name}\n{wording.moment(record.taken_at)}"
        if record is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return record.path.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return PHOTO_FLAGS
