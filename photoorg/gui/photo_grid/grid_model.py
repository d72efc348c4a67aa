"""The photos of the current page as a Qt model that knows every id and little else."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
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
from photoorg.gui.photo_grid.date_sections import DateSections
from photoorg.gui.photo_grid.photo_ids import PhotoIds
from photoorg.gui.photo_grid.record_loader import RecordLoader
from photoorg.gui.photo_grid.thumbnail_loader import ThumbnailLoader
from photoorg.gui.photo_mime import PHOTO_IDS_MIME_TYPE, encode_photo_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.library.newest_photos import Outlines

PhotoIdRole = Qt.ItemDataRole.UserRole
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
UNKNOWN_ASPECT = 4 / 3


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The photos of a page as the grid takes them; made in the background where there are many.

    Attributes:
        aspects: (n,) width to height of each.
        dates: None where the photos are not in order of time.
        relevance: 0..1 by photo id, for hits of a search.
        stacks: how many photos lie in the stack of which one is seen, by its id.
    """

    photo_ids: PhotoIds
    aspects: NDArray[np.float32]
    dates: DateSections | None = None
    relevance: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    stacks: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(
        cls,
        photo_ids: Sequence[int],
        relevance: Mapping[int, float] = MappingProxyType({}),
        outlines: Outlines | None = None,
        *,
        dated: bool = False,
        stacks: Mapping[int, int] = MappingProxyType({}),
    ) -> Shelf:
        """Of ids in the order of the page; ``dated`` says that this is the order of time."""
        ids = photo_ids if isinstance(photo_ids, PhotoIds) else PhotoIds(photo_ids)
        if outlines is None:
            return cls(ids, np.full(len(ids), UNKNOWN_ASPECT, np.float32), None, relevance, stacks)
        dates = DateSections(outlines.days) if dated else None
        return cls(ids, outlines.aspects, dates, relevance, stacks)

    def looks_like(self, other: Shelf) -> bool:
        """Whether the grid would look the same."""
        return (
            self.photo_ids == other.photo_ids
            and np.array_equal(self.aspects, other.aspects)
            and (self.dates is None) == (other.dates is None)
            and (self.dates is None or other.dates is None or self.dates.looks_like(other.dates))
            and self.relevance == other.relevance
            and self.stacks == other.stacks
        )


class PhotoGridModel(QAbstractListModel):
    """One row a photo id; records and thumbnails are fetched only for rows said to be visible.

    Signals:
        looks_changed(frozenset[int]): photos to be painted again. Not ``dataChanged``: at that a view looks
            at all its rows anew.
    """

    looks_changed = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailLoader(bridge, self)
        self.records = RecordLoader(bridge, self)
        self._shelf = Shelf.of([])
        self.thumbnails.loaded.connect(self.looks_changed)
        self.records.loaded.connect(self.looks_changed)

    @property
    def shelf(self) -> Shelf:
        """The photos of the page with their shapes and dates."""
        return self._shelf

    @property
    def photo_ids(self) -> PhotoIds:
        """Every photo of the page, in order."""
        return self._shelf.photo_ids

    def show_photos(self, shelf: Shelf) -> None:
        """Replaces the photos of the page."""
        self.beginResetModel()
        self._shelf = shelf
        self.endResetModel()

    def photo_id(self, index: Index) -> int:
        """The id at a valid index."""
        return self.photo_ids[index.row()]

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of a photo, invalid when it is not on the page."""
        rows = self.rows_of([photo_id])
        return self.index(rows[0]) if rows else QModelIndex()

    def rows_of(self, photo_ids: Iterable[int]) -> list[int]:
        """The rows of those photos that are on the page."""
        rows: list[int] = self.photo_ids.places_of(photo_ids).tolist()
        return rows

    def relevance(self, photo_id: int) -> float | None:
        """0..1 for a hit of a search."""
        return self._shelf.relevance.get(photo_id)

    def stack_size(self, photo_id: int) -> int:
        """How many photos lie in the stack that a photo of the page stands for; 0 for none."""
        return self._shelf.stacks.get(photo_id, 0)

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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.photo_ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        photo_id = self.photo_ids[index.row()]
        if role == RelevanceRole:
            return self.relevance(photo_id)
        if role == PhotoIdRole:
            return photo_id
        if role == UnreadableRole:
            return self.thumbnails.is_unreadable(photo_id)
        record = self.records.record(photo_id)
        if role == RecordRole:
            return record
        if record is not None and role == Qt.ItemDataRole.ToolTipRole:
            stack = self._about_stack(photo_id)
            return "\n".join(filter(None, (record.path.name, wording.moment(record.taken_at), stack)))
        if record is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            stack = self._about_stack(photo_id)
            return ", ".join(filter(None, (record.path.name, wording.moment(record.taken_at), stack)))
        return None

    def _about_stack(self, photo_id: int) -> str:
        size = self.stack_size(photo_id)
        return self.tr("stack of {photos}").format(photos=wording.photo_count(size)) if size else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        return PHOTO_FLAGS
