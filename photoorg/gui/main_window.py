"""The main window: puts the parts together and leads signals from one to the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from photoorg.changes import MODEL_FAULT, ModelChanged, ModelState, NoticeRaised
from photoorg.errors import LibraryInUse, PhotoOrgError
from photoorg.gui import wording
from photoorg.gui.album_actions import AlbumActions
from photoorg.gui.album_content_actions import AlbumContentActions
from photoorg.gui.album_export_actions import AlbumExportActions
from photoorg.gui.album_folder_actions import AlbumFolderActions
from photoorg.gui.album_navigation import AlbumNavigation
from photoorg.gui.browse_page import BrowsePage
from photoorg.gui.correction_actions import CorrectionActions
from photoorg.gui.duplicates.duplicates_page import DuplicatesPage
from photoorg.gui.example_intake import ExampleIntake
from photoorg.gui.export_actions import ExportActions
from photoorg.gui.file_actions import FileActions
from photoorg.gui.folder_actions import FolderActions
from photoorg.gui.icons import application_icon
from photoorg.gui.labels.label_actions import LabelActions
from photoorg.gui.labels.label_navigation import LabelNavigation
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.mark_command import MarkCommand
from photoorg.gui.menu_key import is_menu_key, open_menu
from photoorg.gui.menus import Menus
from photoorg.gui.notices import Notices
from photoorg.gui.pages import Example, LibraryPhoto
from photoorg.gui.people.people_navigation import PeopleNavigation
from photoorg.gui.people.people_pages import PeoplePages
from photoorg.gui.photo_actions import PhotoActions
from photoorg.gui.photo_counts import PhotoCounts
from photoorg.gui.photo_menu import photo_menu
from photoorg.gui.photo_mime import accepts
from photoorg.gui.photo_tag_actions import PhotoTagActions
from photoorg.gui.put_aside_actions import PutAsideActions
from photoorg.gui.return_key import ReturnKey
from photoorg.gui.session_messages import SessionMessages
from photoorg.gui.sidebar import Sidebar
from photoorg.gui.sidecar_actions import SidecarActions
from photoorg.gui.stack_actions import StackActions
from photoorg.gui.status_area import StatusArea
from photoorg.gui.suggestions.suggestion_page import SuggestionPage
from photoorg.gui.tag_actions import TagActions
from photoorg.gui.trash_actions import TrashActions
from photoorg.gui.undo import Undo
from photoorg.gui.viewer.region_actions import RegionActions
from photoorg.gui.viewer.viewer import RATING_KEYS, Viewer
from photoorg.gui.window_commands import WindowCommands
from photoorg.gui.window_pages import WindowPages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from photoorg.first_look import FirstLook
    from photoorg.library.beings.records import Identity
    from photoorg.library.folder_tree import FolderNode
    from photoorg.library.overview import Overview
    from photoorg.library.records import Folder
    from photoorg.library.tag_counts import Tag
    from photoorg.photo_library import PhotoLibrary
    from photoorg.settings import Settings


def _start_indexing(library: PhotoLibrary) -> None:
    library.start_background()


def _read_overview(library: PhotoLibrary) -> Overview:
    return library.overview.read()


def _count_tags(library: PhotoLibrary) -> tuple[Tag, ...]:
    return library.overview.tags()


def _directory(library: PhotoLibrary) -> Path:
    return library.directory


def _read_settings(library: PhotoLibrary) -> Settings:
    return library.settings


def _remember_folded(names: list[str], library: PhotoLibrary) -> None:
    library.change_setting("folded_sections", names)


# Importing what the library needs keeps the interpreter busy: the window is drawn before that begins.
PAINT_FIRST_MS = 50
# And the photos in it, where there are some to show before that.
PAINT_PHOTOS_FIRST_MS = 150

# They ask for more of the selected photos' kind, or for less.
MARKING_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
# On many keyboards plus needs Shift.
WITH_PLUS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class MainWindow(QMainWindow):
    """One window on one library, which it opens in the background and closes with itself.

    Signals:
        theme_chosen(str): ``system``, ``light`` or ``dark``, for the whole application.
        closed(): it is about to go from the screen.
    """

    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        open_library: Callable[[], PhotoLibrary],
        take_first_look: Callable[[], FirstLook | None] = lambda: None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("photoorg")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.resize(QSize(1180, 780).boundedTo(self.screen().availableGeometry().size()))
        self.bridge = LibraryBridge(open_library, self)
        self.undo = Undo(self.bridge, self)
        self.albums = AlbumActions(self.bridge, self.undo, self)
        self.album_folders = AlbumFolderActions(self.bridge, self.undo, self)
        self.album_content = AlbumContentActions(self.bridge, self.undo, self)
        self.album_exports = AlbumExportActions(self.bridge, self)
        self.folders = FolderActions(self.bridge, self)
        self.photos = PhotoActions(self.undo, self)
        self.photo_tags = PhotoTagActions(self.bridge, self.undo, self)
        self.labels = LabelActions(self.bridge, self.undo, self)
        self.corrections = CorrectionActions(self.bridge, self.undo, self)
        self.tags = TagActions(self.undo, self)
        self.put_aside = PutAsideActions(self.undo, self)
        self.stacks = StackActions(self.undo, self)
        self.trash = TrashActions(self.bridge, self.undo, self)
        self.files = FileActions(self.bridge, self)
        self.exports = ExportActions(self.bridge, self)
        self.sidecars = SidecarActions(self.bridge, self)
        self.counts = PhotoCounts(self.bridge, _read_overview, self)
        # Apart, for they take longer: paths have to be looked at.
        self.folder_counts = PhotoCounts(self.bridge, self._read_folder_tree, self)
        # And these look at the keywords of all files.
        self.tag_counts = PhotoCounts(self.bridge, _count_tags, self)
        self.intake = ExampleIntake(self.bridge, self)
        self.duplicates = DuplicatesPage(self.bridge, self.undo)
        self.suggestions = SuggestionPage(self.bridge, self.undo)
        people = PeoplePages(self.bridge, self.undo)
        self.browse = BrowsePage(self.bridge, people, self.duplicates, self.suggestions)
        self.grid = self.browse.grid
        self.viewer = Viewer(self.bridge, self.grid.photos.thumbnails.pixmap)
        self.sidebar = Sidebar()
        self.notices = Notices()
        self.messages = SessionMessages(self.bridge, self.notices, self)
        self.status = StatusArea()
        self.regions = RegionActions(self.undo, self.viewer.people, self)
        self.pages = WindowPages(self, self.sidebar, self.browse, self.viewer, self.notices, self.status)
        self.menus = Menus(self, self.files.show_text, self.viewer.slideshow.speed_menu)
        self._retry = self.pages.failure.add_button(
            self.tr("Try again"), self._on_retry_clicked, primary=True
        )
        self.pages.failure.add_button(self.tr("Quit"), self.close)
        self._is_ready = False
        self._is_model_asked_for = False
        self._is_indexing = False
        self._opened_folders: frozenset[Path] = frozenset()
        self._build()
        self._connect_library()
        self._connect_browsing()
        self._connect_viewer()
        self._connect_undo()
        self.people = PeopleNavigation(self)
        self._album_navigation = AlbumNavigation(self)
        self.label_navigation = LabelNavigation(self)
        ReturnKey(self)
        self.commands = WindowCommands(self)
        self.commands.theme_chosen.connect(self.theme_chosen)
        self.browse.model_wanted.connect(self.commands.show_models)
        self.browse.paste_wanted.connect(self.commands.paste)
        self._paint_first = QTimer(self)
        self._paint_first.setSingleShot(True)
        self._paint_first.timeout.connect(self.bridge.open)
        self._paint_first.start(PAINT_FIRST_MS)
        self.bridge.looked.connect(self._on_looked)
        self.bridge.look(take_first_look)

    @property
    def is_ready(self) -> bool:
        """Whether the library is open and its folders are known."""
        return self._is_ready

    @property
    def acting_on(self) -> tuple[int, ...]:
        """The photos a command is about: the one in the large view, or the selected ones."""
        if self.pages.is_viewing:
            return (self.viewer.photo_id,)
        # What was selected on a page that is left is nobody's concern.
        return self.grid.selected_ids if self.browse.shows_photos else ()

    def _build(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.notices)
        layout.addWidget(self.status)
        self.setCentralWidget(centre)
        self.pages.currentChanged.connect(self.pages.arrange)
        # The window looks as it will from the first moment; typing is possible before there is a library.
        self.pages.show_photos()
        self.browse.search.setFocus()

    def _connect_library(self) -> None:
        self.bridge.opened.connect(self._on_opened)
        self.bridge.open_failed.connect(self._on_open_failed)
        self.bridge.model_changed.connect(self._on_model_changed)
        self.bridge.progress_changed.connect(self.status.show_progress)
        self.bridge.photos_changed.connect(self.viewer.refresh)
        self.folders.folders_read.connect(self._on_folders_read)
        self.folders.failed.connect(self.notices.add)
        self.folders.samples_failed.connect(self.pages.welcome.allow_samples)
        self.counts.counted.connect(self._on_counted)
        self.folder_counts.counted.connect(self.sidebar.folders.show_tree)
        self.sidebar.folders.opened_changed.connect(self._on_folders_opened)
        self.tag_counts.counted.connect(self._on_tags_counted)
        self.tags.renamed.connect(self.browse.tag_renamed)
        self.tags.deleted.connect(self.browse.tag_deleted)
        self.albums.albums_read.connect(self.browse.albums_read)
        self.albums.done.connect(self.notices.add_passing)
        self.photos.turned.connect(self.browse.reload)
        self.corrections.dates_changed.connect(self.browse.reload)
        self.sidecars.done.connect(self.notices.add_passing)
        self.sidecars.incomplete.connect(self.notices.add)
        self.files.done.connect(self.notices.add_passing)
        self.exports.done.connect(self.notices.add_passing)
        self.exports.incomplete.connect(self.notices.add)
        self.status.pause_chosen.connect(self._on_pause_chosen)

    def _connect_browsing(self) -> None:
        self.browse.page_read.connect(self._on_page_read)
        self.browse.page_shown.connect(self.sidebar.show_page)
        self.sidebar.show_page(self.browse.trail.current)
        self.browse.page_shown.connect(self.trash.show_page)
        self.browse.put_all_back_wanted.connect(self.put_aside.forget_removed)
        self.browse.restore_all_wanted.connect(lambda: self.trash.restore(tuple(self.grid.photos.photo_ids)))
        self.duplicates.photo_wanted.connect(self.pages.open_photo)
        self.suggestions.counted.connect(self.sidebar.show_suggestions)
        self.duplicates.counted.connect(self.sidebar.show_duplicates)
        self.browse.save_wanted.connect(self.albums.ask_to_save)
        self.grid.photo_opened.connect(self.pages.open_photo)
        self.grid.similar_wanted.connect(self.find_similar)
        self.grid.stack_wanted.connect(self.show_stack)
        self.stacks.taken_out.connect(self.browse.follow_stack)
        self.grid.menu_wanted.connect(self._on_menu_wanted)
        self.grid.selected_count_changed.connect(self.status.show_selected)
        self.grid.zoomed.connect(self.status.show_zoom)
        self.status.zoom_chosen.connect(self.grid.set_cell_px)
        self.sidebar.page_chosen.connect(self.browse.open_page)
        self.sidebar.new_album_wanted.connect(self.albums.ask_for_new)
        self.sidebar.add_folder_wanted.connect(self.folders.choose)
        self.sidebar.albums.photos_dropped.connect(self.albums.add)
        self.sidebar.albums.edit_wanted.connect(self.browse.search_for)
        self.sidebar.albums.rename_wanted.connect(self.albums.ask_to_rename)
        self.sidebar.albums.delete_wanted.connect(self.albums.ask_to_delete)
        self.sidebar.tags.rename_wanted.connect(self.tags.ask_to_rename)
        self.sidebar.tags.delete_wanted.connect(self.tags.ask_to_delete)
        self.sidebar.sections_folded.connect(self._on_sections_folded)
        self.sidebar.folders.remove_wanted.connect(self.folders.ask_to_remove)
        self.pages.welcome.folder_wanted.connect(self.folders.choose)
        self.pages.welcome.samples_wanted.connect(self.folders.add_samples)
        self.intake.example_given.connect(self._on_example_given)
        self.intake.folder_given.connect(self.folders.offer)
        self.intake.refused.connect(self.notices.add)

    def _connect_viewer(self) -> None:
        self.viewer.menu_wanted.connect(self._on_menu_wanted)
        self.viewer.photo_shown.connect(self.grid.make_current)
        self.viewer.similar_wanted.connect(self.find_similar)
        self.viewer.rating_chosen.connect(lambda photo_id, rating: self.photos.rate((photo_id,), rating))
        self.viewer.favourite_chosen.connect(self.photos.set_favourite)
        self.viewer.tag_added.connect(self.photo_tags.add)
        self.viewer.tag_removed.connect(self.photo_tags.remove)
        self.viewer.info.query_wanted.connect(self._on_query_wanted)
        self.viewer.people.photos_wanted.connect(self._on_photos_of_wanted)
        self.viewer.people.outlines_changed.connect(self.menus.outlines.setChecked)
        self.menus.outlines_chosen.connect(self.viewer.people.show_outlines)

    def _connect_undo(self) -> None:
        self.menus.undo_wanted.connect(self.undo.undo)
        self.menus.redo_wanted.connect(self.undo.redo)
        self.undo.changed.connect(self._on_undo_changed)
        self.undo.offered.connect(self._on_undo_offered)
        self.browse.marked.connect(lambda *pages: self.undo.push(MarkCommand(self.browse, *pages)))
        self.browse.undo_mark_wanted.connect(self._on_undo_mark_wanted)
        self.browse.page_shown.connect(self.undo.drop_stale)

    # --- undoing ---

    def _on_undo_changed(self) -> None:
        self.menus.show_undo(self.undo.undo_text, self.undo.redo_text)
        self.notices.withdraw_offers()

    def _on_undo_offered(self, notice: NoticeRaised) -> None:
        self.notices.offer(notice, self.tr("Undo"), self.undo.undo)

    def _on_undo_mark_wanted(self) -> None:
        # Where something else was done since, that stays.
        if isinstance(self.undo.last, MarkCommand):
            self.undo.undo()
        else:
            self.browse.undo_mark()

    # --- the library ---

    def _on_looked(self, look: FirstLook) -> None:
        if self._paint_first.isActive():
            self._paint_first.start(PAINT_PHOTOS_FIRST_MS)
        self.browse.show_first(look.newest)

    def _on_opened(self) -> None:
        # What is on the screen first; what takes long once it is there.
        self.browse.reload()
        self.bridge.run(Track.RECORDS, _directory, self.messages.write_to)
        self.bridge.run(Track.RECORDS, _read_settings, self._on_settings_read)
        self.browse.search.offers.read()
        self.folders.read()
        self.albums.read()
        self.labels.read()

    def _on_page_read(self, is_whole: bool) -> None:
        counts = is_whole and self.browse.shows_photos
        self.status.show_page(len(self.grid.photos.photo_ids) if counts else None)
        if not self._is_model_asked_for:
            self._is_model_asked_for = True
            self.bridge.load_model()
        if is_whole and not self._is_indexing:
            self._is_indexing = True
            self.bridge.run(Track.WRITES, _start_indexing)
            self.counts.read()
            self.folder_counts.read()
            self.tag_counts.read()
            self.people.read()
            self.suggestions.count()
            self.browse.read_names()

    def _on_model_changed(self, change: ModelChanged) -> None:
        if change.state is ModelState.FAILED:
            self.notices.add(NoticeRaised(wording.about_model(change), topic=MODEL_FAULT))
        elif change.state is ModelState.READY:
            self.notices.settle(MODEL_FAULT)

    def _on_open_failed(self, error: PhotoOrgError) -> None:
        self.pages.failure.say("warning", self.tr("The library cannot be opened"), wording.problem(error))
        self._retry.setVisible(isinstance(error, LibraryInUse))
        self.status.show_sentence("")
        self.pages.setCurrentWidget(self.pages.failure)

    def _on_retry_clicked(self) -> None:
        self.pages.show_photos()
        self.bridge.open()

    def _on_folders_read(self, folders: Sequence[Folder]) -> None:
        self.sidebar.folders.show_folders(folders)
        self.browse.folders_read(folders)
        if not folders:
            self.pages.welcome.allow_samples()
            self.pages.setCurrentWidget(self.pages.welcome)
        elif not self.pages.is_viewing:
            self.pages.show_photos()
        self.menus.set_library_open(True)
        self._is_ready = True

    def _on_folders_opened(self, opened: frozenset[Path]) -> None:
        self._opened_folders = opened
        self.folder_counts.read()

    def _read_folder_tree(self, library: PhotoLibrary) -> tuple[FolderNode, ...]:
        # On the lane that reads.
        return library.overview.folder_tree(self._opened_folders)

    def _on_counted(self, overview: Overview) -> None:
        self.sidebar.show_overview(overview)
        self.status.show_count(overview.photos)

    def _on_tags_counted(self, tags: tuple[Tag, ...]) -> None:
        self.sidebar.show_tags(tags)
        self.tags.know(tag.name for tag in tags)

    def _on_settings_read(self, settings: Settings) -> None:
        self.sidebar.fold(settings.folded_sections)
        self.sidebar.expect_people(settings.find_people != "off")
        self.theme_chosen.emit(settings.theme)
        self.pages.welcome.choice.show_wanted(settings.find_people)

    def _on_sections_folded(self, names: list[str]) -> None:
        # Where it cannot be kept, it is not worth a word.
        self.bridge.run(Track.WRITES, partial(_remember_folded, names), failed=lambda _: None)

    def _on_pause_chosen(self, pause: bool) -> None:
        self.bridge.run(Track.WRITES, lambda library: library.pause() if pause else library.resume())

    # --- photos ---

    def find_similar(self, photo_id: int) -> None:
        """Goes on to the photos that are similar to one of the library."""
        record = self.grid.photos.records.record(photo_id)
        name = record.path.name if record is not None else self.tr("photo {number}").format(number=photo_id)
        self._on_example_given(LibraryPhoto(photo_id, name))

    def show_stack(self, photo_id: int) -> None:
        """Goes on to the photos of the stack that one lies in."""
        self.pages.leave_photo_if_any()
        self.browse.show_stack(photo_id)

    def _on_example_given(self, example: Example) -> None:
        self.pages.leave_photo_if_any()
        self.browse.find_like(example)

    def _on_query_wanted(self, query: str) -> None:
        self.pages.leave_photo_if_any()
        self.browse.search_for(query)

    def _on_photos_of_wanted(self, who: Identity) -> None:
        from photoorg.search.language.beings import query_for

        self._on_query_wanted(query_for(who))

    def _on_menu_wanted(self, at: QPoint) -> None:
        # It is about this photo, not about one that comes while it is open.
        self.viewer.slideshow.pause()
        if photo_ids := self.acting_on:
            photo_menu(self, photo_ids).popup(at)

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        browsing = self.pages.is_browsing
        shows_photos = browsing or self.pages.is_viewing
        if browsing and plain and key in RATING_KEYS:
            self.photos.rate(self.grid.selected_ids, key - Qt.Key.Key_0)
        elif browsing and plain and key == Qt.Key.Key_F:
            self.photos.flip_favourite(self.grid.selected_ids)
        elif plain and key == Qt.Key.Key_Delete and not self.sidebar.isAncestorOf(self.focusWidget()):
            self.commands.move_to_trash()
        elif shows_photos and key in MARKING_KEYS and not event.modifiers() & ~WITH_PLUS:
            self.pages.mark(more=key == Qt.Key.Key_Plus)
        elif is_menu_key(event) and (focused := self.focusWidget()) is not None:
            open_menu(focused)
        elif key == Qt.Key.Key_Escape and self.isFullScreen():
            self.pages.fill_screen(False)
        elif self.pages.shows_trail and plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self.browse.back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.pages.arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_ready and accepts(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.intake.take(event.mimeData(), self.tr("the dropped image"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        # Gone from the screen at once, even if a photo is just being read.
        self.hide()
        if self.commands.settings is not None:
            self.commands.settings.hide()
        self._paint_first.stop()
        self.bridge.close()
        self.messages.close()
        super().closeEvent(event)
