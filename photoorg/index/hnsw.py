"""Approximate nearest neighbours for large libraries: hnswlib (Malkov & Yashunin, arXiv:1603.09320)."""

from __future__ import annotations

import threading
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import hnswlib
import numpy as np

from photoorg.index.exact import nearest
from photoorg.index.landmarks import Landmarks
from photoorg.index.slots import DIGEST_BYTES, Slots
from photoorg.index.storage import StoredIndex, write_index
from photoorg.index.vectors import checked_batch, checked_query
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.index.vector_index import FloatArray, IdArray, Neighbours

_LINKS = 24
_EF_CONSTRUCTION = 200
_MIN_EF = 400
_EF_PER_RESULT = 4
# Beyond this share of all vectors a matrix product is both quicker and exact.
_EXACT_SHARE = 0.1
_FIRST_CAPACITY = 1024
# Vectors added while searches wait: some ten milliseconds.
_ADD_CHUNK = 32
# Vectors looked at in one go when all of them are.
_EXACT_CHUNK = 8192


class HnswIndex:
    """Searches a graph of neighbours. Implements ``VectorIndex``; safe between threads.

    hnswlib must not search and add at the same time, so calls take turns, and a large batch is added in
    small steps with searches in between. In hnswlib a vector lies in a slot of ours, not under the
    photo's id: the slot of a removed photo is marked and given to the next one, so the graph does not
    grow when photos come and go. Photos of equal vectors share a slot, since thousands of them would link
    only to one another. Where a graph is in pieces all the same, landmarks tell, and the search is exact.

    Attributes:
        stamp: a text of the caller's choice that is saved with the index, to tell what it was built from.
    """

    kind = "hnsw"

    def __init__(self, dimension: int) -> None:
        native = hnswlib.Index("ip", dimension)
        native.init_index(_FIRST_CAPACITY, M=_LINKS, ef_construction=_EF_CONSTRUCTION)
        self._adopt(native, Slots(), Landmarks(dimension))
        self.stamp = ""

    def _adopt(self, native: Any, slots: Slots, landmarks: Landmarks) -> None:
        self._native = native
        self._slots = slots
        self._landmarks = landmarks
        self._lock = TurnLock()
        self._save_lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self._native.dim)

    def __len__(self) -> int:
        return len(self._slots)

    def ids(self) -> IdArray:
        """All ids, ascending."""
        with self._lock:
            return np.sort(self._slots.ids())

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        """Adds or replaces vectors; raises ValueError for anything but unit vectors of the right shape."""
        ids, vectors = checked_batch(ids, vectors, self.dimension)
        for start in range(0, len(ids), _ADD_CHUNK):
            chunk = slice(start, start + _ADD_CHUNK)
            with self._lock:
                self._add_chunk(ids[chunk], vectors[chunk])

    def remove(self, ids: IdArray) -> None:
        """Forgets ids; unknown ids are ignored."""
        with self._lock:
            for photo_id in np.asarray(ids, np.int64).tolist():
                self._vacate(self._slots.leave(photo_id))

    def search(self, query: FloatArray, count: int) -> Neighbours:
        """The ``count`` nearest, nearly always (recall above 0.99); equal scores by ascending id."""
        query = checked_query(query, self.dimension)
        with self._lock:
            count = max(0, min(count, len(self)))
            # So many vectors hold at least as many photos.
            slot_count = min(count, self._slots.occupied_count)
            if slot_count > _EXACT_SHARE * self._slots.occupied_count:
                return self._search_exactly(query, count)
            if count == 0:
                return nearest(np.empty(0, np.int64), np.empty(0, np.float32), 0)
            self._native.set_ef(max(_MIN_EF, _EF_PER_RESULT * slot_count))
            try:
                labels, distances = self._native.knn_query(query[None], k=slot_count, num_threads=1)
            except RuntimeError:
                # The graph led to fewer than count vectors.
                return self._search_exactly(query, count)
            slots, scores = labels[0].astype(np.int64), 1 - distances[0]
            if self._landmarks.missed_by(query, slots, float(scores.min())):
                return self._search_exactly(query, count)
            return nearest(*self._slots.photos_of(slots, scores), count)

    def save(self, path: Path) -> None:
        """Writes the index to ``path`` atomically; raises OSError on failure and leaves the old file."""
        with self._save_lock:
            with self._lock:
                # Copies, so that searches go on while the disk is busy.
                (state,) = self._native.__getstate__()
                slots = self._slots.arrays()
                landmarks = self._landmarks.arrays()
                stamp = self.stamp
            arrays = {name: value for name, value in state.items() if isinstance(value, np.ndarray)}
            parameters = {name: value for name, value in state.items() if name not in arrays}
            arrays |= slots | landmarks
            write_index(path, StoredIndex(self.kind, self.dimension, stamp, parameters, arrays))

    @classmethod
    def from_stored(cls, stored: StoredIndex) -> HnswIndex:
        """The index that was saved as ``stored``."""
        arrays = dict(stored.arrays)
        slots = Slots.from_arrays(*(arrays.pop(name) for name in ("slots", "ids", "digests")))
        names = ("landmarks", "region_widths", "region_of", "least_similarity")
        landmarks = Landmarks.from_arrays(*(arrays.pop(name) for name in names))
        index = cls.__new__(cls)
        index._adopt(hnswlib.Index({**stored.parameters, **arrays}), slots, landmarks)
        index.stamp = stored.stamp
        return index

    def _add_chunk(self, ids: IdArray, vectors: FloatArray) -> None:
        rows: list[int] = []
        slots: list[int] = []
        for row, photo_id in enumerate(ids.tolist()):
            digest = blake2b(vectors[row].tobytes(), digest_size=DIGEST_BYTES).digest()
            if self._slots.holds(photo_id, digest):
                continue
            self._vacate(self._slots.leave(photo_id))
            slot, is_new, was_used = self._slots.enter(photo_id, digest)
            if is_new:
                if was_used:
                    self._native.unmark_deleted(slot)
                rows.append(row)
                slots.append(slot)
        if not rows:
            return
        if self._slots.used > self._native.get_max_elements():
            self._native.resize_index(max(self._slots.used, 2 * self._native.get_max_elements()))
        new, labels = vectors[rows], np.array(slots, np.int64)
        self._native.add_items(new, labels)
        self._landmarks.see(labels, new)

    def _vacate(self, slot: int | None) -> None:
        if slot is not None:
            self._native.mark_deleted(slot)
            self._landmarks.forget(slot)

    def _search_exactly(self, query: FloatArray, count: int) -> Neighbours:
        slots = self._slots.occupied()
        scores = np.empty(len(slots), np.float32)
        for start in range(0, len(slots), _EXACT_CHUNK):
            chunk = slice(start, start + _EXACT_CHUNK)
            scores[chunk] = self._native.get_items(slots[chunk], return_type="numpy") @ query
        return nearest(*self._slots.photos_of(slots, scores), count)
