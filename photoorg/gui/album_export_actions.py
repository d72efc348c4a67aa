"""Albums for others: as a page, copies, links or a list."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.export.report import ExportStopped
from photoorg.gui import wording
from photoorg.gui.album_export_dialog import AlbumExportDialog, AlbumExportWish
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
    name: str,
    photo_ids: tuple[int, ...],
    wish: AlbumExportWish,
    language: str,
    progress: Callable[[int, int], None],
    stop: Cancellation,
    library: PhotoLibrary,
    closing: Cancellation,
) -> ExportReport | Path:
    """What was exported until the end, or until ``stop`` or ``closing``; for a list, the file."""
    from photoorg.export.links import LinkKind
    from photoorg.export.photo_list import ListFormat
    from photoorg.export.web_album import WebOptions

    def tell(done: int, total: int) -> None:
        closing.check()
        progress(done, total)

    folder = Path(wish.folder).expanduser()
    try:
        match wish.form:
            case "web":
                options = WebOptions(wish.longest_side_px, wish.captions, wish.dates, wish.metadata, language)
                album = library.albums.get(name)
                return library.album_exports.web_page(
                    name, album.description, photo_ids, folder, options, progress=tell, cancellation=stop
                )
            case "copies":
                return library.exports.write(photo_ids, folder, progress=tell, cancellation=stop)
            case "symlinks" | "hardlinks":
                kind = LinkKind(wish.form)
                return library.album_exports.links(photo_ids, folder, kind, progress=tell, cancellation=stop)
            case _:
                return library.album_exports.list_file(name, photo_ids, folder, ListFormat(wish.form))
    except ExportStopped as stopped:
        return stopped.report


class AlbumExportActions(QObject):
    """Asks how an album is to be exported and has it done aside; what was asked last is offered next time.

    Signals:
        done(NoticeRaised): it is exported.
        incomplete(NoticeRaised): some photos could not be.
    """

    done = Signal(object)
    incomplete = Signal(object)
    _progressed = Signal(int, int)

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._wish = AlbumExportWish()
        self._dialog: AlbumExportDialog | None = None
        self._stop = Cancellation()
        self._progressed.connect(self._on_progressed)

    @property
    def dialog(self) -> AlbumExportDialog | None:
        """The dialog that is open now."""
        return self._dialog

    def ask(self, name: str, photo_ids: tuple[int, ...]) -> None:
        """Asks how an album with these photos is to be exported; one export at a time."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self._dialog = AlbumExportDialog(name, len(photo_ids), self._wish, self._window)
        self._dialog.export_wanted.connect(partial(self._start, name, photo_ids))
        self._dialog.cancel_wanted.connect(self._on_cancel_wanted)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.show()

    def _start(self, name: str, photo_ids: tuple[int, ...], wish: AlbumExportWish) -> None:
        self._wish = wish
        self._stop = stop = Cancellation()
        language = "zh" if QLocale().language() is QLocale.Language.Chinese else "en"
        work = partial(_export, name, photo_ids, wish, language, self._tell, stop)
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

    def _on_exported(self, stop: Cancellation, total: int, result: ExportReport | Path) -> None:
        if not stop.cancelled and self._dialog is not None:
            self._dialog.finish()
        if isinstance(result, Path):
            self.done.emit(NoticeRaised(self.tr("The list is in {file}.").format(file=result)))
            return
        if stop.cancelled:
            done = wording.number(len(result.exported))
            text = self.tr("Export stopped: {done} of {total} photos were exported.")
            self.done.emit(NoticeRaised(text.format(done=done, total=wording.number(total))))
            return
        count = wording.photo_count(len(result.exported))
        text = self.tr("{photos} exported to {folder}.").format(photos=count, folder=result.folder)
        if not result.failed:
            self.done.emit(NoticeRaised(text))
            return
        failed = self.tr("{photos} could not be exported.")
        text = f"{text} {failed.format(photos=wording.photo_count(len(result.failed)))}"
        details = "\n".join(
            wording.said(Sentence("{path}: {reason}", path=one.path, reason=one.reason))
            for one in result.failed
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
