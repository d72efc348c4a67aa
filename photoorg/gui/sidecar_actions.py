"""What the user said about photos, written beside them for other programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from photoorg.changes import NoticeRaised
from photoorg.gui import wording
from photoorg.gui.library_bridge import Track
from photoorg.gui.sidecar_dialog import SidecarDialog
from photoorg.gui.writing_actions import WritingActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.errors import PhotoOrgError
    from photoorg.export.sidecars import SidecarReport
    from photoorg.gui.library_bridge import LibraryBridge, Request
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary


def _write(
    photo_ids: tuple[int, ...] | None,
    people: bool,
    progress: Callable[[int, int], None],
    library: PhotoLibrary,
    cancellation: Cancellation,
) -> SidecarReport:
    """Of all photos where ``photo_ids`` is None."""
    ids = [*library.photo_ids(), *library.put_aside.hidden()] if photo_ids is None else list(photo_ids)
    return library.sidecars.write(ids, people=people, progress=progress, cancellation=cancellation)


def _read_people(library: PhotoLibrary) -> tuple[bool, bool]:
    """Whether people are looked for, and whether anybody has a name."""
    return library.people.is_wanted, bool(library.people.identities())


class SidecarActions(WritingActions):
    """Asks about which photos, and has it done aside."""

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(bridge, window)
        self._request: Request | None = None
        self._is_writing = False

    def ask(self, photo_ids: tuple[int, ...]) -> None:
        """Asks whether these photos are meant, or all."""
        if self._dialog is not None and not self._is_writing:
            # It was about other photos.
            self._dialog.close()
        if self._is_asking():
            return
        dialog = SidecarDialog(len(photo_ids), self._window)
        dialog.write_wanted.connect(partial(self._start, photo_ids))
        self._open(dialog)
        self._bridge.run(Track.RECORDS, _read_people, partial(self._on_people_read, dialog))

    def _start(self, photo_ids: tuple[int, ...], everything: bool, people: bool) -> None:
        self._is_writing = True
        work = partial(_write, None if everything else photo_ids, people, self._tell)
        self._request = self._bridge.run_aside(work, self._on_written, self._on_failed)

    def _on_people_read(self, dialog: SidecarDialog, read: tuple[bool, bool]) -> None:
        # It may have been closed, or be another one by now.
        if dialog is self._dialog:
            is_wanted, is_anybody_named = read
            dialog.know_people(is_wanted=is_wanted, is_anybody_named=is_anybody_named)

    def _on_written(self, report: SidecarReport) -> None:
        self._is_writing = False
        self._finish()
        text = self.tr("Sidecars written: {files}.").format(files=_count(len(report.written)))
        if report.emptied:
            gone = self.tr("Removed, with nothing left to say: {files}.")
            text = f"{text} {gone.format(files=_count(len(report.emptied)))}"
        if report.away:
            away = self.tr("Not within reach: {photos}.")
            text = f"{text} {away.format(photos=wording.photo_count(report.away))}"
        if not report.failures:
            self.done.emit(NoticeRaised(text))
            return
        some = self.tr("Some could not be written.")
        self._say_what_failed(f"{text} {some}", report.failures.items())

    def _on_failed(self, error: PhotoOrgError) -> None:
        self._is_writing = False
        self._allow_another_try(error)

    def _on_cancel_wanted(self) -> None:
        if self._request is not None:
            self._request.cancel()

    def _on_finished(self) -> None:
        self._is_writing = False
        super()._on_finished()


def _count(files: int) -> str:
    return wording.file_count(files) if files else wording.number(0)
