"""An inotify observer that says when it could not see everything. Imported on Linux only.

watchdog's own observer logs a queue overflow and passes over directories beyond the system's watch limit.
"""

from __future__ import annotations

import errno
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from watchdog.observers.api import BaseObserver
from watchdog.observers.inotify import InotifyFullEmitter, InotifyWatchGroup
from watchdog.observers.inotify_c import InotifyFD

from photoorg.library.ignore_rules import is_skipped_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.inotify_c import CallbackId, InotifyEvent, Mask, WatchCallback, WatchDescriptor

LIMITS = frozenset({errno.ENOSPC, errno.EMFILE})
"""What the kernel answers when the user's share of watches or instances is used up."""


class InotifyObserver(BaseObserver):
    """Watches through one inotify instance; moves across its border have an empty source or target.

    Args:
        on_overflow: the kernel dropped events.
        on_limit: called with a directory that cannot be watched, since a limit is reached.

    Both are called on watchdog's threads.

    Raises:
        OSError: no inotify instance is to be had (see :data:`LIMITS`).
    """

    def __init__(self, on_overflow: Callable[[], None], on_limit: Callable[[str], None]) -> None:
        self._inotify = _Inotify(on_overflow, on_limit)
        self._inotify.start()
        super().__init__(InotifyFullEmitter, inotify_fd=self._inotify)

    def on_thread_stop(self) -> None:
        super().on_thread_stop()
        self._inotify.stop()
        self._inotify.join()


class _Inotify(InotifyFD):
    def __init__(self, on_overflow: Callable[[], None], on_limit: Callable[[str], None]) -> None:
        super().__init__()
        self._on_overflow = on_overflow
        self._on_limit = on_limit

    def handle_event(self, event: InotifyEvent) -> None:
        super().handle_event(event)
        if event.is_queue_overflow:
            self._on_overflow()

    def _add_callback(
        self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
    ) -> WatchDescriptor:
        if isinstance(callback, InotifyWatchGroup) and _is_skipped(path, callback.path):
            # A checkout with its node_modules alone can use up the user's share of watches.
            raise FileNotFoundError(errno.ENOENT, "is not looked at", os.fsdecode(path))
        if not os.access(path, os.R_OK):
            # The base class takes the kernel's refusal for a valid watch.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fsdecode(path))
        try:
            watch = self._get_or_create_watch(path, mask)
        except OSError as error:
            if error.errno in LIMITS:
                self._on_limit(os.fsdecode(path))
            raise
        # A tree that is made quickly is added twice: when its root appears and directory by directory.
        # The base class warns of that, which would end its thread where warnings are errors.
        watch.callbacks[id_] = callback
        return watch.wd


def _is_skipped(directory: bytes, root: bytes) -> bool:
    below = PurePath(os.fsdecode(directory)).relative_to(os.fsdecode(root))
    return any(map(is_skipped_name, below.parts))
