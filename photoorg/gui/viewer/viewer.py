"""The large view of one photo among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.viewer.info_panel import InfoPanel
from photoorg.gui.viewer.picture_canvas import PictureCanvas
from photoorg.gui.viewer.picture_loader import PictureLoader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

RATING_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_5 + 1)


@dataclass(frozen=True, slots=True)
class _Facts:
    photo: Photo
    albums: tuple[str, ...]


def _read_facts(photo_id: int, library: PhotoLibrary) -> _Facts:
    return _Facts(library.photo(photo_id), tuple(library.albums.containing(photo_id)))


class Viewer(QWidget):
    """One photo, fitted; the ones before and after it are decoded ahead.

    Signals:
        closed(): the user wants back to the grid.
        photo_shown(int): another photo came on the screen.
        similar_wanted(int): photos like this one are wanted.
        rating_chosen(int, int): photo id and a rating of 0 to 5.
        favourite_chosen(int, bool): photo id and whether it is a favourite.
        tag_added(int, str), tag_removed(int, str): photo id and tag.
    """

    closed = Signal()
    photo_shown = Signal(int)
    similar_wanted = Signal(int)
    rating_chosen = Signal(int, int)
    favourite_chosen = Signal(int, bool)
    tag_added = Signal(int, str)
    tag_removed = Signal(int, str)

    def __init__(
        self,
        bridge: LibraryBridge,
        preview: Callable[[int], QPixmap | None],
        parent: QWidget | None = None,
    ) -> None:
        """``preview`` gives the thumbnail of a photo id, if one is at hand."""
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName(self.tr("Large view"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bridge = bridge
        self._preview = preview
        self._photo_ids: Sequence[int] = ()
        self._at = 0
        self._facts: _Facts | None = None
        self._facts_request: Request | None = None
        self._pictures = PictureLoader(bridge, self)
        self._pictures.loaded.connect(self._on_picture_loaded)
        self._pictures.failed.connect(self._on_picture_failed)
        self.canvas = PictureCanvas()
        self.info = InfoPanel()
        self.info.rating_chosen.connect(lambda rating: self.rating_chosen.emit(self.photo_id, rating))
        self.info.tag_added.connect(lambda tag: self.tag_added.emit(self.photo_id, tag))
        self.info.tag_removed.connect(lambda tag: self.tag_removed.emit(self.photo_id, tag))
        self._title = ElidedLabel()
        self._position = QLabel()
        self._position.setObjectName("quiet")
        self._favourite = self._button("heart", self.tr("Favourite (F)"), self._on_favourite_clicked)
        self._build()

    @property
    def photo_id(self) -> int:
        """The photo on the screen."""
        return self._photo_ids[self._at]

    def show_photo(self, photo_ids: Sequence[int], photo_id: int) -> None:
        """Shows one of ``photo_ids``; previous and next walk along them."""
        self._photo_ids = photo_ids
        self._at = photo_ids.index(photo_id)
        self._show()

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (-1) photo, if there is one."""
        at = self._at + by
        if 0 <= at < len(self._photo_ids):
            self._at = at
            self._show()

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed."""
        if self.isVisible() and self._photo_ids and self.photo_id in photo_ids:
            self._read_facts()

    def _button(self, icon_name: str, text: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 8, 10, 4)
        bar.addWidget(
            self._button("back", self.tr("Back to all photos of this page (Esc)"), self.closed.emit)
        )
        bar.addWidget(self._title)
        bar.addSpacing(8)
        bar.addWidget(self._position)
        bar.addStretch()
        similar = self._button("similar", self.tr("Find similar photos (Ctrl+L)"), self._on_similar_clicked)
        similar.setText(self.tr("Find similar"))
        similar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(similar)
        bar.addWidget(self._favourite)
        info = self._button("info", self.tr("Information (I)"), self._on_info_clicked)
        bar.addWidget(info)
        self._previous = self._button("previous", self.tr("Previous photo (Left)"), lambda: self.step(-1))
        self._next = self._button("next", self.tr("Next photo (Right)"), lambda: self.step(1))
        middle = QHBoxLayout()
        middle.setContentsMargins(6, 0, 6, 6)
        middle.addWidget(self._previous)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self._next)
        left = QVBoxLayout()
        left.addLayout(bar)
        left.addLayout(middle, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(left, 1)
        outer.addWidget(self.info)

    def _show(self) -> None:
        photo_id = self.photo_id
        self._facts = None
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < len(self._photo_ids))
        self._position.setText(
            self.tr("{place} of {count}").format(place=self._at + 1, count=len(self._photo_ids))
        )
        picture = self._pictures.pixmap(photo_id) or self._preview(photo_id)
        if picture is not None:
            self._show_pixmap(picture)
        else:
            self.canvas.show_message("")
        self._load_pictures()
        self._read_facts()
        self.photo_shown.emit(photo_id)

    def _load_pictures(self) -> None:
        if self._photo_ids:
            places = (self._at, self._at + 1, self._at - 1)
            wanted = [self._photo_ids[at] for at in places if 0 <= at < len(self._photo_ids)]
            self._pictures.want(wanted, self.canvas.device_side_px)

    def _show_pixmap(self, pixmap: QPixmap) -> None:
        facts = self._facts
        known = QSize(facts.photo.width, facts.photo.height) if facts is not None else QSize()
        # Until the photo's own size is known, a preview fills the space as the picture will.
        size = known if not known.isEmpty() else pixmap.size() * 16
        self.canvas.show_pixmap(pixmap, size)

    def _read_facts(self) -> None:
        if self._facts_request is not None:
            self._facts_request.cancel()
        self._facts_request = self._bridge.run(
            Track.READS, partial(_read_facts, self.photo_id), self._on_facts_read
        )

    def _on_facts_read(self, facts: _Facts) -> None:
        self._facts = facts
        name = facts.photo.path.name
        self._title.setText(self.tr("{name} (offline)").format(name=name) if facts.photo.offline else name)
        self._favourite.setIcon(icon("heart-filled" if facts.photo.favourite else "heart"))
        self.info.show_photo(facts.photo, facts.albums)
        if not self.canvas.pixmap.isNull():
            self._show_pixmap(self.canvas.pixmap)

    def _on_picture_loaded(self, photo_id: int) -> None:
        pixmap = self._pictures.pixmap(photo_id)
        if photo_id == self.photo_id and pixmap is not None:
            self._show_pixmap(pixmap)

    def _on_picture_failed(self, photo_id: int, reason: str) -> None:
        if photo_id == self.photo_id:
            self.canvas.show_message(self.tr("This photo cannot be shown: {reason}").format(reason=reason))

    def _on_similar_clicked(self) -> None:
        self.similar_wanted.emit(self.photo_id)

    def _on_favourite_clicked(self) -> None:
        if self._facts is not None:
            self.favourite_chosen.emit(self.photo_id, not self._facts.photo.favourite)

    def _on_info_clicked(self) -> None:
        self.info.setVisible(self.info.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            self.step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.step(-1)
        elif key in RATING_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.rating_chosen.emit(self.photo_id, key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_F and not event.modifiers():
            self._on_favourite_clicked()
        elif key == Qt.Key.Key_I and not event.modifiers():
            self._on_info_clicked()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._load_pictures()
