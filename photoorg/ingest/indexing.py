"""Indexing a library: once and then done, or in the background; never two at the same time."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.changes import Activity, Change, Listener, PhotosChanged, Progress
from photoorg.errors import EnvironmentProblem
from photoorg.imaging.formats import PHOTO_SUFFIXES
from photoorg.ingest.background import IDLE, BackgroundIndexer, follow_drives
from photoorg.library.scan import Scanner, ScanOutcome
from photoorg.library.sidecars import SIDECAR_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.ingest.engine import IngestEngine
    from photoorg.ingest.succession import ModelSuccession
    from photoorg.library.files import FileStore
    from photoorg.library.folders import FolderStore
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import UnreadableFile
    from photoorg.settings import Settings


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did: counts of photos, the files that could not be read, and folders neither.

    Attributes:
        missing, offline: photos that were deleted, and those whose drive or folder cannot be looked into.
        embedded, prepared: photos described by the active model, and by the coming one.
        switched_to: key of the model that took over, None if none did.
        unreachable: sentences about folders that could not be looked into.
        ignored: photos that rules (``.photoorgignore``, ``.nomedia``) pass over from now on.
        rule_faults: sentences about rule files that make no sense.
    """

    added: int
    updated: int
    missing: int
    restored: int
    embedded: int
    unreadable: tuple[UnreadableFile, ...]
    unreachable: tuple[str, ...]
    prepared: int = 0
    switched_to: str | None = None
    ignored: int = 0
    rule_faults: tuple[str, ...] = ()
    offline: int = 0


class Indexing:
    """Keeps catalogue and index in step with the disk. Safe between threads."""

    def __init__(
        self,
        *,
        engine: IngestEngine,
        models: ModelSuccession,
        files: FileStore,
        folders: FolderStore,
        photos: PhotoStore,
        excluded: tuple[Path, ...],
        emit: Listener,
    ) -> None:
        """``excluded`` are directories that hold no photos of the user, wherever they lie. Who hears of a
        photo hears of those of the same shot, too."""
        self._engine = engine
        self._models = models
        self._files = files
        self._folders = folders
        self._photos = photos
        self._excluded = excluded
        self._emit = emit
        # Whoever compares folders with the catalogue, or describes photos, does so alone.
        self._turn = threading.RLock()
        self._background: BackgroundIndexer | None = None
        self._closed = False

    def sync(self, progress: Callable[[Progress], None] | None) -> SyncReport:
        """Scans every folder and describes what is new; see ``PhotoLibrary.sync``."""

        def report(news: Progress) -> None:
            self._emit(news)
            if progress is not None:
                progress(news)

        with self._turn:
            outcome = ScanOutcome()
            report(Progress(Activity.SCANNING, 0, 0, 0.0, None))
            scanner = self._make_scanner(lambda: self._closed, lambda _path: False)
            follow_drives(self._folders, self._emit)
            for folder in self._folders.all():
                outcome.include(scanner.scan(folder.path))
            self._tell(PhotosChanged(outcome.touched))
            done = self._engine.run(
                cancelled=lambda: self._closed,
                on_progress=report,
                on_photos=lambda ids: self._tell(PhotosChanged(ids)),
            )
            self._save_index()
        report(IDLE)
        # A renamed photo loses one place and gains another: it was never missing.
        still_there = self._photos.reachable_among(sorted(outcome.missing | outcome.ignored))
        return SyncReport(
            added=len(self._photos.reachable_among(sorted(done.added))),
            updated=len(done.updated),
            missing=len(outcome.missing - still_there),
            restored=len(outcome.restored),
            embedded=done.embedded,
            unreadable=tuple(done.unreadable),
            unreachable=tuple(outcome.unreachable.values()),
            prepared=done.prepared,
            switched_to=done.switched_to,
            ignored=len(outcome.ignored - still_there),
            rule_faults=tuple(outcome.rule_faults.values()),
            offline=self._photos.offline_count(outcome.offline),
        )

    def start_background(self, settings: Settings, reason_to_wait: Callable[[], str]) -> None:
        """Watches all folders and follows them until :meth:`close`."""
        if self._background is None:
            self._background = BackgroundIndexer(
                folders=self._folders,
                make_scanner=self._make_scanner,
                engine=self._engine,
                turn=self._turn,
                suffixes=PHOTO_SUFFIXES | SIDECAR_SUFFIXES,
                excluded=self._excluded,
                emit=self._tell,
                save_index=self._save_index,
                settings=settings,
                reason_to_wait=reason_to_wait,
            )

    @property
    def progress(self) -> Progress:
        """What the background does right now."""
        return IDLE if self._background is None else self._background.progress

    def follow_folders(self) -> None:
        """The folders of the library changed: the background watches the new ones, and no others."""
        if self._background is not None:
            self._background.follow_folders()

    def scan_soon(self, folder: Path) -> None:
        """What is known of a folder may be wrong: the background looks through it."""
        if self._background is not None:
            self._background.scan_soon(folder)

    def look_again(self) -> None:
        """The models of the library changed: the background sees to what is to be described now."""
        if self._background is not None:
            self._background.look_again()

    def set_paused(self, paused: bool) -> None:
        """Pauses the background, or lets it go on."""
        if self._background is not None:
            self._background.set_paused(paused)

    def close(self, then: Callable[[], None]) -> None:
        """Ends the background, and a sync on another thread, within a batch; saves; then calls ``then``."""
        self._closed = True
        self._engine.close()
        if self._background is not None:
            self._background.close()
        with self._turn:
            self._save_index()
            then()

    def _tell(self, change: Change) -> None:
        if isinstance(change, PhotosChanged):
            change = PhotosChanged(frozenset(self._photos.with_partners(change.photo_ids)))
        self._emit(change)

    def _make_scanner(
        self, cancelled: Callable[[], bool], is_being_written: Callable[[Path], bool]
    ) -> Scanner:
        return Scanner(self._files, PHOTO_SUFFIXES, self._excluded, cancelled, is_being_written)

    def _save_index(self) -> None:
        # An index is a cache: a disk without room for it costs time at the next start, nothing else.
        with suppress(OSError, EnvironmentProblem):
            self._models.save_indexes()
