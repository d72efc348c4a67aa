"""The page one works on: search field, breadcrumb, and the grid or a word about why it is empty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photoorg.changes import Activity, ModelChanged, ModelState, Progress
from photoorg.gui import wording
from photoorg.gui.album_header import AlbumHeader
from photoorg.gui.breadcrumb import Breadcrumb
from photoorg.gui.choice_bar import ChoiceBar
from photoorg.gui.empty_states import EmptyState, empty_state
from photoorg.gui.foreign_words import ForeignWords
from photoorg.gui.library_bridge import Track
from photoorg.gui.message_page import MessagePage
from photoorg.gui.page_photos import PagePhotos, PageReader
from photoorg.gui.pages import (
    AllPhotos,
    BestOf,
    DuplicateGroups,
    Example,
    Finding,
    FinerSuggestions,
    Fitting,
    InAlbum,
    InAlbumFolder,
    InFolder,
    Manner,
    OneStack,
    OneSuggestion,
    Page,
    PeoplePage,
    Removed,
    StartPage,
    Tagged,
    TrashedPhotos,
    WholePage,
)
from photoorg.gui.pages import SuggestionPage as SuggestionsPage
from photoorg.gui.photo_grid.arranged_grid import ArrangedGrid
from photoorg.gui.photo_grid.grid_model import Shelf
from photoorg.gui.query_chips import QueryChips
from photoorg.gui.refine_bar import RefineBar
from photoorg.gui.refresh_pace import RefreshPace
from photoorg.gui.result_controls import RelevanceEnd, ResultControls
from photoorg.gui.search_bar import SearchBar
from photoorg.gui.suggestions.suggestion_bar import SuggestionBar
from photoorg.gui.trail import Trail
from photoorg.search.marks import NO_MARKS, Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from photoorg.errors import QueryError
    from photoorg.gui.duplicates.duplicates_page import DuplicatesPage
    from photoorg.gui.library_bridge import LibraryBridge
    from photoorg.gui.people.people_pages import PeoplePages
    from photoorg.gui.suggestions.suggestion_page import SuggestionPage
    from photoorg.library.beings.records import Identity
    from photoorg.library.newest_photos import NewestPhotos
    from photoorg.library.records import Album, Folder
    from photoorg.photo_library import PhotoLibrary

# While thousands of photos stream in, the page follows once in a while instead of at every batch.
REFRESH_DELAY_MS = 800
# An answer usually comes sooner; if not, the photos of the page before must not pass for those of this one.
CLEAR_DELAY_MS = 300
# The names that the search field offers are counted over the whole library: not at every change.
NAMES_DELAY_MS = 3000


def _names_of(library: PhotoLibrary) -> tuple[dict[str, list[str]], list[Identity]]:
    return library.names(), library.people.identities()


class BrowsePage(QWidget):
    """Shows the current page of the trail and keeps it fresh.

    Signals:
        page_shown(Page): the trail changed.
        paste_wanted(): an image is to be pasted.
        put_all_back_wanted(): the list of removed photos is to be emptied.
        restore_all_wanted(): all photos of the page are to come back from the trash.
        save_wanted(str): a query is to be saved as a smart album.
        marked(Finding, Finding): marks of a search changed; how it was, and how it is.
        undo_mark_wanted(): the last mark of the search on the screen is to be taken back.
        model_wanted(): another model is to be chosen.
        fits_said(str, tuple[int, ...], bool): these photos fit the album of that name, or do not.
        page_read(bool): the page shows photos, or why there are none yet; whether that is all it will show.
    """

    page_shown = Signal(object)
    paste_wanted = Signal()
    put_all_back_wanted = Signal()
    restore_all_wanted = Signal()
    save_wanted = Signal(str)
    marked = Signal(object, object)
    undo_mark_wanted = Signal()
    model_wanted = Signal()
    fits_said = Signal(str, object, bool)
    page_read = Signal(bool)

    def __init__(
        self,
        bridge: LibraryBridge,
        people: PeoplePages,
        duplicates: DuplicatesPage,
        suggestions: SuggestionPage,
        parent: QWidget | None = None,
    ) -> None:
        """``people``: the pages of people and pets, which are shown in place of photos, as are those of
        ``duplicates`` and ``suggestions``."""
        super().__init__(parent)
        self.trail = Trail()
        self.people = people
        self.duplicates = duplicates
        self.suggestions = suggestions
        self.suggestion_bar = SuggestionBar(bridge, suggestions.actions_of_user)
        self.search = SearchBar(bridge)
        self.chips = QueryChips()
        self.breadcrumb = Breadcrumb()
        self.controls = ResultControls()
        self.refine = RefineBar()
        self.save_button = QPushButton(self.tr("Save…"))
        self.save_button.setObjectName("link")
        self.save_button.setToolTip(self.tr("Keep this search as a smart album (Ctrl+S)"))
        self.put_back_button = QPushButton(self.tr("Put all back"))
        self.put_back_button.setObjectName("link")
        self.put_back_button.setToolTip(self.tr("All of these photos are in the library again"))
        self.restore_button = QPushButton(self.tr("Restore all"))
        self.restore_button.setObjectName("link")
        self.restore_button.setToolTip(self.tr("All of these files come back from the trash"))
        self.header = AlbumHeader(bridge)
        self.choices = ChoiceBar()
        self.grid = ArrangedGrid(bridge)
        self.end = RelevanceEnd()
        self.foreign = ForeignWords()
        self.message = MessagePage()
        self.closest_button = self.message.add_button(
            self.tr("Show the closest photos"), self._on_weaker_wanted
        )
        self.model_button = self.message.add_button(self.tr("Choose a model…"), self.model_wanted.emit)
        self._activity = Activity.IDLE
        self._album_ids: dict[str, int] = {}
        self._model = bridge.model
        self._shown: Page | None = None
        # Enter was pressed in the search field, and the answer is not there yet.
        self._leaves_search = False
        self._bridge = bridge
        self._reader = PageReader(bridge, self)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._pace = RefreshPace(REFRESH_DELAY_MS)
        self._clear_timer = QTimer(self)
        self._clear_timer.setSingleShot(True)
        self._clear_timer.setInterval(CLEAR_DELAY_MS)
        self._names_timer = QTimer(self)
        self._names_timer.setSingleShot(True)
        self._names_timer.setInterval(NAMES_DELAY_MS)
        self._pages = QStackedWidget()
        photos = QWidget()
        photos_layout = QVBoxLayout(photos)
        photos_layout.setContentsMargins(0, 0, 0, 0)
        photos_layout.setSpacing(0)
        photos_layout.addWidget(self.grid, 1)
        photos_layout.addWidget(self.end)
        self._photos = photos
        self._pages.addWidget(photos)
        self._pages.addWidget(self.message)
        self._pages.addWidget(people)
        self._pages.addWidget(duplicates)
        self._pages.addWidget(suggestions)
        self._build()
        self._connect(bridge)
        self._show_trail()

    def open_page(self, page: StartPage) -> None:
        """Goes to a page of the side bar."""
        self.trail.restart(page)
        self._go()

    def show_first(self, newest: NewestPhotos) -> None:
        """Shows the newest photos until the page is read, where it begins with these."""
        if self._shown is None and self.trail.current == AllPhotos():
            self._shown = AllPhotos()
            shelf = Shelf.of(newest.photo_ids, outlines=newest.outlines, dated=True, stacks=newest.stacks)
            self.grid.show_shelf(shelf, keep_place=False)

    @property
    def shows_people(self) -> bool:
        """Whether the page is about people and pets, and not about photos."""
        return isinstance(self.trail.current, PeoplePage)

    @property
    def shows_photos(self) -> bool:
        """Whether the page is one of photos in a grid."""
        return not isinstance(self.trail.current, PeoplePage | DuplicateGroups | SuggestionsPage)

    def go_on(
        self, page: PeoplePage | FinerSuggestions | OneSuggestion | Fitting | BestOf | OneStack
    ) -> None:
        """Goes on to people and pets, to suggestions, or to photos that have to do with this page."""
        self.trail.go_on(page)
        self._go()

    def show_fitting(self, album: str) -> None:
        """Goes on to photos that would fit an album."""
        self.go_on(Fitting(album))
        self.grid.setFocus()

    def show_stack(self, photo_id: int) -> None:
        """Goes on to the photos of the stack that a photo lies in."""
        self.go_on(OneStack(photo_id))
        self.grid.setFocus()

    def follow_stack(self, taken: Collection[int], left: int) -> None:
        """Stays at a stack of which photos were taken out, whichever of them it was opened at."""
        if left:
            self.trail.follow_stack(taken, left)
            self.reload()

    def show_best(self) -> None:
        """Goes on to the best photos of the page."""
        page = self.trail.current
        if isinstance(page, WholePage):
            self.go_on(BestOf(page))
            self.grid.setFocus()

    def search_on(self, query: str) -> None:
        """Goes on to a search, from which one gets back to the page of now."""
        self.trail.search_on(query)
        self._go()
        self.grid.setFocus()

    def being_renamed(self, being_id: int, name: str) -> None:
        """Learns what a person or pet is called now."""
        if self.trail.name_being(being_id, name):
            self.breadcrumb.show_trail(self.trail.pages)

    def being_lost(self, being_id: int, follower: int) -> None:
        """Leaves the page of somebody who is no more, or was always ``follower``; 0 for nobody."""
        if self.trail.lose_being(being_id, follower or None):
            self._go()

    def take_focus(self) -> None:
        """Gives the focus to what the page shows."""
        if self.shows_people:
            self.people.take_focus()
        elif isinstance(self.trail.current, DuplicateGroups):
            self.duplicates.take_focus()
        elif isinstance(self.trail.current, SuggestionsPage):
            self.suggestions.take_focus()
        else:
            self.grid.setFocus()

    def find_like(self, example: Example) -> None:
        """Goes on to the photos similar to an example."""
        self.trail.find_like(example)
        self._go()

    def mark_selected(self, *, more: bool) -> None:
        """Has the search on the screen refined by the selected photos; where all are marked so already, these
        marks are taken away."""
        page, photo_ids = self.trail.current, self.grid.selected_ids
        if isinstance(page, Fitting) and photo_ids:
            self.say_fits(page.album, photo_ids, fits=more)
            return
        if not isinstance(page, Finding) or not photo_ids or not self.controls.isVisibleTo(self):
            return
        marks = page.marks.with_more(photo_ids) if more else page.marks.with_less(photo_ids)
        self.remember_search()
        self._mark(page, page.marks.without(photo_ids) if marks == page.marks else marks)

    def say_fits(self, album: str, photo_ids: tuple[int, ...], *, fits: bool) -> None:
        """Photos fit an album, or do not."""
        # The next photo is there for the next decision.
        ids = self.grid.photos.photo_ids
        places = self.grid.photos.rows_of(photo_ids)
        after = next((ids[row] for row in range(max(places) + 1, len(ids))), None) if places else None
        if after is not None:
            self.grid.make_current(after)
        self.fits_said.emit(album, photo_ids, fits)

    def mark_again(self, marks: Marks) -> None:
        """Has the search on the screen refined by these marks."""
        self.trail.mark(marks)
        self._go()

    def _mark(self, page: Finding, marks: Marks) -> None:
        if marks != page.marks:
            self.mark_again(marks)
            self.marked.emit(page, self.trail.current)

    def ask_to_save(self) -> None:
        """Has the search on the screen kept as a smart album, if it is one of words and filters."""
        if self._query_to_save:
            self.save_wanted.emit(self._query_to_save)

    def remember_search(self) -> None:
        """Keeps the search on the screen among the recent ones: the user did something with it."""
        if not self.chips.fault:
            self.search.offers.remember(self._query_to_save)

    @property
    def _query_to_save(self) -> str:
        page = self.trail.current
        return page.text.strip() if isinstance(page, Finding) and page.example is None else ""

    def search_for(self, query: str) -> None:
        """Searches the whole library, with the query in the search field."""
        self.trail.restart(AllPhotos())
        self.trail.type(query)
        self._go()
        self.search.setFocus()

    def undo_mark(self, depth: int | None = None) -> None:
        """Takes back the last mark of the search on the screen; goes back to the one at ``depth`` first."""
        if depth is not None:
            self.trail.back_to(depth)
        if self.trail.undo_mark():
            self._go()

    def back(self) -> bool:
        """Goes one page back; False where there is none."""
        moved = self.trail.back()
        if moved:
            self._go()
        return moved

    def reload(self) -> None:
        """Reads the current page again, now."""
        self._refresh_timer.stop()
        page = self.trail.current
        if isinstance(page, PeoplePage):
            self._show_other(page, self.people, partial(self.people.show_page, page))
        elif isinstance(page, DuplicateGroups):
            self._show_other(page, self.duplicates, self.duplicates.show_page)
        elif isinstance(page, SuggestionsPage):
            self._show_other(page, self.suggestions, partial(self.suggestions.show_page, page))
        else:
            self._pace.begin()
            self._reader.read(page)

    def reload_soon(self) -> None:
        """Reads the current page again, once for many calls."""
        self._reload_within(REFRESH_DELAY_MS)

    def _reload_within(self, delay_ms: int) -> None:
        if not self._refresh_timer.isActive() or self._refresh_timer.remainingTime() > delay_ms:
            self._refresh_timer.start(delay_ms)

    def album_folder_renamed(self, name: str, new_name: str) -> None:
        """Follows a folder of albums that is on the screen to its new name."""
        self.replace_start(InAlbumFolder(name), InAlbumFolder(new_name))

    def album_folder_deleted(self, name: str) -> None:
        """Leaves a folder of albums that is on the screen."""
        self.replace_start(InAlbumFolder(name), AllPhotos())

    def tag_renamed(self, tag: str, new_name: str) -> None:
        """Follows a tag that is on the screen to its new name."""
        self.replace_start(Tagged(tag), Tagged(new_name))

    def tag_deleted(self, tag: str) -> None:
        """Leaves a tag that is on the screen."""
        self.replace_start(Tagged(tag), AllPhotos())

    def replace_start(self, page: StartPage, by: StartPage) -> None:
        """Leaves a page of the side bar that the trail begins at for another."""
        self._follow_starts(lambda start: by if start == page else start)

    def albums_read(self, albums: Sequence[Album]) -> None:
        """Follows an album on the screen to its new name or search, and leaves one that is there no more,
        deleted or not made after all."""
        self.search.offers.know_albums(albums)
        known = self._album_ids
        self._album_ids = {album.name: album.id for album in albums}
        by_id = {album.id: album for album in albums}

        def follow(start: Page) -> Page:
            if not isinstance(start, InAlbum):
                return start
            album_id = known.get(start.name, self._album_ids.get(start.name))
            if album_id is None:
                return start
            album = by_id.get(album_id)
            if album is None:
                return AllPhotos()
            if (album.name, album.query) == (start.name, start.query):
                return start
            return InAlbum(album.name, album.query)

        self._follow_starts(follow)

    def folders_read(self, folders: Sequence[Folder]) -> None:
        """Leaves a folder that is on the screen once it is no longer one of the library's, or in one."""
        paths = {folder.path for folder in folders}

        def follow(start: Page) -> Page:
            if not isinstance(start, InFolder) or paths.intersection((start.path, *start.path.parents)):
                return start
            return AllPhotos()

        self._follow_starts(follow)

    def _follow_starts(self, follow: Callable[[Page], Page]) -> None:
        if self.trail.follow_starts(follow):
            self._go()

    def read_names(self) -> None:
        """Reads the names that the search field offers."""
        self._bridge.run(Track.READS, _names_of, self._on_names_read)

    def _build(self) -> None:
        top = QWidget()
        top.setObjectName("topBar")
        top_layout = QVBoxLayout(top)
        top_layout.setContentsMargins(16, 12, 16, 6)
        top_layout.setSpacing(6)
        top_layout.addWidget(self.search)
        top_layout.addWidget(self.chips)
        row = QHBoxLayout()
        row.addWidget(self.breadcrumb, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.put_back_button)
        row.addWidget(self.restore_button)
        row.addWidget(self.controls)
        top_layout.addLayout(row)
        top_layout.addWidget(self.suggestion_bar)
        top_layout.addWidget(self.refine)
        top_layout.addWidget(self.choices)
        top_layout.addWidget(self.foreign)
        self.breadcrumb.setMinimumHeight(30)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)

    def _connect(self, bridge: LibraryBridge) -> None:
        self.search.text_typed.connect(self._on_text_typed)
        self.search.paste_wanted.connect(self.paste_wanted)
        self.search.left.connect(self._on_search_left)
        self.search.textEdited.connect(self._stay_in_search)
        self.search.offers.query_chosen.connect(self._on_query_chosen)
        self.search.offers.query_chosen.connect(self.search.offers.remember)
        self.search.offers.album_chosen.connect(self.open_page)
        self.chips.query_chosen.connect(self._on_query_chosen)
        self.controls.changed.connect(self._on_manner_chosen)
        self.save_button.clicked.connect(self.ask_to_save)
        self.put_back_button.clicked.connect(self.put_all_back_wanted)
        self.restore_button.clicked.connect(self.restore_all_wanted)
        self.refine.more_wanted.connect(partial(self.mark_selected, more=True))
        self.refine.less_wanted.connect(partial(self.mark_selected, more=False))
        self.refine.undo_wanted.connect(self.undo_mark_wanted)
        self.refine.forget_wanted.connect(self._on_forget_wanted)
        self.grid.selected_count_changed.connect(self.refine.show_selected)
        self.grid.selected_count_changed.connect(self.choices.show_selected)
        self.grid.current_changed.connect(self.choices.show_current)
        self.choices.accept_wanted.connect(partial(self.mark_selected, more=True))
        self.choices.reject_wanted.connect(partial(self.mark_selected, more=False))
        self.header.fitting_wanted.connect(self.show_fitting)
        self.header.best_wanted.connect(self.show_best)
        self._reader.progressed.connect(self._on_progressed)
        self.foreign.model_wanted.connect(self.model_wanted)
        self.end.weaker_wanted.connect(self._on_weaker_wanted)
        self.breadcrumb.back_wanted.connect(self.back)
        self.breadcrumb.step_chosen.connect(self._on_step_chosen)
        self.suggestions.page_wanted.connect(self.go_on)
        self.suggestion_bar.page_wanted.connect(self.go_on)
        self.suggestion_bar.left.connect(lambda _: self.back())
        self.suggestion_bar.renamed.connect(self._on_suggestion_renamed)
        self._reader.waiting.connect(self._on_waiting)
        self._reader.answered.connect(self._on_answered)
        self._reader.failed.connect(self._on_failed)
        self._reader.misread.connect(self._on_misread)
        self._refresh_timer.timeout.connect(self.reload)
        self._clear_timer.timeout.connect(self._on_answer_late)
        self._names_timer.timeout.connect(self.read_names)
        bridge.model_changed.connect(self._on_model_changed)
        # A search on the screen is asked again where another model answers now.
        bridge.model_chosen.connect(self.reload_soon)
        bridge.photos_changed.connect(self._on_photos_changed)
        bridge.albums_changed.connect(self.reload_soon)
        bridge.suggestions_changed.connect(self._on_suggestions_changed)
        bridge.labels_changed.connect(self.reload_soon)
        bridge.labels_changed.connect(self._names_timer.start)
        bridge.albums_changed.connect(self._names_timer.start)
        bridge.photos_changed.connect(self._names_timer.start)
        bridge.progress_changed.connect(self._on_progress_changed)

    def _go(self) -> None:
        self._show_trail()
        self._clear_timer.start()
        self.reload()

    def _show_trail(self) -> None:
        page = self.trail.current
        self._leaves_search = False
        if not self.shows_people:
            self.people.leave()
        if not isinstance(page, DuplicateGroups):
            self.duplicates.leave()
        if not isinstance(page, SuggestionsPage):
            self.suggestions.leave()
        self.suggestion_bar.show_page(page)
        self.breadcrumb.show_trail(self.trail.pages)
        self.breadcrumb.show_note("")
        text = page.text if isinstance(page, Finding) else ""
        self.controls.setVisible(isinstance(page, Finding))
        self.foreign.say("")
        self.save_button.setVisible(bool(self._query_to_save))
        if page != self._shown or not isinstance(page, InAlbum):
            self.header.leave()
        self.choices.leave()
        self.grid.allow_arranging(False)
        # Shown once there is something to bring back.
        self.put_back_button.hide()
        self.restore_button.hide()
        self._show_marks(page)
        self.search.show_words(text)
        self.chips.show_query(text)
        self.page_shown.emit(page)

    def _show_marks(self, page: Page) -> None:
        marks = NO_MARKS
        if isinstance(page, Finding):
            marks = page.marks
            self.refine.show_search(marks, can_undo=bool(page.earlier_marks))
        else:
            self.refine.leave()
        self.grid.show_marks(marks)

    def _on_text_typed(self, text: str) -> None:
        if not self.chips.show_query(text):
            # The last results stay while a parenthesis is not closed yet.
            return
        before = self.trail.current
        self.trail.type(text)
        if self.trail.current != before:
            self._go()

    def _on_query_chosen(self, text: str) -> None:
        self.search.setFocus()
        self.trail.type(text)
        self._go()

    def _on_weaker_wanted(self) -> None:
        self.trail.show_weaker()
        self._go()

    def _on_forget_wanted(self) -> None:
        page = self.trail.current
        if isinstance(page, Finding):
            self._mark(page, NO_MARKS)

    def _on_manner_chosen(self, manner: Manner) -> None:
        self.trail.set_manner(manner)
        self._go()

    def _on_search_left(self) -> None:
        """What is typed next is about the photos that were looked for: never about those of the page before,
        which stay where a search makes no sense, and until one is answered."""
        page = self.trail.current
        if self.chips.fault:
            self.search.point_at(self.chips.fault_at)
        elif isinstance(page, Finding) and page != self._shown:
            self._leaves_search = True
        else:
            self._leave_search()

    def _stay_in_search(self) -> None:
        self._leaves_search = False

    def _leave_search_if_wanted(self) -> None:
        if self._leaves_search:
            self._leaves_search = False
            self._leave_search()

    def _leave_search(self) -> None:
        self.remember_search()
        if not self.shows_photos:
            self.take_focus()
            return
        self.grid.setFocus()
        photo_ids = self.grid.photos.photo_ids
        if self.grid.current_id is None and photo_ids:
            self.grid.make_current(photo_ids[0])

    def _on_step_chosen(self, depth: int) -> None:
        self.trail.back_to(depth)
        self._go()

    def _on_names_read(self, read: tuple[dict[str, list[str]], list[Identity]]) -> None:
        names, identities = read
        self.search.completions.set_names(names, [one for one in identities if one.is_shared])
        self.chips.know_names({one.id: one.name for one in identities})

    def _on_photos_changed(self, photo_ids: frozenset[int]) -> None:
        self.grid.refresh(photo_ids)
        if not self.shows_photos:
            # They see to it themselves.
            return
        # While photos arrive by the thousand, a large page is read again less often.
        is_busy = self._activity in (Activity.SCANNING, Activity.DESCRIBING)
        self._reload_within(self._pace.delay_ms if is_busy else REFRESH_DELAY_MS)

    def _on_progress_changed(self, progress: Progress) -> None:
        if progress.activity is self._activity:
            return
        self._activity = progress.activity
        if not self.shows_photos:
            return
        if progress.activity is Activity.IDLE or not self.grid.photos.photo_ids:
            # Also for the word about why there are no photos.
            self.reload_soon()

    def _on_model_changed(self, change: ModelChanged) -> None:
        self._model = change
        self.search.show_model(change)
        if change.state is ModelState.FAILED and not self.grid.photos.photo_ids:
            self.reload_soon()

    def _show_other(self, page: Page, widget: QWidget, show: Callable[[], None]) -> None:
        """A page that is no grid of photos, and reads for itself what is on it."""
        self._clear_timer.stop()
        self._reader.drop()
        self._shown = page
        show()
        self._pages.setCurrentWidget(widget)
        self.page_read.emit(True)

    def _on_suggestions_changed(self) -> None:
        if isinstance(self.trail.current, OneSuggestion):
            self.reload_soon()

    def _on_suggestion_renamed(self, suggestion_id: int, title: str) -> None:
        if self.trail.name_suggestion(suggestion_id, title):
            self.breadcrumb.show_trail(self.trail.pages)

    def _on_answer_late(self) -> None:
        shown, page = self._shown, self.trail.current
        if isinstance(shown, Finding) and isinstance(page, Finding) and shown.example == page.example:
            # Other words of one search: better the last results than a blank between two letters.
            return
        self.grid.show_photos([], {}, keep_place=False)
        self.end.hide()
        self._pages.setCurrentWidget(self._photos)

    def _on_waiting(self, page: Page) -> None:
        self._clear_timer.stop()
        # What the model takes says nothing about reading.
        self._pace.end()
        hint = self.tr("Your search runs as soon as it is ready.")
        self._explain(EmptyState("search", self.tr("Loading the model…"), hint))
        self._shown = page
        self._leave_search_if_wanted()
        # A search typed before the first page was there waits for a model that somebody has to load.
        self.page_read.emit(True)

    def _on_failed(self, page: Page, reason: str) -> None:
        self._clear_timer.stop()
        title = self.tr("This search is not possible now")
        if not isinstance(page, Finding):
            title = self.tr("This page cannot be shown")
        has_failed = self._model.state is ModelState.FAILED
        self._explain(EmptyState("warning", title, reason, offer_model=has_failed))
        self._shown = page
        self._leave_search_if_wanted()
        self.page_read.emit(True)

    def _on_misread(self, page: Finding, error: QueryError) -> None:
        """What only the library could tell, as that there is no such album, is pointed at all the same."""
        is_entered, self._leaves_search = self._leaves_search, False
        self._on_failed(page, wording.problem(error))
        self.chips.show_fault(error)
        if is_entered:
            self.search.point_at(self.chips.fault_at)

    def _on_answered(self, answer: PagePhotos) -> None:
        self._clear_timer.stop()
        keep_place = answer.page == self._shown
        self._shown = answer.page
        self.controls.setVisible(isinstance(answer.page, Finding) and answer.is_weighed)
        notice = wording.said(answer.notice)
        self.foreign.say(notice if answer.is_foreign else "")
        if not answer.is_weighed:
            self.refine.leave()
        self.grid.show_shelf(answer.shelf, keep_place=keep_place)
        self._show_around(answer)
        is_anything_there = len(answer.photo_ids) > 0
        self.put_back_button.setVisible(is_anything_there and isinstance(answer.page, Removed))
        self.restore_button.setVisible(is_anything_there and isinstance(answer.page, TrashedPhotos))
        if answer.photo_ids:
            count = wording.photo_count(len(answer.photo_ids)) if answer.is_whole else ""
            closest = self.tr("closest, none really matches") if answer.relevant_count == 0 else ""
            query = answer.page.query if isinstance(answer.page, InAlbum) else ""
            self.breadcrumb.show_note(
                " · ".join(filter(None, (count, query, closest, "" if answer.is_foreign else notice)))
            )
            self._show_end(answer)
            self._pages.setCurrentWidget(self._photos)
        else:
            has_parts = bool(self.chips.texts)
            self._explain(
                empty_state(answer, has_parts=has_parts, activity=self._activity, model=self._model)
            )
        self._pace.end()
        self._leave_search_if_wanted()
        self.page_read.emit(answer.is_whole)

    def _show_around(self, answer: PagePhotos) -> None:
        """What belongs to pages of albums only."""
        page = answer.page
        if isinstance(page, InAlbum):
            self.header.show_album(page, answer.photo_ids)
            self.grid.allow_arranging(not page.query and len(answer.photo_ids) > 1)
        elif isinstance(page, Fitting) and answer.photo_ids:
            self.choices.offer()
        elif isinstance(page, BestOf) and answer.photo_ids:
            self.choices.explain(answer.reasons)
            self.choices.show_current(self.grid.current_id)

    def _on_progressed(self, done: int, total: int) -> None:
        if isinstance(self.trail.current, BestOf) and done < total:
            self._clear_timer.stop()
            text = self.tr("{done} of {total} photos").format(
                done=wording.number(done), total=wording.number(total)
            )
            self._explain(EmptyState("star", self.tr("Looking for the best photos…"), text))

    def _show_end(self, answer: PagePhotos) -> None:
        count, page = answer.relevant_count, answer.page
        if not count or not isinstance(page, Finding):
            self.end.hide()
        elif not page.weaker:
            self.end.say(self.tr("Photos that fit less well are hidden."), offer_weaker=True)
        elif count < len(answer.photo_ids):
            text = self.tr("Beyond the first {count} photo(s) matches are weak.", None, count)
            self.end.say(text.format(count=wording.number(count)), offer_weaker=False)
        else:
            self.end.say(self.tr("There are no weaker matches."), offer_weaker=False)

    def _explain(self, state: EmptyState) -> None:
        self.model_button.setVisible(state.offer_model)
        self.closest_button.setVisible(state.offer_closest)
        self.breadcrumb.show_note("")
        # What nobody sees is not what Delete and the ratings are about.
        self.grid.show_photos([], {}, keep_place=False)
        self.message.say(state.icon_name, state.title, state.text)
        self._pages.setCurrentWidget(self.message)
