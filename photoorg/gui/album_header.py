"""What stands above the photos of an album: its cover, what it is, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from photoorg.errors import PhotoUnreadable
from photoorg.gui import wording
from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.flow_layout import FlowLayout
from photoorg.gui.library_bridge import Track

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import SignalInstance

    from photoorg.gui.library_bridge import LibraryBridge, Request
    from photoorg.gui.pages import InAlbum
    from photoorg.library.records import Album
    from photoorg.photo_library import PhotoLibrary

COVER_PX = 84
DESCRIPTION_LINES = 2


@dataclass(frozen=True, slots=True)
class AlbumFacts:
    """Attributes:
    count: of photos on the page.
    days: the first and the last on which they were taken; None where there are none.
    cover: JPEG bytes; empty for none.
    """

    album: Album
    count: int
    days: tuple[date, date] | None
    cover: bytes


def _read(name: str, photo_ids: Sequence[int], library: PhotoLibrary) -> AlbumFacts:
    album = library.albums.get(name)
    taken = library.outlines(photo_ids).days if photo_ids else np.empty(0, np.int32)
    # 0 is a day that is not known.
    known = taken[taken != 0]
    days = None
    if len(known):
        first, last = np.array([known.min(), known.max()]).astype("datetime64[D]").tolist()
        days = first, last
    cover_id = album.cover_photo_id or next(iter(photo_ids), None)
    cover = b""
    if cover_id is not None:
        try:
            cover = library.thumbnail(cover_id)
        except PhotoUnreadable:
            cover = b""
    return AlbumFacts(album, len(photo_ids), days, cover)


class AlbumHeader(QFrame):
    """Shown on the page of an album, once it was read.

    Signals:
        edit_wanted(str), fitting_wanted(str), export_wanted(str): of the album of that name.
        best_wanted(): the best of the page.
        sort_wanted(str, str): an album, and ``oldest``, ``newest``, ``name`` or ``best``.
    """

    edit_wanted = Signal(str)
    fitting_wanted = Signal(str)
    export_wanted = Signal(str)
    best_wanted = Signal()
    sort_wanted = Signal(str, str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("albumHeader")
        self._bridge = bridge
        self._request: Request | None = None
        self._page: InAlbum | None = None
        self._photo_ids: Sequence[int] = ()
        self._facts: AlbumFacts | None = None
        self._cover = QLabel()
        self._cover.setFixedSize(QSize(COVER_PX, COVER_PX))
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = ElidedLabel()
        self._title.setObjectName("albumTitle")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self._title.setFont(font)
        self._description = QLabel()
        self._description.setTextFormat(Qt.TextFormat.PlainText)
        self._description.setWordWrap(True)
        self._description.setMaximumHeight(self.fontMetrics().lineSpacing() * DESCRIPTION_LINES + 4)
        self._said = ElidedLabel()
        self._said.setObjectName("quiet")
        self.edit = self._button(self.tr("Edit…"), self.tr("Name, description, folder and cover"))
        self.fitting = self._button(
            self.tr("Photos that fit…"), self.tr("Photos like those in the album that are not in it yet")
        )
        self.best = self._button(
            self.tr("The best"), self.tr("Sharp, well exposed, rated photos, and of nearly the same ones one")
        )
        self.sort = self._button(self.tr("Sort"), self.tr("Put the photos of the album in another order"))
        menu = QMenu(self.sort)
        for text, by in (
            (self.tr("Oldest first"), "oldest"),
            (self.tr("Newest first"), "newest"),
            (self.tr("By name"), "name"),
            (self.tr("Best first"), "best"),
        ):
            menu.addAction(text, partial(self._on_sort, by))
        self.sort.setMenu(menu)
        self.export = self._button(
            self.tr("Export…"), self.tr("As copies, links, a list, or a page for browsers")
        )
        self.edit.clicked.connect(lambda: self._tell(self.edit_wanted))
        self.fitting.clicked.connect(lambda: self._tell(self.fitting_wanted))
        self.export.clicked.connect(lambda: self._tell(self.export_wanted))
        self.best.clicked.connect(self.best_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._said)
        words.addWidget(self._description)
        buttons = FlowLayout(6)
        for button in (self.edit, self.fitting, self.best, self.sort, self.export):
            buttons.addWidget(button)
        words.addLayout(buttons)
        words.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 8)
        layout.setSpacing(14)
        layout.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.hide()
        bridge.albums_changed.connect(self._read_again)

    @property
    def text(self) -> str:
        """What it says below the name."""
        return self._said.text()

    @property
    def description(self) -> str:
        """What the user says is in it."""
        return self._description.text()

    def show_album(self, page: InAlbum, photo_ids: Sequence[int]) -> None:
        """Stands above these photos of an album."""
        if page != self._page:
            self._show_cover(b"")
            self._say(None)
        self._page, self._photo_ids = page, photo_ids
        self._title.setText(page.name)
        is_filled = not page.query
        for button, has_sense in (
            (self.fitting, is_filled and bool(photo_ids)),
            (self.sort, is_filled and len(photo_ids) > 1),
            (self.best, len(photo_ids) > 1),
            (self.export, bool(photo_ids)),
        ):
            button.setEnabled(has_sense)
        self.fitting.setVisible(is_filled)
        self.sort.setVisible(is_filled)
        self.show()
        self._read_again()

    def leave(self) -> None:
        """The page is no album."""
        self._page = None
        if self._request is not None:
            self._request.cancel()
        self.hide()

    def _read_again(self) -> None:
        if self._page is None:
            return
        if self._request is not None:
            self._request.cancel()
        work = partial(_read, self._page.name, list(self._photo_ids))
        # It may have been deleted, or renamed, a moment ago: the page follows.
        self._request = self._bridge.run(Track.RECORDS, work, self._on_read, lambda _: None)

    def _on_read(self, facts: AlbumFacts) -> None:
        self._say(facts)
        self._show_cover(facts.cover)

    def _say(self, facts: AlbumFacts | None) -> None:
        parts = []
        if facts is not None:
            parts.append(wording.photo_count(facts.count))
            if facts.days is not None:
                first, last = (wording.day(day.year, day.month, day.day) for day in facts.days)
                parts.append(first if first == last else f"{first} – {last}")
            if facts.album.folder:
                parts.append(self.tr("in “{folder}”").format(folder=facts.album.folder))
            if facts.album.query:
                parts.append(self.tr("Smart album: {query}").format(query=facts.album.query))
        self._said.setText(" · ".join(parts))
        description = "" if facts is None else facts.album.description
        self._description.setText(description)
        self._description.setToolTip(wording.breakable(description))
        self._description.setVisible(bool(description))

    def _show_cover(self, jpeg: bytes) -> None:
        image = QImage.fromData(jpeg) if jpeg else QImage()
        scale = self.devicePixelRatioF()
        side = round(COVER_PX * scale)
        if image.isNull():
            self._cover.clear()
            self._cover.hide()
            return
        image = image.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        image = image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(scale)
        self._cover.setPixmap(pixmap)
        self._cover.show()

    def _tell(self, signal: SignalInstance) -> None:
        if self._page is not None:
            signal.emit(self._page.name)

    def _on_sort(self, by: str) -> None:
        if self._page is not None:
            self.sort_wanted.emit(self._page.name, by)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("small")
        button.setToolTip(tip)
        return button
