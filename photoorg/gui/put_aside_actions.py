"""Hiding photos, and removing them from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.gui import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.gui.undo import Undo
    from photoorg.photo_library import PhotoLibrary


class PutAsideActions(QObject):
    """Takes photos out of sight and brings them back; nobody is asked, for all of it can be undone."""

    def __init__(self, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def hide(self, photo_ids: tuple[int, ...]) -> None:
        """Only those who ask for hidden photos see them."""
        self._run(
            self.tr("hiding of {photos}"),
            photo_ids,
            lambda library: library.put_aside.hide(photo_ids),
            self.tr("Hidden: {photos}. They are on the page “Hidden”."),
        )

    def unhide(self, photo_ids: tuple[int, ...]) -> None:
        """Everybody sees them again."""
        self._run(
            self.tr("showing of {photos}"), photo_ids, lambda library: library.put_aside.unhide(photo_ids)
        )

    def remove(self, photo_ids: tuple[int, ...]) -> None:
        """They are no part of the library any more."""
        self._run(
            self.tr("removal of {photos}"),
            photo_ids,
            lambda library: library.put_aside.remove(photo_ids),
            self.tr("Removed from the library: {photos}. Their files stay where they are."),
        )

    def put_back(self, photo_ids: tuple[int, ...]) -> None:
        """They are in the library again."""
        self._run(
            self.tr("putting back of {photos}"),
            photo_ids,
            lambda library: library.put_aside.put_back(photo_ids),
        )

    def forget_removed(self) -> None:
        """All that were removed are in the library again."""
        text = self.tr("putting back of all removed photos")
        self._undo.run(text, lambda library: library.put_aside.forget_removed())

    def _run(
        self,
        text: str,
        photo_ids: tuple[int, ...],
        work: Callable[[PhotoLibrary], object],
        notice: str = "",
    ) -> None:
        if photo_ids:
            photos = wording.photo_count(len(photo_ids))
            self._undo.run(text.format(photos=photos), work, notice=notice.format(photos=photos))
