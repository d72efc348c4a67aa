"""What the menus of the window do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from photoorg.gui import wording
from photoorg.gui.library_bridge import Track
from photoorg.gui.pages import Hidden, SuggestionPage, TrashedPhotos
from photoorg.gui.text_dialogs import DetailsDialog
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.photo_grid.grid_view import PhotoGrid
    from photoorg.gui.settings.settings_window import SettingsWindow
    from photoorg.gui.viewer.viewer import Viewer
    from photoorg.library.records import UnreadableFile
    from photoorg.photo_library import PhotoLibrary


def _read_unreadable(library: PhotoLibrary) -> list[UnreadableFile]:
    return library.unreadable()


class WindowCommands(QObject):
    """Leads each command of the menus to whoever carries it out, about the photos it is about.

    Signals:
        theme_chosen(str): ``system``, ``light`` or ``dark``, in the settings.
    """

    theme_chosen = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._settings: SettingsWindow | None = None
        self._connect_photos()
        self._connect_window()

    @property
    def settings(self) -> SettingsWindow | None:
        """The window of the settings, once it was asked for."""
        return self._settings

    def _connect_photos(self) -> None:
        window, menus = self._window, self._window.menus

        def on_photos(act: Callable[[tuple[int, ...]], None]) -> Callable[[], None]:
            return lambda: act(window.acting_on)

        menus.similar_wanted.connect(self._find_similar)
        menus.add_to_album_wanted.connect(partial(self._asking, window.albums.ask_to_add))
        menus.tags_wanted.connect(partial(self._asking, window.photo_tags.ask))
        for wanted in (menus.words_wanted, window.viewer.info.words_wanted):
            wanted.connect(partial(self._asking, window.corrections.ask_for_words))
        for wanted in (menus.corrections_wanted, window.viewer.info.corrections_wanted):
            wanted.connect(partial(self._asking, window.corrections.ask))
        menus.sidecars_wanted.connect(partial(self._asking, window.sidecars.ask))
        menus.hide_wanted.connect(self.hide)
        menus.stack_wanted.connect(on_photos(window.stacks.stack))
        menus.unstack_wanted.connect(on_photos(window.stacks.unstack))
        menus.remove_wanted.connect(partial(self.take_away, window.put_aside.remove))
        menus.trash_wanted.connect(self.move_to_trash)
        menus.show_files_wanted.connect(on_photos(window.files.show))
        menus.open_files_wanted.connect(on_photos(window.files.open))
        menus.copy_wanted.connect(on_photos(window.files.copy))
        menus.copy_paths_wanted.connect(on_photos(window.files.copy_paths))
        menus.export_wanted.connect(partial(self._asking, window.exports.ask))
        menus.mark_wanted.connect(self.mark)
        menus.turn_wanted.connect(lambda quarters: window.photos.turn(window.acting_on, quarters))

    def _connect_window(self) -> None:
        window, menus = self._window, self._window.menus
        menus.add_folder_wanted.connect(window.folders.choose)
        menus.unreadable_wanted.connect(self._list_unreadable)
        menus.quit_wanted.connect(window.close)
        menus.paste_wanted.connect(self.paste)
        menus.select_all_wanted.connect(self._select_all)
        menus.find_wanted.connect(self._find)
        menus.back_wanted.connect(self._go_back)
        menus.save_search_wanted.connect(window.browse.ask_to_save)
        menus.new_album_wanted.connect(window.albums.ask_for_new)
        menus.settings_wanted.connect(self.show_settings)
        menus.shortcuts_wanted.connect(self._show_shortcuts)
        menus.log_wanted.connect(window.messages.show_log)
        menus.about_wanted.connect(self._show_about)
        menus.full_screen_wanted.connect(window.pages.flip_full_screen)
        menus.slideshow_wanted.connect(window.pages.flip_slideshow)
        menus.zoom_wanted.connect(lambda steps: self._zoomable().zoom(steps))
        menus.usual_zoom_wanted.connect(lambda: self._zoomable().reset_zoom())
        menus.fill_chosen.connect(window.grid.set_fill)

    # --- photos ---

    def take_away(self, act: Callable[[tuple[int, ...]], None]) -> None:
        """Does something after which photos are not on the page any more; the large view shows the next."""
        photo_ids = self._window.acting_on
        self._window.pages.pass_over(photo_ids)
        act(photo_ids)

    def hide(self) -> None:
        """Hides photos or, on the page of hidden ones, shows them again."""
        window = self._window
        is_on_page = isinstance(window.browse.trail.current, Hidden)
        self.take_away(window.put_aside.unhide if is_on_page else window.put_aside.hide)

    def mark(self, kind: str) -> None:
        """Has the user draw a box around a ``person`` or a ``pet`` on the photo in the large view, or on the
        selected one, which is opened."""
        window = self._window
        if not window.pages.is_viewing and window.acting_on:
            window.pages.open_photo(window.acting_on[0])
        if window.pages.is_viewing:
            window.viewer.slideshow.pause()
            window.viewer.people.start_marking(kind)

    def _zoomable(self) -> Viewer | PhotoGrid:
        """What is on the screen."""
        return self._window.viewer if self._window.pages.is_viewing else self._window.grid

    def move_to_trash(self) -> None:
        """Asks whether to. On the page of the trash photos are there already, or are seen for a copy that
        is: what stayed of them is not meant."""
        if isinstance(self._window.browse.trail.current, TrashedPhotos):
            return
        self._asking(partial(self._window.trash.ask, leave=self._window.pages.pass_over))

    def _asking(self, ask: Callable[[tuple[int, ...]], None]) -> None:
        """Opens a question about photos, which stay on the screen meanwhile."""
        self._window.viewer.slideshow.pause(until_back=True)
        ask(self._window.acting_on)

    def _find_similar(self) -> None:
        photo_ids = self._window.acting_on
        if not photo_ids and self._window.pages.is_browsing:
            photo_ids = tuple(filter(None, (self._window.grid.current_id,)))
        if photo_ids:
            self._window.find_similar(photo_ids[0])

    # --- pages ---

    def paste(self) -> None:
        """Searches by the picture on the clipboard, or adds the folder there."""
        self._window.intake.take(QGuiApplication.clipboard().mimeData(), self.tr("the pasted image"))

    def _find(self) -> None:
        self._window.pages.leave_photo_if_any()
        self._window.browse.search.setFocus()
        self._window.browse.search.selectAll()

    def _go_back(self) -> None:
        if not self._window.pages.leave_photo_if_any():
            self._window.browse.back()

    def _select_all(self) -> None:
        if self._window.pages.is_browsing:
            self._window.grid.selectAll()
            self._window.grid.setFocus()
        elif self._window.pages.is_among_people:
            self._window.browse.people.select_all()
        elif isinstance(self._window.browse.trail.current, SuggestionPage):
            self._window.suggestions.select_all()

    # --- other windows ---

    def show_settings(self) -> SettingsWindow:
        """Opens the settings."""
        # Not before: it brings what photoorg knows of models, and the main window must appear first.
        from photoorg.gui.settings.settings_window import SettingsWindow

        # Kept once it was opened: a download goes on while the settings are closed.
        if self._settings is None:
            self._settings = SettingsWindow(self._window.bridge, self._window)
            self._settings.notice_raised.connect(self._window.notices.add)
            self._settings.theme_chosen.connect(self.theme_chosen)
            self._settings.searches_changed.connect(self._window.browse.search.offers.read)
            self._settings.people_chosen.connect(self._window.people.read)
            self._settings.people_forgotten.connect(self._window.people.forgotten)
            # Those that named somebody are gone, too.
            self._settings.people_forgotten.connect(self._window.browse.search.offers.read)
        self._settings.present()
        return self._settings

    def show_models(self) -> None:
        """Opens the settings where models are chosen."""
        self.show_settings().show_models()

    def _show_about(self) -> None:
        # Imported here, with all that reads the packages' own words: the window must appear first.
        from photoorg.gui.about import about_dialog

        about_dialog(self._window).show()

    def _show_shortcuts(self) -> None:
        from photoorg.gui.shortcuts_dialog import ShortcutsDialog

        dialog = self._window.findChild(ShortcutsDialog)
        if dialog is None:
            dialog = ShortcutsDialog(self._window.menuBar(), self._window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _list_unreadable(self) -> None:
        self._window.bridge.run(Track.READS, _read_unreadable, self._on_unreadable_read)

    def _on_unreadable_read(self, files: Sequence[UnreadableFile]) -> None:
        details = wording.said(
            Sentence.joined(
                "\n", (Sentence("{path}: {reason}", path=file.path, reason=file.reason) for file in files)
            )
        )
        sentence = wording.unreadable_count(len(files))
        DetailsDialog(self.tr("Unreadable files"), sentence, details, self._window).show()
