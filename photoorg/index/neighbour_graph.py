"""The nearest neighbours of every vector among all of them, in one go."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import hnswlib
import numpy as np

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray, IdArray

# Below so many, multiplying all by all is quicker, and exact.
_EXACT_UP_TO = 20_000
_PRODUCTS_AT_ONCE = 20_000_000
_LINKS = 12
_EF_CONSTRUCTION = 60
_EF_PER_NEIGHBOUR = 2
_LEAST_EF = 60


class NearestRows:
    """Finds the rows nearest to any vector: beyond ``exact_up_to`` rows by a graph, which is nearly always
    right."""

    def __init__(self, vectors: FloatArray, *, exact_up_to: int = _EXACT_UP_TO) -> None:
        """``vectors`` are (n, dimension) float32, of unit length; compared by their products."""
        self._vectors = vectors
        self._graph: hnswlib.Index | None = None
        if len(vectors) > exact_up_to:
            self._graph = hnswlib.Index("ip", vectors.shape[1])
            self._graph.init_index(len(vectors), M=_LINKS, ef_construction=_EF_CONSTRUCTION)
            self._graph.add_items(vectors)

    def nearest(self, queries: FloatArray, count: int) -> IdArray:
        """Rows (m, count), in no order, for queries (m, dimension); all rows where there are no more."""
        count = min(count, len(self._vectors))
        if self._graph is None:
            return self._compared_with_all(queries, count)
        self._graph.set_ef(max(_LEAST_EF, _EF_PER_NEIGHBOUR * count))
        found, _ = self._graph.knn_query(queries, k=count)
        return np.asarray(found, np.int64)

    def _compared_with_all(self, queries: FloatArray, count: int) -> IdArray:
        found = np.empty((len(queries), count), np.int64)
        at_once = max(1, _PRODUCTS_AT_ONCE // max(1, len(self._vectors)))
        for start in range(0, len(queries), at_once):
            products = queries[start : start + at_once] @ self._vectors.T
            found[start : start + at_once] = np.argpartition(-products, count - 1, axis=1)[:, :count]
        return found


def neighbour_pairs(vectors: FloatArray, count: int, *, exact_up_to: int = _EXACT_UP_TO) -> IdArray:
    """Pairs (m, 2), the lower row first, each once, of rows of which one is among the ``count`` nearest of
    the other; see :class:`NearestRows`."""
    if min(count, len(vectors) - 1) < 1:
        return np.empty((0, 2), np.int64)
    # One more, for every vector finds itself.
    neighbours = NearestRows(vectors, exact_up_to=exact_up_to).nearest(vectors, count + 1)
    rows = np.repeat(np.arange(len(vectors)), neighbours.shape[1])
    return distinct_pairs(np.column_stack([rows, neighbours.ravel()]))[0]


class RememberedPairs:
    """:func:`neighbour_pairs` of vectors that are asked about again and again as they are."""

    def __init__(self) -> None:
        self._of = b""
        # Half the size, of what may be millions.
        self._pairs = np.empty((0, 2), np.int32)

    def of(self, vectors: FloatArray, count: int) -> IdArray:
        """As :func:`neighbour_pairs`, at once where it was asked for these the last time."""
        shape = f"{count} {vectors.shape} {vectors.dtype}".encode()
        digest = hashlib.blake2b(np.ascontiguousarray(vectors).data, key=shape[:64]).digest()
        if digest != self._of:
            self._pairs = neighbour_pairs(vectors, count).astype(np.int32)
            self._of = digest
        return self._pairs.astype(np.int64)


def distinct_pairs(pairs: IdArray) -> tuple[IdArray, IdArray]:
    """Pairs of two different rows, the lower one first, each once and in order; and where each was found
    first."""
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    different = np.flatnonzero(low < high)
    # Numbers are sorted many times quicker than rows of two.
    size = int(high.max(initial=0)) + 1
    keys, first = np.unique(low[different] * size + high[different], return_index=True)
    return np.column_stack(np.divmod(keys, size)), different[first]
