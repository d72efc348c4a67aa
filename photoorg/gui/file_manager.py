"""The system's file manager, and its programs for photos."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtDBus import QDBusPendingCallWatcher

# https://www.freedesktop.org/wiki/Specifications/file-manager-interface
SERVICE, OBJECT = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"


def file_url(path: Path) -> QUrl:
    """The address of a file, whatever bytes its name is made of."""
    return QUrl.fromEncoded(path.as_uri().encode())


def open_file(path: Path) -> bool:
    """Opens a file, or a folder, with the program that the system has for it; False where there is none."""
    return QDesktopServices.openUrl(file_url(path))


class FileManager(QObject):
    """Shows files where they lie.

    Signals:
        failed(Path): there is nothing that could show this folder.
    """

    failed = Signal(object)

    def show_files(self, paths: Sequence[Path]) -> None:
        """Opens their folders with these files selected, or just the folder of the first where the file
        manager cannot do that."""
        if sys.platform == "win32":
            shown = QProcess.startDetached("explorer", ["/select,", QDir.toNativeSeparators(str(paths[0]))])
            if not shown:
                self._show_folder(paths[0])
        elif sys.platform == "darwin":
            if not QProcess.startDetached("open", ["-R", *map(str, paths)]):
                self._show_folder(paths[0])
        else:
            self._ask_file_manager(paths)

    def _ask_file_manager(self, paths: Sequence[Path]) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._show_folder(paths[0])
            return
        call = QDBusMessage.createMethodCall(SERVICE, OBJECT, SERVICE, "ShowItems")
        # The last one is what a desktop gives to programs that it starts.
        call.setArguments([[path.as_uri() for path in paths], ""])

        def on_finished(watcher: QDBusPendingCallWatcher) -> None:
            if watcher.isError():
                self._show_folder(paths[0])
            watcher.deleteLater()

        QDBusPendingCallWatcher(bus.asyncCall(call), self).finished.connect(on_finished)

    def _show_folder(self, path: Path) -> None:
        if not open_file(path.parent):
            self.failed.emit(path.parent)
