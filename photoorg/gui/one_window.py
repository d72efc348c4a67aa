"""One window for each library: who opens it a second time sees the first one."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalSocket

    from photoorg.gui.main_window import MainWindow

SOCKET_NAME = "window.socket"
# What fits into the address of a Unix socket, everywhere.
LONGEST_ADDRESS_BYTES = 100
CONNECT_MS = 500
# The window may just be busy; one that does not answer at all must not be all that happens.
ANSWER_MS = 3000
ANSWER = b"shown"


def _address(directory: Path) -> str:
    """Where the window of a library listens; "" where that cannot be."""
    place = directory.resolve()
    if sys.platform == "win32":
        return f"photoorg-{hashlib.sha256(str(place).casefold().encode()).hexdigest()[:32]}"
    address = str(place / SOCKET_NAME)
    return address if len(os.fsencode(address)) <= LONGEST_ADDRESS_BYTES else ""


def show_running(directory: Path) -> bool:
    """Has the window that is open on a library come to the front; False where there is none."""
    address = _address(directory)
    if not address or (sys.platform != "win32" and not os.path.lexists(address)):
        return False
    # Not before: mostly there is none.
    from PySide6.QtNetwork import QLocalSocket

    asking = QLocalSocket()
    asking.connectToServer(address)
    if not asking.waitForConnected(CONNECT_MS):
        return False
    has_answered = asking.waitForReadyRead(ANSWER_MS) and asking.readAll().data() == ANSWER
    asking.abort()
    return has_answered


class OneWindow(QObject):
    """Brings the window to the front when it is opened again. Listens once the library is open: whoever has
    it is the only one, and what lies at the address is nobody else's."""

    def __init__(self, directory: Path, window: MainWindow) -> None:
        super().__init__(window)
        self._directory = directory
        self._window = window
        window.bridge.opened.connect(self._listen)

    def _listen(self) -> None:
        # The library may be new: its directory is there by now.
        address = _address(self._directory)
        if not address:
            return
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(address)
        # Where a disk knows no sockets, the library can just not be opened twice.
        if server.listen(address):
            server.newConnection.connect(lambda: self._on_asked(server.nextPendingConnection()))
            self._window.closed.connect(server.close)

    def _on_asked(self, asking: QLocalSocket) -> None:
        asking.disconnected.connect(asking.deleteLater)
        self._window.setWindowState(
            self._window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
        )
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        asking.write(ANSWER)
        asking.flush()
