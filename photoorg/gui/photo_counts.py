"""How many photos there are, kept fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.refresh_pace import RefreshPace

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.photo_library import PhotoLibrary

COUNT_DELAY_MS = 400


class PhotoCounts(QObject):
    """Counts again a moment after photos or folders changed, never twice at a time, and less often the longer
    it takes.

    Signals:
        counted(object): the latest figures.
    """

    counted = Signal(object)

    def __init__(
        self, bridge: LibraryBridge, count: Callable[[PhotoLibrary], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._count = count
        self._is_counting = False
        self._is_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._pace = RefreshPace(COUNT_DELAY_MS)
        self._timer.timeout.connect(self.read)
        bridge.photos_changed.connect(self.read_soon)
        bridge.folders_changed.connect(self.read_soon)

    def read(self) -> None:
        """Counts now; ``counted`` follows."""
        self._timer.stop()
        if self._is_counting:
            self._is_stale = True
            return
        self._is_counting = True
        self._pace.begin()
        self._bridge.run(Track.READS, self._count, self._on_counted, lambda _: self._on_ended())

    def read_soon(self) -> None:
        """Counts in a moment, once for many calls."""
        if self._is_counting:
            self._is_stale = True
        elif not self._timer.isActive():
            self._timer.start(self._pace.delay_ms)

    def _on_counted(self, counts: object) -> None:
        self.counted.emit(counts)
        self._on_ended()

    def _on_ended(self) -> None:
        self._is_counting = False
        self._pace.end()
        if self._is_stale:
            self._is_stale = False
            self._timer.start(self._pace.delay_ms)
