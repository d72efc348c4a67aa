"""What went wrong in this session: notices of mistakes, the log, and the window that shows it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.session_log import SessionLog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.log_window import LogWindow
    from photoorg.gui.notices import Notices

logger = logging.getLogger(__name__)

# Topic of the notice about mistakes of ours.
BUG = "bug"


class SessionMessages(QObject):
    """Shows notices and keeps them, with all that is logged, for as long as the window is open."""

    _logged = Signal()

    def __init__(self, bridge: LibraryBridge, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._notices = notices
        self._window = window
        self._log = SessionLog(self._logged.emit)
        self._log.install()
        self._log_window: LogWindow | None = None
        self._logged.connect(self._on_logged)
        bridge.notice_raised.connect(notices.add)
        bridge.notice_raised.connect(self._on_notice_raised)
        bridge.notice_settled.connect(notices.settle)
        bridge.bug_found.connect(self.on_bug_found)

    @property
    def log_window(self) -> LogWindow | None:
        """The window with the messages, once it was asked for."""
        return self._log_window

    def write_to(self, directory: Path) -> None:
        """Writes the log into the folder of the library from now on."""
        self._log.write_to(directory)

    def show_bug(self, _error: BaseException) -> None:
        """Says that there was a mistake of ours, and leads to the log, which has it already."""
        text = self.tr("photoorg made a mistake. Your photos are untouched, and you can go on.")
        self._notices.add(NoticeRaised(text, topic=BUG), details=self.show_log)

    def on_bug_found(self, error: BaseException) -> None:
        """Logs a mistake of ours, and says that there was one."""
        logger.error("unexpected error", exc_info=error)
        self.show_bug(error)

    def show_log(self) -> None:
        """Opens the window with the messages."""
        # Not before: hardly anybody wants to see it.
        from photoorg.gui.log_window import LogWindow

        if self._log_window is None:
            self._log_window = LogWindow(self._log, self._bridge, self._window)
        self._log_window.present()

    def close(self) -> None:
        """Ends the log."""
        if self._log_window is not None:
            self._log_window.close()
        self._log.close()

    def _on_logged(self) -> None:
        if self._log_window is not None:
            self._log_window.follow()

    def _on_notice_raised(self, notice: NoticeRaised) -> None:
        self._log.note(notice.text, notice.details)
