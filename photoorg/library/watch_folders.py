"""The watched folders: attached to a source of events while they are there, waited for while they are not."""

from __future__ import annotations

import errno
import os
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.library.mounts import mount_of, mounts
from photoorg.library.watch_sources import EventSource, FolderEvents, Receive, native_source, polling_source
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import ObservedWatch

    from photoorg.library.mounts import Mount

NO_WATCHES = Sentence("The system cannot watch any more folders")


@dataclass(slots=True)
class _WatchedFolder:
    """``source`` and ``watch`` are set while events of the folder come in.

    Attributes:
        remote: the folder, or directories below, that lie on drives of other machines.
        polled: watches of those of them that lie below.
    """

    path: Path
    identity: tuple[int, int] | None = None
    source: EventSource | None = None
    watch: ObservedWatch | None = None
    real_path: Path = Path()
    trouble: str = ""
    remote: tuple[Path, ...] = ()
    polled: list[ObservedWatch] = field(default_factory=list)


class WatchedFolders:
    """Folders in the order they were added. Every method may be called from any thread.

    Args:
        receive: gets the events; called on threads of the sources.
        on_doubt: events may have been lost, call :meth:`check` soon; called on threads of the sources.
        on_notice: one sentence for the user.
        poll_s: seconds between two listings of a folder of whose changes the system does not tell.
        poll_all: whether that is so of every folder.
        mounted: what is mounted.
    """

    def __init__(
        self,
        receive: Receive,
        *,
        on_doubt: Callable[[], None],
        on_notice: Callable[[str], None],
        poll_s: float,
        poll_all: bool = False,
        mounted: Callable[[], list[Mount]] = mounts,
    ) -> None:
        self._receive = receive
        self._on_doubt = on_doubt
        self._on_notice = on_notice
        self._poll_s = poll_s
        self._poll_all = poll_all
        self._mounted = mounted
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
                is_another = folder.identity != _identity(folder.path)
                if folder.path in stale or is_another or folder.remote != self._remote_parts(folder.path):
                    self._detach(folder)
                    self._attach(folder)
                    changed = was_attached or folder.watch is not None
                elif native and any(place.is_relative_to(folder.real_path) for place in unwatchable):
                    self._detach(folder)
                    self._poll(folder, NO_WATCHES, _how_to_lift(None))
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
        folder.remote = self._remote_parts(folder.path)
        if self._poll_all:
            self._poll(folder, "")
            return
        if folder.path in folder.remote:
            self._poll(
                folder,
                Sentence(
                    "{path} is on a drive that does not tell of changes made elsewhere", path=folder.path
                ),
            )
            return
        try:
            self._connect(folder, self._native)
        except OSError as error:
            if self._native.is_exhausted(error):
                self._poll(folder, NO_WATCHES, _how_to_lift(error))
            else:
                self._say_unwatchable(folder, error)
            return
        for place in folder.remote:
            self._poll_below(folder, place)

    def _poll(self, folder: _WatchedFolder, reason: str, remedy: str = "") -> None:
        """Lists the folder now and then; a ``reason`` that is not empty is told, and what is to be done."""
        try:
            self._connect(folder, self._polling)
        except OSError as error:
            self._say_unwatchable(folder, error)
        else:
            if reason:
                how = Sentence(
                    "{path} is looked through every {seconds:.0f} seconds instead.",
                    path=folder.path,
                    seconds=self._poll_s,
                )
                self._say(
                    folder, Sentence("{reason}, so {how}{remedy}", reason=reason, how=how, remedy=remedy)
                )

    def _poll_below(self, folder: _WatchedFolder, place: Path) -> None:
        try:
            folder.polled.append(self._polling.attach(FolderEvents(place, self._receive)))
        except OSError as error:
            self._say_unwatchable(folder, error)
        else:
            how = Sentence("it is looked through every {seconds:.0f} seconds instead.", seconds=self._poll_s)
            self._say(
                folder,
                Sentence(
                    "{place} is on a drive that does not tell of changes made elsewhere, so {how}",
                    place=place,
                    how=how,
                ),
            )

    def _remote_parts(self, path: Path) -> tuple[Path, ...]:
        """The folder itself, or else the mount points below it, that lie on drives of other machines."""
        mounted = self._mounted()
        mount = mount_of(path, mounted)
        if mount is not None and mount.is_remote:
            return (path,)
        real = Path(os.path.realpath(path))
        below = (mount.point for mount in mounted if mount.is_remote and mount.point.is_relative_to(real))
        return tuple(path / point.relative_to(real) for point in dict.fromkeys(below))

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
        for watch in folder.polled:
            self._polling.detach(watch)
        folder.polled = []
        folder.source = folder.watch = folder.identity = None

    def _say_unwatchable(self, folder: _WatchedFolder, error: OSError) -> None:
        self._say(
            folder,
            Sentence(
                "{path} cannot be watched: {reason}.",
                path=folder.path,
                reason=reason_of(error),
            ),
        )

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


def _how_to_lift(error: OSError | None) -> str:
    """What the user can do about a limit of the system."""
    if sys.platform != "linux":
        return ""
    limit = "instances=1024" if error is not None and error.errno == errno.EMFILE else "watches=1048576"
    return Sentence(" To lift this limit: sudo sysctl fs.inotify.max_user_{limit}", limit=limit)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a directory that is there: changes when a drive is mounted or unmounted."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if path.is_dir() else None
