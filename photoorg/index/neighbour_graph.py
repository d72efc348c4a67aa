"""The nearest neighbours of every vector among all of them, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hnswlib
import numpy as np

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray, IdArray

# Below so many, multiplying all by all is quicker, and exact.
_EXACT_UP_TO = 20_000
_ROWS_AT_ONCE = 1_000
_LINKS = 12
_EF_CONSTRUCTION = 60
_EF_PER_NEIGHBOUR = 2


def neighbour_pairs(vectors: FloatArray, count: int, *, exact_up_to: int = _EXACT_UP_TO) -> IdArray:
    """Pairs (m, 2), the lower row first, each once, of rows of which one is among the ``count`` nearest of
    the other.

    Beyond ``exact_up_to`` vectors the neighbours are nearly always the nearest ones.

    Args:
        vectors: (n, dimension) float32, of unit length; compared by their products.
    """
    count = min(count, len(vectors) - 1)
    if count < 1:
        return np.empty((0, 2), np.int64)
    find = _exact_neighbours if len(vectors) <= exact_up_to else _graph_neighbours
    neighbours = find(vectors, count)
    rows = np.repeat(np.arange(len(vectors)), neighbours.shape[1])
    return distinct_pairs(np.column_stack([rows, neighbours.ravel()]))[0]


def distinct_pairs(pairs: IdArray) -> tuple[IdArray, IdArray]:
    """Pairs of two different rows, the lower one first, each once and in order; and where each was found
    first."""
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    different = np.flatnonzero(low < high)
    # Numbers are sorted many times quicker than rows of two.
    size = int(high.max(initial=0)) + 1
    keys, first = np.unique(low[different] * size + high[different], return_index=True)
    return np.column_stack(np.divmod(keys, size)), different[first]


def _exact_neighbours(vectors: FloatArray, count: int) -> IdArray:
    found = np.empty((len(vectors), count), np.int64)
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        products = vectors[start : start + _ROWS_AT_ONCE] @ vectors.T
        rows = np.arange(len(products))
        products[rows, start + rows] = -np.inf
        found[start : start + _ROWS_AT_ONCE] = np.argpartition(-products, count - 1, axis=1)[:, :count]
    return found


def _graph_neighbours(vectors: FloatArray, count: int) -> IdArray:
    graph = hnswlib.Index("ip", vectors.shape[1])
    graph.init_index(len(vectors), M=_LINKS, ef_construction=_EF_CONSTRUCTION)
    graph.add_items(vectors)
    graph.set_ef(_EF_PER_NEIGHBOUR * count)
    # One more, for every vector finds itself.
    found, _ = graph.knn_query(vectors, k=count + 1)
    return np.asarray(found, np.int64)
