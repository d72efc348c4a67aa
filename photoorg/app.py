"""The desktop application, put together."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtWidgets import QApplication

from photoorg.gui.garbage import GuiThreadCollector
from photoorg.gui.icons import application_icon
from photoorg.gui.languages import SYSTEM, speak
from photoorg.gui.main_window import MainWindow
from photoorg.gui.one_window import OneWindow, show_running
from photoorg.gui.theme import Theme
from photoorg.gui.window_state import WindowState
from photoorg.settings_file import default_library_directory, stored_setting

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from photoorg.first_look import FirstLook
    from photoorg.photo_library import PhotoLibrary

logger = logging.getLogger(__name__)

SWITCH_INTERVAL_S = 0.001
# Of malloc.h.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
RETURNED_FROM_BYTES = 256 * 1024
ARENAS = 2


def library_class() -> type[PhotoLibrary]:
    """Imports PhotoLibrary: on a lane, for it brings SQLAlchemy, and the window must appear first."""
    from photoorg.photo_library import PhotoLibrary

    # What modules bring stays: nobody needs to look through it for garbage.
    gc.freeze()
    return PhotoLibrary


def take_first_look(directory: Path) -> FirstLook | None:
    """Imports what a first look needs on a lane, too."""
    from photoorg.first_look import FirstLook

    return FirstLook.take(directory)


def _open_library(directory: Path | None, model: str | None) -> PhotoLibrary:
    return library_class().open(directory, model=model)


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
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._report(error)

    def _report(self, error: BaseException | None) -> None:
        if error is not None:
            logger.error("unexpected error", exc_info=error)
            self.bug_found.emit(error)


class TerminationWatch(QObject):
    """Ends the application properly on Ctrl+C in the terminal or a request by the system.

    Qt's event loop would else not let Python see the signal until something happens in the window.

    Signals:
        asked_to_end(): SIGINT or SIGTERM came.
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._write_end.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: None)

    def _on_signal(self) -> None:
        self._read_end.recv(64)
        self.asked_to_end.emit()

    def end(self) -> None:
        """Lets go of signals: a second one would be written into a socket that is gone."""
        signal.set_wakeup_fd(-1)


def _give_memory_back() -> None:
    """Lets glibc return the memory of pixmaps and large arrays when it is freed.

    By default it soon stops doing so, and keeps an arena for each thread: after some scrolling that is 100 MB
    which nobody uses.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.mallopt(M_MMAP_THRESHOLD, RETURNED_FROM_BYTES)
            libc.mallopt(M_ARENA_MAX, ARENAS)


def make_application(arguments: list[str], language: object = SYSTEM) -> QApplication:
    """A QApplication with our names, theme and language.

    Threads give the interpreter to one another within a millisecond from now on; by default it takes five, in
    which a third of a frame would go by.

    Args:
        language: as for ``languages.speak``.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    _give_memory_back()
    application = QApplication(arguments)
    application.setApplicationName("photoorg")
    application.setApplicationDisplayName("photoorg")
    application.setDesktopFileName("photoorg")
    application.setWindowIcon(application_icon())
    speak(application, language)
    GuiThreadCollector(application)
    Theme(application)
    return application


def run_app(library_directory: Path | None, model: str | None) -> int:
    """Opens the window on a library and runs until it is closed; where one is open on it already, that one
    comes to the front.

    Args:
        library_directory: ``PHOTOORG_LIBRARY`` or the platform's data folder when None.
        model: overrides the library's own choice of encoder.

    Returns:
        The exit code of the process.
    """
    # Before the library is open: a window must not change its colours a moment after it appeared, and its
    # texts are made with it.
    directory = library_directory or default_library_directory()
    application = make_application(sys.argv[:1], stored_setting(directory, "language"))
    if show_running(directory):
        return 0
    (theme,) = application.findChildren(Theme)
    theme.choose(stored_setting(directory, "theme") or "system")
    window = MainWindow(partial(_open_library, library_directory, model), partial(take_first_look, directory))
    window.theme_chosen.connect(theme.choose)
    OneWindow(directory, window)
    state = WindowState(directory)
    state.restore(window)
    window.closed.connect(partial(state.keep, window))
    catcher = BugCatcher(window)
    catcher.bug_found.connect(window.messages.show_bug, Qt.ConnectionType.QueuedConnection)
    catcher.install()
    watch = TerminationWatch(window)
    watch.asked_to_end.connect(window.close)
    window.show()
    code = application.exec()
    watch.end()
    leave_what_is_at_work(window, code)
    return code


def leave_what_is_at_work(window: MainWindow, code: int = 0) -> None:
    """Ends the process where a closed window's model is still being converted or loaded.

    The library is closed and everything is written. Python would now tear down the libraries that this thread
    is deep inside of, and crash in them.
    """
    if window.bridge.is_at_work_aside:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(code)
