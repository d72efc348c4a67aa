"""The pages of people and pets: all of them, one, those who are like no other, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from photoorg.gui.pages import Alone, OneBeing, PeopleAndPets, PeoplePage, Questions
from photoorg.gui.people.being_dialogs import BeingDialogs
from photoorg.gui.people.being_page import BeingPage
from photoorg.gui.people.crop_loader import CropLoader
from photoorg.gui.people.gallery_page import GalleryPage
from photoorg.gui.people.people_actions import PeopleActions
from photoorg.gui.people.question_page import QuestionPage
from photoorg.gui.refresh_pace import RefreshPace
from photoorg.library.beings.records import Identity

if TYPE_CHECKING:
    from photoorg.changes import PeopleProgress
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.people.gallery import Gallery
    from photoorg.gui.undo import Undo
    from photoorg.library.beings.records import Being

REFRESH_DELAY_MS = 300


class PeoplePages(QStackedWidget):
    """Shows one of them, and keeps it fresh; the gallery is read by whoever owns this.

    Signals:
        page_wanted(PeoplePage): the user goes on to another page.
        back_wanted(): the user is done with this one.
        photos_wanted(str): the photos that a query finds.
        photo_wanted(int, tuple[int, ...]): a photo in large, among these.
        choice_made(bool): whether people and pets are to be looked for.
        gallery_wanted(): who there is has to be read again, soon.
        renamed(int, str): what a being is called now.
        lost(int, int): a being is no more, or is another one, by its id; 0 for none.
    """

    page_wanted = Signal(object)
    back_wanted = Signal()
    photos_wanted = Signal(str)
    photo_wanted = Signal(int, object)
    choice_made = Signal(bool)
    gallery_wanted = Signal()
    renamed = Signal(int, str)
    lost = Signal(int, int)

    def __init__(self, bridge: LibraryBridge, undo: Undo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people_actions = PeopleActions(undo, self)
        self.crops = CropLoader(bridge, self)
        self.dialogs = BeingDialogs(self.people_actions, self.crops, self)
        self.gallery = GalleryPage(self.people_actions, self.crops)
        self.being = BeingPage(bridge, self.people_actions, self.crops)
        self.questions = QuestionPage(bridge, self.people_actions, self.crops)
        for page in (self.gallery, self.being, self.questions):
            self.addWidget(page)
        self._page: PeoplePage | None = None
        self._known: Gallery | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._pace = RefreshPace(REFRESH_DELAY_MS)
        self._connect(bridge)

    def show_page(self, page: PeoplePage) -> None:
        """Shows another page, or the same one as it is now."""
        is_another = page != self._page
        self._page = page
        match page:
            case PeopleAndPets():
                self.being.leave()
                self.setCurrentWidget(self.gallery)
                if is_another:
                    self.gallery.take_focus()
            case OneBeing() | Alone():
                self.being.show_page(page)
                self.setCurrentWidget(self.being)
            case Questions(being_id):
                self.being.leave()
                if is_another:
                    self.questions.ask(being_id)
                self.setCurrentWidget(self.questions)

    def forget_pictures(self) -> None:
        """Photos may look otherwise."""
        self.crops.forget()
        self.questions.crops.forget()

    def leave(self) -> None:
        """Another page is on the screen."""
        self._page = None
        self._timer.stop()
        self.being.leave()

    def show_gallery(self, gallery: Gallery) -> None:
        """Shows who there is now."""
        self._known = gallery
        self.gallery.show_gallery(gallery)
        self.dialogs.know(gallery)
        self.being.know(gallery)

    def show_progress(self, progress: PeopleProgress) -> None:
        """Shows how far looking for people and pets is."""
        self.gallery.show_progress(progress.done, progress.total)

    def select_all(self) -> None:
        """Selects what can be selected on the page."""
        if self.currentWidget() is self.gallery:
            self.gallery.select_all()
        elif self.currentWidget() is self.being:
            self.being.select_all()

    def take_focus(self) -> None:
        """Gives the focus to the page."""
        if self.currentWidget() is self.gallery:
            self.gallery.take_focus()
        elif self.currentWidget() is self.being:
            self.being.faces.setFocus()
        else:
            self.questions.setFocus()

    def refresh(self) -> None:
        """Reads the page on the screen again, now."""
        self._timer.stop()
        match self._page:
            case OneBeing() | Alone():
                self._pace.begin()
                self.being.refresh()
            case Questions():
                self.questions.refresh()
            case _:
                # The gallery is read for the side bar anyway.
                pass

    def refresh_soon(self) -> None:
        """Reads the page on the screen again, once for many calls."""
        if self._page is not None and not self._timer.isActive():
            self._timer.start(self._pace.delay_ms)

    def _connect(self, bridge: LibraryBridge) -> None:
        bridge.people_changed.connect(self.refresh_soon)
        bridge.people_changed.connect(self.gallery_wanted)
        bridge.photos_changed.connect(lambda _: self.refresh_soon())
        bridge.people_progressed.connect(self.show_progress)
        self.people_actions.changed.connect(self.refresh)
        self.people_actions.changed.connect(self.gallery_wanted)
        self.people_actions.followed.connect(self.lost)
        self.dialogs.dropped.connect(self.refresh)
        gallery, being, questions = self.gallery, self.being, self.questions
        self.people_actions.followed.connect(gallery.follow)
        self.people_actions.returned.connect(gallery.await_return)
        gallery.opened.connect(self._go_to_being)
        gallery.strangers_wanted.connect(lambda kind: self.page_wanted.emit(Alone(kind)))
        gallery.named.connect(self.dialogs.name)
        gallery.merge_wanted.connect(self.dialogs.merge)
        gallery.merge_asked.connect(self.dialogs.ask_to_merge)
        gallery.photos_wanted.connect(self._show_photos)
        gallery.questions_wanted.connect(lambda: self.page_wanted.emit(Questions()))
        gallery.choice_made.connect(self.choice_made)
        being.named.connect(self.dialogs.name)
        being.birthday_asked.connect(self.dialogs.ask_for_birthday)
        being.merge_asked.connect(self.dialogs.ask_to_merge)
        being.who_asked.connect(
            lambda regions: self.dialogs.ask_who(regions, being.being.id if being.being else None)
        )
        being.photos_wanted.connect(self._show_photos)
        being.photo_wanted.connect(self.photo_wanted)
        being.questions_wanted.connect(lambda being_id: self.page_wanted.emit(Questions(being_id)))
        being.read.connect(self._on_being_read)
        being.gone.connect(self._on_being_gone)
        questions.photo_wanted.connect(lambda photo_id: self.photo_wanted.emit(photo_id, (photo_id,)))
        questions.done.connect(self.back_wanted)

    def _go_to_being(self, being_id: int) -> None:
        known = None if self._known is None else self._known.being(being_id)
        self.page_wanted.emit(OneBeing(being_id, known.name if known else ""))

    def _show_photos(self, being_id: int) -> None:
        known = self.being.being
        if known is None or known.id != being_id:
            known = None if self._known is None else self._known.being(being_id)
        if known is not None and self._known is not None:
            self.photos_wanted.emit(query_of(known, self._known))

    def _on_being_read(self, being: Being) -> None:
        self._pace.end()
        if self._known is not None:
            self.being.know(self._known)
        self.renamed.emit(being.id, being.name)

    def _on_being_gone(self) -> None:
        self._pace.end()
        if isinstance(self._page, OneBeing):
            self.lost.emit(self._page.being_id, 0)


def query_of(being: Being, gallery: Gallery) -> str:
    """The search for the photos of a being, and of nobody else."""
    # Not before it is needed: the parser is not needed for the window to appear.
    from photoorg.search.language.beings import query_for

    if not being.name:
        return f"{being.kind}:#{being.id}"
    is_shared = len(gallery.namesakes(being.name, being.kind)) > 1
    return query_for(
        Identity(being.id, being.kind, being.name, being.is_ignored, being.birthday, is_shared, being.photos)
    )
