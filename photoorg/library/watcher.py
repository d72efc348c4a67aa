"""Watches the user's folders and tells what changed in them, once it has settled."""

from __future__ import annotations

import logging
import math
import threading
import time
from typing import TYPE_CHECKING

from watchdog.events import EVENT_TYPE_CLOSED, EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MOVED

from photoorg.jobs import Cancellation, Worker
from photoorg.library.folder_walk import is_photo_path
from photoorg.library.ignore_rules import RULE_FILES, is_skipped_name
from photoorg.library.mounts import mounts
from photoorg.library.watch_folders import WatchedFolders
from photoorg.library.watch_settling import FileChanges, PendingChanges
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from watchdog.events import FileSystemEvent

    from photoorg.library.mounts import Mount

__all__ = ["FileChanges", "FolderWatcher"]

_log = logging.getLogger(__name__)

# Changes that settle one after the other are told together, at most this often.
_BATCH_S = 0.1


class FolderWatcher:
    """Reports settled changes below the watched folders to ``on_changes``, on its own thread.

    A file is reported as saved when nobody has it open for writing any more or, where the system does
    not tell, when it stood still for ``quiet_s``. Directories that are reached through a link below a
    folder are walked (see ``folder_walk``) but not watched. A folder that is missing is waited for; a
    folder that goes or comes is reported as a rescan of it, and so is a directory whose rule file
    (see ``ignore_rules``) came, went or changed; what the rules say about a file is left to the scanner.

    Args:
        on_changes: an exception in it is logged and noticed, and the watching goes on.
        suffixes: of photo files, lower case, with the dot.
        on_notice: gets one sentence for the user; called on the watcher's thread or that of :meth:`watch`.
        excluded: directories inside watched folders that are passed over.
        settle_s: seconds between the last event of a file and its report, unless ``closed_s`` says less.
        quiet_s: seconds, see above.
        poll_s: seconds between two listings of a folder of whose changes the system does not tell: it has no
            watches left, or the folder is on a network drive.
        poll_all: whether all folders are listed now and then, and no events are waited for.
        mounted: what is mounted.
        folder_check_s: seconds between two looks at whether the watched folders themselves are there.
        closed_s: seconds between the closing of a file by its writer and its report, while nothing is moved.
    """

    def __init__(
        self,
        on_changes: Callable[[FileChanges], None],
        *,
        suffixes: frozenset[str],
        on_notice: Callable[[str], None] = _log.warning,
        excluded: Collection[Path] = (),
        settle_s: float = 0.5,
        quiet_s: float = 5.0,
        poll_s: float = 30.0,
        folder_check_s: float = 3.0,
        closed_s: float = 0.1,
        poll_all: bool = False,
        mounted: Callable[[], list[Mount]] = mounts,
    ) -> None:
        self._on_changes = on_changes
        self._on_notice = on_notice
        self._suffixes = suffixes
        self._excluded = tuple(directory.absolute() for directory in excluded)
        self._soonest_s = min(settle_s, closed_s)
        self._settle_s = settle_s
        self._folder_check_s = folder_check_s
        # Guards the four below. No source of events is touched while it is held: these wait for their
        # threads when they end, and the threads wait for this.
        self._wake = threading.Condition()
        self._pending = PendingChanges(settle_s, quiet_s, self._soonest_s)
        self._sleeps_until = 0.0
        self._folder_check_due = time.monotonic() + folder_check_s
        self._folders = WatchedFolders(
            self._receive,
            on_doubt=self._check_folders_soon,
            on_notice=on_notice,
            poll_s=poll_s,
            poll_all=poll_all,
            mounted=mounted,
        )
        self._worker = Worker("watcher", self._run)

    def watch(self, folder: Path) -> None:
        """Watches ``folder`` and everything below; when this returns, no later change is missed.

        Looks into every directory below, so it takes its time on a large tree.
        """
        self._folders.add(folder.absolute())

    def unwatch(self, folder: Path) -> None:
        """Stops watching; what has not been reported about the folder is dropped."""
        self._folders.remove(folder.absolute())
        remaining = self._folders.paths()
        with self._wake:
            self._pending.forget(lambda path: any(path.is_relative_to(other) for other in remaining))

    def is_being_written(self, path: Path) -> bool:
        """Whether somebody writes to the file, or did a moment ago: it is going to be reported."""
        with self._wake:
            return self._pending.is_saving(path)

    def close(self) -> None:
        """Ends every thread; what has not been reported is dropped. Not to be called from a callback."""
        self._worker.cancellation.cancel()
        with self._wake:
            self._wake.notify()
        self._worker.stop()
        self._folders.close()

    # Events, on threads of the sources

    def _receive(
        self, event: FileSystemEvent, folder: Path, source: Path | None, target: Path | None
    ) -> None:
        if event.is_synthetic:
            return  # the event of the directory above says it all
        now = time.monotonic()
        kind = event.event_type
        if event.is_directory and (source == folder or (kind == EVENT_TYPE_MOVED and target is None)):
            # The folder itself is gone; or a directory was moved out, and the system would go on to
            # report from there under the old name.
            self._folders.distrust(folder)
        ruled = {place.parent for place in (source, target) if place and self._is_rule_file(place, folder)}
        if source is not None and not self._is_ours(source, folder, event.is_directory):
            source = None
        if target is not None and not self._is_ours(target, folder, event.is_directory):
            target = None
        with self._wake:
            for directory in ruled:
                self._pending.directory_appeared(directory, now)
            if event.is_directory:
                self._receive_directory(kind, source, target, now)
            else:
                self._receive_file(kind, source, target, now)
            if self._sleeps_until > now + self._soonest_s:
                self._wake.notify()

    def _receive_file(self, kind: str, source: Path | None, target: Path | None, now: float) -> None:
        if source is not None and target is not None:
            self._pending.moved(source, target, now)
        elif target is not None:
            self._pending.closed(target, now)
        elif source is None:
            return
        elif kind in (EVENT_TYPE_MOVED, EVENT_TYPE_DELETED):
            self._pending.deleted(source, now)
        elif kind == EVENT_TYPE_CLOSED:
            self._pending.closed(source, now)
        else:
            self._pending.written(source, now)

    def _receive_directory(self, kind: str, source: Path | None, target: Path | None, now: float) -> None:
        if source is not None and target is not None:
            self._pending.directory_moved(source, target, now)
        elif target is not None:
            self._pending.directory_appeared(target, now)
        elif source is None:
            return
        elif kind in (EVENT_TYPE_MOVED, EVENT_TYPE_DELETED):
            self._pending.directory_deleted(source, now)
        elif kind == EVENT_TYPE_CREATED:
            self._pending.directory_appeared(source, now)

    def _is_rule_file(self, path: Path, folder: Path) -> bool:
        if path.name not in RULE_FILES:
            return False
        return path.parent == folder or self._is_ours(path.parent, folder, is_directory=True)

    def _is_ours(self, path: Path, folder: Path, is_directory: bool) -> bool:
        if any(path.is_relative_to(directory) for directory in self._excluded):
            return False
        if is_directory:
            return path != folder and not any(map(is_skipped_name, path.relative_to(folder).parts))
        return is_photo_path(path, self._suffixes, root=folder)

    def _check_folders_soon(self) -> None:
        with self._wake:
            # Not at once: what gives rise to doubt often comes in bursts, and a check may be costly.
            self._folder_check_due = min(self._folder_check_due, time.monotonic() + self._settle_s)
            self._wake.notify()

    # The watcher's own thread

    def _run(self, cancellation: Cancellation) -> None:
        while not cancellation.cancelled:
            changes, check_folders = self._wait(cancellation)
            if changes:
                try:
                    self._on_changes(changes)
                except Exception:  # noqa: BLE001 - whatever the receiver does, the watching goes on
                    _log.exception("Changes of watched folders could not be handled")
                    self._on_notice(
                        Sentence("Some changes in your folders could not be handled; see the log.")
                    )
            if check_folders:
                doubtful = self._folders.check()
                with self._wake:
                    for folder in doubtful:
                        self._pending.rescan(folder, time.monotonic())

    def _wait(self, cancellation: Cancellation) -> tuple[FileChanges, bool]:
        """Sleeps until changes have settled or the folders are to be checked."""
        with self._wake:
            earliest = time.monotonic() + _BATCH_S
            while not cancellation.cancelled:
                now = time.monotonic()
                due = self._pending.next_due()
                flush_at = math.inf if due is None else max(due, earliest)
                self._sleeps_until = min(flush_at, self._folder_check_due)
                if self._sleeps_until <= now:
                    break
                self._wake.wait(self._sleeps_until - now)
            self._sleeps_until = 0.0
            now = time.monotonic()
            check_folders = self._folder_check_due <= now
            if check_folders:
                self._folder_check_due = now + self._folder_check_s
            return self._pending.take_settled(now), check_folders
