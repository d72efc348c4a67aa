"""Where file system events come from: the system's own notification, or polling where it gives out."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from photoorg.library.ignore_rules import RULE_FILES, is_skipped_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from watchdog.observers.api import BaseObserver, ObservedWatch

# Reading a photo must not count as an event of it, so openings and closings by readers are left out.
_EVENTS: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


Receive: TypeAlias = "Callable[[FileSystemEvent, Path, Path | None, Path | None], None]"
"""Gets an event, the watched folder, and the paths (from, to) of the event below that folder.

A path is None where the event has none, or where it lies outside of the folder.
"""


class FolderEvents(FileSystemEventHandler):
    """Hands on the events of one folder, in terms of the path that the user chose.

    The system watches the real place, since a folder may be chosen through a link.
    """

    def __init__(self, folder: Path, receive: Receive) -> None:
        self.real_folder = os.path.realpath(folder)
        self._folder = folder
        self._receive = receive

    def dispatch(self, event: FileSystemEvent) -> None:
        self._receive(event, self._folder, self._path(event.src_path), self._path(event.dest_path))

    def _path(self, raw: bytes | str) -> Path | None:
        real = os.fsdecode(raw)
        return Path(self._folder, real.removeprefix(self.real_folder).lstrip(os.sep)) if real else None


class EventSource:
    """A watchdog observer that starts with the first folder.

    Args:
        make_observer: may raise OSError when the system has no more to give.
    """

    def __init__(self, make_observer: Callable[[], BaseObserver]) -> None:
        self._make_observer = make_observer
        self._observer: BaseObserver | None = None

    def attach(self, events: FolderEvents) -> ObservedWatch:
        """Starts to report on a folder and everything below. Raises OSError."""
        if self._observer is None:
            observer = self._make_observer()
            observer.start()
            self._observer = observer
        return self._observer.schedule(events, events.real_folder, recursive=True, event_filter=_EVENTS)

    @staticmethod
    def is_exhausted(error: OSError) -> bool:
        """Whether :meth:`attach` failed since the system's limit of watches or instances is reached."""
        return error.errno in (errno.ENOSPC, errno.EMFILE)

    def detach(self, watch: ObservedWatch) -> None:
        """Stops to report on a folder."""
        if self._observer is not None:
            self._observer.unschedule(watch)

    def close(self) -> None:
        """Ends every thread of the observer."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None


def native_source(on_overflow: Callable[[], None], on_limit: Callable[[str], None]) -> EventSource:
    """Events as the system reports them; see :class:`watch_inotify.InotifyObserver` for the callbacks."""

    def make_observer() -> BaseObserver:
        if sys.platform == "linux":
            from photoorg.library.watch_inotify import InotifyObserver

            return InotifyObserver(on_overflow, on_limit)
        from watchdog.observers import Observer

        return Observer()

    return EventSource(make_observer)


def polling_source(interval_s: float) -> EventSource:
    """Compares listings every ``interval_s`` seconds."""

    def make_observer() -> BaseObserver:
        from watchdog.observers.polling import PollingObserverVFS

        # lstat: a link to a directory above would make the listing endless.
        return PollingObserverVFS(stat=os.lstat, listdir=_visible_entries, polling_interval=interval_s)

    return EventSource(make_observer)


def _visible_entries(directory: str | None) -> Iterator[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        yield from [entry for entry in entries if not is_skipped_name(entry.name) or entry.name in RULE_FILES]
