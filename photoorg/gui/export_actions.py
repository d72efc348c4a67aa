"""Copies of photos for others."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.export.options import CopyOptions
from photoorg.export.report import ExportStopped
from photoorg.gui import wording
from photoorg.gui.export_dialog import ExportDialog, ExportWish
from photoorg.jobs import Cancellation
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.errors import PhotoOrgError
    from photoorg.export.report import ExportReport
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.photo_library import PhotoLibrary


def _export(
    photo_ids: tuple[int, ...],
    wish: ExportWish,
    progress: Callable[[int, int], None],
    stop: Cancellation,
    library: PhotoLibrary,
    closing: Cancellation,
) -> ExportReport:
    """What was exported until the end, or until ``stop`` or ``closing``."""

    def tell(done: int, total: int) -> None:
        closing.check()
        progress(done, total)

    folder = Path(wish.folder).expanduser()
    try:
        return library.exports.write(photo_ids, folder, wish.options, progress=tell, cancellation=stop)
    except ExportStopped as stopped:
        return stopped.report


class ExportActions(QObject):
    """Asks how copies are to be and has them made aside; what was asked last is offered next time.

    Signals:
        done(NoticeRaised): copies were made.
        incomplete(NoticeRaised): some could not be made.
    """

    done = Signal(object)
    incomplete = Signal(object)
    _progressed = Signal(int, int)

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._wish = ExportWish("", CopyOptions())
        self._dialog: ExportDialog | None = None
        self._stop = Cancellation()
        self._progressed.connect(self._on_progressed)

    @property
    def dialog(self) -> ExportDialog | None:
        """The dialog that is open now."""
        return self._dialog

    def ask(self, photo_ids: tuple[int, ...]) -> None:
        """Asks how copies of these photos are to be; one export at a time."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        if photo_ids:
            self._dialog = ExportDialog(len(photo_ids), self._wish, self._window)
            self._dialog.export_wanted.connect(partial(self._start, photo_ids))
            self._dialog.cancel_wanted.connect(self._on_cancel_wanted)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.show()

    def _start(self, photo_ids: tuple[int, ...], wish: ExportWish) -> None:
        self._wish = wish
        self._stop = stop = Cancellation()
        work = partial(_export, photo_ids, wish, self._tell, stop)
        self._bridge.run_aside(
            work, partial(self._on_exported, stop, len(photo_ids)), partial(self._on_failed, stop)
        )

    def _tell(self, done: int, total: int) -> None:
        # On the thread that works; the window may be gone.
        with suppress(RuntimeError):
            self._progressed.emit(done, total)

    def _on_progressed(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _on_exported(self, stop: Cancellation, total: int, report: ExportReport) -> None:
        if stop.cancelled:
            # Only now is it known how many there are: one was under way.
            done = wording.number(len(report.exported))
            text = self.tr("Export stopped: {done} of {total} photos were exported.")
            self.done.emit(NoticeRaised(text.format(done=done, total=wording.number(total))))
            return
        if self._dialog is not None:
            self._dialog.finish()
        count = wording.photo_count(len(report.exported))
        text = self.tr("{photos} exported to {folder}.").format(photos=count, folder=report.folder)
        if smaller := sum(one.is_smaller for one in report.exported):
            fewer = self.tr("{photos} with fewer pixels than the original.")
            text = f"{text} {fewer.format(photos=wording.photo_count(smaller))}"
        if not report.failed:
            self.done.emit(NoticeRaised(text))
            return
        failed = self.tr("{photos} could not be exported.")
        text = f"{text} {failed.format(photos=wording.photo_count(len(report.failed)))}"
        details = "\n".join(
            wording.said(Sentence("{path}: {reason}", path=one.path, reason=one.reason))
            for one in report.failed
        )
        self.incomplete.emit(NoticeRaised(text, details))

    def _on_failed(self, stop: Cancellation, error: PhotoOrgError) -> None:
        if stop.cancelled:
            self.incomplete.emit(NoticeRaised(error.problem))
        elif self._dialog is not None:
            self._dialog.allow_another_try(wording.problem(error))

    def _on_cancel_wanted(self) -> None:
        self._stop.cancel()

    def _on_finished(self) -> None:
        self._dialog = None
