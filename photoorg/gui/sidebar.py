"""The side bar: all photos, albums, folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui.icons import icon
from photoorg.gui.side_lists import AlbumList, CountRole, FolderList, SideList
from photoorg.gui.trail import AllPhotos, InAlbum, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.library.records import Album


class Sidebar(QFrame):
    """Where one can go, and which folders are watched.

    Signals:
        page_chosen(AllPhotos | InAlbum): where the user wants to go.
        new_album_wanted(): a new album.
        add_folder_wanted(): a folder to watch.
    """

    page_chosen = Signal(object)
    new_album_wanted = Signal()
    add_folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(170)
        self._page: Page = AllPhotos()
        self._all = SideList(self.tr("Photos"))
        self._all_item = QListWidgetItem(icon("photos"), self.tr("All photos"))
        self._all.addItem(self._all_item)
        self._all.itemClicked.connect(self._on_all_chosen)
        self._all.itemActivated.connect(self._on_all_chosen)
        self._all.setCurrentRow(0)
        self.albums = AlbumList()
        self.albums.album_opened.connect(self._on_album_opened)
        self.folders = FolderList()
        self._no_albums = self._hint(self.tr("Make an album with +, then drag photos onto it."))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self._all)
        layout.addSpacing(10)
        layout.addLayout(self._heading(self.tr("Albums"), self.tr("New album…"), self.new_album_wanted.emit))
        layout.addWidget(self._no_albums)
        layout.addWidget(self.albums)
        layout.addSpacing(10)
        layout.addLayout(
            self._heading(self.tr("Folders"), self.tr("Add folder…"), self.add_folder_wanted.emit)
        )
        layout.addWidget(self.folders)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._all.fit_height()
        self.show_albums([])

    def show_count(self, count: int) -> None:
        """Shows how many photos there are in all."""
        self._all_item.setData(CountRole, count)

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Replaces the albums."""
        self.albums.show_albums(albums, self._opened_album)
        self._no_albums.setVisible(not albums)
        self.albums.setVisible(bool(albums))

    def show_page(self, page: Page) -> None:
        """Marks the page on the screen."""
        self._page = page
        self.albums.mark(self._opened_album)
        if isinstance(page, AllPhotos):
            self._all.setCurrentRow(0)
        else:
            self._all.clearSelection()
            self._all.setCurrentRow(-1)

    @property
    def _opened_album(self) -> str | None:
        return self._page.name if isinstance(self._page, InAlbum) else None

    def _heading(self, text: str, button_text: str, slot: Callable[[], None]) -> QHBoxLayout:
        label = QLabel(text)
        label.setObjectName("sidebarHeading")
        button = QToolButton()
        button.setIcon(icon("plus"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(button_text)
        button.setAccessibleName(button_text)
        button.clicked.connect(slot)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(button)
        return row

    def _hint(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("quiet")
        label.setWordWrap(True)
        label.setContentsMargins(9, 0, 6, 4)
        return label

    def _on_all_chosen(self) -> None:
        self.page_chosen.emit(AllPhotos())

    def _on_album_opened(self, name: str) -> None:
        self.page_chosen.emit(InAlbum(name))
