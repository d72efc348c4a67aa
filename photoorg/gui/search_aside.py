"""Looking for something through the whole library, while the window goes on."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.jobs import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.errors import PhotoOrgError
    from photoorg.gui.library_bridge import LibraryBridge, Request
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary

TOLD_EVERY_S = 0.1


class SearchAside(QObject):
    """Runs one search at a time, on a thread of its own.

    Signals:
        progressed(int, int): steps done and steps in all, of each part of the work in turn.
        ended(): it is done, was stopped, or failed.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._request: Request | None = None
        self._is_stopping = False

    @property
    def is_running(self) -> bool:
        """Whether it goes on now."""
        return self._request is not None

    def start(self) -> None:
        """Looks for all there is, if that is not going on already."""
        if self._request is None:
            self._is_stopping = False
            self._request = self._bridge.run_aside(self._work, self._on_done, self._on_failed)

    def stop(self) -> None:
        """Ends it."""
        self._is_stopping = True

    def _find(
        self, library: PhotoLibrary, cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> None:
        """The search itself, on its own thread; may raise Cancelled."""
        raise NotImplementedError

    def _work(self, library: PhotoLibrary, cancellation: Cancellation) -> None:
        told = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TOLD_EVERY_S:
                told = time.monotonic()
                # On the thread that works; the window may be gone.
                with suppress(RuntimeError):
                    self.progressed.emit(done, total)

        try:
            self._find(library, lambda: cancellation.cancelled or self._is_stopping, tell)
        except Cancelled:
            # One that the user stopped has ended, as any other.
            if cancellation.cancelled:
                raise

    def _on_done(self, _: object) -> None:
        self._request = None
        self.ended.emit()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self._bridge.notice_raised.emit(NoticeRaised(error.problem))
        self._on_done(None)
