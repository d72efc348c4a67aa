"""Leads what concerns labels between the parts of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.gui.library_bridge import Request, Track
from photoorg.gui.pages import AllPhotos, Labelled

if TYPE_CHECKING:
    from photoorg.albums.labels.labels import PhotoLabel
    from photoorg.gui.main_window import MainWindow
    from photoorg.photo_library import PhotoLibrary


def _read_labels(photo_id: int, library: PhotoLibrary) -> list[PhotoLabel]:
    return library.labels.of_photos([photo_id])[photo_id]


class LabelNavigation(QObject):
    """Shows the labels in the side bar, and those of the photo in the large view beside it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._request: Request | None = None
        actions, sidebar, browse = window.labels, window.sidebar, window.browse
        actions.labels_read.connect(sidebar.show_labels)
        actions.renamed.connect(lambda name, now: browse.replace_start(Labelled(name), Labelled(now)))
        actions.deleted.connect(lambda name: browse.replace_start(Labelled(name), AllPhotos()))
        actions.photos_wanted.connect(self._show_photos)
        sidebar.labels_wanted.connect(actions.show)
        sidebar.labels.rename_wanted.connect(actions.ask_to_rename)
        sidebar.labels.delete_wanted.connect(actions.ask_to_delete)
        window.menus.labels_wanted.connect(actions.show)
        window.viewer.photo_shown.connect(self._on_photo_shown)
        window.viewer.info.labels.said.connect(self._say)
        window.bridge.photos_changed.connect(self._on_photos_changed)
        window.bridge.labels_changed.connect(self._read)
        window.bridge.model_chosen.connect(self._read)

    def _show_photos(self, label: str) -> None:
        self._window.pages.leave_photo_if_any()
        self._window.browse.open_page(Labelled(label))

    def _say(self, label: str, is_yes: bool | None) -> None:
        self._window.labels.say((self._window.viewer.photo_id,), label, is_yes)

    def _on_photo_shown(self) -> None:
        self._window.viewer.info.labels.show_labels([])
        self._read()

    def _on_photos_changed(self, photo_ids: frozenset[int]) -> None:
        if self._window.pages.is_viewing and self._window.viewer.photo_id in photo_ids:
            self._read()

    def _read(self) -> None:
        if self._request is not None:
            self._request.cancel()
        if self._window.pages.is_viewing:
            # Where there is no model, nothing is said.
            self._request = self._window.bridge.run(
                Track.QUERIES,
                partial(_read_labels, self._window.viewer.photo_id),
                self._window.viewer.info.labels.show_labels,
                lambda _: None,
            )
