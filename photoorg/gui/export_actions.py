"""Copies of photos for others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.export.options import CopyOptions
from photoorg.gui import wording
from photoorg.gui.export_dialog import ExportDialog, ExportWish
from photoorg.gui.exporting_actions import ExportingActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.export.report import ExportReport
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary


def _export(
    photo_ids: tuple[int, ...],
    wish: ExportWish,
    library: PhotoLibrary,
    progress: Callable[[int, int], None],
    stop: Cancellation,
) -> ExportReport:
    folder = Path(wish.folder).expanduser()
    return library.exports.write(photo_ids, folder, wish.options, progress=progress, cancellation=stop)


class ExportActions(ExportingActions):
    """Asks how copies are to be and has them made aside; what was asked last is offered next time."""

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(bridge, window)
        self._wish = ExportWish("", CopyOptions())

    def ask(self, photo_ids: tuple[int, ...]) -> None:
        """Asks how copies of these photos are to be; one export at a time."""
        if not self._is_asking() and photo_ids:
            dialog = ExportDialog(len(photo_ids), self._wish, self._window)
            dialog.export_wanted.connect(partial(self._start, photo_ids))
            self._open(dialog)

    def _start(self, photo_ids: tuple[int, ...], wish: ExportWish) -> None:
        self._wish = wish
        self._run(partial(_export, photo_ids, wish), len(photo_ids))

    def _remark(self, report: ExportReport) -> str:
        smaller = sum(one.is_smaller for one in report.exported)
        if not smaller:
            return ""
        fewer = self.tr("{photos} with fewer pixels than the original.")
        return fewer.format(photos=wording.photo_count(smaller))
