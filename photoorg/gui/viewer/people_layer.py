"""Who is on the photo in the large view: outlines, names, and saying who it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.viewer.marking_frame import MarkingFrame
from photoorg.gui.viewer.name_tag import NameTag
from photoorg.gui.viewer.outlines import paint_outline
from photoorg.gui.viewer.photo_facts import PhotoPeople
from photoorg.gui.viewer.tag_layout import place_beside, placed_tags
from photoorg.gui.viewer.who_panel import WhoPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from photoorg.gui.viewer.picture_canvas import PictureCanvas
    from photoorg.library.beings.records import Box, Identity, Region
    from photoorg.photo_library import PhotoLibrary

NOBODY = PhotoPeople(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a photo where the user says that somebody is."""

    photo_id: int
    kind: str
    box: Box


def _read_names(kind: str, library: PhotoLibrary) -> list[Identity]:
    return [one for one in library.people.identities() if one.kind == kind]


class PeopleLayer(QWidget):
    """Lies over the picture and follows it. Without outlines it is not there, and costs nothing.

    Signals:
        outlines_changed(bool): outlines are shown now, or no longer.
        region_named(Region, str): somebody new of that name is in the place.
        region_assigned(Region, int): somebody known, by id, is in the place.
        region_rejected(Region, int): that one is not in the place.
        region_refused(Region): nobody is in the place.
        marked(Mark, str), marked_known(Mark, int): somebody is where nobody was found; the name of somebody
            new, perhaps "", or the id of somebody known.
        photos_wanted(Identity): all photos of somebody.
        left(): the user is done here; keys are for the large view again.
    """

    outlines_changed = Signal(bool)
    region_named = Signal(object, str)
    region_assigned = Signal(object, int)
    region_rejected = Signal(object, int)
    region_refused = Signal(object)
    marked = Signal(object, str)
    marked_known = Signal(object, int)
    photos_wanted = Signal(object)
    left = Signal()

    def __init__(self, bridge: LibraryBridge, canvas: PictureCanvas, before: QWidget) -> None:
        """``before``: the Tab key leads from it to the names."""
        super().__init__(canvas)
        self.setMouseTracking(True)
        self._bridge = bridge
        self._canvas = canvas
        self._before = before
        self._people = NOBODY
        self._has_outlines = False
        self._is_quiet = False
        self._tags: list[NameTag] = []
        self._asked: Region | Mark | None = None
        self._marking = ""
        self._awaited = ""
        self._request: Request | None = None
        self.panel = WhoPanel(self)
        self.panel.named.connect(self._on_named)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.rejected.connect(self._on_rejected)
        self.panel.refused.connect(self._on_refused)
        self.panel.photos_wanted.connect(self._on_photos_wanted)
        self.panel.left.connect(self._leave)
        self.panel.resized.connect(self._place_panel)
        self.frame = MarkingFrame(self)
        self.frame.drawn.connect(self._on_drawn)
        self.frame.cancelled.connect(self._leave)
        canvas.arranged.connect(self._arrange)
        self._show_or_hide()

    @property
    def has_outlines(self) -> bool:
        """Whether faces and animals are outlined."""
        return self._has_outlines

    @property
    def tags(self) -> list[NameTag]:
        """The names beside faces, from left to right."""
        return list(self._tags)

    def outline(self, region: Region) -> QRectF:
        """Where a region of the photo is in this widget."""
        return self._on_picture(region.box.turned(self._people.quarter_turns))

    def show_outlines(self, shown: bool) -> None:
        """Outlines faces and animals, with names beside them, or no longer."""
        if shown != self._has_outlines:
            self._has_outlines = shown
            self._show_or_hide()
            self.outlines_changed.emit(shown)

    def keep_quiet(self, quiet: bool) -> None:
        """Shows nothing for a while, as during a slideshow."""
        self._is_quiet = quiet
        self._show_or_hide()

    def show_people(self, people: PhotoPeople = NOBODY) -> None:
        """Who is on the photo on the screen; nobody while that is not known."""
        if people == self._people:
            return
        is_other_photo = people.photo_id != self._people.photo_id
        self._people = people
        asked_id = None if not self._is_asking_about_region else self._asked_region.id
        if is_other_photo or (asked_id is not None and asked_id not in {one.id for one in people.regions}):
            self._leave()
        self._make_tags()
        self._show_or_hide()
        if people is not NOBODY and self._awaited:
            kind, self._awaited = self._awaited, ""
            self.start_marking(kind)

    def start_marking(self, kind: str) -> None:
        """Has the user draw a box around a ``person`` or a ``pet``."""
        if self._people is NOBODY:
            # As soon as it is known how the photo lies.
            self._awaited = kind
            return
        if self._canvas.pixmap.isNull():
            return
        self._leave()
        self._marking = kind
        self._show_or_hide()
        self.frame.begin(self._canvas.picture_rect)
        self._canvas.show_note(
            self.tr("Drag a box around the head, or use the arrow keys, with Shift for its size, and Enter.")
        )

    # --- what is on the screen ---

    @property
    def _asked_region(self) -> Region:
        assert self._asked is not None
        assert not isinstance(self._asked, Mark)
        return self._asked

    @property
    def _is_asking_about_region(self) -> bool:
        return self._asked is not None and not isinstance(self._asked, Mark)

    def _show_or_hide(self) -> None:
        is_busy = bool(self._marking) or self._asked is not None
        is_shown = is_busy or (self._has_outlines and not self._is_quiet)
        if is_shown and self.isHidden():
            self._arrange()
        elif not is_shown and not self.isHidden() and self._has_focus:
            self.left.emit()
        self.setVisible(is_shown)
        for tag in self._tags:
            # While somebody is marked, the picture is to be seen.
            tag.setVisible(self._has_outlines and not is_busy)

    @property
    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _make_tags(self) -> None:
        if self._has_focus and not self._asked and not self._marking:
            self.left.emit()
        for tag in self._tags:
            tag.hide()
            tag.deleteLater()
        self._tags = [NameTag(self._people, region, self) for region in self._people.regions]
        before = self._before
        for tag in self._tags:
            tag.opened.connect(partial(self.open, tag.region))
            tag.confirmed.connect(partial(self._on_confirmed, tag.region))
            tag.denied.connect(partial(self._on_denied, tag.region))
            for button in tag.buttons:
                QWidget.setTabOrder(before, button)
                before = button
        self._arrange()

    def _arrange(self) -> None:
        """Everything where the picture is now."""
        self.setGeometry(self._canvas.rect())
        self.frame.setGeometry(self.rect())
        self.frame.follow(self._canvas.picture_rect)
        faces = [self.outline(tag.region) for tag in self._tags]
        places = placed_tags(faces, [QSizeF(tag.size()) for tag in self._tags], QRectF(self.rect()))
        for tag, place in zip(self._tags, places, strict=True):
            tag.move(place.topLeft().toPoint())
        self._place_panel()
        self.update()

    def _on_picture(self, box: Box) -> QRectF:
        picture = self._canvas.picture_rect
        return QRectF(
            picture.left() + box.left * picture.width(),
            picture.top() + box.top * picture.height(),
            box.width * picture.width(),
            box.height * picture.height(),
        )

    def _place_panel(self) -> None:
        if self._asked is None:
            return
        face = self._on_picture(self._asked.box.turned(self._people.quarter_turns))
        others = [self.outline(region) for region in self._people.regions]
        place = place_beside(face, QSizeF(self.panel.size()), QRectF(self.rect()), [face, *others])
        self.panel.move(place.topLeft().toPoint())

    # --- asking ---

    def open(self, region: Region) -> None:
        """Asks who a region shows."""
        taken_for = self._taken_for(region)
        self._ask(region, region.kind, "" if taken_for is None else taken_for.name, is_found=True)

    def _ask(self, about: Region | Mark, kind: str, name: str, *, is_found: bool) -> None:
        self._asked = about
        self._show_or_hide()
        self.panel.ask(kind, name, is_found=is_found)
        self._place_panel()
        if self._request is not None:
            self._request.cancel()
        self._request = self._bridge.run(Track.READS, partial(_read_names, kind), self.panel.know)

    def _taken_for(self, region: Region) -> Identity | None:
        shown = self._people.shown_by(region)
        return shown if shown is not None and shown.name else self._people.suggested_for(region)

    def _leave(self) -> None:
        """Nothing is asked or drawn any more."""
        if self._request is not None:
            self._request.cancel()
        had_focus = self._has_focus
        was_marking = bool(self._marking)
        self._asked = None
        self._marking = ""
        self.panel.hide()
        self.frame.hide()
        if was_marking:
            self._canvas.show_note("")
        self._show_or_hide()
        if had_focus:
            self.left.emit()

    def _on_drawn(self, seen: Box) -> None:
        people, kind = self._people, self._marking
        self._marking = ""
        self.frame.hide()
        self._canvas.show_note("")
        mark = Mark(people.photo_id, kind, seen.turned(-people.quarter_turns))
        self._ask(mark, kind, "", is_found=False)

    def _on_named(self, name: str) -> None:
        asked = self._asked
        self._leave()
        if isinstance(asked, Mark):
            self.marked.emit(asked, name)
        elif asked is not None and name:
            self.region_named.emit(asked, name)

    def _on_chosen(self, being_id: int) -> None:
        asked = self._asked
        self._leave()
        if isinstance(asked, Mark):
            self.marked_known.emit(asked, being_id)
        elif asked is not None:
            self.region_assigned.emit(asked, being_id)

    def _on_rejected(self) -> None:
        region = self._asked_region
        taken_for = self._taken_for(region)
        self._leave()
        if taken_for is not None:
            self.region_rejected.emit(region, taken_for.id)

    def _on_refused(self) -> None:
        region = self._asked_region
        self._leave()
        self.region_refused.emit(region)

    def _on_photos_wanted(self) -> None:
        taken_for = self._taken_for(self._asked_region)
        self._leave()
        if taken_for is not None:
            self.photos_wanted.emit(taken_for)

    def _on_confirmed(self, region: Region) -> None:
        if region.suggested_id is not None:
            self.region_assigned.emit(region, region.suggested_id)

    def _on_denied(self, region: Region) -> None:
        if region.suggested_id is not None:
            self.region_rejected.emit(region, region.suggested_id)

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().highlight().color()
        if self._has_outlines and not self._marking:
            for tag in self._tags:
                is_meant = tag.region is self._asked or any(one.hasFocus() for one in tag.buttons)
                paint_outline(painter, self.outline(tag.region), colour, is_marked=is_meant)
        if isinstance(self._asked, Mark):
            box = self._on_picture(self._asked.box.turned(self._people.quarter_turns))
            paint_outline(painter, box, colour, is_marked=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        under = [region for region in self._people.regions if self.outline(region).contains(at)]
        if self._asked is not None:
            # A click beside the question is no answer.
            self._leave()
        elif under and self._has_outlines and event.button() is Qt.MouseButton.LeftButton:
            # Of two that overlap, the smaller one lies in front.
            self.open(min(under, key=lambda region: region.box.width * region.box.height))
        else:
            event.ignore()
