"""The menu bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence

from photoorg.gui.album_menu import AlbumMenu
from photoorg.library.beings.records import PERSON, PET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QMainWindow, QMenu


class Menus(QObject):
    """Every command with its shortcut; what it does is the window's business.

    Signals:
        add_folder_wanted(), quit_wanted(), paste_wanted(), select_all_wanted(), find_wanted(),
        back_wanted(), similar_wanted(), add_to_album_wanted(), tags_wanted(), labels_wanted(), hide_wanted(),
        corrections_wanted(), words_wanted(), sidecars_wanted(), remove_wanted(), trash_wanted(),
        new_album_wanted(), about_wanted(), unreadable_wanted(), settings_wanted(), undo_wanted(),
        redo_wanted(), shortcuts_wanted(), log_wanted(), show_files_wanted(), open_files_wanted(),
        copy_wanted(), copy_paths_wanted(), export_wanted(), save_search_wanted(), full_screen_wanted(),
        slideshow_wanted(), stack_wanted(), unstack_wanted(): the command of that name was chosen.
        mark_wanted(str): a ``person`` or a ``pet`` is to be marked on a photo.
        outlines_chosen(bool): outline faces and animals in the large view.
        turn_wanted(int): quarters clockwise.
        zoom_wanted(int): steps, positive for larger.
        usual_zoom_wanted(): thumbnails as large as at first, or all of the picture in the large view.
        fill_chosen(bool): crop thumbnails to squares.
    """

    add_folder_wanted = Signal()
    quit_wanted = Signal()
    paste_wanted = Signal()
    select_all_wanted = Signal()
    find_wanted = Signal()
    back_wanted = Signal()
    similar_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    save_search_wanted = Signal()
    add_to_album_wanted = Signal()
    tags_wanted = Signal()
    labels_wanted = Signal()
    words_wanted = Signal()
    corrections_wanted = Signal()
    sidecars_wanted = Signal()
    hide_wanted = Signal()
    stack_wanted = Signal()
    unstack_wanted = Signal()
    remove_wanted = Signal()
    trash_wanted = Signal()
    new_album_wanted = Signal()
    about_wanted = Signal()
    shortcuts_wanted = Signal()
    log_wanted = Signal()
    unreadable_wanted = Signal()
    settings_wanted = Signal()
    show_files_wanted = Signal()
    open_files_wanted = Signal()
    copy_wanted = Signal()
    copy_paths_wanted = Signal()
    export_wanted = Signal()
    full_screen_wanted = Signal()
    slideshow_wanted = Signal()
    mark_wanted = Signal(str)
    outlines_chosen = Signal(bool)
    turn_wanted = Signal(int)
    zoom_wanted = Signal(int)
    usual_zoom_wanted = Signal()
    fill_chosen = Signal(bool)

    def __init__(self, window: QMainWindow, show_text: str, slideshow_speeds: QMenu) -> None:
        """Args:
        show_text: what showing files in the file manager is called here.
        slideshow_speeds: the choice of how long a slideshow shows each photo.
        """
        super().__init__(window)
        self._window = window
        self._library_actions: list[QAction] = []
        bar = window.menuBar()
        self._fill_file_menu(bar.addMenu(self.tr("&File")), show_text)
        self._fill_edit_menu(bar.addMenu(self.tr("&Edit")))
        self._fill_view_menu(bar.addMenu(self.tr("&View")), slideshow_speeds)
        self.album = AlbumMenu(bar.addMenu(self.tr("&Album")), window)
        self._fill_help_menu(bar.addMenu(self.tr("&Help")))
        self.show_undo("", "")
        self.set_library_open(False)

    def show_undo(self, undo: str, redo: str) -> None:
        """Says what would be undone and redone; "" for nothing."""
        # Never disabled: the keys would then go to nobody and ring a bell, and a step may be on its way.
        for action, text, name in (
            (self._undo, self.tr("&Undo"), undo),
            (self._redo, self.tr("&Redo"), redo),
        ):
            action.setText(f"{text} {name.replace('&', '&&')}".rstrip())
            # What the list of keys calls it.
            action.setData(text)

    def set_library_open(self, is_open: bool) -> None:
        """Commands that need the library are dimmed without it."""
        for action in self._library_actions:
            action.setEnabled(is_open)
        self.album.set_library_open(is_open)

    def _fill_file_menu(self, menu: QMenu, show_text: str) -> None:
        self._add(menu, self.tr("&Add folder…"), self.add_folder_wanted, ["Ctrl+O"])
        self._add(menu, self.tr("&Unreadable files…"), self.unreadable_wanted)
        menu.addSeparator()
        self._add(menu, self.tr("&Export copies…"), self.export_wanted, ["Ctrl+Shift+E"])
        self._add(menu, self.tr("Write to &XMP sidecars…"), self.sidecars_wanted)
        self._add(menu, show_text, self.show_files_wanted)
        self._add(menu, self.tr("Open &with the system's program"), self.open_files_wanted)
        menu.addSeparator()
        quit_action = menu.addAction(self.tr("&Quit"))
        quit_action.setShortcuts([QKeySequence("Ctrl+Q")])
        quit_action.triggered.connect(self.quit_wanted)

    def _fill_edit_menu(self, menu: QMenu) -> None:
        self._undo = self._add(menu, "", self.undo_wanted, ["Ctrl+Z"])
        self._redo = self._add(menu, "", self.redo_wanted, ["Ctrl+Shift+Z", "Ctrl+Y"])
        menu.addSeparator()
        self._add(menu, self.tr("&Copy"), self.copy_wanted, ["Ctrl+C"])
        self._add(menu, self.tr("Copy pat&h"), self.copy_paths_wanted, ["Ctrl+Shift+C"])
        self._add(menu, self.tr("&Paste image"), self.paste_wanted, ["Ctrl+V"])
        self._add(menu, self.tr("Select &all"), self.select_all_wanted, ["Ctrl+A"])
        menu.addSeparator()
        self._add(menu, self.tr("&Search"), self.find_wanted, ["Ctrl+F"])
        self._add(menu, self.tr("Find si&milar photos"), self.similar_wanted, ["Ctrl+L"])
        menu.addSeparator()
        self._add(menu, self.tr("Sa&ve search as album…"), self.save_search_wanted, ["Ctrl+S"])
        self._add(menu, self.tr("Add to al&bum…"), self.add_to_album_wanted, ["Ctrl+Shift+A"])
        self._add(menu, self.tr("&Tags…"), self.tags_wanted, ["Ctrl+T"])
        self._add(menu, self.tr("Labels…"), self.labels_wanted, ["Ctrl+Shift+L"])
        self._add(menu, self.tr("Title and description…"), self.words_wanted, ["Ctrl+D"])
        self._add(menu, self.tr("&Date and place…"), self.corrections_wanted, ["Ctrl+Shift+D"])
        self._add(menu, self.tr("&New album…"), self.new_album_wanted, ["Ctrl+N"])
        menu.addSeparator()
        for text, keys, kind in (
            (self.tr("Mark a person…"), "Ctrl+M", PERSON),
            (self.tr("Mark a pet…"), "Ctrl+Shift+M", PET),
        ):
            self._add(menu, text, None, [keys]).triggered.connect(partial(self._on_mark, kind))
        menu.addSeparator()
        for text, keys, quarters in (
            (self.tr("Rotate ri&ght"), "Ctrl+R", 1),
            (self.tr("Rotate &left"), "Ctrl+Shift+R", -1),
        ):
            self._add(menu, text, None, [keys]).triggered.connect(partial(self._on_turn, quarters))
        menu.addSeparator()
        self._add(menu, self.tr("Stac&k photos"), self.stack_wanted, ["Ctrl+G"])
        self._add(menu, self.tr("Unstack"), self.unstack_wanted, ["Ctrl+Shift+G"])
        self._add(menu, self.tr("H&ide"), self.hide_wanted, ["Ctrl+H"])
        self._add(menu, self.tr("Remove &from library"), self.remove_wanted, ["Ctrl+Del"])
        # The key is the window's: here it would take it from lists that delete other things.
        self._add(menu, self.tr("Move t&o trash…\tDel"), self.trash_wanted)
        menu.addSeparator()
        settings = self._add(menu, self.tr("S&ettings…"), self.settings_wanted, ["Ctrl+,"])
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _fill_view_menu(self, menu: QMenu, speeds: QMenu) -> None:
        self._add(menu, self.tr("&Back"), self.back_wanted, ["Alt+Left"])
        menu.addSeparator()
        self._add(menu, self.tr("&Full screen"), self.full_screen_wanted, ["F11"])
        self._add(menu, self.tr("Slides&how"), self.slideshow_wanted, ["F5"])
        menu.addMenu(speeds)
        menu.addSeparator()
        # The key is the large view's, since elsewhere one types with it.
        self.outlines = self._add(menu, self.tr("Faces and &animals\tP"))
        self.outlines.setCheckable(True)
        self.outlines.toggled.connect(self.outlines_chosen)
        menu.addSeparator()
        larger = self._add(menu, self.tr("&Larger"), None, ["Ctrl++", "Ctrl+="])
        larger.triggered.connect(lambda: self.zoom_wanted.emit(1))
        smaller = self._add(menu, self.tr("&Smaller"), None, ["Ctrl+-"])
        smaller.triggered.connect(lambda: self.zoom_wanted.emit(-1))
        self._add(menu, self.tr("&Usual size"), self.usual_zoom_wanted, ["Ctrl+0"])
        menu.addSeparator()
        self.fill = self._add(menu, self.tr("&Crop thumbnails to squares"))
        self.fill.setCheckable(True)
        self.fill.toggled.connect(self.fill_chosen)

    def _fill_help_menu(self, menu: QMenu) -> None:
        # Of use without a library, too.
        shortcuts = menu.addAction(self.tr("&Keyboard shortcuts…"))
        shortcuts.setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+/")])
        shortcuts.triggered.connect(self.shortcuts_wanted)
        log = menu.addAction(self.tr("&Messages and log…"))
        log.triggered.connect(self.log_wanted)
        menu.addSeparator()
        about = menu.addAction(self.tr("&About photoorg"))
        about.triggered.connect(self.about_wanted)

    def _on_mark(self, kind: str) -> None:
        self.mark_wanted.emit(kind)

    def _on_turn(self, quarters: int) -> None:
        self.turn_wanted.emit(quarters)

    def _add(
        self, menu: QMenu, text: str, signal: SignalInstance | None = None, shortcuts: Iterable[str] = ()
    ) -> QAction:
        action = menu.addAction(text)
        action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
        if signal is not None:
            action.triggered.connect(signal)
        # Of the window, too: shortcuts go on while the menu bar is hidden.
        self._window.addAction(action)
        self._library_actions.append(action)
        return action
