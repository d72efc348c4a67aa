"""The photos of a library and what they look like: the part of the public API that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError
from photoorg.imaging.motion_video import MotionVideo, motion_video_of
from photoorg.imaging.pictures import Picture, picture_of, reachable_path, thumbnail_of, turned_jpeg
from photoorg.library.folders import absolute
from photoorg.library.outlines import OutlineStore
from photoorg.library.photos import PhotoStore
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.newest_photos import Outlines
    from photoorg.library.records import Photo


class Viewing:
    """The methods of :class:`PhotoLibrary` that list photos, tell what is known of them, and give pixels."""

    def __init__(self, catalogue: Catalogue, thumbnails: ThumbnailStore) -> None:
        self._photos = PhotoStore(catalogue)
        self._outlines = OutlineStore(catalogue)
        self._thumbnails = thumbnails

    def photo_ids(
        self, *, folder: Path | str | None = None, favourites: bool = False, limit: int | None = None
    ) -> list[int]:
        """Reachable photos, newest first: all, those at or below a folder, or the favourites.

        With ``limit`` only the first of them, which costs what they are, however large the library is.
        """
        below = None if folder is None else absolute(Path(folder))
        return self._photos.reachable_ids(folder=below, favourites=favourites, limit=limit)

    def outlines(self, photo_ids: Sequence[int]) -> Outlines:
        """Shapes and days of photos as compact arrays, in the given order."""
        return self._outlines.of(photo_ids)

    def newest_first(self) -> tuple[NDArray[np.int64], Outlines]:
        """Ids, (n,), and outlines of all reachable photos, newest first: what :meth:`photo_ids` and
        :meth:`outlines` say, read at once and as arrays, which for a million photos takes half the time."""
        return self._outlines.newest_first()

    def photo(self, photo_id: int) -> Photo:
        """One photo. Raises UserInputError for an unknown id."""
        found = self._photos.by_ids([photo_id])
        if not found:
            raise UserInputError(Sentence("There is no photo with the id {photo_id}.", photo_id=photo_id))
        return found[0]

    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Photos in the given order; unknown ids are left out."""
        return self._photos.by_ids(photo_ids)

    def photo_at(self, path: Path | str) -> Photo | None:
        """The photo that lies at a path, None if the library does not know it; for a raw file, the photo that
        it hangs on."""
        photo_id = self._photos.id_at_path(absolute(Path(path)))
        return None if photo_id is None else self.photo(photo_id)

    @property
    def thumbnail_directory(self) -> Path:
        """Where thumbnails lie; a cache."""
        return self._thumbnails.directory

    def thumbnail(self, photo_id: int) -> bytes:
        """JPEG bytes, long side 384 px at most; rebuilt from the photo when absent or damaged.

        Raises PhotoUnreadable when that cannot be done, as for an offline photo.
        """
        # One is nearly always stored, and its name takes a tenth of the time of all that is known of a photo.
        look = self._photos.looks([photo_id]).get(photo_id)
        stored = None if look is None else self._thumbnails.load(look.content_hash)
        if look is None or stored is None:
            return thumbnail_of(self.photo(photo_id), self._thumbnails)
        return turned_jpeg(stored, look.quarter_turns, self._thumbnails.size_px)

    def thumbnail_files(self, photo_ids: Sequence[int]) -> dict[int, Path]:
        """Where thumbnails lie, or would lie, that need no more than to be read, by photo id; unknown and
        turned photos are left out. Absent and damaged ones are made by :meth:`thumbnail`."""
        looks = self._photos.looks(photo_ids).items()
        return {
            id_: self._thumbnails.path(look.content_hash) for id_, look in looks if not look.quarter_turns
        }

    def picture(self, photo_id: int, max_side_px: int) -> Picture:
        """Pixels of a photo, its long side at most ``max_side_px``; of an offline one those of its thumbnail.

        Raises PhotoUnreadable.
        """
        return picture_of(self.photo(photo_id), max_side_px, self._thumbnails)

    def video(self, photo_id: int) -> MotionVideo | None:
        """Where the video of a motion or live photo lies; None for none. Raises PhotoUnreadable."""
        return motion_video_of(reachable_path(self.photo(photo_id)))
