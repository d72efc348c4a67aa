"""How the window was left: its place and size, how photos are shown. Found again at the next start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt

from photoorg.gui.viewer.slideshow import SECONDS_CHOICES

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.gui.main_window import MainWindow

WINDOW_FILE = "window.ini"


class WindowState:
    """Kept beside the library, for each has a screenful of its own. Nothing of it is worth an error: what
    cannot be read, or makes no sense, is as at first, and what cannot be written is not kept."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def restore(self, window: MainWindow) -> None:
        """To be called before the window is shown."""
        known = self._settings()
        geometry = known.value("geometry")
        if isinstance(geometry, QByteArray) and window.restoreGeometry(geometry):
            # The large view alone would be full of nothing.
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        if (cell_px := _whole(known.value("thumbnails/px"))) is not None:
            window.grid.set_cell_px(cell_px)
        window.menus.fill.setChecked(_is(known.value("thumbnails/squares"), "true"))
        window.viewer.info.setVisible(not _is(known.value("viewer/info"), "false"))
        window.viewer.people.show_outlines(_is(known.value("viewer/faces"), "true"))
        window.sidebar.albums.fold_only(_texts(known.value("albums/closed")))
        seconds = _whole(known.value("slideshow/seconds"))
        if seconds in SECONDS_CHOICES:
            window.viewer.slideshow.choose(seconds)

    def keep(self, window: MainWindow) -> None:
        """To be called when the window is closed."""
        # The settings would make the directory.
        if not self._directory.is_dir():
            return
        known = self._settings()
        known.setValue("geometry", window.saveGeometry())
        known.setValue("thumbnails/px", window.grid.cell_px)
        known.setValue("thumbnails/squares", window.menus.fill.isChecked())
        known.setValue("viewer/info", window.viewer.shows_info)
        known.setValue("viewer/faces", window.viewer.people.has_outlines)
        known.setValue("albums/closed", json.dumps(window.sidebar.albums.closed_folders))
        known.setValue("slideshow/seconds", window.viewer.slideshow.interval_ms // 1000)
        known.sync()

    def _settings(self) -> QSettings:
        return QSettings(str(self._directory / WINDOW_FILE), QSettings.Format.IniFormat)


def _whole(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _texts(value: object) -> list[str]:
    # In JSON, for a list of one text does not come back as a list.
    try:
        texts = json.loads(str(value))
    except (ValueError, RecursionError):
        return []
    return [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []


def _is(value: object, word: str) -> bool:
    # Text, once it was in the file; until then what it was.
    return str(value).lower() == word
