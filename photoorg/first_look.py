"""What a window shows of a library while that is being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.imaging.thumbnails import ThumbnailStore
from photoorg.library.newest_photos import NewestPhotos, read_newest
from photoorg.settings_file import CATALOGUE_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

THUMBNAIL_FOLDERS = ("cache", "thumbnails")
# Several screens of photos, which are read in a few milliseconds.
BEGINNING = 1000


class FirstLook:
    """The newest photos, as the catalogue has them before anybody opens it, and their stored thumbnails.

    Attributes:
        newest: the first thousand.
    """

    def __init__(self, newest: NewestPhotos, thumbnails: ThumbnailStore) -> None:
        """Use :meth:`take`."""
        self.newest = newest
        self._thumbnails = thumbnails

    @classmethod
    def take(cls, directory: Path) -> FirstLook | None:
        """Looks into a library (blocking); None where only opening it can tell what is in it."""
        newest = read_newest(directory / CATALOGUE_FILE, BEGINNING)
        if newest is None or not newest.photo_ids:
            return None
        return cls(newest, ThumbnailStore(directory.joinpath(*THUMBNAIL_FOLDERS)))

    def thumbnail_files(self, photo_ids: Sequence[int]) -> dict[int, Path]:
        """As ``PhotoLibrary.thumbnail_files``."""
        hashes = self.newest.unturned
        return {id_: self._thumbnails.path(hashes[id_]) for id_ in photo_ids if id_ in hashes}
