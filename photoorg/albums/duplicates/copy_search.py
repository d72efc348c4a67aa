"""Looks through a library for photos that belong together; only what is new is compared."""

from __future__ import annotations

import time
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from photoorg.albums.duplicates.copies import CopyFinder
from photoorg.albums.duplicates.looks import Looks
from photoorg.albums.duplicates.memory import STRETCH_BYTES
from photoorg.albums.duplicates.moments import moment_of
from photoorg.albums.duplicates.series import least_burst_cosine, series, stretches
from photoorg.albums.duplicates.sketch import sketches
from photoorg.errors import PhotoUnreadable
from photoorg.library.records import TAKEN_AT_CERTAINTY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from photoorg.albums.duplicates.memory import CopyMemory
    from photoorg.albums.duplicates.moments import Moment
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import FloatArray, IdArray
    from photoorg.library.copies import KnownPicture

    # Is told steps done and steps in all, of each part of the work in turn.
    Progress = Callable[[int, int], None]

# What was computed is written down so often, so that little is lost where that is cut short.
SAVED_EVERY_S = 60.0
_SAMPLE = 5_000


class CopySearch:
    """One search through the photos that the user sees. Not safe between threads."""

    def __init__(
        self,
        pictures: Sequence[KnownPicture],
        memory: CopyMemory,
        space: EmbeddingSpace,
        thumbnail: Callable[[int], bytes],
        save: Callable[[], None],
    ) -> None:
        """Args:
        memory: knows what was computed before, and learns more.
        space: whose vectors tell what is alike.
        thumbnail: JPEG bytes of a photo, upright; may raise PhotoUnreadable.
        save: keeps ``memory``.
        """
        self._pictures = {picture.id: picture for picture in pictures}
        self._memory = memory
        self._space = space
        self._thumbnail = thumbnail
        self._save = save
        self._saved_at = time.monotonic()

    def run(self, check: Callable[[], None], progress: Progress) -> None:
        """Looks at what is new, compares it with all others, and finds series.

        ``check`` is called before each step and may raise; what was done until then is kept.
        """
        try:
            self._memory.forget_changed({id_: known.picture for id_, known in self._pictures.items()})
            fresh = self._look(check, progress)
            self._find_series(check)
            self._save()
            self._compare(fresh, check, progress)
        finally:
            self._save()

    def _look(self, check: Callable[[], None], progress: Progress) -> set[int]:
        new = [id_ for id_, known in self._pictures.items() if not self._memory.knows(id_, known.picture)]
        for done, photo_id in enumerate(new, 1):
            check()
            picture = self._picture(photo_id)
            if picture is not None:
                self._memory.add(photo_id, self._pictures[photo_id].picture, sketches(picture))
            progress(done, len(new))
        return self._memory.uncompared

    def _compare(self, fresh: set[int], check: Callable[[], None], progress: Progress) -> None:
        ids = np.array([id_ for id_ in self._memory.ids if id_ in self._pictures], np.int64)
        is_another_space = self._memory.space != self._space.key
        is_fresh = np.ones(len(ids), np.bool_) if is_another_space else np.isin(ids, list(fresh))
        if not is_fresh.any():
            return
        looks = Looks.of(self._vectors(ids), self._memory.sketches(ids.tolist()))
        finder = CopyFinder(self._picture, self._moment)

        def show(done: int, total: int) -> None:
            progress(done, total)
            if time.monotonic() - self._saved_at > SAVED_EVERY_S:
                self._save()
                self._saved_at = time.monotonic()

        finder.compare_all(ids, looks, self._memory.links, fresh=is_fresh, progress=show, check=check)
        self._memory.space = self._space.key
        self._memory.uncompared -= set(ids.tolist())

    def _find_series(self, check: Callable[[], None]) -> None:
        known = list(self._pictures.values())
        ids = np.array([picture.id for picture in known], np.int64)
        taken_s = certain_times(known)
        found: dict[bytes, tuple[tuple[int, ...], ...]] = {}
        burst_cosine: float | None = None
        for rows in stretches(taken_s):
            check()
            name = self._name_of([known[row] for row in rows.tolist()])
            if name not in self._memory.series:
                if burst_cosine is None:
                    self._space.index.refresh()
                    burst_cosine = least_burst_cosine(self._space.index.sample(_SAMPLE))
                vectors = self._vectors(ids[rows])
                groups = series(ids[rows], vectors, taken_s[rows], burst_cosine)
                if not vectors.any(axis=1).all():
                    # Some are described only later.
                    continue
                found[name] = tuple(group.photo_ids for group in groups)
            else:
                found[name] = self._memory.series[name]
        self._memory.series = found

    def _name_of(self, pictures: Sequence[KnownPicture]) -> bytes:
        """Tells a stretch from every other, and from itself once anything in it is another."""
        digest = blake2b(self._space.key.encode(), digest_size=STRETCH_BYTES)
        for known in pictures:
            digest.update(known.id.to_bytes(8) + known.picture + np.float64(known.taken_s).tobytes())
        return digest.digest()

    def _vectors(self, ids: IdArray) -> FloatArray:
        """(n, dimension); zeros for what is not described."""
        self._space.index.refresh()
        found, vectors = self._space.index.vectors(ids)
        all_vectors = np.zeros((len(ids), vectors.shape[1]), np.float32)
        order = np.argsort(ids)
        all_vectors[order[np.searchsorted(ids[order], found)]] = vectors
        return all_vectors

    def _picture(self, photo_id: int) -> Image.Image | None:
        try:
            return Image.open(BytesIO(self._thumbnail(photo_id)))
        except (PhotoUnreadable, OSError):
            return None

    def _moment(self, photo_id: int) -> Moment | None:
        return moment_in(self._pictures, photo_id)


def moment_in(pictures: Mapping[int, KnownPicture], photo_id: int) -> Moment | None:
    """When a camera took a photo, as far as it wrote that down."""
    known = pictures.get(photo_id)
    return None if known is None else moment_of(known.taken_at, known.source, known.camera)


def certain_times(pictures: Sequence[KnownPicture]) -> npt.NDArray[np.float64]:
    """(n,) float64, seconds; NaN where a date is only guessed."""
    return np.array(
        [
            np.nan if TAKEN_AT_CERTAINTY.get(known.source, "guessed") == "guessed" else known.taken_s
            for known in pictures
        ],
        np.float64,
    )
