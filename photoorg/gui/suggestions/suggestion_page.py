"""The pages of suggested groups and of events, and of the finer ones within one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QWidget,
)

from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.pages import FinerSuggestions, OneSuggestion
from photoorg.gui.search_page import SearchPage
from photoorg.gui.suggestions.suggestion_actions import SuggestionActions
from photoorg.gui.suggestions.suggestion_rows import SquarePictures, SuggestionRows
from photoorg.gui.suggestions.suggestion_search import SuggestionSearch
from photoorg.gui.suggestions.suggestion_wording import finer_count, title_of
from photoorg.library.suggestions.records import EVENT, KINDS

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.gui.pages import SuggestionPage as Page
    from photoorg.gui.undo import Undo
    from photoorg.library.suggestions.records import Suggestion
    from photoorg.photo_library import PhotoLibrary


def _read(page: Page, library: PhotoLibrary) -> tuple[list[Suggestion], dict[str, int]]:
    parent_id = page.suggestion_id if isinstance(page, FinerSuggestions) else None
    found = library.suggestions.list(page.kind, parent_id=parent_id)
    return found, {kind: library.suggestions.count(kind) for kind in KINDS}


def _count(library: PhotoLibrary) -> dict[str, int]:
    return {kind: library.suggestions.count(kind) for kind in KINDS}


class SuggestionPage(SearchPage):
    """Shows what was found, and looks for more when it is opened and photos came or went since.

    Signals:
        page_wanted(OneSuggestion | FinerSuggestions): the user goes on.
        counted(dict[str, int]): how many groups and events are suggested.
    """

    page_wanted = Signal(object)
    counted = Signal(object)

    def __init__(self, bridge: LibraryBridge, undo: Undo, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.actions_of_user = SuggestionActions(undo, self)
        self.search = SuggestionSearch(bridge, self)
        self._pictures = SquarePictures(bridge, self)
        self._page: Page | None = None
        # Where one was on pages that were left, and what an undo brought back.
        self._places: dict[Page, tuple[int, ...]] = {}
        self._came_back: frozenset[int] = frozenset()
        self.rows = SuggestionRows(self._pictures)
        self.progress.setAccessibleName(self.tr("How far looking for groups and events is"))
        self.search_button.setText(self.tr("Look again"))
        self._build()
        self._connect()

    def show_page(self, page: Page) -> None:
        """Shows another page, or the same one as it is now."""
        is_another = page != self._page
        if is_another:
            self.leave()
        self._page = page
        if is_another:
            self.rows.show_suggestions([])
            self._stack.setCurrentWidget(self._waiting)
            self.search.start_if_stale()
            self.take_focus()
        self.refresh()

    def leave(self) -> None:
        """Another page is on the screen. What is being looked for goes on."""
        if self._page is not None and self.rows.rows.records:
            self._places[self._page] = self.rows.nearest_ids
        self._page = None
        self._timer.stop()

    def refresh(self) -> None:
        """Reads the page again, now."""
        self._timer.stop()
        if self._page is None:
            self.count()
            return
        if self._request is not None:
            self._request.cancel()
        self._pace.begin()
        self._request = self._bridge.run(
            Track.READS, partial(_read, self._page), partial(self._on_read, self._page), self._on_failed
        )

    def count(self) -> None:
        """Counts what is suggested; ``counted`` follows."""
        self._bridge.run(Track.READS, _count, self.counted.emit)

    def refresh_soon(self) -> None:
        """Reads the page again, once for many calls."""
        if not self._timer.isActive():
            self._timer.start(self._pace.delay_ms)

    def take_focus(self) -> None:
        """Gives the focus to the rows."""
        (self.rows if self._stack.currentWidget() is self.rows else self).setFocus()

    def select_all(self) -> None:
        """Selects all rows."""
        self.rows.selectAll()
        self.rows.setFocus()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 6, 12, 6)
        bar.setSpacing(10)
        bar.addWidget(self._status)
        bar.addWidget(self.progress, 1)
        bar.addStretch()
        bar.addWidget(self.stop_button)
        bar.addWidget(self.search_button)
        self._lay_out(bar, self.rows)
        self._show_search()

    def _connect(self) -> None:
        self._bridge.suggestions_changed.connect(self.refresh_soon)
        self._bridge.photos_changed.connect(self._on_photos_changed)
        self.actions_of_user.changed.connect(self.refresh)
        self.actions_of_user.decided.connect(self._on_decided)
        self.rows.opened.connect(self._on_opened)
        self.rows.named.connect(self.actions_of_user.name)
        self.rows.accept_wanted.connect(self._on_accept_wanted)
        self.rows.dismiss_wanted.connect(self.actions_of_user.dismiss)
        self.rows.menu_wanted.connect(self._on_menu_wanted)
        self.search.progressed.connect(self._on_progressed)
        self.search.ended.connect(self._on_search_ended)
        self.stop_button.clicked.connect(self.search.stop)
        self.search_button.clicked.connect(self._on_search_clicked)

    # --- showing ---

    def _on_read(self, page: Page, read: tuple[list[Suggestion], dict[str, int]]) -> None:
        self._pace.end()
        if page != self._page:
            return
        found, counts = read
        had_focus = self._is_focus_inside() or self.hasFocus()
        self.counted.emit(counts)
        self.rows.show_suggestions(found, self._places.pop(page, ()))
        self.rows.select_ids(self._came_back)
        self._came_back = frozenset()
        self._show_search()
        self._show_found(is_any=bool(found), focus=self.rows, had_focus=had_focus)

    def _on_failed(self, error: PhotoOrgError) -> None:
        self._say_problem(self.tr("Suggestions cannot be shown"), error)

    def _explain(self) -> None:
        icon_name = "event" if self._page is not None and self._page.kind == EVENT else "suggested"
        if self.search.is_running:
            title = self.tr("Looking for groups and events…")
            text = self.tr("They appear here when they are found; you can go on working.")
        elif isinstance(self._page, FinerSuggestions):
            title, text = self.tr("Nothing finer is left in here"), ""
        elif self._page is not None and self._page.kind == EVENT:
            title = self.tr("No events yet")
            text = self.tr(
                "Trips, parties and days out appear here, once there are photos with dates that the camera "
                "wrote."
            )
        else:
            title = self.tr("No suggestions yet")
            text = self.tr("Groups of photos that look alike appear here, once there are some.")
        self.message.say(icon_name, title, text)

    def _show_search(self) -> None:
        is_running = self.search.is_running
        self.progress.setVisible(is_running)
        self.stop_button.setVisible(is_running)
        self.search_button.setVisible(not is_running)
        if is_running:
            self._status.setText(self.tr("Looking for groups and events…"))
        else:
            self._status.setText(self.tr("A makes an album, F2 renames, Del dismisses."))
            self._status.setVisible(bool(self.rows.rows.records))
        if is_running:
            self._status.show()

    # --- reacting ---

    def _on_photos_changed(self, _photo_ids: frozenset[int]) -> None:
        self._pictures.forget()
        if self._page is not None:
            self.refresh_soon()

    def _on_progressed(self, done: int, total: int) -> None:
        if not self.progress.isVisible():
            self._show_search()
        self._show_progress(done, total)

    def _on_search_ended(self) -> None:
        self._show_search()
        self.refresh()

    def _on_search_clicked(self) -> None:
        self.search.start()
        self.progress.setRange(0, 0)
        self._show_search()
        if not self.rows.rows.records:
            self._explain()

    def _suggestion(self, suggestion_id: int) -> Suggestion | None:
        return next((each for each in self.rows.rows.records if each.id == suggestion_id), None)

    def _on_opened(self, suggestion_id: int) -> None:
        known = self._suggestion(suggestion_id)
        if known is not None:
            self.page_wanted.emit(OneSuggestion(known.id, known.kind, title_of(known)))

    def _on_accept_wanted(self, suggestion_ids: tuple[int, ...]) -> None:
        for suggestion_id in suggestion_ids:
            known = self._suggestion(suggestion_id)
            if known is not None:
                self.actions_of_user.accept(known.id, title_of(known), is_named=bool(known.said_name))

    def _on_decided(self, suggestion_id: int, is_done: bool) -> None:
        if is_done:
            self._came_back -= {suggestion_id}
        else:
            self._came_back |= {suggestion_id}

    def _on_menu_wanted(self, at: QPoint) -> None:
        selected = self.rows.selected
        if not selected:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first, ids = selected[0], tuple(each.id for each in selected)
        if len(selected) == 1:
            menu.addAction(self.tr("Open"), partial(self._on_opened, first.id))
            if first.finer:
                menu.addAction(
                    finer_count(first.finer),
                    lambda: self.page_wanted.emit(FinerSuggestions(first.id, first.kind, title_of(first))),
                )
            menu.addAction(self.tr("Rename…\tF2"), partial(self.rows.edit_name, first.id))
        menu.addAction(self.tr("Make album\tA"), partial(self._on_accept_wanted, ids))
        menu.addSeparator()
        menu.addAction(self.tr("Dismiss\tDel"), partial(self.actions_of_user.dismiss, ids))
        menu.popup(at)
