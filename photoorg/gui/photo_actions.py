"""What the user says about photos by a single key: ratings, favourites, turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.gui import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.gui.undo import Undo
    from photoorg.photo_library import PhotoLibrary


def _flip_favourite(photo_ids: tuple[int, ...], library: PhotoLibrary) -> None:
    """Makes all of them favourites, or none of them where all were."""
    all_are = all(photo.favourite for photo in library.photos(photo_ids))
    library.set_favourite(photo_ids, not all_are)


class PhotoActions(QObject):
    """Writes to the library in the order the user acted; views refresh from the changes it reports.

    Signals:
        turned(): photos have another shape now, which pages are read again for.
    """

    turned = Signal()

    def __init__(self, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def rate(self, photo_ids: tuple[int, ...], rating: int) -> None:
        """Gives photos 0 (none) to 5 stars."""
        text = self.tr("rating of {photos}")
        self._run(text, photo_ids, lambda library: library.set_rating(photo_ids, rating))

    def set_favourite(self, photo_id: int, favourite: bool) -> None:
        """Makes a photo a favourite, or no longer."""
        text = self.tr("favourite of {photos}")
        self._run(text, (photo_id,), lambda library: library.set_favourite([photo_id], favourite))

    def flip_favourite(self, photo_ids: tuple[int, ...]) -> None:
        """Makes photos favourites, or no longer where all of them were."""
        text = self.tr("favourite of {photos}")
        self._run(text, photo_ids, lambda library: _flip_favourite(photo_ids, library))

    def turn(self, photo_ids: tuple[int, ...], quarters: int) -> None:
        """Has photos shown turned by so many quarters clockwise."""
        self._run(
            self.tr("rotation of {photos}"),
            photo_ids,
            lambda library: library.turn(photo_ids, quarters),
            moved=lambda _: self.turned.emit(),
        )

    def _run(
        self,
        text: str,
        photo_ids: tuple[int, ...],
        work: Callable[[PhotoLibrary], object],
        moved: Callable[[bool], None] = lambda _: None,
    ) -> None:
        if photo_ids:
            self._undo.run(text.format(photos=wording.photo_count(len(photo_ids))), work, moved=moved)
