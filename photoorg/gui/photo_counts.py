"""How many photos there are, kept fresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.refresh_pace import RefreshPace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary

COUNT_DELAY_MS = 400


@dataclass(frozen=True, slots=True)
class Counts:
    """Reachable photos: all, the favourites, those at or below each folder that is there, and those that the
    user hid, or removed from the library."""

    photos: int
    favourites: int
    folders: Mapping[Path, int]
    hidden: int = 0
    removed: int = 0


def _count(library: PhotoLibrary) -> Counts:
    photos = library.status().photos
    paths = [folder.path for folder in library.folders() if folder.available]
    folders = {path: len(library.photo_ids(folder=path)) for path in paths}
    return Counts(photos, len(library.photo_ids(favourites=True)), folders, *library.put_aside.counts())


class PhotoCounts(QObject):
    """Counts again a moment after photos or folders changed, never twice at a time, and less often the longer
    it takes.

    Signals:
        counted(Counts): the latest figures.
    """

    counted = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._is_counting = False
        self._is_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._pace = RefreshPace(COUNT_DELAY_MS)
        self._timer.timeout.connect(self.read)
        bridge.photos_changed.connect(self._on_changed)
        bridge.folders_changed.connect(self._on_changed)

    def read(self) -> None:
        """Counts now; ``counted`` follows."""
        self._timer.stop()
        if self._is_counting:
            self._is_stale = True
            return
        self._is_counting = True
        self._pace.begin()
        self._bridge.run(Track.READS, _count, self._on_counted, lambda _: self._on_ended())

    def _on_changed(self) -> None:
        if self._is_counting:
            self._is_stale = True
        elif not self._timer.isActive():
            self._timer.start(self._pace.delay_ms)

    def _on_counted(self, counts: Counts) -> None:
        self.counted.emit(counts)
        self._on_ended()

    def _on_ended(self) -> None:
        self._is_counting = False
        self._pace.end()
        if self._is_stale:
            self._is_stale = False
            self._timer.start(self._pace.delay_ms)
