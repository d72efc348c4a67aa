"""What the user does with folders of albums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.gui.undo import Undo
    from photoorg.library.records import AlbumFolder
    from photoorg.photo_library import PhotoLibrary


def _put(name: str, folder: str, is_folder: bool, library: PhotoLibrary) -> None:
    if is_folder:
        library.album_folders.move(name, folder)
    else:
        library.album_folders.take_album(name, folder)


class AlbumFolderActions(QObject):
    """Asks what has to be asked and lets the library do it; knows the folders as last read.

    Signals:
        renamed(str, str): old and new name.
        deleted(str): name of a folder that is there no more.
    """

    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window
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
        dialog = AlbumDialog(self.tr("New folder of albums"), prompt, parent=self._window)
        dialog.name_chosen.connect(partial(self._make, parent))
        dialog.open()

    def ask_to_rename(self, name: str) -> None:
        """Asks for another name."""
        dialog = AlbumDialog(
            self.tr("Rename folder"), self.tr("New name of the folder:"), name=name, parent=self._window
        )
        dialog.name_chosen.connect(partial(self._rename, name))
        dialog.open()

    def ask_to_delete(self, name: str) -> None:
        """Asks whether to delete a folder, and says which smart albums search in it."""
        self._bridge.run(
            Track.READS,
            lambda library: library.albums.searching_in(name),
            partial(self._ask_to_delete, name),
        )

    def put(self, name: str, folder: str) -> None:
        """Puts an album or a folder into a folder, "" for none."""
        text = self.tr("moving of “{name}”").format(name=name)
        self._undo.run(text, partial(_put, name, folder, name in self._names))

    def _make(self, parent: str, name: str) -> None:
        def moved(is_done: bool) -> None:
            if not is_done:
                self.deleted.emit(name)

        text = self.tr("new folder “{folder}”").format(folder=name)
        self._undo.run(text, lambda library: library.album_folders.create(name, parent), moved=moved)

    def _rename(self, name: str, new_name: str) -> None:
        def moved(is_done: bool) -> None:
            self.renamed.emit(*((name, new_name) if is_done else (new_name, name)))

        if new_name != name:
            text = self.tr("renaming of “{folder}”").format(folder=name)
            self._undo.run(text, lambda library: library.album_folders.rename(name, new_name), moved=moved)

    def _ask_to_delete(self, name: str, searching: Sequence[str]) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Delete folder"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete the folder of albums “{name}”?").format(name=name))
        sentences = [self.tr("The albums and folders in it stay: they move to where it was.")]
        if searching:
            albums = ", ".join(f"“{album}”" for album in searching)
            sentences.append(self.tr("Smart albums that search in it: {albums}.").format(albums=albums))
        box.setInformativeText("\n".join(sentences))
        delete = box.addButton(self.tr("Delete folder"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(lambda: self._delete(name))
        box.open()

    def _delete(self, name: str) -> None:
        def moved(is_done: bool) -> None:
            if is_done:
                self.deleted.emit(name)

        self._undo.run(
            self.tr("deletion of “{folder}”").format(folder=name),
            lambda library: library.album_folders.delete(name),
            moved=moved,
            notice=self.tr("The folder “{folder}” is deleted; its albums are not.").format(folder=name),
        )
