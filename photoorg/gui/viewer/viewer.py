"""The large view of one photo among its neighbours."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.viewer.info_panel import InfoPanel
from photoorg.gui.viewer.people_layer import PeopleLayer
from photoorg.gui.viewer.photo_facts import PhotoFacts, read_facts
from photoorg.gui.viewer.picture_canvas import PictureCanvas
from photoorg.gui.viewer.picture_loader import PictureLoader
from photoorg.gui.viewer.slideshow import Slideshow
from photoorg.gui.viewer.stage import Stage
from photoorg.gui.viewer.video_playback import CAN_PLAY_HERE, VideoPlayback

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QPixmap

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.explanation import PartRelevance

# Which neighbours are decoded ahead, most urgent first.
AHEAD = (0, 1, -1, 2)

# What of the picture comes into sight: it moves the other way.
PANNING = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
PAN_PX = 100
RATING_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_5 + 1)


class Viewer(QWidget):
    """One photo, fitted; the ones before and after it are decoded ahead.

    Signals:
        closed(): the user wants back to the grid.
        full_screen_wanted(bool): the picture is to fill the screen, or no longer.
        menu_wanted(QPoint): a context menu was asked for, in global coordinates.
        photo_shown(int): another photo came on the screen.
        similar_wanted(int): photos like this one are wanted.
        rating_chosen(int, int): photo id and a rating of 0 to 5.
        favourite_chosen(int, bool): photo id and whether it is a favourite.
        tag_added(int, str), tag_removed(int, str): photo id and tag.
    """

    closed = Signal()
    full_screen_wanted = Signal(bool)
    menu_wanted = Signal(object)
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
        # The page that the photos are of does not have the one on the screen any more.
        self._has_left_page = False
        self._facts: PhotoFacts | None = None
        self._facts_request: Request | None = None
        self._reasons_request: Request | None = None
        self._explain: Callable[[int, PhotoLibrary], tuple[PartRelevance, ...]] | None = None
        self._pictures = PictureLoader(bridge, self)
        self._pictures.loaded.connect(self._on_picture_loaded)
        self._pictures.failed.connect(self._on_picture_failed)
        self.canvas = PictureCanvas()
        self.canvas.resized.connect(self._load_pictures)
        self.canvas.zoomed.connect(self._load_pictures)
        self.canvas.double_clicked.connect(self.flip_full_screen)
        self.people = PeopleLayer(bridge, self.canvas, self)
        self.people.left.connect(self.setFocus)
        self.slideshow = Slideshow(self._is_next_ready, self)
        self.slideshow.step_due.connect(lambda: self.step(1))
        self.slideshow.changed.connect(self._on_slideshow_changed)
        self.video = VideoPlayback(bridge, self.canvas)
        self.video.failed.connect(self.canvas.show_note)
        self._fills_screen = False
        self._had_info = True
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
    def title(self) -> str:
        """What stands above the photo."""
        return self._title.text()

    @property
    def position(self) -> str:
        """Which of how many photos it is."""
        return self._position.text()

    @property
    def photo_id(self) -> int:
        """The photo on the screen."""
        return self._photo_ids[self._at]

    def explain_by(self, explain: Callable[[int, PhotoLibrary], tuple[PartRelevance, ...]] | None) -> None:
        """Says why photos were found by ``explain``; None where nobody searched for them."""
        self._explain = explain

    def show_photo(self, photo_ids: Sequence[int], photo_id: int) -> None:
        """Shows one of ``photo_ids``; previous and next walk along them."""
        self._photo_ids = photo_ids
        self._at = photo_ids.index(photo_id)
        self._show()

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (-1) photo, if there is one; a slideshow has no end."""
        at = self._place(by)
        if 0 <= at < len(self._photo_ids):
            gone = self.photo_id if self._has_left_page else None
            self._at = at
            shown = self.photo_id
            if gone not in (None, shown):
                self._photo_ids = [photo_id for photo_id in self._photo_ids if photo_id != gone]
                self._at = self._photo_ids.index(shown)
            self._show()

    def pass_over(self, going: Collection[int]) -> bool:
        """Shows photos that are about to go no more, and the next one in place of one on the screen; False
        where there is no other."""
        left = [photo_id for photo_id in self._photo_ids if photo_id not in going]
        if left:
            at = sum(photo_id not in going for photo_id in islice(self._photo_ids, self._at))
            self._photo_ids, self._at = left, min(at, len(left) - 1)
            self._show()
        return bool(left)

    def follow_page(self, photo_ids: Sequence[int]) -> None:
        """The page that the photos are of has others now. One on the screen that left it stays, for it is
        being looked at, unless its files are gone: then the next one is shown."""
        before, photo_id = self._photo_ids, self.photo_id
        self._has_left_page = photo_id not in photo_ids
        if self._has_left_page:
            # Where it was, for as long as it is on the screen.
            at = min(self._at, len(photo_ids))
            self._photo_ids = [*photo_ids[:at], photo_id, *photo_ids[at:]]
            self._at = at
        else:
            self._photo_ids, self._at = photo_ids, photo_ids.index(photo_id)
        if before != self._photo_ids:
            self._show_place()
            self._load_pictures()
        self._leave_if_gone()

    def refresh(self, photo_ids: frozenset[int]) -> None:
        """These photos changed."""
        is_shown = self.isVisible() and bool(self._photo_ids) and self.photo_id in photo_ids
        # The one on the screen stays until it is known whether it looks otherwise.
        self._pictures.forget(photo_ids - {self.photo_id} if is_shown else photo_ids)
        self._load_pictures()
        if is_shown:
            self._read_facts()

    @property
    def shows_info(self) -> bool:
        """Whether what is known of a photo stands beside it, unless the picture fills the screen."""
        return self._had_info if self._fills_screen else not self.info.isHidden()

    def fill_screen(self, fills: bool) -> None:
        """The picture alone, with controls that come and go; or with all that is known of it."""
        if fills == self._fills_screen:
            return
        self._fills_screen = fills
        if fills:
            self._had_info = not self.info.isHidden()
            # Not with something that is hidden now.
            self.setFocus()
        self.info.setVisible(not fills and self._had_info)
        self.stage.overlay(fills)
        if not fills:
            self.slideshow.stop()

    def zoom(self, steps: int) -> None:
        """Shows the picture larger or, below 0, smaller."""
        self.canvas.zoom_by(steps)

    def reset_zoom(self) -> None:
        """Shows all of the picture."""
        self.canvas.fit()

    def flip_full_screen(self) -> None:
        """Has the picture fill the screen, or no longer."""
        self.full_screen_wanted.emit(not self._fills_screen)

    def start_slideshow(self, photo_ids: Sequence[int], photo_id: int) -> None:
        """Shows ``photo_ids`` one after the other, from ``photo_id`` on, over and over."""
        self.slideshow.start()
        self.full_screen_wanted.emit(True)
        self.show_photo(photo_ids, photo_id)

    def flip_slideshow(self) -> None:
        """Goes on by itself from the photo on the screen, or ends that."""
        if self.slideshow.is_running:
            self.full_screen_wanted.emit(False)
        else:
            self.start_slideshow(self._photo_ids, self.photo_id)

    def _button(self, icon_name: str, text: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        bar = QWidget()
        bar.setObjectName("viewerBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 8, 10, 4)
        row.addWidget(
            self._button("back", self.tr("Back to all photos of this page (Esc)"), self.closed.emit)
        )
        row.addWidget(self._title)
        row.addSpacing(8)
        row.addWidget(self._position)
        row.addStretch()
        similar = self._button("similar", self.tr("Find similar photos (Ctrl+L)"), self._on_similar_clicked)
        similar.setText(self.tr("Find similar"))
        similar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._play = self._button("play", "", self._on_play_clicked)
        self._play.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._play.setMenu(self.slideshow.speed_menu)
        how = (
            self.tr("Play its video (V)")
            if CAN_PLAY_HERE
            else self.tr("Play its video in another program (V)")
        )
        self.video_button = self._button("video", how, self._on_video_clicked)
        self.video_button.setText(self.tr("Video"))
        self.video_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.video_button.hide()
        row.addWidget(self.video_button)
        row.addWidget(similar)
        row.addWidget(self._favourite)
        row.addWidget(self._play)
        row.addWidget(self._button("full-screen", self.tr("Full screen (F11)"), self.flip_full_screen))
        row.addWidget(self._button("info", self.tr("Information (I)"), self._on_info_clicked))
        self._previous = self._button("previous", self.tr("Previous photo (Left)"), lambda: self.step(-1))
        self._next = self._button("next", self.tr("Next photo (Right)"), lambda: self.step(1))
        for side in (self._previous, self._next):
            side.setObjectName("viewerSide")
        self.stage = Stage(self.canvas, bar, (self._previous, self._next))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.stage, 1)
        outer.addWidget(self.info)
        self._on_slideshow_changed()

    def _show(self) -> None:
        photo_id = self.photo_id
        self._facts = None
        self._has_left_page = False
        self.canvas.fit()
        self.video.stop()
        self.video_button.hide()
        self.canvas.show_note("")
        self.people.show_people()
        self._show_place()
        picture = self._pictures.pixmap(photo_id) or self._preview(photo_id)
        if picture is not None:
            self._show_pixmap(picture)
        else:
            self.canvas.show_message("")
        self.slideshow.picture_changed()
        self._load_pictures()
        self._read_facts()
        self._read_reasons()
        self.photo_shown.emit(photo_id)

    def _show_place(self) -> None:
        self._allow_steps()
        self._position.setText(
            self.tr("{place} of {count}").format(place=self._at + 1, count=len(self._photo_ids))
        )

    def _leave_if_gone(self) -> None:
        if not self._has_left_page or self._facts is None or not self._facts.photo.missing:
            return
        name = self._facts.photo.path.name
        if self.pass_over((self.photo_id,)):
            self.canvas.show_note(self.tr("{name} is not there any more.").format(name=name))
        else:
            self.closed.emit()

    def _place(self, by: int) -> int:
        at = self._at + by
        return at % len(self._photo_ids) if self.slideshow.is_running else at

    def _allow_steps(self) -> None:
        for button, by in ((self._previous, -1), (self._next, 1)):
            button.setEnabled(0 <= self._place(by) < len(self._photo_ids))

    def _load_pictures(self) -> None:
        if self._photo_ids and self.isVisible():
            places = dict.fromkeys(map(self._place, AHEAD))
            wanted = [self._photo_ids[at] for at in places if 0 <= at < len(self._photo_ids)]
            self._pictures.want(wanted, self.canvas.device_side_px, self.canvas.enlarged_side_px)
            if self._is_settled(self.photo_id):
                self.slideshow.picture_shown()

    def _is_settled(self, photo_id: int) -> bool:
        return self._pictures.is_settled(photo_id, self.canvas.device_side_px)

    def _is_next_ready(self) -> bool:
        return self._is_settled(self._photo_ids[self._place(1)])

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
            Track.READS, partial(read_facts, self.photo_id), self._on_facts_read
        )

    def _read_reasons(self) -> None:
        if self._reasons_request is not None:
            self._reasons_request.cancel()
        self.info.reasons.show_parts([])
        if self._explain is not None:
            # Where the search is not possible any more, nothing is said.
            self._reasons_request = self._bridge.run(
                Track.QUERIES,
                partial(self._explain, self.photo_id),
                self.info.reasons.show_parts,
                lambda _: None,
            )

    def _on_facts_read(self, facts: PhotoFacts) -> None:
        before, self._facts = self._facts, facts
        name = facts.photo.path.name
        if facts.photo.missing:
            name = self.tr("{name} (missing)").format(name=name)
        elif facts.photo.offline:
            name = self.tr("{name} (offline)").format(name=name)
        self._title.setText(name)
        self._favourite.setIcon(icon("heart-filled" if facts.photo.favourite else "heart"))
        self.info.show_photo(facts.photo, facts.albums)
        self.info.show_people(facts.people.named, facts.photo.taken_at)
        self.people.show_people(facts.people)
        has_video = facts.photo.has_video and not (facts.photo.offline or facts.photo.missing)
        self.video_button.setVisible(has_video)
        if before is not None:
            self._follow_look(before.photo, facts.photo)
        elif has_video and not self.slideshow.is_running:
            self.canvas.show_note(self.tr("A photo with a video: press V to play it."))
        if not self.canvas.pixmap.isNull():
            self._show_pixmap(self._pictures.pixmap(facts.photo.id) or self.canvas.pixmap)
        self._leave_if_gone()

    def _follow_look(self, before: Photo, photo: Photo) -> None:
        """The photo on the screen changed: perhaps it was turned, or its file was edited."""
        if before.content_hash != photo.content_hash:
            self._pictures.forget([photo.id])
        elif before.quarter_turns != photo.quarter_turns:
            self._pictures.turn(photo.id, photo.quarter_turns - before.quarter_turns)
        self._load_pictures()

    def _on_picture_loaded(self, photo_id: int) -> None:
        pixmap = self._pictures.pixmap(photo_id)
        if photo_id == self.photo_id and pixmap is not None:
            self._show_pixmap(pixmap)
        self._on_settled(photo_id)

    def _on_picture_failed(self, photo_id: int, reason: str) -> None:
        if photo_id == self.photo_id:
            self.canvas.show_message(self.tr("This photo cannot be shown: {reason}").format(reason=reason))
        self._on_settled(photo_id)

    def _on_settled(self, photo_id: int) -> None:
        if photo_id == self.photo_id:
            self.slideshow.picture_shown()
        else:
            self.slideshow.look()

    def _on_slideshow_changed(self) -> None:
        goes_on = self.slideshow.is_running and not self.slideshow.is_paused
        self.people.keep_quiet(goes_on)
        text = self.tr("Pause (Space)") if goes_on else self.tr("Slideshow (F5)")
        if self.slideshow.is_paused:
            text = self.tr("Go on (Space)")
        self._play.setIcon(icon("pause" if goes_on else "play"))
        self._play.setToolTip(text)
        self._play.setAccessibleName(text)
        if self._photo_ids:
            self._allow_steps()

    def _on_play_clicked(self) -> None:
        if self.slideshow.is_running:
            self.slideshow.flip_pause()
        else:
            self.flip_slideshow()

    def _on_video_clicked(self) -> None:
        self.canvas.show_note("")
        self.video.play(self.photo_id)

    def _on_similar_clicked(self) -> None:
        self.similar_wanted.emit(self.photo_id)

    def _on_favourite_clicked(self) -> None:
        if self._facts is not None:
            self.favourite_chosen.emit(self.photo_id, not self._facts.photo.favourite)

    def _on_info_clicked(self) -> None:
        self.info.setVisible(self.info.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._fills_screen:
            self.full_screen_wanted.emit(False)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in PANNING and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            x, y = PANNING[Qt.Key(key)]
            self.canvas.pan(x * PAN_PX, y * PAN_PX)
        elif key == Qt.Key.Key_Space and self.slideshow.is_running:
            self.slideshow.flip_pause()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            self.step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.step(-1)
        elif key in RATING_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.rating_chosen.emit(self.photo_id, key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_F and not event.modifiers():
            self._on_favourite_clicked()
        elif key == Qt.Key.Key_V and not event.modifiers() and self.video_button.isVisibleTo(self):
            self._on_video_clicked()
        elif key == Qt.Key.Key_I and not event.modifiers():
            self._on_info_clicked()
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self.canvas.flip_pixels()
        elif key == Qt.Key.Key_P and not event.modifiers():
            self.people.show_outlines(not self.people.has_outlines)
            if self.people.has_outlines and self._facts is not None and not self.people.tags:
                self.canvas.show_note(self.tr("Nobody was found on this photo."))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.slideshow.stop()
            self.video.stop()
