"""Exact nearest neighbours by a matrix product: the reference, and quick enough for small libraries."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from photoorg.index.storage import StoredIndex, write_index
from photoorg.index.vector_index import FloatArray, IdArray, Neighbours
from photoorg.index.vectors import checked_batch, checked_query

if TYPE_CHECKING:
    from pathlib import Path

_FIRST_CAPACITY = 256


class ExactIndex:
    """Compares the query with every vector. Implements ``VectorIndex``; safe between threads.

    Attributes:
        stamp: a text of the caller's choice that is saved with the index, to tell what it was built from.
    """

    kind = "exact"

    def __init__(self, dimension: int) -> None:
        self.stamp = ""
        self._dimension = dimension
        # The first len(self) rows are in use, in no order.
        self._vectors: FloatArray = np.empty((_FIRST_CAPACITY, dimension), np.float32)
        self._ids: IdArray = np.empty(_FIRST_CAPACITY, np.int64)
        self._rows: dict[int, int] = {}
        self._lock = threading.Lock()
        self._save_lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._dimension

    def __len__(self) -> int:
        return len(self._rows)

    def ids(self) -> IdArray:
        """All ids, ascending."""
        with self._lock:
            return np.sort(self._ids[: len(self)])

    def contents(self) -> tuple[IdArray, FloatArray]:
        """All ids (n,) and their vectors (n, dimension), in no order."""
        with self._lock:
            return self._ids[: len(self)].copy(), self._vectors[: len(self)].copy()

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        """Adds or replaces vectors; raises ValueError for anything but unit vectors of the right shape."""
        ids, vectors = checked_batch(ids, vectors, self._dimension)
        with self._lock:
            self._make_room(len(ids))
            for photo_id in ids.tolist():
                self._rows.setdefault(photo_id, len(self._rows))
            rows = np.fromiter((self._rows[photo_id] for photo_id in ids.tolist()), np.int64, len(ids))
            self._ids[rows] = ids
            self._vectors[rows] = vectors

    def remove(self, ids: IdArray) -> None:
        """Forgets ids; unknown ids are ignored."""
        with self._lock:
            for photo_id in np.asarray(ids, np.int64).tolist():
                row = self._rows.pop(photo_id, None)
                if row is None:
                    continue
                # The last row moves into the gap.
                last = len(self._rows)
                if row != last:
                    self._ids[row] = self._ids[last]
                    self._vectors[row] = self._vectors[last]
                    self._rows[int(self._ids[row])] = row

    def search(self, query: FloatArray, count: int) -> Neighbours:
        """The ``count`` nearest; equal scores by ascending id."""
        query = checked_query(query, self._dimension)
        with self._lock:
            scores = self._vectors[: len(self)] @ query
            ids = self._ids[: len(self)].copy()
        return nearest(ids, scores, count)

    def save(self, path: Path) -> None:
        """Writes the index to ``path`` atomically; raises OSError on failure and leaves the old file."""
        with self._save_lock:
            with self._lock:
                ids, vectors = self._ids[: len(self)].copy(), self._vectors[: len(self)].copy()
                stamp = self.stamp
            stored = StoredIndex(self.kind, self._dimension, stamp, arrays={"ids": ids, "vectors": vectors})
            write_index(path, stored)

    @classmethod
    def from_stored(cls, stored: StoredIndex) -> ExactIndex:
        """The index that was saved as ``stored``."""
        index = cls(stored.dimension)
        index.stamp = stored.stamp
        index.add(stored.arrays["ids"], stored.arrays["vectors"])
        return index

    def _make_room(self, more: int) -> None:
        needed = len(self) + more
        if needed > len(self._ids):
            capacity = max(needed, 2 * len(self._ids))
            vectors, ids = self._vectors, self._ids
            self._vectors = np.empty((capacity, self._dimension), np.float32)
            self._ids = np.empty(capacity, np.int64)
            self._vectors[: len(self)] = vectors[: len(self)]
            self._ids[: len(self)] = ids[: len(self)]


def nearest(ids: IdArray, scores: FloatArray, count: int) -> Neighbours:
    """The ``count`` best of (n,) scores, best first; equal scores by ascending id."""
    count = max(0, min(count, len(scores)))
    if count < len(scores):
        best = np.argpartition(-scores, count)[:count]
        ids, scores = ids[best], scores[best]
    order = np.lexsort((ids, -scores))
    return Neighbours(ids[order], np.clip(scores[order], -1, 1).astype(np.float32, copy=False))
