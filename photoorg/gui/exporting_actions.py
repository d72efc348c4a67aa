"""Exports, while the window goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.changes import NoticeRaised
from photoorg.export.report import ExportReport, ExportStopped
from photoorg.gui import wording
from photoorg.gui.exporting_dialog import ExportingDialog
from photoorg.gui.library_bridge import REFUSED, Track
from photoorg.gui.writing_actions import WritingActions
from photoorg.jobs import Cancellation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from photoorg.errors import PhotoOrgError
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.writing_dialog import WritingDialog
    from photoorg.photo_library import PhotoLibrary

    # Is told photos done and in all, and looks at the cancellation before each photo; a list is one file.
    Export = Callable[[PhotoLibrary, Callable[[int, int], None], Cancellation], ExportReport | Path]


def _watched_folders(library: PhotoLibrary) -> list[Path]:
    return [folder.path for folder in library.folders()]


def _exported(
    export: Export,
    progress: Callable[[int, int], None],
    stop: Cancellation,
    library: PhotoLibrary,
    closing: Cancellation,
) -> ExportReport | Path:
    """What was exported until the end, or until ``stop`` or ``closing``; for a list, the file."""

    def tell(done: int, total: int) -> None:
        closing.check()
        progress(done, total)

    try:
        return export(library, tell, stop)
    except ExportStopped as stopped:
        return stopped.report


class ExportingActions(WritingActions):
    """Has photos exported aside. One that is stopped tells how far it came."""

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(bridge, window)
        self._stop = Cancellation()

    def _open(self, dialog: WritingDialog) -> None:
        super()._open(dialog)
        self._bridge.run(Track.READS, _watched_folders, self._on_folders_read)

    def _on_folders_read(self, folders: Sequence[Path]) -> None:
        if isinstance(self._dialog, ExportingDialog):
            self._dialog.know_watched(folders)

    def _run(self, export: Export, photo_count: int) -> None:
        self._stop = stop = Cancellation()
        self._bridge.run_aside(
            partial(_exported, export, self._tell, stop),
            partial(self._on_exported, stop, photo_count),
            partial(self._on_failed, stop),
        )

    def _on_exported(self, stop: Cancellation, photo_count: int, result: ExportReport | Path) -> None:
        if not stop.cancelled:
            self._finish()
        if isinstance(result, Path):
            self.done.emit(NoticeRaised(self.tr("The list is in {file}.").format(file=result)))
            return
        if stop.cancelled:
            # Only now is it known how many there are: one was under way.
            done = wording.number(len(result.exported))
            text = self.tr("Export stopped: {done} of {total} photos were exported.")
            self.done.emit(NoticeRaised(text.format(done=done, total=wording.number(photo_count))))
            return
        count = wording.photo_count(len(result.exported))
        text = self.tr("{photos} exported to {folder}.").format(photos=count, folder=result.folder)
        text = " ".join(filter(None, (text, self._remark(result))))
        if not result.failed:
            self.done.emit(NoticeRaised(text))
            return
        failed = self.tr("{photos} could not be exported.")
        text = f"{text} {failed.format(photos=wording.photo_count(len(result.failed)))}"
        self._say_what_failed(text, ((one.path, one.reason) for one in result.failed))

    def _remark(self, report: ExportReport) -> str:
        """What else is to be said of what was exported, as a sentence; "" for nothing."""
        return ""

    def _on_failed(self, stop: Cancellation, error: PhotoOrgError) -> None:
        if stop.cancelled:
            self.incomplete.emit(NoticeRaised(error.problem, topic=REFUSED))
        else:
            self._allow_another_try(error)

    def _on_cancel_wanted(self) -> None:
        self._stop.cancel()
