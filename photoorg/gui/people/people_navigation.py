"""Leads from the pages of people and pets to the rest of the window, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.changes import NoticeRaised
from photoorg.gui.library_bridge import REFUSED, Track
from photoorg.gui.people.gallery import Gallery, read_gallery
from photoorg.gui.photo_counts import PhotoCounts

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.gui.main_window import MainWindow
    from photoorg.photo_library import PhotoLibrary


def _choose(wanted: bool, library: PhotoLibrary) -> None:
    library.change_setting("find_people", "on" if wanted else "off")


class PeopleNavigation(QObject):
    """Reads who there is for the side bar and the pages, and carries out what leads out of these."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._gallery = PhotoCounts(window.bridge, read_gallery, self)
        people, browse = window.browse.people, window.browse
        self._gallery.counted.connect(self._on_read)
        people.gallery_wanted.connect(self._gallery.read_soon)
        people.people_actions.changed.connect(self._gallery.read)
        people.page_wanted.connect(browse.go_on)
        people.back_wanted.connect(browse.back)
        people.photos_wanted.connect(browse.search_on)
        people.photo_wanted.connect(window.pages.open_photo)
        people.renamed.connect(browse.being_renamed)
        people.lost.connect(browse.being_lost)
        window.photos.turned.connect(people.forget_pictures)
        window.bridge.people_progressed.connect(window.status.show_people)
        for choice in (people.choice_made, window.pages.welcome.choice.chosen):
            choice.connect(self.choose)

    def read(self) -> None:
        """Reads who there is, now."""
        self._gallery.read()

    def choose(self, wanted: bool) -> None:
        """Has people and pets looked for from now on, or not."""
        self._window.bridge.run(
            Track.WRITES, partial(_choose, wanted), lambda _: self.read(), self._on_not_chosen
        )

    def forgotten(self) -> None:
        """All that was known of them was deleted, and with it what could be undone."""
        self._window.undo.forget_all()
        self.read()

    def _on_not_chosen(self, error: PhotoOrgError) -> None:
        self._window.notices.add(NoticeRaised(error.problem, topic=REFUSED))
        # The buttons show what is so.
        self.read()

    def _on_read(self, gallery: Gallery) -> None:
        self._window.browse.people.show_gallery(gallery)
        self._window.sidebar.show_people(gallery.count if gallery.is_offered else None)
        self._window.pages.welcome.choice.show_wanted(gallery.wanted)
