"""What the user says about photos: ratings, favourites, tags, turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
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

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def rate(self, photo_ids: tuple[int, ...], rating: int) -> None:
        """Gives photos 0 (none) to 5 stars."""
        if photo_ids:
            self._bridge.run(Track.WRITES, lambda library: library.set_rating(photo_ids, rating))

    def set_favourite(self, photo_id: int, favourite: bool) -> None:
        """Makes a photo a favourite, or no longer."""
        self._bridge.run(Track.WRITES, lambda library: library.set_favourite([photo_id], favourite))

    def flip_favourite(self, photo_ids: tuple[int, ...]) -> None:
        """Makes photos favourites, or no longer where all of them were."""
        if photo_ids:
            self._bridge.run(Track.WRITES, lambda library: _flip_favourite(photo_ids, library))

    def turn(self, photo_ids: tuple[int, ...], quarters: int) -> None:
        """Has photos shown turned by so many quarters clockwise."""
        if photo_ids:
            self._bridge.run(
                Track.WRITES, lambda library: library.turn(photo_ids, quarters), lambda _: self.turned.emit()
            )

    def add_tag(self, photo_id: int, tag: str) -> None:
        """Adds a tag."""
        self._bridge.run(Track.WRITES, lambda library: library.add_tag([photo_id], tag))

    def remove_tag(self, photo_id: int, tag: str) -> None:
        """Removes a tag."""
        self._bridge.run(Track.WRITES, lambda library: library.remove_tag([photo_id], tag))
