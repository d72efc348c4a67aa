"""The side bar: all photos, favourites, hidden and removed ones, albums, folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui.icons import icon
from photoorg.gui.side_lists import AlbumList, CountRole, FolderList, SideList
from photoorg.gui.trail import AllPhotos, Favourites, Hidden, Page, Removed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.gui.photo_counts import Counts
    from photoorg.library.records import Album


class Sidebar(QFrame):
    """Where one can go, and which folders are watched.

    Signals:
        page_chosen(StartPage): where the user wants to go.
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
        self.photos = SideList(self.tr("Photos"))
        self._all_row = self.photos.add_page(AllPhotos(), "photos", self.tr("All photos"))
        self._favourites_row = self.photos.add_page(Favourites(), "heart", self.tr("Favourites"))
        self._hidden_row = self.photos.add_page(Hidden(), "hidden", self.tr("Hidden"))
        self._removed_row = self.photos.add_page(Removed(), "removed", self.tr("Removed"))
        self.albums = AlbumList()
        self.folders = FolderList()
        self._lists: tuple[SideList, ...] = (self.photos, self.albums, self.folders)
        for pages in self._lists:
            pages.page_chosen.connect(self.page_chosen)
        self._no_albums = self._hint(self.tr("Make an album with +, then drag photos onto it."))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.photos)
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
        for row in (self._hidden_row, self._removed_row):
            # Until there is one.
            row.setHidden(True)
        self.photos.fit_height()
        self.show_albums([])

    def show_counts(self, counts: Counts) -> None:
        """Shows how many photos there are in all, among the favourites, and in each folder."""
        self._all_row.setData(CountRole, counts.photos)
        self._favourites_row.setData(CountRole, counts.favourites)
        for row, count in ((self._hidden_row, counts.hidden), (self._removed_row, counts.removed)):
            row.setData(CountRole, count)
            row.setHidden(not count)
        self.photos.fit_height()
        self.folders.show_counts(counts.folders)

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Replaces the albums."""
        self.albums.show_albums(albums)
        self._no_albums.setVisible(not albums)
        self.albums.setVisible(bool(albums))

    def show_page(self, page: Page) -> None:
        """Marks the page on the screen."""
        for pages in self._lists:
            pages.mark(page)

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
