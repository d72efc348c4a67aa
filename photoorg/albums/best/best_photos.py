"""The best of photos of the library: gathers what counts, and keeps what was measured."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.albums.best.choice import Candidate, Choice, best_of, usual_count
from photoorg.albums.best.quality import Quality, quality_of
from photoorg.errors import PhotoUnreadable
from photoorg.imaging.pictures import thumbnail_of
from photoorg.jobs import Cancellation
from photoorg.library.beings.records import PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from photoorg.albums.best.quality_cache import QualityCache
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.library.beings.records import Region
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import Photo

PHOTOS_AT_ONCE = 200
# Of a photo's width or height: a face that is smaller is somebody in the crowd.
LEAST_FACE = 0.06
LEAST_SCORE = 0.9


class BestPhotos:
    """Chooses, and orders by the same rules, see :mod:`photoorg.albums.best.choice`."""

    def __init__(
        self,
        *,
        photos: PhotoStore,
        thumbnails: ThumbnailStore,
        space: Callable[[], EmbeddingSpace],
        regions: Callable[[Sequence[int]], Mapping[int, Sequence[Region]]],
        cache: QualityCache,
    ) -> None:
        """``regions``: who is where in photos, by photo id."""
        self._photos = photos
        self._thumbnails = thumbnails
        self._space = space
        self._regions = regions
        self._cache = cache

    def of(
        self,
        photo_ids: Sequence[int],
        count: int | None = None,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancellation: Cancellation | None = None,
    ) -> tuple[Choice, ...]:
        """The best of these photos, the best first; unknown ids are left out.

        Args:
            count: at most so many; by default a part that grows with the square root of how many there are.
            progress: is told photos looked at and photos in all.
            cancellation: looked at before each few hundred photos; what was measured until then is kept.

        Raises Cancelled.
        """
        ids = list(dict.fromkeys(photo_ids))
        wanted = usual_count(len(ids)) if count is None else count
        cancellation = cancellation or Cancellation()
        candidates: list[Candidate] = []
        for start in range(0, len(ids), PHOTOS_AT_ONCE):
            cancellation.check()
            candidates += self._candidates(ids[start : start + PHOTOS_AT_ONCE])
            progress(min(start + PHOTOS_AT_ONCE, len(ids)), len(ids))
        vectors = self._space().embeddings.vectors([candidate.photo_id for candidate in candidates])
        return best_of(candidates, vectors, wanted)

    def _candidates(self, photo_ids: Sequence[int]) -> list[Candidate]:
        photos = self._photos.by_ids(photo_ids)
        regions = self._regions(photo_ids)
        qualities: dict[bytes, Quality] = {}
        found = []
        for photo in photos:
            quality = self._cache.get(photo.content_hash)
            if quality is None and (measured := self._measured(photo)) is not None:
                quality = qualities[photo.content_hash] = measured
            faces = sum(
                region.kind == PERSON
                and region.score >= LEAST_SCORE
                and max(region.box.width, region.box.height) >= LEAST_FACE
                for region in regions.get(photo.id, ())
            )
            found.append(
                Candidate(photo.id, photo.taken_at, photo.rating, photo.favourite, faces or None, quality)
            )
        self._cache.add(qualities)
        return found

    def _measured(self, photo: Photo) -> Quality | None:
        try:
            with Image.open(BytesIO(thumbnail_of(photo, self._thumbnails))) as thumbnail:
                return quality_of(thumbnail)
        except PhotoUnreadable:
            return None
