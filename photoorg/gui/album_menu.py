"""The menu of what can be done with the album on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from photoorg.gui.pages import InAlbum, WholePage, album_of

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu

    from photoorg.gui.pages import Page


class AlbumMenu(QObject):
    """Commands about the album on the screen; those that make no sense there are dimmed.

    Signals:
        new_folder_wanted(): a folder of albums.
        edit_wanted(), fitting_wanted(), export_wanted(), best_wanted(), cover_wanted()
        sort_wanted(str): ``oldest``, ``newest``, ``name`` or ``best``.
        move_wanted(str): selected photos ``first``, ``earlier``, ``later`` or ``last``.
    """

    new_folder_wanted = Signal()
    edit_wanted = Signal()
    fitting_wanted = Signal()
    export_wanted = Signal()
    best_wanted = Signal()
    cover_wanted = Signal()
    sort_wanted = Signal(str)
    move_wanted = Signal(str)

    def __init__(self, menu: QMenu, window: QMainWindow) -> None:
        """``menu``: where the commands go."""
        super().__init__(window)
        self._window = window
        self._menu = menu
        self._is_open = False
        self._page: Page | None = None
        self._of_album: list[QAction] = []
        self._of_filled: list[QAction] = []
        self.new_folder = self._add(self.tr("New &folder of albums…"), "Ctrl+Shift+N", self.new_folder_wanted)
        self._of_album.append(self._add(self.tr("&Edit album…"), "Ctrl+E", self.edit_wanted))
        menu.addSeparator()
        self.fitting = self._add(self.tr("&Photos that fit…"), "Ctrl+J", self.fitting_wanted)
        self.best = self._add(self.tr("The &best of this page"), "Ctrl+B", self.best_wanted)
        self._of_album.append(self._add(self.tr("Use as &cover"), "", self.cover_wanted))
        menu.addSeparator()
        for text, by in (
            (self.tr("Sort: &oldest first"), "oldest"),
            (self.tr("Sort: &newest first"), "newest"),
            (self.tr("Sort: by na&me"), "name"),
            (self.tr("Sort: be&st first"), "best"),
        ):
            action = self._add(text, "")
            action.triggered.connect(partial(self._on_sort, by))
            self._of_filled.append(action)
        menu.addSeparator()
        for text, keys, to in (
            (self.tr("Move to the beginn&ing"), "Alt+Shift+Home", "first"),
            (self.tr("Move bac&k"), "Alt+Shift+Left", "earlier"),
            (self.tr("Move for&ward"), "Alt+Shift+Right", "later"),
            (self.tr("Move to the en&d"), "Alt+Shift+End", "last"),
        ):
            action = self._add(text, keys)
            action.triggered.connect(partial(self._on_move, to))
            self._of_filled.append(action)
        menu.addSeparator()
        self._of_album.append(self._add(self.tr("E&xport album…"), "", self.export_wanted))
        self._show()

    def set_library_open(self, is_open: bool) -> None:
        """Commands that need the library are dimmed without it."""
        self._is_open = is_open
        self._show()

    def show_page(self, page: Page) -> None:
        """Another page is on the screen."""
        self._page = page
        self._show()

    def _show(self) -> None:
        page = self._page
        is_album = self._is_open and isinstance(page, InAlbum)
        is_filled = is_album and isinstance(page, InAlbum) and not page.query
        for action in self._of_album:
            action.setEnabled(is_album)
        for action in self._of_filled:
            action.setEnabled(is_filled)
        album = album_of(page)
        self.fitting.setEnabled(self._is_open and album is not None and not album.query)
        self.best.setEnabled(self._is_open and isinstance(page, WholePage))
        self.new_folder.setEnabled(self._is_open)

    def _on_sort(self, by: str) -> None:
        self.sort_wanted.emit(by)

    def _on_move(self, to: str) -> None:
        self.move_wanted.emit(to)

    def _add(self, text: str, keys: str, signal: SignalInstance | None = None) -> QAction:
        action = self._menu.addAction(text)
        if keys:
            action.setShortcuts([QKeySequence(keys)])
        if signal is not None:
            action.triggered.connect(signal)
        # Of the window, too: shortcuts go on while the menu bar is hidden.
        self._window.addAction(action)
        return action
