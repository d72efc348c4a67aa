"""What the user does with the files of photos, none of which changes them."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence

from photoorg.changes import NoticeRaised
from photoorg.gui import wording
from photoorg.gui.file_manager import FileManager, file_url, open_file
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary, Picture

# Each of them may be another window.
MOST_OPENED = 10
# As many pixels as anybody pastes; a panorama would fill the memory of whoever looks at the clipboard.
COPIED_SIDE_PX = 8192


def _read_photos(photo_ids: tuple[int, ...], library: PhotoLibrary) -> list[Photo]:
    return library.photos(photo_ids)


def _read_copied(photo_id: int, library: PhotoLibrary) -> Picture:
    return library.picture(photo_id, COPIED_SIDE_PX)


class FileActions(QObject):
    """Shows, opens and copies files; of a photo that is not within reach it says so.

    Signals:
        done(NoticeRaised): something worth a quiet word.
    """

    done = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._file_manager = FileManager(self)
        self._file_manager.failed.connect(self._on_show_failed)

    def extend_menu(self, menu: QMenu, photo_ids: tuple[int, ...]) -> None:
        """Adds these actions to a context menu."""
        menu.addAction(self.show_text, partial(self.show, photo_ids))
        menu.addAction(self.tr("Open with the system's program"), partial(self.open, photo_ids))
        for text, shortcut, slot in (
            (self.tr("Copy"), "Ctrl+C", self.copy),
            (self.tr("Copy path"), "Ctrl+Shift+C", self.copy_paths),
        ):
            action = menu.addAction(text, partial(slot, photo_ids))
            action.setShortcut(QKeySequence(shortcut))

    @property
    def show_text(self) -> str:
        """What :meth:`show` is called on this system."""
        names = {"win32": self.tr("Show in Explorer"), "darwin": self.tr("Show in Finder")}
        return names.get(sys.platform, self.tr("Show in file manager"))

    def show(self, photo_ids: tuple[int, ...]) -> None:
        """Shows the files in the system's file manager."""
        self._with_paths(photo_ids, self._show)

    def open(self, photo_ids: tuple[int, ...]) -> None:
        """Opens the files with the program that the system has for them."""
        if len(photo_ids) > MOST_OPENED:
            text = self.tr("Photos are opened up to {count} at a time; {selected} are selected.")
            self._say(text.format(count=MOST_OPENED, selected=wording.number(len(photo_ids))))
            return
        self._with_paths(photo_ids, self._open)

    def copy_paths(self, photo_ids: tuple[int, ...]) -> None:
        """Puts where the photos lie onto the clipboard, one a line; also of those that are not there."""

        def copy(photos: Sequence[Photo]) -> None:
            QGuiApplication.clipboard().setText("\n".join(str(photo.path) for photo in photos))
            text = self.tr("Copied the paths of {photos}.")
            self._say(text.format(photos=wording.photo_count(len(photos))))

        self._with_photos(photo_ids, copy)

    def copy(self, photo_ids: tuple[int, ...]) -> None:
        """Puts the files onto the clipboard and, of a single photo, its pixels too."""

        def copy(paths: Sequence[Path]) -> None:
            if len(photo_ids) > 1:
                self._copy(paths, None)
                return
            self._bridge.run(
                Track.PICTURES,
                partial(_read_copied, photo_ids[0]),
                partial(self._copy, paths),
                lambda _: self._copy(paths, None),
            )

        self._with_paths(photo_ids, copy)

    def _copy(self, paths: Sequence[Path], picture: Picture | None) -> None:
        mime = QMimeData()
        mime.setUrls([file_url(path) for path in paths])
        if picture is not None:
            width, height = picture.width, picture.height
            mime.setImageData(
                QImage(picture.rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
            )
        QGuiApplication.clipboard().setMimeData(mime)
        self._say(self.tr("Copied {photos}.").format(photos=wording.photo_count(len(paths))))

    def _show(self, paths: Sequence[Path]) -> None:
        folders = {path.parent for path in paths}
        if len(folders) > MOST_OPENED:
            text = self.tr("Up to {count} folders are shown at a time; these photos lie in {folders}.")
            self._say(text.format(count=MOST_OPENED, folders=wording.number(len(folders))))
        else:
            self._file_manager.show_files(paths)

    def _open(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if not open_file(path):
                self._say(self.tr("The system has no program for “{name}”.").format(name=path.name))
                return

    def _with_photos(self, photo_ids: tuple[int, ...], act: Callable[[Sequence[Photo]], None]) -> None:
        if photo_ids:
            self._bridge.run(Track.READS, partial(_read_photos, photo_ids), act)

    def _with_paths(self, photo_ids: tuple[int, ...], act: Callable[[Sequence[Path]], None]) -> None:
        """Acts on the files that are there, and says which are not."""

        def sort_out(photos: Sequence[Photo]) -> None:
            there = [photo.path for photo in photos if not photo.missing and not photo.offline]
            if len(there) < len(photos):
                self._say(self._about_absent([photo for photo in photos if photo.missing or photo.offline]))
            if there:
                act(there)

        self._with_photos(photo_ids, sort_out)

    def _about_absent(self, photos: Sequence[Photo]) -> str:
        if len(photos) > 1:
            count = wording.photo_count(len(photos))
            return self.tr("{photos} are not within reach now.").format(photos=count)
        text = self.tr("“{name}” is not where it was.")
        if photos[0].offline:
            text = self.tr("“{name}” is on a drive that is not connected.")
        return text.format(name=photos[0].path.name)

    def _on_show_failed(self, folder: Path) -> None:
        self._say(self.tr("The system has no program to show “{folder}”.").format(folder=folder))

    def _say(self, text: str) -> None:
        self.done.emit(NoticeRaised(text))
