"""Approximate nearest neighbours for large libraries: hnswlib (Malkov & Yashunin, arXiv:1603.09320)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import hnswlib
import numpy as np

from photoorg.index.exact import nearest
from photoorg.index.storage import StoredIndex, write_index
from photoorg.index.turn_lock import TurnLock
from photoorg.index.vectors import checked_batch, checked_query

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
_FREE = -1


class HnswIndex:
    """Searches a graph of neighbours. Implements ``VectorIndex``; safe between threads.

    hnswlib must not search and add at the same time, so calls take turns, and a large batch is added in
    small steps with searches in between. In hnswlib a vector lies in a slot of ours, not under the
    photo's id: the slot of a removed photo is marked and given to the next one, so the graph does not
    grow when photos come and go.

    Attributes:
        stamp: a text of the caller's choice that is saved with the index, to tell what it was built from.
    """

    kind = "hnsw"

    def __init__(self, dimension: int) -> None:
        native = hnswlib.Index("ip", dimension)
        native.init_index(_FIRST_CAPACITY, M=_LINKS, ef_construction=_EF_CONSTRUCTION)
        self._adopt(native, np.full(_FIRST_CAPACITY, _FREE, np.int64), 0)
        self.stamp = ""

    def _adopt(self, native: Any, slot_ids: IdArray, used: int) -> None:
        self._native = native
        self._slot_ids = slot_ids
        # Slots from this one on were never used.
        self._used = used
        self._slots = {int(slot_ids[slot]): slot for slot in range(used) if slot_ids[slot] != _FREE}
        self._free = [slot for slot in range(used) if slot_ids[slot] == _FREE]
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
            return np.sort(np.fromiter(self._slots, np.int64, len(self._slots)))

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
                slot = self._slots.pop(photo_id, None)
                if slot is not None:
                    self._native.mark_deleted(slot)
                    self._slot_ids[slot] = _FREE
                    self._free.append(slot)

    def search(self, query: FloatArray, count: int) -> Neighbours:
        """The ``count`` nearest, nearly always (recall above 0.99); equal scores by ascending id."""
        query = checked_query(query, self.dimension)
        with self._lock:
            count = max(0, min(count, len(self)))
            if count > _EXACT_SHARE * len(self):
                return self._search_exactly(query, count)
            if count == 0:
                return nearest(np.empty(0, np.int64), np.empty(0, np.float32), 0)
            self._native.set_ef(max(_MIN_EF, _EF_PER_RESULT * count))
            try:
                slots, distances = self._native.knn_query(query[None], k=count, num_threads=1)
            except RuntimeError:
                # The graph led to fewer than count vectors.
                return self._search_exactly(query, count)
            return nearest(self._slot_ids[slots[0].astype(np.int64)], 1 - distances[0], count)

    def save(self, path: Path) -> None:
        """Writes the index to ``path`` atomically; raises OSError on failure and leaves the old file."""
        with self._save_lock:
            with self._lock:
                # Copies, so that searches go on while the disk is busy.
                (state,) = self._native.__getstate__()
                slot_ids = self._slot_ids[: self._used].copy()
                stamp = self.stamp
            arrays = {name: value for name, value in state.items() if isinstance(value, np.ndarray)}
            parameters = {name: value for name, value in state.items() if name not in arrays}
            stored = StoredIndex(
                self.kind, self.dimension, stamp, parameters, {**arrays, "slot_ids": slot_ids}
            )
            write_index(path, stored)

    @classmethod
    def from_stored(cls, stored: StoredIndex) -> HnswIndex:
        """The index that was saved as ``stored``."""
        arrays = dict(stored.arrays)
        slot_ids = arrays.pop("slot_ids")
        native = hnswlib.Index({**stored.parameters, **arrays})
        index = cls.__new__(cls)
        index._adopt(native, _grown(slot_ids, native.get_max_elements()), len(slot_ids))
        index.stamp = stored.stamp
        return index

    def _add_chunk(self, ids: IdArray, vectors: FloatArray) -> None:
        new = sum(photo_id not in self._slots for photo_id in ids.tolist())
        needed = self._used + max(0, new - len(self._free))
        if needed > len(self._slot_ids):
            capacity = max(needed, 2 * len(self._slot_ids))
            self._native.resize_index(capacity)
            self._slot_ids = _grown(self._slot_ids, capacity)
        slots = np.fromiter((self._slot_for(photo_id) for photo_id in ids.tolist()), np.int64, len(ids))
        self._native.add_items(vectors, slots)
        self._slot_ids[slots] = ids

    def _slot_for(self, photo_id: int) -> int:
        slot = self._slots.get(photo_id)
        if slot is None:
            if self._free:
                slot = self._free.pop()
                self._native.unmark_deleted(slot)
            else:
                slot = self._used
                self._used += 1
            self._slots[photo_id] = slot
        return slot

    def _search_exactly(self, query: FloatArray, count: int) -> Neighbours:
        ids = np.fromiter(self._slots, np.int64, len(self._slots))
        if not len(ids):
            return nearest(ids, np.empty(0, np.float32), 0)
        slots = np.fromiter(self._slots.values(), np.int64, len(self._slots))
        vectors = self._native.get_items(slots, return_type="numpy")
        return nearest(ids, vectors @ query, count)


def _grown(slot_ids: IdArray, capacity: int) -> IdArray:
    grown = np.full(capacity, _FREE, np.int64)
    grown[: len(slot_ids)] = slot_ids
    return grown
