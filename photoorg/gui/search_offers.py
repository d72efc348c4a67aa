"""What the empty search field offers: recent searches, and those that are kept as albums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.pages import InAlbum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from photoorg.library.records import Album
    from photoorg.photo_library import PhotoLibrary

OfferRole = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
CROSS_PX = 28
# Albums come after so many recent searches, where they can be seen.
FIRST_RECENT = 8
MOST_VISIBLE = 12


def _read(library: PhotoLibrary) -> list[str]:
    return library.recent_searches.latest()


def _add(text: str, library: PhotoLibrary) -> list[str]:
    library.recent_searches.add(text)
    return library.recent_searches.latest()


def _remove(text: str, library: PhotoLibrary) -> list[str]:
    library.recent_searches.remove(text)
    return library.recent_searches.latest()


class _OfferDelegate(QStyledItemDelegate):
    """Draws a cross at the right end of what can be forgotten."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = QStyleOptionViewItem(option)
        if isinstance(index.data(OfferRole), str):
            row.rect = option.rect.adjusted(0, 0, -CROSS_PX, 0)
            is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(option.rect, option.palette.midlight() if is_marked else option.palette.base())
            cross = QRect(0, 0, 14, 14)
            cross.moveCenter(cross_of(option.rect).center())
            icon("close").paint(painter, cross)
        super().paint(painter, row, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 10)


def cross_of(row: QRect) -> QRect:
    """Where the cross of a row is."""
    return QRect(row.right() - CROSS_PX, row.top(), CROSS_PX, row.height())


class SearchOffers(QObject):
    """A list under the field, opened by a click into the empty field or by Down; Delete or the cross forgets
    a search.

    Signals:
        query_chosen(str): a recent search.
        album_chosen(InAlbum): a search that is kept as an album.
    """

    query_chosen = Signal(str)
    album_chosen = Signal(object)

    def __init__(self, field: QLineEdit, bridge: LibraryBridge) -> None:
        super().__init__(field)
        self._field = field
        self._bridge = bridge
        self._recent: list[str] = []
        self._albums: list[InAlbum] = []
        self._rows = QStandardItemModel(self)
        self._completer = QCompleter(self._rows, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_VISIBLE)
        self._completer.setWidget(field)
        popup = self._completer.popup()
        assert popup is not None
        self._list = popup
        self._list.setObjectName("offers")
        self._list.setAccessibleName(self.tr("Recent and saved searches"))
        self._list.setItemDelegate(_OfferDelegate(self._list))
        self._list.setIconSize(QSize(16, 16))
        self._list.viewport().installEventFilter(self)
        # Of two signals of that name the one that tells the row, not only its text.
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]

    @property
    def texts(self) -> list[str]:
        """What the list shows; empty while it is closed."""
        return [self._rows.item(row).text() for row in range(self._rows.rowCount())] if self.is_open else []

    @property
    def popup(self) -> QAbstractItemView:
        """The list."""
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._list.isVisible()

    def read(self) -> None:
        """Reads the recent searches."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def remember(self, text: str) -> None:
        """Keeps a search, if the user wants that."""
        if text:
            self._bridge.run(Track.WRITES, partial(_add, text), self._on_read)

    def know_albums(self, albums: Sequence[Album]) -> None:
        """The albums there are; those that a search fills are offered."""
        self._albums = [InAlbum(album.name, album.query) for album in albums if album.query]

    def open(self) -> bool:
        """Shows the list; False where there is nothing to offer."""
        self._fill()
        if not self._rows.rowCount():
            return False
        self._completer.complete()
        self._list.setCurrentIndex(QModelIndex())
        return True

    def close(self) -> None:
        """Takes the list from the screen."""
        self._list.hide()

    def forget_current(self) -> bool:
        """Forgets the marked search; False where none is marked."""
        offer = self._list.currentIndex().data(OfferRole)
        if not self.is_open or not isinstance(offer, str):
            return False
        self._forget(offer)
        return True

    def _fill(self) -> None:
        self._rows.clear()
        recent = [self._row(text, "clock", text) for text in self._recent]
        albums = [self._row(album.name, "search", album) for album in self._albums]
        for row in (*recent[:FIRST_RECENT], *albums, *recent[FIRST_RECENT:]):
            self._rows.appendRow(row)

    def _row(self, text: str, icon_name: str, offer: str | InAlbum) -> QStandardItem:
        row = QStandardItem(icon(icon_name), text)
        row.setData(offer, OfferRole)
        row.setToolTip(text if isinstance(offer, str) else f"{offer.name}\n{offer.query}")
        row.setEditable(False)
        return row

    def _forget(self, text: str) -> None:
        place = self._list.currentIndex().row()
        self._recent = [other for other in self._recent if other != text]
        self._bridge.run(Track.WRITES, partial(_remove, text), self._on_read)
        if not self.open():
            self._list.hide()
        elif place >= 0:
            model = self._list.model()
            self._list.setCurrentIndex(model.index(min(place, model.rowCount() - 1), 0))

    def _on_read(self, recent: list[str]) -> None:
        self._recent = recent

    def _on_activated(self, index: QModelIndex) -> None:
        offer = index.data(OfferRole)
        if isinstance(offer, InAlbum):
            self.album_chosen.emit(offer)
        elif offer:
            self.query_chosen.emit(offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed, released = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
        if isinstance(event, QMouseEvent) and event.type() in (pressed, released):
            index = self._list.indexAt(event.position().toPoint())
            offer = index.data(OfferRole)
            on_cross = cross_of(self._list.visualRect(index)).contains(event.position().toPoint())
            if isinstance(offer, str) and on_cross:
                if event.type() == released:
                    self._forget(offer)
                # Else the search would be chosen as well.
                return True
        return super().eventFilter(watched, event)
