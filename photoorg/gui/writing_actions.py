"""Files that are written for others, while the window goes on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.gui import wording
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from photoorg.errors import PhotoOrgError
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.writing_dialog import WritingDialog


class WritingActions(QObject):
    """Asks in a dialog how files are to be written, shows there how far that is, and says what came of it;
    one at a time.

    Signals:
        done(NoticeRaised): they are written.
        incomplete(NoticeRaised): some could not be.
    """

    done = Signal(object)
    incomplete = Signal(object)
    _progressed = Signal(int, int)

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._dialog: WritingDialog | None = None
        self._progressed.connect(self._on_progressed)

    @property
    def dialog(self) -> WritingDialog | None:
        """The dialog that is open now."""
        return self._dialog

    def _is_asking(self) -> bool:
        """Whether a dialog is open, which then comes to the front."""
        if self._dialog is None:
            return False
        self._dialog.raise_()
        self._dialog.activateWindow()
        return True

    def _open(self, dialog: WritingDialog) -> None:
        self._dialog = dialog
        dialog.cancel_wanted.connect(self._on_cancel_wanted)
        dialog.finished.connect(self._on_finished)
        dialog.show()

    def _tell(self, done: int, total: int) -> None:
        # On the thread that works; the window may be gone.
        with suppress(RuntimeError):
            self._progressed.emit(done, total)

    def _finish(self) -> None:
        if self._dialog is not None:
            self._dialog.finish()

    def _allow_another_try(self, error: PhotoOrgError) -> None:
        if self._dialog is not None:
            self._dialog.allow_another_try(wording.problem(error))

    def _say_what_failed(self, text: str, failed: Iterable[tuple[Path, str]]) -> None:
        details = "\n".join(
            wording.said(Sentence("{path}: {reason}", path=path, reason=reason)) for path, reason in failed
        )
        self.incomplete.emit(NoticeRaised(text, details))

    def _on_progressed(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _on_cancel_wanted(self) -> None:
        raise NotImplementedError

    def _on_finished(self) -> None:
        self._dialog = None
