"""The desktop application, put together."""

from __future__ import annotations

import logging
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from photoorg.gui.icons import application_icon
from photoorg.gui.main_window import MainWindow
from photoorg.gui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from photoorg.photo_library import PhotoLibrary

logger = logging.getLogger(__name__)


def _open_library(directory: Path | None, model: str | None) -> PhotoLibrary:
    # Here, on a lane: the library brings SQLAlchemy, and the window must appear first.
    from photoorg.photo_library import PhotoLibrary

    return PhotoLibrary.open(directory, model=model)


class BugCatcher(QObject):
    """Leads exceptions that nobody caught, on any thread, to the GUI thread.

    Signals:
        bug_found(BaseException): what was not caught.
    """

    bug_found = Signal(object)

    def install(self) -> None:
        """Takes over ``sys.excepthook`` and ``threading.excepthook``."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda hooked: self._report(hooked.exc_value)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
        else:
            self._report(error)

    def _report(self, error: BaseException | None) -> None:
        if error is not None:
            logger.error("unexpected error", exc_info=error)
            self.bug_found.emit(error)


def make_application(arguments: list[str]) -> QApplication:
    """A QApplication with our names, theme and Qt's own translations."""
    application = QApplication(arguments)
    application.setApplicationName("photoorg")
    application.setApplicationDisplayName("photoorg")
    application.setDesktopFileName("photoorg")
    application.setWindowIcon(application_icon())
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        application.installTranslator(translator)
    Theme(application)
    return application


def run_app(library_directory: Path | None, model: str | None) -> int:
    """Opens the window on a library and runs until it is closed.

    Args:
        library_directory: ``PHOTOORG_LIBRARY`` or the platform's data folder when None.
        model: overrides the library's own choice of encoder.

    Returns:
        The exit code of the process.
    """
    application = make_application(sys.argv[:1])
    window = MainWindow(partial(_open_library, library_directory, model))
    catcher = BugCatcher(window)
    catcher.bug_found.connect(window.show_bug, Qt.ConnectionType.QueuedConnection)
    catcher.install()
    window.show()
    return application.exec()
