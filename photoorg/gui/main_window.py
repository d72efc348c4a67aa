"""The main window: puts the parts together and leads signals from one to the other."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from photoorg.changes import MODEL_FAULT, ModelChanged, ModelState, NoticeRaised
from photoorg.errors import LibraryInUse, PhotoOrgError
from photoorg.gui import wording
from photoorg.gui.about import about_dialog
from photoorg.gui.album_actions import AlbumActions
from photoorg.gui.browse_page import BrowsePage
from photoorg.gui.example_intake import ExampleIntake
from photoorg.gui.export_actions import ExportActions
from photoorg.gui.file_actions import FileActions
from photoorg.gui.folder_actions import FolderActions
from photoorg.gui.icons import application_icon
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.mark_command import MarkCommand
from photoorg.gui.menus import Menus
from photoorg.gui.message_page import MessagePage
from photoorg.gui.notices import Notices
from photoorg.gui.page_photos import reasons_on
from photoorg.gui.photo_actions import PhotoActions
from photoorg.gui.photo_counts import PhotoCounts
from photoorg.gui.photo_menu import photo_menu
from photoorg.gui.photo_mime import accepts
from photoorg.gui.photo_tag_actions import PhotoTagActions
from photoorg.gui.put_aside_actions import PutAsideActions
from photoorg.gui.sidebar import Sidebar
from photoorg.gui.status_area import StatusArea
from photoorg.gui.tag_actions import TagActions
from photoorg.gui.text_dialogs import DetailsDialog
from photoorg.gui.trail import Example, Hidden, LibraryPhoto
from photoorg.gui.trash_actions import TrashActions
from photoorg.gui.undo import Undo
from photoorg.gui.viewer.viewer import RATING_KEYS, Viewer
from photoorg.gui.welcome_page import WelcomePage
from photoorg.session_log import SessionLog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.gui.log_window import LogWindow
    from photoorg.gui.settings.settings_window import SettingsWindow
    from photoorg.library.overview import Overview
    from photoorg.library.records import Folder, UnreadableFile
    from photoorg.photo_library import PhotoLibrary
    from photoorg.settings import Settings


logger = logging.getLogger(__name__)

# Topic of the notice about mistakes of ours.
BUG = "bug"


def _start_indexing(library: PhotoLibrary) -> None:
    library.start_background()


def _read_overview(library: PhotoLibrary) -> Overview:
    return library.overview.read()


def _count_folders(library: PhotoLibrary) -> dict[Path, int]:
    return library.overview.folder_counts()


def _directory(library: PhotoLibrary) -> Path:
    return library.directory


def _read_settings(library: PhotoLibrary) -> Settings:
    return library.settings


def _remember_folded(names: list[str], library: PhotoLibrary) -> None:
    library.change_setting("folded_sections", names)


def _read_unreadable(library: PhotoLibrary) -> list[UnreadableFile]:
    return library.unreadable()


# Importing what the library needs keeps the interpreter busy: the window is drawn before that begins.
PAINT_FIRST_MS = 50

# They ask for more of the selected photos' kind, or for less.
MARKING_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
# On many keyboards plus needs Shift.
WITH_PLUS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class MainWindow(QMainWindow):
    """One window on one library, which it opens in the background and closes with itself.

    Signals:
        theme_chosen(str): ``system``, ``light`` or ``dark``, for the whole application.
    """

    theme_chosen = Signal(str)
    _logged = Signal()

    def __init__(self, open_library: Callable[[], PhotoLibrary]) -> None:
        super().__init__()
        self.setWindowTitle("photoorg")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.resize(QSize(1180, 780).boundedTo(self.screen().availableGeometry().size()))
        self.bridge = LibraryBridge(open_library, self)
        self.undo = Undo(self.bridge, self)
        self.albums = AlbumActions(self.bridge, self.undo, self)
        self.folders = FolderActions(self.bridge, self)
        self.photos = PhotoActions(self.undo, self)
        self.photo_tags = PhotoTagActions(self.bridge, self.undo, self)
        self.tags = TagActions(self.undo, self)
        self.put_aside = PutAsideActions(self.undo, self)
        self.trash = TrashActions(self.bridge, self.undo, self)
        self.files = FileActions(self.bridge, self)
        self.exports = ExportActions(self.bridge, self)
        self.counts = PhotoCounts(self.bridge, _read_overview, self)
        # Apart, for they take longer: paths have to be looked at.
        self.folder_counts = PhotoCounts(self.bridge, _count_folders, self)
        self.intake = ExampleIntake(self.bridge, self)
        self.browse = BrowsePage(self.bridge)
        self.grid = self.browse.grid
        self.viewer = Viewer(self.bridge, self.grid.photos.thumbnails.pixmap)
        self.sidebar = Sidebar()
        self.welcome = WelcomePage()
        self.failure = MessagePage()
        self.notices = Notices()
        self.status = StatusArea()
        self.menus = Menus(self, self.files.show_text, self.viewer.slideshow.speed_menu)
        self._retry = self.failure.add_button(self.tr("Try again"), self._on_retry_clicked, primary=True)
        self.failure.add_button(self.tr("Quit"), self.close)
        self._is_ready = False
        self._is_model_asked_for = False
        self._is_indexing = False
        self._settings: SettingsWindow | None = None
        self.log = SessionLog(self._logged.emit)
        self.log.install()
        self._log_window: LogWindow | None = None
        self._build()
        self._connect_library()
        self._connect_browsing()
        self._connect_viewer()
        self._connect_menus()
        self._connect_undo()
        self._paint_first = QTimer(self)
        self._paint_first.setSingleShot(True)
        self._paint_first.timeout.connect(self.bridge.open)
        self._paint_first.start(PAINT_FIRST_MS)

    @property
    def is_ready(self) -> bool:
        """Whether the library is open and its folders are known."""
        return self._is_ready

    @property
    def is_browsing(self) -> bool:
        """Whether a page of photos is on the screen."""
        return self._stack.currentWidget() is self._browsing

    @property
    def acting_on(self) -> tuple[int, ...]:
        """The photos a command is about: the one in the large view, or the selected ones."""
        if self._stack.currentWidget() is self.viewer:
            return (self.viewer.photo_id,)
        return self.grid.selected_ids

    def show_bug(self, _error: BaseException) -> None:
        """Says that there was a mistake of ours, and leads to the log, which has it already."""
        text = self.tr("photoorg made a mistake. Your photos are untouched, and you can go on.")
        self.notices.add(NoticeRaised(text, topic=BUG), details=self._on_log_wanted)

    def _build(self) -> None:
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.sidebar)
        splitter.addWidget(self.browse)
        splitter.setSizes([230, 950])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self._browsing = splitter
        self._stack = QStackedWidget()
        for page in (self.welcome, self._browsing, self.viewer, self.failure):
            self._stack.addWidget(page)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.notices)
        layout.addWidget(self.status)
        self.setCentralWidget(centre)
        self._stack.currentChanged.connect(self._on_page_changed)
        # The window looks as it will from the first moment; typing is possible before there is a library.
        self._stack.setCurrentWidget(self._browsing)
        self.browse.search.setFocus()

    def _connect_library(self) -> None:
        self.bridge.opened.connect(self._on_opened)
        self.bridge.open_failed.connect(self._on_open_failed)
        self.bridge.notice_raised.connect(self.notices.add)
        self.bridge.notice_settled.connect(self.notices.settle)
        self.bridge.model_changed.connect(self._on_model_changed)
        self.bridge.bug_found.connect(self._on_bug_found)
        self.bridge.notice_raised.connect(self._on_notice_raised)
        self._logged.connect(self._on_logged)
        self.bridge.progress_changed.connect(self.status.show_progress)
        self.bridge.photos_changed.connect(self.viewer.refresh)
        self.folders.folders_read.connect(self._on_folders_read)
        self.folders.failed.connect(self.notices.add)
        self.folders.samples_failed.connect(self.welcome.allow_samples)
        self.counts.counted.connect(self._on_counted)
        self.folder_counts.counted.connect(self.sidebar.folders.show_counts)
        self.tags.renamed.connect(self.browse.tag_renamed)
        self.tags.deleted.connect(self.browse.tag_deleted)
        self.albums.albums_read.connect(self.sidebar.show_albums)
        self.albums.albums_read.connect(self.browse.albums_read)
        self.albums.done.connect(self.notices.add_passing)
        self.photos.turned.connect(self.browse.reload)
        self.files.done.connect(self.notices.add_passing)
        self.exports.done.connect(self.notices.add_passing)
        self.exports.incomplete.connect(self.notices.add)
        self.albums.renamed.connect(self.browse.album_renamed)
        self.albums.deleted.connect(self.browse.album_deleted)
        self.status.pause_chosen.connect(self._on_pause_chosen)

    def _connect_browsing(self) -> None:
        self.browse.page_read.connect(self._on_page_read)
        self.browse.page_shown.connect(self.sidebar.show_page)
        self.sidebar.show_page(self.browse.trail.current)
        self.browse.model_wanted.connect(self._on_model_wanted)
        self.browse.paste_wanted.connect(self._on_paste_wanted)
        self.browse.put_all_back_wanted.connect(self.put_aside.forget_removed)
        self.browse.save_wanted.connect(self.albums.ask_to_save)
        self.grid.photo_opened.connect(self.open_photo)
        self.grid.similar_wanted.connect(self.find_similar)
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
        self.welcome.folder_wanted.connect(self.folders.choose)
        self.welcome.samples_wanted.connect(self.folders.add_samples)
        self.intake.example_given.connect(self._on_example_given)
        self.intake.folder_given.connect(self.folders.offer)
        self.intake.refused.connect(self.notices.add)

    def _connect_viewer(self) -> None:
        self.viewer.closed.connect(self._on_viewer_closed)
        self.viewer.full_screen_wanted.connect(self._on_full_screen_wanted)
        self.viewer.menu_wanted.connect(self._on_menu_wanted)
        self.viewer.photo_shown.connect(self.grid.make_current)
        self.viewer.similar_wanted.connect(self.find_similar)
        self.viewer.rating_chosen.connect(lambda photo_id, rating: self.photos.rate((photo_id,), rating))
        self.viewer.favourite_chosen.connect(self.photos.set_favourite)
        self.viewer.tag_added.connect(self.photo_tags.add)
        self.viewer.tag_removed.connect(self.photo_tags.remove)

    def _connect_menus(self) -> None:
        menus = self.menus
        menus.add_folder_wanted.connect(self.folders.choose)
        menus.unreadable_wanted.connect(self._on_unreadable_wanted)
        menus.quit_wanted.connect(self.close)
        menus.paste_wanted.connect(self._on_paste_wanted)
        menus.select_all_wanted.connect(self._on_select_all_wanted)
        menus.find_wanted.connect(self._on_find_wanted)
        menus.back_wanted.connect(self._on_back_wanted)
        menus.save_search_wanted.connect(self.browse.ask_to_save)
        menus.similar_wanted.connect(self._on_similar_to_current_wanted)
        menus.add_to_album_wanted.connect(lambda: self.albums.ask_to_add(self.acting_on))
        menus.tags_wanted.connect(lambda: self.photo_tags.ask(self.acting_on))
        menus.hide_wanted.connect(self._on_hide_wanted)
        menus.remove_wanted.connect(partial(self.take_away, self.put_aside.remove))
        menus.trash_wanted.connect(self._on_trash_wanted)
        menus.new_album_wanted.connect(self.albums.ask_for_new)
        menus.settings_wanted.connect(self._on_settings_wanted)
        menus.shortcuts_wanted.connect(self._on_shortcuts_wanted)
        menus.log_wanted.connect(self._on_log_wanted)
        menus.about_wanted.connect(self._on_about_wanted)
        menus.show_files_wanted.connect(lambda: self.files.show(self.acting_on))
        menus.open_files_wanted.connect(lambda: self.files.open(self.acting_on))
        menus.copy_wanted.connect(lambda: self.files.copy(self.acting_on))
        menus.copy_paths_wanted.connect(lambda: self.files.copy_paths(self.acting_on))
        menus.export_wanted.connect(lambda: self.exports.ask(self.acting_on))
        menus.turn_wanted.connect(lambda quarters: self.photos.turn(self.acting_on, quarters))
        menus.full_screen_wanted.connect(lambda: self._on_full_screen_wanted(not self.isFullScreen()))
        menus.slideshow_wanted.connect(self._on_slideshow_wanted)
        menus.zoom_wanted.connect(self.grid.zoom)
        menus.usual_zoom_wanted.connect(self.grid.reset_zoom)
        menus.fill_chosen.connect(self.grid.set_fill)

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

    def _on_opened(self) -> None:
        # What is on the screen first; what takes long once it is there.
        self.browse.reload()
        self.bridge.run(Track.RECORDS, _directory, self.log.write_to)
        self.bridge.run(Track.RECORDS, _read_settings, self._on_settings_read)
        self.browse.search.offers.read()
        self.folders.read()
        self.albums.read()

    def _on_page_read(self, is_whole: bool) -> None:
        if not self._is_model_asked_for:
            self._is_model_asked_for = True
            self.bridge.load_model()
        if is_whole and not self._is_indexing:
            self._is_indexing = True
            self.bridge.run(Track.WRITES, _start_indexing)
            self.counts.read()
            self.folder_counts.read()
            self.browse.read_names()

    def _on_model_changed(self, change: ModelChanged) -> None:
        if change.state is ModelState.FAILED:
            self.notices.add(NoticeRaised(wording.about_model(change), topic=MODEL_FAULT))
        elif change.state is ModelState.READY:
            self.notices.settle(MODEL_FAULT)

    def _on_open_failed(self, error: PhotoOrgError) -> None:
        self.failure.say("warning", self.tr("The library cannot be opened"), str(error))
        self._retry.setVisible(isinstance(error, LibraryInUse))
        self.status.show_sentence("")
        self._stack.setCurrentWidget(self.failure)

    def _on_page_changed(self) -> None:
        # Before there are photos, their number and size are no one's concern.
        page = self._stack.currentWidget()
        is_alone = page is self.viewer and self.isFullScreen()
        self.status.setVisible(page is not self.welcome and not is_alone)
        self.status.allow_zoom(page is self._browsing)
        self.menuBar().setVisible(not is_alone)
        self.viewer.fill_screen(is_alone)

    def _on_retry_clicked(self) -> None:
        self._stack.setCurrentWidget(self._browsing)
        self.bridge.open()

    def _on_folders_read(self, folders: Sequence[Folder]) -> None:
        self.sidebar.folders.show_folders(folders)
        self.browse.folders_read(folders)
        if not folders:
            self.welcome.allow_samples()
            self._stack.setCurrentWidget(self.welcome)
        elif self._stack.currentWidget() is not self.viewer:
            self._stack.setCurrentWidget(self._browsing)
        self.menus.set_library_open(True)
        self._is_ready = True

    def _on_counted(self, overview: Overview) -> None:
        self.sidebar.show_overview(overview)
        self.tags.know(tag.name for tag in overview.tags)
        self.status.show_count(overview.photos)

    def _on_settings_read(self, settings: Settings) -> None:
        self.sidebar.fold(settings.folded_sections)
        self.theme_chosen.emit(settings.theme)

    def _on_sections_folded(self, names: list[str]) -> None:
        # Where it cannot be kept, it is not worth a word.
        self.bridge.run(Track.WRITES, partial(_remember_folded, names), failed=lambda _: None)

    def _on_pause_chosen(self, pause: bool) -> None:
        self.bridge.run(Track.WRITES, lambda library: library.pause() if pause else library.resume())

    def _on_unreadable_wanted(self) -> None:
        self.bridge.run(Track.READS, _read_unreadable, self._on_unreadable_read)

    def _on_unreadable_read(self, files: Sequence[UnreadableFile]) -> None:
        details = "\n".join(f"{file.path}: {file.reason}" for file in files)
        sentence = wording.unreadable_count(len(files))
        DetailsDialog(self.tr("Unreadable files"), sentence, details, self).show()

    # --- photos ---

    def open_photo(self, photo_id: int) -> None:
        """Shows a photo of the page in large."""
        self.browse.remember_search()
        self.viewer.explain_by(reasons_on(self.browse.trail.current))
        self._stack.setCurrentWidget(self.viewer)
        self.viewer.show_photo(self.grid.photos.photo_ids, photo_id)
        self.viewer.setFocus()

    def _on_viewer_closed(self) -> None:
        self._on_full_screen_wanted(False)
        self._stack.setCurrentWidget(self._browsing)
        self.grid.setFocus()

    def find_similar(self, photo_id: int) -> None:
        """Goes on to the photos that are similar to one of the library."""
        record = self.grid.photos.records.record(photo_id)
        name = record.path.name if record is not None else self.tr("photo {number}").format(number=photo_id)
        if self._stack.currentWidget() is self.viewer:
            self._on_viewer_closed()
        self.browse.find_like(LibraryPhoto(photo_id, name))

    def _on_similar_to_current_wanted(self) -> None:
        photo_ids = self.acting_on or tuple(filter(None, (self.grid.current_id,)))
        if photo_ids:
            self.find_similar(photo_ids[0])

    def _on_menu_wanted(self, at: QPoint) -> None:
        photo_ids = self.acting_on
        if not photo_ids:
            return
        photo_menu(self, photo_ids).popup(at)

    def take_away(self, act: Callable[[tuple[int, ...]], None]) -> None:
        """Does something after which photos are not on the page any more; the large view shows the next."""
        photo_ids = self.acting_on
        if photo_ids and not self.is_browsing:
            page = list(self.grid.photos.photo_ids)
            at = page.index(photo_ids[0]) if photo_ids[0] in page else 0
            left = [photo_id for photo_id in page if photo_id != photo_ids[0]]
            if left:
                self.viewer.show_photo(left, left[min(at, len(left) - 1)])
            else:
                self._on_viewer_closed()
        act(photo_ids)

    def _on_hide_wanted(self) -> None:
        is_on_page = isinstance(self.browse.trail.current, Hidden)
        self.take_away(self.put_aside.unhide if is_on_page else self.put_aside.hide)

    def _on_trash_wanted(self) -> None:
        self.trash.ask(self.acting_on, then=self.take_away)

    def _on_full_screen_wanted(self, wanted: bool) -> None:
        if wanted != self.isFullScreen():
            # Maximized before is maximized afterwards.
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_slideshow_wanted(self) -> None:
        if self._stack.currentWidget() is self.viewer:
            self.viewer.flip_slideshow()
            return
        selected, page = self.grid.selected_ids, self.grid.photos.photo_ids
        if page and self._stack.currentWidget() is self._browsing:
            self.viewer.explain_by(reasons_on(self.browse.trail.current))
            self._stack.setCurrentWidget(self.viewer)
            first = selected[0] if selected else page[0]
            self.viewer.start_slideshow(selected if len(selected) > 1 else page, first)
            self.viewer.setFocus()

    # --- commands ---

    def _on_find_wanted(self) -> None:
        if self._stack.currentWidget() is self.viewer:
            self._on_viewer_closed()
        self.browse.search.setFocus()
        self.browse.search.selectAll()

    def _on_back_wanted(self) -> None:
        if self._stack.currentWidget() is self.viewer:
            self._on_viewer_closed()
        else:
            self.browse.back()

    def _on_select_all_wanted(self) -> None:
        if self._stack.currentWidget() is self._browsing:
            self.grid.selectAll()
            self.grid.setFocus()

    def _on_paste_wanted(self) -> None:
        self.intake.take(QGuiApplication.clipboard().mimeData(), self.tr("the pasted image"))

    def _on_example_given(self, example: Example) -> None:
        if self._stack.currentWidget() is self.viewer:
            self._on_viewer_closed()
        self.browse.find_like(example)

    def _on_settings_wanted(self) -> None:
        # Not before: it brings what photoorg knows of models, and the main window must appear first.
        from photoorg.gui.settings.settings_window import SettingsWindow

        # Kept once it was opened: a download goes on while the settings are closed.
        if self._settings is None:
            self._settings = SettingsWindow(self.bridge, self)
            self._settings.notice_raised.connect(self.notices.add)
            self._settings.theme_chosen.connect(self.theme_chosen)
            self._settings.searches_changed.connect(self.browse.search.offers.read)
        self._settings.present()

    def _on_model_wanted(self) -> None:
        self._on_settings_wanted()
        assert self._settings is not None
        self._settings.show_models()

    def _on_log_wanted(self) -> None:
        from photoorg.gui.log_window import LogWindow

        if self._log_window is None:
            self._log_window = LogWindow(self.log, self.bridge, self)
        self._log_window.present()

    def _on_logged(self) -> None:
        if self._log_window is not None:
            self._log_window.follow()

    def _on_bug_found(self, error: BaseException) -> None:
        logger.error("unexpected error", exc_info=error)
        self.show_bug(error)

    def _on_notice_raised(self, notice: NoticeRaised) -> None:
        self.log.note(notice.text, notice.details)

    def _on_shortcuts_wanted(self) -> None:
        from photoorg.gui.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.menuBar(), self).show()

    def _on_about_wanted(self) -> None:
        about_dialog(self).show()

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        browsing = self._stack.currentWidget() is self._browsing
        if browsing and plain and key in RATING_KEYS:
            self.photos.rate(self.grid.selected_ids, key - Qt.Key.Key_0)
        elif browsing and plain and key == Qt.Key.Key_F:
            self.photos.flip_favourite(self.grid.selected_ids)
        elif plain and key == Qt.Key.Key_Delete and not self.sidebar.isAncestorOf(self.focusWidget()):
            self._on_trash_wanted()
        elif browsing and key in MARKING_KEYS and not event.modifiers() & ~WITH_PLUS:
            self.browse.mark_selected(more=key == Qt.Key.Key_Plus)
        elif key == Qt.Key.Key_Escape and self.isFullScreen():
            self._on_full_screen_wanted(False)
        elif browsing and plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self.browse.back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self._on_page_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_ready and accepts(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.intake.take(event.mimeData(), self.tr("the dropped image"))

    def closeEvent(self, event: QCloseEvent) -> None:
        # Gone from the screen at once, even if a photo is just being read.
        self.hide()
        if self._settings is not None:
            self._settings.hide()
        if self._log_window is not None:
            self._log_window.close()
        self._paint_first.stop()
        self.bridge.close()
        self.log.close()
        super().closeEvent(event)
