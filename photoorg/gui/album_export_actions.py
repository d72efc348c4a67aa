"""Albums for others: as a page, copies, links or a list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photoorg.gui.album_export_dialog import AlbumExportDialog, AlbumExportWish
from photoorg.gui.exporting_actions import ExportingActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.export.report import ExportReport
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary


def _export(
    name: str,
    photo_ids: tuple[int, ...],
    wish: AlbumExportWish,
    language: str,
    library: PhotoLibrary,
    progress: Callable[[int, int], None],
    stop: Cancellation,
) -> ExportReport | Path:
    """What was exported; for a list, the file."""
    from photoorg.export.links import LinkKind
    from photoorg.export.photo_list import ListFormat
    from photoorg.export.web_album import WebOptions

    folder = Path(wish.folder).expanduser()
    match wish.form:
        case "web":
            options = WebOptions(wish.longest_side_px, wish.captions, wish.dates, wish.metadata, language)
            album = library.albums.get(name)
            return library.album_exports.web_page(
                name, album.description, photo_ids, folder, options, progress=progress, cancellation=stop
            )
        case "copies":
            return library.exports.write(photo_ids, folder, progress=progress, cancellation=stop)
        case "symlinks" | "hardlinks":
            kind = LinkKind(wish.form)
            return library.album_exports.links(photo_ids, folder, kind, progress=progress, cancellation=stop)
        case _:
            return library.album_exports.list_file(name, photo_ids, folder, ListFormat(wish.form))


class AlbumExportActions(ExportingActions):
    """Asks how an album is to be exported and has it done aside; what was asked last is offered next time."""

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(bridge, window)
        self._wish = AlbumExportWish()

    def ask(self, name: str, photo_ids: tuple[int, ...]) -> None:
        """Asks how an album with these photos is to be exported; one export at a time."""
        if not self._is_asking():
            dialog = AlbumExportDialog(name, len(photo_ids), self._wish, self._window)
            dialog.export_wanted.connect(partial(self._start, name, photo_ids))
            self._open(dialog)

    def _start(self, name: str, photo_ids: tuple[int, ...], wish: AlbumExportWish) -> None:
        self._wish = wish
        language = "zh" if QLocale().language() is QLocale.Language.Chinese else "en"
        self._run(partial(_export, name, photo_ids, wish, language), len(photo_ids))
