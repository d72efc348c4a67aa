"""A file manager on a session bus of its own, and a window's call to it; prints what it was asked to show."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection

from photoorg.gui.file_manager import OBJECT, SERVICE, FileManager

PATIENCE_MS = 20_000


@ClassInfo({"D-Bus Interface": SERVICE})
class Desktop(QObject):
    """What a desktop's file manager offers."""

    @Slot("QStringList", str)
    def ShowItems(self, addresses: list[str], startup_id: str) -> None:
        """Shows files, here by printing their addresses."""
        sys.stdout.write("\n".join(addresses))
        QCoreApplication.quit()


def main() -> None:
    """Asks for the files named on the command line."""
    application = QCoreApplication(sys.argv[:1])
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
    desktop = Desktop()
    assert bus.registerObject(OBJECT, desktop, QDBusConnection.RegisterOption.ExportAllSlots)
    assert bus.registerService(SERVICE)
    files = FileManager()
    files.show_files([Path(argument) for argument in sys.argv[1:]])
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


if __name__ == "__main__":
    main()
