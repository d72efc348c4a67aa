"""A lock that serves its waiters in turn."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class TurnLock:
    """A mutex that a thread in a tight loop cannot keep from others.

    With a plain lock, a writer that releases and takes it again in one go wins against every waiting
    searcher. Here whoever waits holds the door; the writer has to queue behind it.
    """

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._room = threading.Lock()

    def __enter__(self) -> None:
        with self._door:
            self._room.acquire()

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._room.release()
