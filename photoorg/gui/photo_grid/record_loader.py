"""What is known about the photos on the screen, fetched in batches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.gui.library_bridge import LibraryBridge, Request, Track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

HELD_LIMIT = 5000


def _read_photos(photo_ids: list[int], library: PhotoLibrary) -> list[Photo]:
    return library.photos(photo_ids)


class RecordLoader(QObject):
    """Keeps the records of photos seen lately.

    Signals:
        loaded(frozenset[int]): the records of these photo ids arrived.
    """

    loaded = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._records: dict[int, Photo] = {}
        self._stale: set[int] = set()
        # What changed while a request was under way: it may bring them as they were before.
        self._changed_meanwhile: set[int] = set()
        self._request: Request | None = None

    def record(self, photo_id: int) -> Photo | None:
        """The record of a photo, if it was fetched."""
        return self._records.get(photo_id)

    def want(self, photo_ids: Sequence[int]) -> None:
        """Fetches the records among these that are not known; replaces what was wanted before."""
        lacking = [p for p in photo_ids if p not in self._records or p in self._stale]
        if self._request is not None:
            self._request.cancel()
            self._request = None
        self._changed_meanwhile.clear()
        if lacking:
            self._request = self._bridge.run(Track.RECORDS, partial(_read_photos, lacking), self._on_read)

    def forget(self, photo_ids: frozenset[int]) -> None:
        """These photos changed: they are shown as they were until they are fetched again."""
        self._stale |= photo_ids & self._records.keys()
        self._changed_meanwhile |= photo_ids

    def _on_read(self, photos: list[Photo]) -> None:
        self._request = None
        if len(self._records) > HELD_LIMIT:
            self._records.clear()
            self._stale.clear()
        arrived = {photo.id: photo for photo in photos}
        self._records |= arrived
        self._stale -= arrived.keys()
        self._stale |= self._changed_meanwhile & arrived.keys()
        self.loaded.emit(frozenset(arrived))
