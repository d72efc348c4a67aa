"""Looking for groups and events, while the window goes on."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photoorg.changes import Activity, NoticeRaised, Progress
from photoorg.gui.library_bridge import Track
from photoorg.jobs import Cancelled, work_in_background
from photoorg.library.suggestions.records import KINDS

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.gui.library_bridge import LibraryBridge, Request
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary

# After indexing came to rest, for more may follow.
IDLE_DELAY_MS = 15_000
# Of the time, looking by itself takes no more than one part in so many.
SHARE = 20
TOLD_EVERY_S = 0.1


def _is_stale(library: PhotoLibrary) -> bool:
    return any(library.suggestions.is_stale(kind) for kind in KINDS)


class SuggestionSearch(QObject):
    """Runs one search at a time, on a thread of its own: when asked to, and by itself once new photos have
    been described, so that they join the albums that they belong to.

    Signals:
        progressed(int, int): steps done and steps in all.
        ended(): it is done, was stopped, or failed.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._request: Request | None = None
        self._is_stopping = False
        self._rest_until = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.start_if_stale)
        bridge.progress_changed.connect(self._on_progress_changed)
        bridge.closing.connect(self._timer.stop)

    @property
    def is_running(self) -> bool:
        """Whether it goes on now."""
        return self._request is not None

    @property
    def was_stopped(self) -> bool:
        """Whether the last one was, by the user or by an error."""
        return self._is_stopping

    def start(self) -> None:
        """Looks for all there is, if that is not going on already."""
        if self._request is None:
            self._is_stopping = False
            self._request = self._bridge.run_aside(self._work, self._on_done, self._on_failed)

    def start_if_stale(self) -> None:
        """Looks for all there is, if photos came or went since the last time."""
        self._bridge.run(Track.READS, _is_stale, lambda is_stale: self.start() if is_stale else None)

    def stop(self) -> None:
        """Ends it; suggestions are as they were before."""
        self._is_stopping = True

    def _work(self, library: PhotoLibrary, cancellation: Cancellation) -> None:
        work_in_background()
        told = 0.0
        began = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TOLD_EVERY_S:
                told = time.monotonic()
                # On the thread that works; the window may be gone.
                with suppress(RuntimeError):
                    self.progressed.emit(done, total)

        try:
            library.suggestions.find(
                cancelled=lambda: cancellation.cancelled or self._is_stopping, progress=tell
            )
        except Cancelled:
            if cancellation.cancelled:
                raise
        self._rest_until = time.monotonic() + (SHARE - 1) * (time.monotonic() - began)

    def _on_done(self, _: object) -> None:
        self._request = None
        self.ended.emit()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self._bridge.notice_raised.emit(NoticeRaised(error.problem))
        self._is_stopping = True
        self._on_done(None)

    def _on_progress_changed(self, progress: Progress) -> None:
        if progress.activity is not Activity.IDLE:
            self._timer.stop()
        elif not self._timer.isActive():
            rest_ms = 1000 * max(0.0, self._rest_until - time.monotonic())
            self._timer.start(max(IDLE_DELAY_MS, int(rest_ms)))
