"""What the user does with albums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from photoorg.changes import NoticeRaised
from photoorg.gui import wording
from photoorg.gui.album_dialog import ask_for_name
from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.name_actions import NameActions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.gui.album_dialog import Refused
    from photoorg.gui.undo import Undo
    from photoorg.library.records import Album, AlbumFolder
    from photoorg.photo_library import PhotoLibrary

READ_DELAY_MS = 1000
NAME_LIMIT = 60


def _read_albums(library: PhotoLibrary) -> tuple[list[AlbumFolder], list[Album]]:
    return library.album_folders.list(), library.albums.list()


def _add_to_album(name: str, photo_ids: tuple[int, ...], library: PhotoLibrary) -> tuple[str, int]:
    """Adds photos to an album, making it if need be; gives the album's own spelling of its name, and how many
    were not in it yet."""
    known = {album.name.casefold(): album.name for album in library.albums.list()}
    spelling = known.get(name.casefold()) or library.albums.create(name).name
    return spelling, library.albums.add(spelling, photo_ids) if photo_ids else 0


def _save_search(name: str, query: str, library: PhotoLibrary) -> str:
    """Makes a smart album, or has one search for something else; gives its own spelling of its name."""
    known = library.albums.query_of(name)
    album = library.albums.set_query(name, query) if known else library.albums.create(name, query)
    return album.name


class AlbumActions(NameActions):
    """Makes, fills, renames and deletes albums; knows them as last read.

    Signals:
        folders_read(tuple[AlbumFolder, ...]): the folders of albums there are; the albums follow.
        albums_read(tuple[Album, ...]): the albums there are.
        done(NoticeRaised): something worth a quiet word.
    """

    folders_read = Signal(object)
    albums_read = Signal(object)
    done = Signal(object)

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(bridge, undo, window)
        # Of albums that photos can be put into, and of those that searches fill.
        self._names: tuple[str, ...] = ()
        self._smart_names: tuple[str, ...] = ()
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_DELAY_MS)
        self._read_timer.timeout.connect(self.read)
        bridge.albums_changed.connect(self.read)
        # Photos that come and go change the counts.
        bridge.photos_changed.connect(self._on_photos_changed)

    def read(self) -> None:
        """Reads the albums; ``albums_read`` follows."""
        self._bridge.run(Track.READS, _read_albums, self._on_read)

    def menu(self, photo_ids: tuple[int, ...], parent: QWidget) -> QMenu:
        """A menu of albums to add photos to."""
        menu = QMenu(self.tr("Add to album"), parent)
        menu.setIcon(icon("album"))
        for name in self._names:
            menu.addAction(name.replace("&", "&&"), partial(self.add, name, photo_ids))
        if self._names:
            menu.addSeparator()
        menu.addAction(self.tr("New album…"), partial(self.ask_to_add, photo_ids))
        return menu

    def add(self, name: str, photo_ids: tuple[int, ...], refused: Refused | None = None) -> None:
        """Adds photos to the album called ``name``, which is made if it is not there; ``refused`` is called
        where it cannot be, in place of a notice."""

        def said(made: tuple[str, int]) -> None:
            spelling, added = made
            if photo_ids:
                text = self.tr("{count} added to “{album}”.")
                if not added:
                    text = self.tr("All of them are in “{album}” already.")
                count = wording.photo_count(added)
                self.done.emit(NoticeRaised(text.format(count=count, album=spelling)))

        text = self.tr("adding {photos} to “{album}”")
        self._undo.run(
            text.format(photos=wording.photo_count(len(photo_ids)), album=name),
            partial(_add_to_album, name, photo_ids),
            said,
            refused=refused,
        )

    def remove(self, name: str, photo_ids: tuple[int, ...]) -> None:
        """Takes photos out of an album; they stay in the library."""
        count = wording.photo_count(len(photo_ids))
        self._undo.run(
            self.tr("taking {photos} out of “{album}”").format(photos=count, album=name),
            lambda library: library.albums.remove(name, photo_ids),
            notice=self.tr("{photos} taken out of “{album}”.").format(photos=count, album=name),
        )

    def ask_to_add(self, photo_ids: tuple[int, ...]) -> None:
        """Asks for an album, old or new, to add photos to."""
        if not photo_ids:
            return
        prompt = self.tr("Add {count} to the album (a new name makes a new album):")
        ask_for_name(
            self._window,
            self.tr("Add to album"),
            prompt.format(count=wording.photo_count(len(photo_ids))),
            lambda name, refused: self.add(name, photo_ids, refused),
            names=self._names,
        )

    def ask_for_new(self) -> None:
        """Asks for the name of a new, empty album."""
        ask_for_name(self._window, self.tr("New album"), self.tr("Name of the new album:"), self._make)

    def ask_to_save(self, query: str) -> None:
        """Asks for the name of a smart album that a search fills; the name of one changes its search."""
        ask_for_name(
            self._window,
            self.tr("Save search"),
            self.tr("Name of the smart album, which shows what this search finds, now and later:"),
            lambda name, refused: self._save(name, query, refused),
            name=query[:NAME_LIMIT],
            names=self._smart_names,
        )

    def ask_to_rename(self, name: str) -> None:
        """Asks for another name."""
        ask_for_name(
            self._window,
            self.tr("Rename album"),
            self.tr("New name of the album:"),
            partial(self._rename, name),
            name=name,
        )

    def _ask_to_delete(self, name: str, searching: Sequence[str]) -> None:
        self._ask(
            self.tr("Delete album"),
            self.tr("Delete the album “{name}”?").format(name=name),
            self.tr("Its photos stay in the library and on the disk."),
            searching,
            lambda: self._delete(name),
        )

    def _on_photos_changed(self) -> None:
        if not self._read_timer.isActive():
            self._read_timer.start()

    def _make(self, name: str, refused: Refused) -> None:
        self._undo.run(
            self.tr("new album “{album}”").format(album=name),
            lambda library: library.albums.create(name),
            refused=refused,
        )

    def _save(self, name: str, query: str, refused: Refused) -> None:
        def said(spelling: str) -> None:
            text = self.tr("Saved as the smart album “{album}”.")
            self.done.emit(NoticeRaised(text.format(album=spelling)))

        self._undo.run(
            self.tr("smart album “{album}”").format(album=name),
            partial(_save_search, name, query),
            said,
            refused=refused,
        )

    def _rename(self, name: str, new_name: str, refused: Refused) -> None:
        if new_name != name:
            self._undo.run(
                self.tr("renaming of “{album}”").format(album=name),
                lambda library: library.albums.rename(name, new_name),
                refused=refused,
            )

    def _delete(self, name: str) -> None:
        self._undo.run(
            self.tr("deletion of “{album}”").format(album=name),
            lambda library: library.albums.delete(name),
            notice=self.tr("The album “{album}” is deleted; its photos are not.").format(album=name),
        )

    def _on_read(self, read: tuple[Sequence[AlbumFolder], Sequence[Album]]) -> None:
        folders, albums = read
        self._names = tuple(album.name for album in albums if not album.query)
        self._smart_names = tuple(album.name for album in albums if album.query)
        self.folders_read.emit(tuple(folders))
        self.albums_read.emit(tuple(albums))
