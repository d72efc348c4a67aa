"""Indexing beside a running window: scan once, then follow the watcher, until told to stop."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from photoorg.changes import Activity, Listener, NoticeRaised, PhotosChanged, Progress
from photoorg.errors import EnvironmentProblem
from photoorg.jobs import Cancellation, Worker
from photoorg.library.watcher import FolderWatcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.ingest.engine import IngestEngine, IngestReport
    from photoorg.library.records import Folder
    from photoorg.library.scan import Scanner, ScanOutcome
    from photoorg.library.watcher import FileChanges

IDLE = Progress(Activity.IDLE, 0, 0, 0.0, None)
# After a full disk or a locked catalogue: often the user has mended it by then.
RETRY_S = 30.0


class BackgroundIndexer:
    """One thread that keeps the catalogue in step with the disk and describes what is new."""

    def __init__(
        self,
        *,
        folders: Callable[[], list[Folder]],
        make_scanner: Callable[[Callable[[], bool]], Scanner],
        make_engine: Callable[[], IngestEngine],
        suffixes: frozenset[str],
        excluded: tuple[Path, ...],
        emit: Listener,
        save_index: Callable[[], None],
        paused: bool,
    ) -> None:
        """``make_engine`` may take long (it loads the model) and may raise EnvironmentProblem."""
        self._folders = folders
        self._make_scanner = make_scanner
        self._make_engine = make_engine
        self._emit = emit
        self._save_index = save_index
        self._wake = threading.Condition()
        self._to_scan: list[Path] = []
        self._changes: list[FileChanges] = []
        self._paused = paused
        self._stopping = False
        self._progress = IDLE
        self._watcher = FolderWatcher(
            self._on_changes,
            suffixes=suffixes,
            excluded=excluded,
            on_notice=lambda text: emit(NoticeRaised(text)),
        )
        for folder in folders():
            self.add(folder.path)
        self._worker = Worker("indexing", self._run)

    @property
    def progress(self) -> Progress:
        """What is being done right now."""
        return self._progress

    def add(self, folder: Path) -> None:
        """Watches a folder from now on and scans it soon."""
        self._watcher.watch(folder)
        with self._wake:
            self._to_scan.append(folder)
            self._wake.notify()

    def remove(self, folder: Path) -> None:
        """Watches a folder no longer."""
        self._watcher.unwatch(folder)

    def set_paused(self, paused: bool) -> None:
        """Pauses after the batch in hand, or goes on. Moves and deletions are followed all the while."""
        with self._wake:
            self._paused = paused
            self._wake.notify()

    def close(self) -> None:
        """Stops within a batch; whatever is pending is done next time."""
        self._watcher.close()
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._worker.stop()

    def _on_changes(self, changes: FileChanges) -> None:
        with self._wake:
            self._changes.append(changes)
            self._wake.notify()

    def _run(self, cancellation: Cancellation) -> None:
        engine: IngestEngine | None = None
        while not cancellation.cancelled:
            try:
                self._follow(cancellation)
                if engine is None:
                    engine = self._make_engine()
                if not self._paused:
                    self._describe(engine, cancellation)
                self._report(Progress(Activity.PAUSED, 0, 0, 0.0, None) if self._paused else IDLE)
                self._wait(None)
            except EnvironmentProblem as error:
                self._emit(NoticeRaised(str(error)))
                self._report(IDLE)
                self._wait(RETRY_S)
            except Exception:
                # A bug must not end indexing silently for the rest of the day.
                logging.exception("indexing stopped by an unexpected error")
                self._emit(NoticeRaised("Indexing met an unexpected error and will try again."))
                self._report(IDLE)
                self._wait(RETRY_S)

    def _wait(self, timeout_s: float | None) -> None:
        """Sleeps until there is something to do."""
        paused_before = self._paused
        with self._wake:
            self._wake.wait_for(
                lambda: self._stopping or self._to_scan or self._changes or self._paused != paused_before,
                timeout_s,
            )

    def _has_news(self) -> bool:
        return bool(self._changes or self._to_scan)

    def _follow(self, cancellation: Cancellation) -> None:
        """Takes what the watcher saw, and folders to scan, into the catalogue."""
        scanner = self._make_scanner(lambda: cancellation.cancelled)
        while not cancellation.cancelled:
            with self._wake:
                changes, self._changes = self._changes, []
                folder = self._to_scan.pop(0) if self._to_scan else None
            if not changes and folder is None:
                return
            for change in changes:
                self._publish(scanner.apply(change))
            if folder is not None:
                self._report(Progress(Activity.SCANNING, 0, 0, 0.0, None))
                self._publish(scanner.scan(folder))

    def _describe(self, engine: IngestEngine, cancellation: Cancellation) -> None:
        # News interrupt the engine between two batches, so that a deleted photo disappears and a new
        # one is found while thousands of others wait.
        while not cancellation.cancelled and not self._paused:
            report = engine.run(
                cancelled=lambda: cancellation.cancelled or self._paused or self._has_news(),
                on_progress=self._report,
                on_photos=lambda ids: self._emit(PhotosChanged(ids)),
            )
            self._tell_unreadable(report)
            if not self._has_news():
                self._save_index()
                return
            self._follow(cancellation)

    def _report(self, progress: Progress) -> None:
        self._progress = progress
        self._emit(progress)

    def _publish(self, outcome: ScanOutcome) -> None:
        if touched := outcome.missing | outcome.restored | outcome.moved:
            self._emit(PhotosChanged(frozenset(touched)))
        if outcome.unreachable:
            count = len(outcome.unreachable)
            text = (
                f"{count} folder could not be looked into."
                if count == 1
                else (f"{count} folders could not be looked into.")
            )
            self._emit(NoticeRaised(text, "\n".join(outcome.unreachable)))

    def _tell_unreadable(self, report: IngestReport) -> None:
        if report.unreadable:
            count = len(report.unreadable)
            text = "1 file could not be read." if count == 1 else f"{count} files could not be read."
            self._emit(
                NoticeRaised(text, "\n".join(f"{file.path}: {file.reason}" for file in report.unreadable))
            )
