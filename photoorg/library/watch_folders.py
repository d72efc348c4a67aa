"""The watched folders: attached to a source of events while they are there, waited for while they are not."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.library.watch_sources import EventSource, FolderEvents, Receive, native_source, polling_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import ObservedWatch


@dataclass(slots=True)
class _WatchedFolder:
    """``source`` and ``watch`` are set while events of the folder come in."""

    path: Path
    identity: tuple[int, int] | None = None
    source: EventSource | None = None
    watch: ObservedWatch | None = None
    real_path: Path = Path()
    trouble: str = ""


class WatchedFolders:
    """Folders in the order they were added. Every method may be called from any thread.

    Args:
        receive: gets the events; called on threads of the sources.
        on_doubt: events may have been lost, call :meth:`check` soon; called on threads of the sources.
        on_notice: one sentence for the user.
        poll_s: seconds between two listings of a folder for which the system has no watches left.
    """

    def __init__(
        self,
        receive: Receive,
        *,
        on_doubt: Callable[[], None],
        on_notice: Callable[[str], None],
        poll_s: float,
    ) -> None:
        self._receive = receive
        self._on_doubt = on_doubt
        self._on_notice = on_notice
        self._poll_s = poll_s
        self._lock = threading.RLock()
        self._folders: dict[Path, _WatchedFolder] = {}
        self._native = native_source(self._on_overflow, self._on_limit)
        self._polling = polling_source(poll_s)
        # Told by the sources. A lock of its own, since closing a source waits for its threads.
        self._doubts_lock = threading.Lock()
        self._overflowed = False
        self._unwatchable: set[Path] = set()
        self._stale: set[Path] = set()

    def add(self, path: Path) -> None:
        """Attaches the folder if it is there; when this returns, no later change is missed."""
        with self._lock:
            if path not in self._folders:
                self._folders[path] = _WatchedFolder(path)
                self._attach(self._folders[path])

    def remove(self, path: Path) -> None:
        """Detaches the folder; nothing happens if it was never added."""
        with self._lock:
            folder = self._folders.pop(path, None)
            if folder is not None:
                self._detach(folder)

    def paths(self) -> tuple[Path, ...]:
        """All folders, whether they are there or not."""
        with self._lock:
            return tuple(self._folders)

    def distrust(self, path: Path) -> None:
        """The watches of the folder do not match its directories any more; it will be attached anew."""
        with self._doubts_lock:
            self._stale.add(path)
        self._on_doubt()

    def check(self) -> list[Path]:
        """Attaches what came (back), detaches what went, repairs what is in doubt.

        Returns:
            Folders to be walked anew.
        """
        with self._doubts_lock:
            overflowed, self._overflowed = self._overflowed, False
            unwatchable, self._unwatchable = self._unwatchable, set()
            stale, self._stale = self._stale, set()
        doubtful = []
        with self._lock:
            for folder in self._folders.values():
                was_attached = folder.watch is not None
                native = folder.source is self._native
                if folder.path in stale or folder.identity != _identity(folder.path):
                    self._detach(folder)
                    self._attach(folder)
                    changed = was_attached or folder.watch is not None
                elif native and any(place.is_relative_to(folder.real_path) for place in unwatchable):
                    self._detach(folder)
                    self._poll(folder)
                    changed = True
                else:
                    changed = native and overflowed
                if changed:
                    doubtful.append(folder.path)
        return doubtful

    def close(self) -> None:
        """Ends all threads of the sources."""
        with self._lock:
            self._folders.clear()
            self._native.close()
            self._polling.close()

    def _attach(self, folder: _WatchedFolder) -> None:
        if _identity(folder.path) is None:
            return
        try:
            self._connect(folder, self._native)
        except OSError as error:
            if self._native.is_exhausted(error):
                self._poll(folder)
            else:
                self._say_unwatchable(folder, error)

    def _poll(self, folder: _WatchedFolder) -> None:
        try:
            self._connect(folder, self._polling)
        except OSError as error:
            self._say_unwatchable(folder, error)
        else:
            self._say(
                folder,
                f"The system cannot watch any more folders, so {folder.path} is looked through "
                f"every {self._poll_s:.0f} seconds instead.",
            )

    def _connect(self, folder: _WatchedFolder, source: EventSource) -> None:
        # Read first: should the folder be exchanged in this moment, the next check sees it.
        identity = _identity(folder.path)
        events = FolderEvents(folder.path, self._receive)
        folder.watch = source.attach(events)
        folder.identity = identity
        folder.source = source
        folder.real_path = Path(events.real_folder)

    def _detach(self, folder: _WatchedFolder) -> None:
        if folder.source is not None and folder.watch is not None:
            folder.source.detach(folder.watch)
        folder.source = folder.watch = folder.identity = None

    def _say_unwatchable(self, folder: _WatchedFolder, error: OSError) -> None:
        self._say(folder, f"{folder.path} cannot be watched: {(error.strerror or str(error)).lower()}.")

    def _say(self, folder: _WatchedFolder, notice: str) -> None:
        if folder.trouble != notice:
            folder.trouble = notice
            self._on_notice(notice)

    def _on_overflow(self) -> None:
        with self._doubts_lock:
            self._overflowed = True
        self._on_doubt()

    def _on_limit(self, real_directory: str) -> None:
        with self._doubts_lock:
            self._unwatchable.add(Path(real_directory))
        self._on_doubt()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a directory that is there: changes when a drive is mounted or unmounted."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if path.is_dir() else None
