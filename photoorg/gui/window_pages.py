"""The pages of the main window, and the whole screen for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from photoorg.gui.breadcrumb import shortened
from photoorg.gui.message_page import MessagePage
from photoorg.gui.page_photos import reasons_on
from photoorg.gui.pages import Fitting
from photoorg.gui.welcome_page import WelcomePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow

    from photoorg.gui.browse_page import BrowsePage
    from photoorg.gui.notices import Notices
    from photoorg.gui.sidebar import Sidebar
    from photoorg.gui.status_area import StatusArea
    from photoorg.gui.viewer.viewer import Viewer


class WindowPages(QStackedWidget):
    """Photos beside the side bar, one photo in large, the welcome, or why there is no library: one of them is
    on the screen.

    Attributes:
        welcome, failure: the pages that are no one else's.
    """

    def __init__(
        self,
        window: QMainWindow,
        sidebar: Sidebar,
        browse: BrowsePage,
        viewer: Viewer,
        notices: Notices,
        status: StatusArea,
    ) -> None:
        super().__init__()
        self._window = window
        self._browse = browse
        self._viewer = viewer
        self._notices = notices
        self._status = status
        self.welcome = WelcomePage()
        self.failure = MessagePage()
        # The large view goes through the page, and not through photos of another list.
        self._views_page = False
        self._browsing = QSplitter()
        self._browsing.setHandleWidth(1)
        self._browsing.setChildrenCollapsible(False)
        self._browsing.addWidget(sidebar)
        self._browsing.addWidget(browse)
        self._browsing.setSizes([230, 950])
        self._browsing.setStretchFactor(0, 0)
        self._browsing.setStretchFactor(1, 1)
        for page in (self.welcome, self._browsing, viewer, self.failure):
            self.addWidget(page)
        viewer.closed.connect(self.leave_photo)
        browse.page_shown.connect(self._on_page_shown)
        browse.page_read.connect(self._on_page_read)
        viewer.full_screen_wanted.connect(self.fill_screen)

    @property
    def is_browsing(self) -> bool:
        """Whether a page of photos is on the screen."""
        return self.currentWidget() is self._browsing and self._browse.shows_photos

    @property
    def is_among_people(self) -> bool:
        """Whether a page of people and pets is on the screen."""
        return self.currentWidget() is self._browsing and self._browse.shows_people

    @property
    def shows_trail(self) -> bool:
        """Whether one of these is, from which one can go back."""
        return self.currentWidget() is self._browsing

    @property
    def is_viewing(self) -> bool:
        """Whether one photo is on the screen."""
        return self.currentWidget() is self._viewer

    def show_photos(self) -> None:
        """Shows the page of photos."""
        self.setCurrentWidget(self._browsing)

    def open_photo(self, photo_id: int, among: Sequence[int] | None = None) -> None:
        """Shows a photo of the page in large, or one ``among`` others."""
        self._browse.remember_search()
        self._show_viewer()
        self._views_page = among is None
        self._viewer.show_photo(self._browse.grid.photos.photo_ids if among is None else among, photo_id)
        self._viewer.setFocus()

    def leave_photo(self) -> None:
        """Goes back from the large view to the page of photos."""
        self.fill_screen(False)
        self.show_photos()
        self._browse.take_focus()

    def leave_photo_if_any(self) -> bool:
        """As :meth:`leave_photo`, where one is on the screen; returns whether it was."""
        was_viewing = self.is_viewing
        if was_viewing:
            self.leave_photo()
        return was_viewing

    def pass_over(self, photo_ids: tuple[int, ...]) -> None:
        """These photos are about to go: the large view, where it shows one of them, shows the next."""
        if self.is_viewing and not self._viewer.pass_over(photo_ids):
            self.leave_photo()

    def mark(self, *, more: bool) -> None:
        """Asks for more or less of the selected photos' kind. Where photos are shown that may fit an album,
        the selected ones, or the one in the large view, fit or do not, and the next one is shown."""
        page = self._browse.trail.current
        if self.is_browsing:
            self._browse.mark_selected(more=more)
        elif self.is_viewing and isinstance(page, Fitting):
            photo_ids = (self._viewer.photo_id,)
            self._browse.say_fits(page.album, photo_ids, fits=more)
            self.pass_over(photo_ids)
            text = self.tr("Added to “{album}”.") if more else self.tr("Does not fit “{album}”.")
            self._viewer.canvas.show_note(text.format(album=shortened(page.album)))

    def fill_screen(self, wanted: bool) -> None:
        """Has the window take the whole screen, or no longer."""
        if wanted != self._window.isFullScreen():
            # Maximized before is maximized afterwards.
            self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def flip_full_screen(self) -> None:
        """Has the window take the whole screen, or no longer if it does."""
        self.fill_screen(not self._window.isFullScreen())

    def flip_slideshow(self) -> None:
        """Shows the selected photos, or all of the page, one after the other; ends that where it goes on."""
        if self.is_viewing:
            self._viewer.flip_slideshow()
            return
        selected, page = self._browse.grid.selected_ids, self._browse.grid.photos.photo_ids
        if page and self.is_browsing:
            self._show_viewer()
            first = selected[0] if selected else page[0]
            self._views_page = len(selected) <= 1
            self._viewer.start_slideshow(selected if len(selected) > 1 else page, first)
            self._viewer.setFocus()

    def arrange(self) -> None:
        """Shows around the page what belongs to it, and no more; to be called where it is another one now, or
        the window got another state."""
        page = self.currentWidget()
        is_alone = self.is_viewing and self._window.isFullScreen()
        # Before there are photos, their number and size are no one's concern.
        self._status.setVisible(page is not self.welcome and not is_alone)
        self._status.follow_page(self.is_browsing)
        self._notices.wait(is_alone)
        self._window.menuBar().setVisible(not is_alone)
        self._viewer.fill_screen(is_alone)

    def _on_page_shown(self) -> None:
        # Faces have a size of their own.
        self._status.follow_page(self.is_browsing)

    def _on_page_read(self, is_whole: bool) -> None:
        if is_whole and self._views_page and self.is_viewing:
            self._viewer.follow_page(self._browse.grid.photos.photo_ids)

    def _show_viewer(self) -> None:
        self._viewer.explain_by(reasons_on(self._browse.trail.current))
        self.setCurrentWidget(self._viewer)
