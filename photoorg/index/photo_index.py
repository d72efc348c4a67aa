"""The index of a library under one model: a cache that follows the catalogue."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import numpy as np

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.saved_index import load_index
from photoorg.index.storage import IndexDamaged
from photoorg.index.vector_index import Neighbours

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.index.vector_index import FloatArray, IdArray
    from photoorg.library.embeddings import EmbeddingStore

# Up to here comparing with every vector takes a millisecond or two and is exact.
EXACT_UP_TO = 5_000
# Taking in so many photos when the index is opened costs less than writing all the others once more.
UNSAVED_SHARE = 0.005


class PhotoIndex:
    """Vectors of all described photos, kept in step with the catalogue by :meth:`refresh`.

    What is on disk is believed only if its stamp names this library and model, its checksum holds, and
    it has as many photos as the catalogue; else it is rebuilt. Safe between threads.
    """

    def __init__(self, embeddings: EmbeddingStore, path: Path, *, exact_up_to: int = EXACT_UP_TO) -> None:
        """``path`` is where the index is saved; nothing is read before the first use."""
        self._embeddings = embeddings
        self._path = path
        self._exact_up_to = exact_up_to
        self._lock = threading.RLock()
        self._saving = threading.Lock()
        self._index: ExactIndex | HnswIndex | None = None
        self._last_embedding_id = 0
        self._saved_embedding_id = 0
        # What the catalogue had gone through when it was last looked at.
        self._changes = 0
        self._opened = False

    def __len__(self) -> int:
        index = self._index
        return 0 if index is None else len(index)

    def refresh(self, *, wait: bool = True) -> None:
        """Takes in what the catalogue has and the index has not. Cheap when there is nothing.

        With ``wait=False``, a search goes on with what is there while another thread takes something in.
        """
        if not self._lock.acquire(blocking=wait or not self._opened):
            return
        try:
            if not self._opened:
                self._load()
                self._take_in(self._embeddings.changes())
                self._opened = True
            while (changes := self._embeddings.changes()) != self._changes:
                if self._embeddings.only_written_since(self._changes):
                    self._follow()
                    self._changes = changes
                else:
                    self._take_in(changes)
        finally:
            self._lock.release()

    def saved_fault(self) -> str:
        """Why what is on disk cannot be used, as part of a sentence; "" where it can, or is not needed."""
        newest, count = self._embeddings.extent()
        if newest == 0:
            return ""
        try:
            index, last = self._read()
        except IndexDamaged as error:
            return str(error)
        if last >= newest and (last, len(index)) != (newest, count):
            return "the saved search index is not in step with the catalogue"
        return ""

    def search(self, query: FloatArray, count: int) -> Neighbours:
        """The ``count`` nearest photos to a unit vector (dimension,), best first."""
        index = self._index
        if index is None or index.dimension != len(query):
            return Neighbours(np.empty(0, np.int64), np.empty(0, np.float32))
        return index.search(query, count)

    def vectors(self, ids: IdArray) -> tuple[IdArray, FloatArray]:
        """Those of the photos that are described, shape (n,), and their vectors (n, dimension)."""
        known = self._embeddings.vectors(ids.tolist())
        found = [photo_id for photo_id in ids.tolist() if photo_id in known]
        vectors = [known[photo_id] for photo_id in found]
        dimension = 0 if self._index is None else self._index.dimension
        return np.array(found, np.int64), np.stack(vectors) if vectors else np.empty(
            (0, dimension), np.float32
        )

    def sample(self, count: int, seed: int = 0) -> FloatArray:
        """Vectors of at most ``count`` random photos, (n, dimension); the same for the same library."""
        index = self._index
        if index is None:
            return np.empty((0, 0), np.float32)
        ids = index.ids()
        if len(ids) > count:
            ids = np.random.default_rng(seed).choice(ids, count, replace=False)
        vectors = self._embeddings.vectors(ids.tolist())
        return np.stack(list(vectors.values())) if vectors else np.empty((0, 0), np.float32)

    def save(self) -> None:
        """Writes the index if it changed by some photos since. Raises OSError; the catalogue loses nothing.

        A large index is not written for a single new photo: what is not in it is read from the catalogue.
        Searches and additions go on meanwhile. What is added before it is copied may be in the file beyond
        what the stamp says, and is then taken in once more after loading.
        """
        if not (self._opened or self._path.exists()):
            # Whoever described the photos was killed before this, and every start would build it again.
            self.refresh()
        with self._saving:
            with self._lock:
                index, last = self._index, self._last_embedding_id
                unsaved = last - self._saved_embedding_id
                if index is None or unsaved <= UNSAVED_SHARE * len(index):
                    return
                index.stamp = self._stamp(last)
                # Set before, so that a removal during the save is not taken for saved.
                self._saved_embedding_id, before = last, self._saved_embedding_id
            try:
                index.save(self._path)
            except BaseException:
                self._saved_embedding_id = before
                raise

    def _stamp(self, last_embedding_id: int) -> str:
        return json.dumps(
            {
                "library": self._embeddings.library_uuid(),
                "model": self._embeddings.model_key,
                "last_embedding_id": last_embedding_id,
            }
        )

    def _load(self) -> None:
        try:
            index, last = self._read()
        except IndexDamaged:
            return
        self._index = index
        self._last_embedding_id = self._saved_embedding_id = last

    def _read(self) -> tuple[ExactIndex | HnswIndex, int]:
        """What is on disk, and the newest embedding in it. Raises IndexDamaged."""
        index = load_index(self._path, self._embeddings.dimension() or 0)
        try:
            last = int(json.loads(index.stamp)["last_embedding_id"])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged("the saved search index does not say what it holds") from error
        if index.stamp != self._stamp(last):
            raise IndexDamaged("the saved search index belongs to another library or model")
        return index, last

    def _take_in(self, changes: int) -> None:
        """Compares all ids with the catalogue: something may be gone from there, or never was in it."""
        self._follow()
        has_all = self._has_all()
        if self._index is not None and not has_all:
            self._index.remove(np.setdiff1d(self._index.ids(), self._embeddings.photo_ids()))
            self._saved_embedding_id = 0
            self._follow()
            has_all = self._has_all()
        if changes < self._last_embedding_id or not has_all:
            # Not the catalogue that the index was made from, but an older copy of it, say.
            self._rebuild()
        self._changes = changes

    def _has_all(self) -> bool:
        return self._embeddings.extent()[1] == len(self)

    def _follow(self) -> None:
        for newest, ids, vectors in self._embeddings.written_after(self._last_embedding_id):
            self._index = self._extended(self._index, ids, vectors)
            self._last_embedding_id = newest

    def _rebuild(self) -> None:
        # Searches use the old index until the new one is whole.
        index: ExactIndex | HnswIndex | None = None
        last = 0
        for newest, ids, vectors in self._embeddings.written_after(0):
            index = self._extended(index, ids, vectors)
            last = newest
        self._index = index
        self._last_embedding_id = last
        self._saved_embedding_id = 0

    def _extended(
        self, index: ExactIndex | HnswIndex | None, ids: IdArray, vectors: FloatArray
    ) -> ExactIndex | HnswIndex:
        if index is None:
            index = ExactIndex(vectors.shape[1])
        if isinstance(index, ExactIndex) and len(index) + len(ids) > self._exact_up_to:
            index = _grown_into_hnsw(index)
        index.add(ids, vectors)
        return index


def _grown_into_hnsw(small: ExactIndex) -> HnswIndex:
    index = HnswIndex(small.dimension)
    index.add(*small.contents())
    return index
