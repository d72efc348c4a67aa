"""Looking for groups and events, while the window goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from photoorg.changes import Activity, Progress
from photoorg.gui.library_bridge import Track
from photoorg.gui.search_aside import SearchAside
from photoorg.jobs import work_in_background
from photoorg.library.suggestions.records import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.photo_library import PhotoLibrary

# After indexing came to rest, for more may follow.
IDLE_DELAY_MS = 15_000
# Of the time, looking by itself takes no more than one part in so many.
SHARE = 20


def _is_stale(library: PhotoLibrary) -> bool:
    return any(library.suggestions.is_stale(kind) for kind in KINDS)


class SuggestionSearch(SearchAside):
    """Looks when asked to, and by itself once new photos have been described, so that they join the albums
    that they belong to. Where it is stopped, suggestions are as they were before."""

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(bridge, parent)
        self._rest_until = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.start_if_stale)
        bridge.progress_changed.connect(self._on_progress_changed)
        bridge.closing.connect(self._timer.stop)

    def start_if_stale(self) -> None:
        """Looks for all there is, if photos came or went since the last time."""
        self._bridge.run(Track.READS, _is_stale, lambda is_stale: self.start() if is_stale else None)

    def _find(
        self, library: PhotoLibrary, cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> None:
        work_in_background()
        began = time.monotonic()
        try:
            library.suggestions.find(cancelled=cancelled, progress=progress)
        finally:
            self._rest_until = time.monotonic() + (SHARE - 1) * (time.monotonic() - began)

    def _on_progress_changed(self, progress: Progress) -> None:
        if progress.activity is not Activity.IDLE:
            self._timer.stop()
        elif not self._timer.isActive():
            rest_ms = 1000 * max(0.0, self._rest_until - time.monotonic())
            self._timer.start(max(IDLE_DELAY_MS, int(rest_ms)))
