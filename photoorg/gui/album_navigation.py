"""Leads what is wanted of albums, from side bar, header, menu and grid, to whoever carries it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.gui.pages import InAlbum, album_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.gui.main_window import MainWindow
    from photoorg.library.records import AlbumFolder


class AlbumNavigation(QObject):
    """Connects the parts of a window that have to do with albums."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._connect_lists()
        self._connect_page()
        self._connect_menu()

    @property
    def _album(self) -> str:
        """The name of the album on the screen, or ""."""
        page = self._window.browse.trail.current
        return page.name if isinstance(page, InAlbum) else ""

    def _connect_lists(self) -> None:
        window, albums = self._window, self._window.sidebar.albums
        window.albums.folders_read.connect(self._on_folders_read)
        window.albums.albums_read.connect(window.sidebar.show_albums)
        albums.put_wanted.connect(window.album_folders.put)
        albums.folder_rename_wanted.connect(window.album_folders.ask_to_rename)
        albums.folder_delete_wanted.connect(window.album_folders.ask_to_delete)
        albums.new_folder_wanted.connect(window.album_folders.ask_for_new)
        albums.properties_wanted.connect(window.album_content.ask_to_edit)
        window.album_folders.renamed.connect(window.browse.album_folder_renamed)
        window.album_folders.deleted.connect(window.browse.album_folder_deleted)
        window.album_content.arranged.connect(window.browse.reload)

    def _connect_page(self) -> None:
        window, header = self._window, self._window.browse.header
        header.edit_wanted.connect(window.album_content.ask_to_edit)
        header.sort_wanted.connect(window.album_content.sort)
        header.export_wanted.connect(lambda _name: self._export())
        window.browse.fits_said.connect(self._on_fits_said)
        window.grid.photos_moved.connect(self._on_photos_moved)
        window.album_exports.done.connect(window.notices.add_passing)
        window.album_exports.incomplete.connect(window.notices.add)

    def _connect_menu(self) -> None:
        window, menu = self._window, self._window.menus.album
        window.browse.page_shown.connect(menu.show_page)
        menu.show_page(window.browse.trail.current)
        menu.new_folder_wanted.connect(lambda: window.album_folders.ask_for_new())
        menu.edit_wanted.connect(self._on_album(window.album_content.ask_to_edit))
        menu.fitting_wanted.connect(self._show_fitting)
        menu.best_wanted.connect(self._show_best)
        menu.cover_wanted.connect(self._on_album(self._use_as_cover))
        menu.sort_wanted.connect(self._on_sort_wanted)
        menu.move_wanted.connect(self._on_move_wanted)
        menu.export_wanted.connect(self._export)

    def _on_album(self, act: Callable[[str], None]) -> Callable[[], None]:
        def slot() -> None:
            if name := self._album:
                act(name)

        return slot

    def _on_folders_read(self, folders: Sequence[AlbumFolder]) -> None:
        self._window.sidebar.albums.show_folders(folders)
        self._window.album_folders.know(folders)
        self._window.album_content.know_folders(self._window.album_folders.names)

    def _on_fits_said(self, album: str, photo_ids: tuple[int, ...], fits: bool) -> None:
        content = self._window.album_content
        (content.accept if fits else content.reject)(album, photo_ids)

    def _on_photos_moved(self, photo_ids: tuple[int, ...], before: int | None) -> None:
        if name := self._album:
            self._window.album_content.move_before(name, photo_ids, before)

    def _show_fitting(self) -> None:
        if (album := album_of(self._window.browse.trail.current)) is not None:
            self._window.pages.leave_photo_if_any()
            self._window.browse.show_fitting(album.name)

    def _show_best(self) -> None:
        self._window.pages.leave_photo_if_any()
        self._window.browse.show_best()

    def _use_as_cover(self, name: str) -> None:
        if photo_ids := self._window.acting_on:
            self._window.album_content.set_cover(name, photo_ids[0])

    def _on_sort_wanted(self, by: str) -> None:
        if name := self._album:
            self._window.album_content.sort(name, by)

    def _on_move_wanted(self, to: str) -> None:
        if (name := self._album) and self._window.pages.is_browsing:
            self._window.album_content.move_by(name, self._window.grid.selected_ids, to)

    def _export(self) -> None:
        page = self._window.browse.trail.current
        if isinstance(page, InAlbum):
            self._window.album_exports.ask(page.name, tuple(self._window.grid.photos.photo_ids))
