"""Indexing beside a running window: scan once, then follow the watcher, until told to stop."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from photoorg.changes import (
    MODEL_FAULT,
    Activity,
    FoldersChanged,
    Listener,
    NoticeRaised,
    NoticeSettled,
    PhotosChanged,
    Progress,
)
from photoorg.errors import EnvironmentProblem, ModelUnavailable
from photoorg.jobs import Cancellation, Lane, Worker, work_in_background
from photoorg.library.watcher import FolderWatcher
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from photoorg.ingest.engine import IngestEngine, IngestReport
    from photoorg.library.folders import FolderStore
    from photoorg.library.scan import Scanner, ScanOutcome
    from photoorg.library.watcher import FileChanges
    from photoorg.settings import Settings

IDLE = Progress(Activity.IDLE, 0, 0, 0.0, None)
# After a full disk or a locked catalogue: often the user has mended it by then.
RETRY_S = 30.0
# While thousands of files are copied in, news come all the time; the engine is interrupted only so often.
BETWEEN_NEWS_S = 0.5
# Between two looks at whether the machine is idle by now.
IDLE_CHECK_S = 2.5
# Between two looks at whether a drive that went is mounted again, maybe under another path.
DRIVES_CHECK_S = 3.0
# The topics of the notices about folders and about rule files.
UNREACHABLE = "unreachable"
RULES = "ignore rules"


def follow_drives(folders: FolderStore, emit: Listener) -> bool:
    """Takes up folders whose drive is connected again under another path, and tells; False for none."""
    relocated = folders.follow_drives()
    for folder in relocated:
        emit(
            NoticeRaised(
                Sentence("The folder {old} is back, and lies at {new} now.", old=folder.old, new=folder.new)
            )
        )
        emit(FoldersChanged())
        emit(PhotosChanged(frozenset(folder.photo_ids)))
    return bool(relocated)


class BackgroundIndexer:
    """Keeps the catalogue in step with the disk on one thread, and describes what is new on another, which
    gives way to searches and to other programs."""

    def __init__(
        self,
        *,
        folders: FolderStore,
        make_scanner: Callable[[Callable[[], bool], Callable[[Path], bool]], Scanner],
        engine: IngestEngine,
        turn: AbstractContextManager[object],
        suffixes: frozenset[str],
        excluded: tuple[Path, ...],
        emit: Listener,
        save_index: Callable[[], None],
        settings: Settings,
        reason_to_wait: Callable[[], str],
    ) -> None:
        """Args:
        make_scanner: takes ``cancelled`` and ``is_being_written``, see ``Scanner``.
        reason_to_wait: why nothing is to be described right now, as part of a sentence, or "".
        turn: held while files are looked at and described, so that nobody else does it at the same time.
        """
        self._folders = folders
        self._engine = engine
        self._turn = turn
        self._emit = emit
        self._save_index = save_index
        self._paused = settings.paused
        self._reason_to_wait = reason_to_wait
        self._trouble = ""
        # By topic: what is wrong at which place, with a sentence each.
        self._standing: dict[str, dict[Path, str]] = {UNREACHABLE: {}, RULES: {}}
        self._progress = IDLE
        # Set by whoever has something for the thread; cleared by the thread before it looks.
        self._news = threading.Event()
        # Held while folders are attached, which takes its time on large trees.
        self._following = threading.Lock()
        # Guards the three below.
        self._lock = threading.Lock()
        self._watched: set[Path] = set()
        self._to_scan: list[Path] = []
        self._changes: list[FileChanges] = []
        self._watcher = FolderWatcher(
            self._on_changes,
            suffixes=suffixes,
            excluded=excluded,
            on_notice=lambda text: emit(NoticeRaised(text)),
            poll_s=settings.polling_interval_s,
            poll_all=settings.watching == "polling",
        )
        self._followed_at = 0.0
        self._waits_because = ""
        self._is_loading = False
        self._cancellation = Cancellation()
        self._scanner = make_scanner(lambda: self._cancellation.cancelled, self._watcher.is_being_written)
        try:
            self.follow_folders()
        except BaseException:
            self._watcher.close()
            raise
        self._describing = Lane("describing", gives_way=True)
        self._worker = Worker("indexing", lambda _: self._run())

    @property
    def progress(self) -> Progress:
        """What is being done right now."""
        return self._progress

    def follow_folders(self) -> None:
        """Watches exactly the folders of the library from now on, and scans new ones soon."""
        with self._following:
            folders = {folder.path for folder in self._folders.all()}
            new, gone = folders - self._watched, self._watched - folders
            # An enclosing folder is watched before the ones inside it are let go.
            for folder in new:
                self._watcher.watch(folder)
            for folder in gone:
                self._watcher.unwatch(folder)
            with self._lock:
                self._watched = folders
                self._to_scan += sorted(new)
        self._news.set()

    def scan_soon(self, folder: Path) -> None:
        """Looks through a folder that is watched."""
        with self._lock:
            if folder in self._watched and folder not in self._to_scan:
                self._to_scan.append(folder)
        self._news.set()

    def look_again(self) -> None:
        """Looks whether there is something to describe."""
        self._news.set()

    def set_paused(self, paused: bool) -> None:
        """Pauses after the batch in hand, or goes on. Moves and deletions are followed all the while."""
        self._paused = paused
        self._news.set()

    def close(self) -> None:
        """Stops within a batch; whatever is pending is done next time.

        A model that is just being loaded does not hold this up: the thread ends once that is over, and
        no longer looks at the catalogue.
        """
        self._watcher.close()
        self._cancellation.cancel()
        self._news.set()
        if not self._is_loading:
            self._worker.stop()
        self._describing.close()

    def _on_changes(self, changes: FileChanges) -> None:
        with self._lock:
            self._changes.append(changes)
        self._news.set()

    def _run(self) -> None:
        work_in_background()
        while not self._cancellation.cancelled:
            self._news.clear()
            try:
                self._follow_and_describe()
                self._trouble = ""
                if self._waits_because:
                    self._wait_for_news(IDLE_CHECK_S)
                else:
                    self._report(Progress(Activity.PAUSED, 0, 0, 0.0, None) if self._paused else IDLE)
                    self._wait_for_news()
            except ModelUnavailable as error:
                # Files can be followed without a model, so news are not kept waiting.
                self._tell(str(error), MODEL_FAULT)
                self._wait_for_news(RETRY_S)
            except EnvironmentProblem as error:
                self._tell(str(error))
                self._cancellation.wait(RETRY_S)
            except Exception:
                # A bug must not end indexing silently for the rest of the day.
                logging.exception("indexing stopped by an unexpected error")
                self._tell(Sentence("Indexing met an unexpected error and will try again."))
                self._cancellation.wait(RETRY_S)

    def _wait_for_news(self, timeout_s: float | None = None) -> None:
        # Closing cancels before it sets the event: should that have been cleared since, this sees it.
        while not self._cancellation.cancelled:
            is_looking = timeout_s is None and bool(self._standing[UNREACHABLE])
            if self._news.wait(DRIVES_CHECK_S if is_looking else timeout_s) or not is_looking:
                return
            with self._turn:
                is_back = follow_drives(self._folders, self._emit)
            if is_back:
                self.follow_folders()

    def _has_news(self) -> bool:
        return bool(self._changes or self._to_scan)

    def _is_interrupted(self) -> bool:
        """Whether the engine is to stop after the batch in hand."""
        if self._cancellation.cancelled or self._paused or self._must_wait():
            return True
        return self._has_news() and time.monotonic() >= self._followed_at + BETWEEN_NEWS_S

    def _follow(self) -> None:
        """Takes what the watcher saw, and folders to scan, into the catalogue."""
        while not self._cancellation.cancelled:
            with self._lock:
                changes, self._changes = self._changes, []
                folder = self._to_scan.pop(0) if self._to_scan else None
            self._followed_at = time.monotonic()
            if not changes and folder is None:
                return
            try:
                for change in changes:
                    self._publish(self._scanner.apply(change))
                if folder is not None:
                    self._report(Progress(Activity.SCANNING, 0, 0, 0.0, None))
                    self._publish(self._scanner.scan(folder))
            except Exception:
                # Whatever was not written down is found again by looking everywhere.
                with self._lock:
                    self._to_scan = sorted(self._watched)
                raise

    def _follow_and_describe(self) -> None:
        # News interrupt the engine between two batches, so that a deleted photo disappears and a new
        # one is found while thousands of others wait.
        while not self._cancellation.cancelled:
            with self._turn:
                self._follow()
                has_work = not self._paused and self._engine.has_work
                if not has_work:
                    self._waits_because = ""
                if self._paused:
                    return
            if has_work:
                if self._must_wait():
                    return
                self._load_encoders()
            with self._turn:
                if self._cancellation.cancelled:
                    return
                self._tell_unreadable(self._describing.submit(self._describe).result())
                if not self._has_news():
                    self._save_index()
                    return

    def _describe(self) -> IngestReport:
        return self._engine.run(
            cancelled=self._is_interrupted,
            on_progress=self._report,
            on_photos=lambda ids: self._emit(PhotosChanged(ids)),
        )

    def _must_wait(self) -> bool:
        """Whether the machine is needed for something else; told when that changes."""
        reason = self._reason_to_wait()
        is_told = reason == self._waits_because and self._progress.activity is Activity.WAITING
        if reason and not is_told:
            self._report(Progress(Activity.WAITING, 0, 0, 0.0, None, reason=reason))
        self._waits_because = reason
        return bool(reason)

    def _load_encoders(self) -> None:
        """Outside any turn: others need not wait for this, least of all whoever closes the library."""
        self._is_loading = True
        try:
            if not self._cancellation.cancelled:
                self._engine.load_encoders()
        finally:
            self._is_loading = False

    def _report(self, progress: Progress) -> None:
        self._progress = progress
        self._emit(progress)

    def _tell(self, trouble: str, topic: str = "") -> None:
        """Raises a notice, once for as long as the trouble lasts."""
        if trouble != self._trouble:
            self._trouble = trouble
            self._emit(NoticeRaised(trouble, topic=topic))
        self._report(IDLE)

    def _publish(self, outcome: ScanOutcome) -> None:
        if outcome.touched:
            self._emit(PhotosChanged(outcome.touched))
        self._tell_standing(UNREACHABLE, outcome.looked_at, outcome.unreachable)
        self._tell_standing(RULES, outcome.looked_at, outcome.rule_faults)

    def _tell_standing(self, topic: str, looked_at: set[Path], troubles: dict[Path, str]) -> None:
        """Raises a notice about what is wrong at some places, until they are looked at and nothing is."""
        before = self._standing[topic]
        elsewhere = {
            path: sentence
            for path, sentence in before.items()
            if not any(path.is_relative_to(root) for root in looked_at)
            and any(path.is_relative_to(folder) for folder in self._watched)
        }
        standing = self._standing[topic] = elsewhere | troubles
        if topic == UNREACHABLE and standing != before:
            self._emit(FoldersChanged())
        if standing and standing != before:
            self._emit(_standing_notice(topic, list(standing.values())))
        elif before and not standing:
            self._emit(NoticeSettled(topic))

    def _tell_unreadable(self, report: IngestReport) -> None:
        if report.unreadable:
            count = len(report.unreadable)
            text = (
                Sentence("1 file could not be read.")
                if count == 1
                else Sentence("{count} files could not be read.", count=count)
            )
            self._emit(
                NoticeRaised(
                    text,
                    Sentence.joined(
                        "\n",
                        (
                            Sentence("{path}: {reason}", path=file.path, reason=file.reason)
                            for file in report.unreadable
                        ),
                    ),
                )
            )


def _standing_notice(topic: str, sentences: list[str]) -> NoticeRaised:
    count = len(sentences)
    if topic == UNREACHABLE:
        text = Sentence("{count} folders could not be looked into.", count=count)
        if count == 1:
            text = Sentence("1 folder could not be looked into.")
    elif count == 1:
        return NoticeRaised(sentences[0], topic=topic)
    else:
        text = Sentence("{count} files with ignore rules have lines that are passed over.", count=count)
    return NoticeRaised(text, Sentence.joined("\n", sentences), topic)
