"""The albums of the side bar, and the folders that they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

from photoorg.gui import wording
from photoorg.gui.icons import icon
from photoorg.gui.pages import InAlbum, InAlbumFolder
from photoorg.gui.photo_mime import PHOTO_IDS_MIME_TYPE, decode_photo_ids
from photoorg.gui.side_lists import ARROW_PX, INDENTATION_PX, CountRole, DepthRole, PageRole, SideList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QMouseEvent,
    )

    from photoorg.library.records import Album, AlbumFolder

ALBUM_MIME_TYPE = "application/x-photoorg-album"


class AlbumList(SideList):
    """Albums with their counts, below the folders that they lie in; photos can be dropped on an album, albums
    and folders on a folder.

    Signals:
        photos_dropped(str, tuple[int, ...]): photos were dragged onto an album.
        put_wanted(str, str): an album, or a folder, is to lie in a folder, "" for none.
        edit_wanted(str): the search of a smart album is to be changed.
        rename_wanted(str), delete_wanted(str): chosen from the menu of an album, or with F2 and Delete.
        folder_rename_wanted(str), folder_delete_wanted(str): the same for a folder.
        new_folder_wanted(str): a folder in the folder of that name, "" for none.
        properties_wanted(str): name, description, cover and folder of an album are to be changed.
    """

    photos_dropped = Signal(str, object)
    put_wanted = Signal(str, str)
    edit_wanted = Signal(str)
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    folder_rename_wanted = Signal(str)
    folder_delete_wanted = Signal(str)
    new_folder_wanted = Signal(str)
    properties_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Albums"))
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(False)
        self._albums: tuple[Album, ...] = ()
        self._folders: tuple[AlbumFolder, ...] = ()
        self._closed: set[str] = set()

    @property
    def names(self) -> list[str]:
        """The names of all albums, as listed."""
        return [page.name for page in self.pages if isinstance(page, InAlbum)]

    @property
    def folder_names(self) -> list[str]:
        """The names of all folders, as listed."""
        return [page.name for page in self.pages if isinstance(page, InAlbumFolder)]

    def show_folders(self, folders: Sequence[AlbumFolder]) -> None:
        """Replaces the folders, once the albums are replaced."""
        self._folders = tuple(folders)

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Replaces the albums."""
        at = self.currentItem()
        current = None if at is None else at.data(PageRole)
        # Those that the user fills first; each kind comes by name.
        self._albums = tuple(sorted(albums, key=lambda album: bool(album.query)))
        self.clear()
        self._add_below("", 0)
        self.fit_height()
        self.mark(self._page)
        pages = self.pages
        if self.currentItem() is None and current in pages:
            self.setCurrentRow(pages.index(current), self.selectionModel().SelectionFlag.NoUpdate)

    @property
    def closed_folders(self) -> list[str]:
        """The folders whose albums are hidden."""
        return sorted(self._closed)

    def fold_only(self, folders: Iterable[str]) -> None:
        """Hides what lies in these folders, and shows the rest."""
        self._closed = set(folders)
        self.show_albums(self._albums)

    def fold(self, folder: str, folded: bool) -> None:
        """Hides, or shows, what lies in a folder."""
        if folded != (folder in self._closed):
            self._closed ^= {folder}
            self.show_albums(self._albums)

    def _add_below(self, folder: str, depth: int) -> None:
        for inner in self._folders:
            if inner.parent != folder:
                continue
            is_closed = inner.name in self._closed
            item = self.add_page(InAlbumFolder(inner.name), "unfold" if is_closed else "fold", inner.name)
            item.setData(DepthRole, depth)
            state = self.tr("closed") if is_closed else self.tr("open")
            item.setToolTip(self.tr("Folder of albums: {name}").format(name=inner.name))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("Folder of albums: {name}, {state}").format(name=inner.name, state=state),
            )
            if not is_closed:
                self._add_below(inner.name, depth + 1)
        for album in self._albums:
            if album.folder == folder:
                self._add_album(album, depth)

    def _add_album(self, album: Album, depth: int) -> None:
        page = InAlbum(album.name, album.query)
        item = self.add_page(page, "search" if album.query else "album", album.name)
        item.setData(CountRole, album.photo_count)
        item.setData(DepthRole, depth)
        count = album.photo_count
        content = self.tr("Smart album: {query}").format(query=album.query)
        lines = (
            album.name,
            content if count is None else wording.photo_count(count),
            *album.description.splitlines()[:3],
        )
        item.setToolTip("\n".join(lines))

    def fill_menu(self, menu: QMenu, item: QListWidgetItem) -> None:
        """What can be done with an album, or with a folder."""
        page = item.data(PageRole)
        name = page.name
        if isinstance(page, InAlbumFolder):
            menu.addAction(self.tr("New folder…"), lambda: self.new_folder_wanted.emit(name))
            menu.addAction(self.tr("Rename…"), lambda: self.folder_rename_wanted.emit(name))
            menu.addMenu(self._places(name, menu))
            menu.addAction(self.tr("Delete folder…"), lambda: self.folder_delete_wanted.emit(name))
            return
        if page.query:
            menu.addAction(self.tr("Edit search"), lambda: self.edit_wanted.emit(page.query))
        menu.addAction(self.tr("Edit album…"), lambda: self.properties_wanted.emit(name))
        menu.addAction(self.tr("Rename…"), lambda: self.rename_wanted.emit(name))
        menu.addMenu(self._places(name, menu))
        menu.addAction(self.tr("Delete album…"), lambda: self.delete_wanted.emit(name))

    def _places(self, name: str, parent: QMenu) -> QMenu:
        """The folders that an album or folder can be put into."""
        menu = QMenu(self.tr("Move to folder"), parent)
        menu.setIcon(icon("folder"))
        below = {name, *self._below(name)}
        place = self._place_of(name)
        menu.addAction(self.tr("None"), lambda: self.put_wanted.emit(name, "")).setEnabled(bool(place))
        for folder in self._folders:
            if folder.name not in below:
                text = folder.name.replace("&", "&&")
                action = menu.addAction(text)
                action.triggered.connect(lambda _=False, to=folder.name: self.put_wanted.emit(name, to))
                action.setEnabled(folder.name != place)
        menu.addSeparator()
        menu.addAction(self.tr("New folder…"), lambda: self.new_folder_wanted.emit(""))
        return menu

    def _below(self, folder: str) -> Iterator[str]:
        for inner in self._folders:
            if inner.parent == folder:
                yield inner.name
                yield from self._below(inner.name)

    def _place_of(self, name: str) -> str:
        places = {album.name: album.folder for album in self._albums}
        places |= {folder.name: folder.parent for folder in self._folders}
        return places.get(name, "")

    # --- input ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        page = None if item is None else item.data(PageRole)
        is_folder = isinstance(page, InAlbumFolder)
        if page is not None and event.key() == Qt.Key.Key_Delete:
            (self.folder_delete_wanted if is_folder else self.delete_wanted).emit(page.name)
        elif page is not None and event.key() == Qt.Key.Key_F2:
            (self.folder_rename_wanted if is_folder else self.rename_wanted).emit(page.name)
        elif isinstance(page, InAlbumFolder) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold(page.name, event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is not None and isinstance(page := item.data(PageRole), InAlbumFolder):
            start = item.data(DepthRole) * INDENTATION_PX
            if event.button() is Qt.MouseButton.LeftButton and start <= at.x() <= start + ARROW_PX:
                self.fold(page.name, page.name not in self._closed)
                return
        super().mousePressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        item = self.currentItem()
        if item is None:
            return
        drag = QDrag(self)
        mime = QMimeData()
        mime.setData(ALBUM_MIME_TYPE, item.data(PageRole).name.encode())
        drag.setMimeData(mime)
        drag.setPixmap(item.icon().pixmap(self.iconSize()))
        drag.setHotSpot(QPoint(-14, -10))
        drag.exec(Qt.DropAction.MoveAction)
        self.mark(self._page)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PHOTO_IDS_MIME_TYPE) or event.mimeData().hasFormat(ALBUM_MIME_TYPE):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self._target(event)
        if item is None:
            event.ignore()
            self.mark(self._page)
        else:
            event.setDropAction(_action(event.mimeData()))
            event.accept()
            self.setCurrentItem(item)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.mark(self._page)

    def dropEvent(self, event: QDropEvent) -> None:
        item, mime = self._target(event), event.mimeData()
        self.mark(self._page)
        photo_ids = decode_photo_ids(mime) if mime.hasFormat(PHOTO_IDS_MIME_TYPE) else []
        if item is None or not (photo_ids or mime.hasFormat(ALBUM_MIME_TYPE)):
            event.ignore()
            return
        event.setDropAction(_action(mime))
        event.accept()
        page = item.data(PageRole)
        if photo_ids:
            self.photos_dropped.emit(page.name, tuple(photo_ids))
            return
        name = bytes(mime.data(ALBUM_MIME_TYPE).data()).decode()
        # On an album: beside it.
        folder = page.name if isinstance(page, InAlbumFolder) else self._place_of(page.name)
        if folder != self._place_of(name) and folder != name:
            self.put_wanted.emit(name, folder)

    def _target(self, event: QDropEvent) -> QListWidgetItem | None:
        """The row that something may be dropped on."""
        item = self.itemAt(event.position().toPoint())
        if item is None or event.mimeData().hasFormat(ALBUM_MIME_TYPE):
            return item
        page = item.data(PageRole)
        is_fillable = isinstance(page, InAlbum) and not page.query
        return item if is_fillable and event.mimeData().hasFormat(PHOTO_IDS_MIME_TYPE) else None


def _action(mime: QMimeData) -> Qt.DropAction:
    is_album = mime.hasFormat(ALBUM_MIME_TYPE)
    return Qt.DropAction.MoveAction if is_album else Qt.DropAction.CopyAction
