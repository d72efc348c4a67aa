"""What the user does with folders of albums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from photoorg.gui.album_dialog import ask_for_name
from photoorg.gui.name_actions import NameActions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from photoorg.gui.album_dialog import Refused
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.undo import Undo
    from photoorg.library.records import AlbumFolder
    from photoorg.photo_library import PhotoLibrary


def _put(name: str, folder: str, is_folder: bool, library: PhotoLibrary) -> None:
    if is_folder:
        library.album_folders.move(name, folder)
    else:
        library.album_folders.take_album(name, folder)


class AlbumFolderActions(NameActions):
    """Makes, fills, renames and deletes folders of albums; knows them as last read.

    Signals:
        renamed(str, str): old and new name.
        deleted(str): a name that is there no more, deleted or not made after all.
    """

    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(bridge, undo, window)
        self._names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all folders."""
        return self._names

    def know(self, folders: Sequence[AlbumFolder]) -> None:
        """Learns which folders there are."""
        self._names = tuple(folder.name for folder in folders)

    def ask_for_new(self, parent: str = "") -> None:
        """Asks for the name of a new folder in ``parent``."""
        prompt = self.tr("Name of the new folder of albums:")
        if parent:
            prompt = self.tr("Name of the new folder in “{folder}”:").format(folder=parent)
        ask_for_name(self._window, self.tr("New folder of albums"), prompt, partial(self._make, parent))

    def ask_to_rename(self, name: str) -> None:
        """Asks for another name."""
        ask_for_name(
            self._window,
            self.tr("Rename folder"),
            self.tr("New name of the folder:"),
            partial(self._rename, name),
            name=name,
        )

    def put(self, name: str, folder: str) -> None:
        """Puts an album or a folder into a folder, "" for none."""
        text = self.tr("moving of “{name}”").format(name=name)
        self._undo.run(text, partial(_put, name, folder, name in self._names))

    def _make(self, parent: str, name: str, refused: Refused) -> None:
        self._undo.run(
            self.tr("new folder “{folder}”").format(folder=name),
            lambda library: library.album_folders.create(name, parent),
            moved=self._told_gone(name, when_done=False),
            refused=refused,
        )

    def _rename(self, name: str, new_name: str, refused: Refused) -> None:
        if new_name != name:
            self._undo.run(
                self.tr("renaming of “{folder}”").format(folder=name),
                lambda library: library.album_folders.rename(name, new_name),
                moved=self._told_renamed(name, new_name),
                refused=refused,
            )

    def _ask_to_delete(self, name: str, searching: Sequence[str]) -> None:
        self._ask(
            self.tr("Delete folder"),
            self.tr("Delete the folder of albums “{name}”?").format(name=name),
            self.tr("The albums and folders in it stay: they move to where it was."),
            searching,
            lambda: self._delete(name),
        )

    def _delete(self, name: str) -> None:
        self._undo.run(
            self.tr("deletion of “{folder}”").format(folder=name),
            lambda library: library.album_folders.delete(name),
            moved=self._told_gone(name, when_done=True),
            notice=self.tr("The folder “{folder}” is deleted; its albums are not.").format(folder=name),
        )

    def _told_renamed(self, name: str, new_name: str) -> Callable[[bool], None]:
        """Tells when it is renamed, and when that is undone."""
        return lambda is_done: self.renamed.emit(*((name, new_name) if is_done else (new_name, name)))

    def _told_gone(self, name: str, *, when_done: bool) -> Callable[[bool], None]:
        """Tells that it is gone: when something is done, or when it is undone."""

        def moved(is_done: bool) -> None:
            if is_done is when_done:
                self.deleted.emit(name)

        return moved
