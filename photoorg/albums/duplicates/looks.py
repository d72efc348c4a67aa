"""What copies are looked for by: of each photo a vector of the model, and sketches of its large shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.duplicates.sketch import SKETCH_SIZE, turned_sketches
from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.neighbour_graph import NearestRows, distinct_pairs
from photoorg.index.photo_index import EXACT_UP_TO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from photoorg.index.vector_index import FloatArray, IdArray, Neighbours

    BoolArray = npt.NDArray[np.bool_]

# Nearest photos by vector, and by sketch in each of the ways to turn it, that are compared.
_NEAREST_VECTORS = 10
_NEAREST_SKETCHES = 4
_LEAST_SKETCH_COSINE = 0.7
# Cosines of vectors differ by model; so many spreads above those of photos taken at random is worth a look.
# Where most of a library is copies, these say nothing.
_SPREADS = 5.0
_HIGHEST_LEAST_COSINE = 0.75
_RANDOM_PAIRS = 20_000
# Of few photos all neighbours are looked at.
_FEW = 300
_PAIRS_AT_ONCE = 50_000
# Sketches are compared with all others in eight ways, which a graph does in less time earlier.
_EXACT_UP_TO = 5_000
# Of up to such a part of a library, neighbours are looked for without a graph of all.
_FRESH_SHARE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Of n photos, by row.

    Attributes:
        vectors: (n, dimension) float32, of one model and of unit length; zeros for what has none.
        sketches: (m, ``SKETCH_SIZE``), one or two a photo. owners: (m,), the rows that they belong to.
    """

    vectors: FloatArray
    sketches: FloatArray
    owners: IdArray

    @classmethod
    def of(cls, vectors: FloatArray, sketches: Sequence[FloatArray]) -> Looks:
        """``sketches`` has an array for each photo, see :func:`.sketch.sketches`."""
        counts = [len(each) for each in sketches]
        stacked = np.concatenate(sketches) if sketches else np.empty((0, SKETCH_SIZE), np.float32)
        return cls(vectors, stacked, np.repeat(np.arange(len(counts)), counts))

    def __len__(self) -> int:
        return len(self.vectors)

    def some(self, rows: IdArray) -> Looks:
        """Those of the rows, which ascend."""
        kept = np.isin(self.owners, rows)
        return Looks(self.vectors[rows], self.sketches[kept], np.searchsorted(rows, self.owners[kept]))

    def candidates(self, fresh: BoolArray | None = None) -> IdArray:
        """Pairs of rows (m, 2), the lower one first, each once and in order, that may be copies.

        Args:
            fresh: (n,), the rows whose neighbours are looked for; all by default. Few of them cost what they
                are times the size of the library, without a graph of it.
        """
        if len(self) < 2 or (fresh is not None and not fresh.any()):
            return np.empty((0, 2), np.int64)
        if fresh is None or fresh.mean() > _FRESH_SHARE:
            fresh = np.ones(len(self), np.bool_)
        return distinct_pairs(np.concatenate([self._by_vector(fresh), self._by_sketch(fresh)]))[0]

    def _by_vector(self, fresh: BoolArray) -> IdArray:
        described = np.flatnonzero(self.vectors.any(axis=1))
        vectors, least = self.vectors[described], least_cosine(self.vectors[described])
        near = _near_pairs(vectors, vectors[np.newaxis], fresh[described], _NEAREST_VECTORS, least)
        return described[near]

    def _by_sketch(self, fresh: BoolArray) -> IdArray:
        shown = np.flatnonzero(self.sketches.any(axis=1))
        sketches, owners = self.sketches[shown], self.owners[shown]
        turned = turned_sketches(sketches)
        near = _near_pairs(sketches, turned, fresh[owners], _NEAREST_SKETCHES, _LEAST_SKETCH_COSINE)
        return owners[near]


class SketchIndex:
    """Sketches of a library by photo id, for one new photo after the other. Not safe between threads."""

    def __init__(self) -> None:
        self._index: ExactIndex | HnswIndex = ExactIndex(SKETCH_SIZE)

    def __len__(self) -> int:
        return len(self._index)

    def add(self, photo_ids: Sequence[int], sketches: Sequence[FloatArray]) -> None:
        """Adds or replaces those of some photos, see :func:`.sketch.sketches`."""
        if not photo_ids:
            return
        self.remove(photo_ids)
        counts = [len(each) for each in sketches]
        parts = np.concatenate([np.arange(count) for count in counts])
        ids, stacked = 2 * np.repeat(np.array(photo_ids), counts) + parts, np.concatenate(sketches)
        shown = stacked.any(axis=1)
        self._index.add(ids[shown], stacked[shown])
        if isinstance(self._index, ExactIndex) and len(self._index) > EXACT_UP_TO:
            grown = HnswIndex(SKETCH_SIZE)
            grown.add(*self._index.contents())
            self._index = grown

    def remove(self, photo_ids: Sequence[int]) -> None:
        """Forgets photos, if they are known."""
        ids = 2 * np.array(photo_ids, np.int64)
        self._index.remove(np.concatenate([ids, ids + 1]))

    def near(self, sketches: FloatArray) -> list[int]:
        """Photos that may be copies of the one with these sketches, turned as they may be."""
        found: dict[int, None] = {}
        if len(self._index):
            for query in turned_sketches(sketches[sketches.any(axis=1)]).reshape(-1, SKETCH_SIZE):
                nearest = self._index.search(query, 2 * _NEAREST_SKETCHES)
                close = nearest.ids[nearest.scores >= _LEAST_SKETCH_COSINE]
                found.update(dict.fromkeys((close // 2).tolist()))
        return list(found)


def candidates_of(
    vector: FloatArray,
    sketches: FloatArray,
    search: Callable[[FloatArray, int], Neighbours],
    index: SketchIndex,
    least: float,
) -> list[int]:
    """Photos of a library that a new one may be a copy of, the likeliest first.

    Args:
        search: finds the nearest photos by vector, as ``VectorIndex.search`` does.
        least: see :func:`least_cosine`.
    """
    near = search(vector, _NEAREST_VECTORS)
    close = near.ids[near.scores >= least].tolist()
    return list(dict.fromkeys([*close, *index.near(sketches)]))


def least_cosine(vectors: FloatArray, *, few: int = _FEW) -> float:
    """From which cosine on two of these vectors, or of others of a library like theirs, are worth a look.

    Args:
        few: of so many vectors, all are.
    """
    if len(vectors) <= few:
        return 0.0
    one, other = np.random.default_rng(0).integers(len(vectors), size=(2, _RANDOM_PAIRS))
    different = one != other
    if not different.any():
        return _HIGHEST_LEAST_COSINE
    cosines = _cosines(vectors, vectors, np.column_stack([one, other])[different])
    middle = float(np.median(cosines))
    # The median distance, in standard deviations where they are spread evenly.
    spread = 1.4826 * float(np.median(np.abs(cosines - middle)))
    return min(middle + _SPREADS * spread, _HIGHEST_LEAST_COSINE)


def _near_pairs(vectors: FloatArray, ways: FloatArray, fresh: BoolArray, count: int, least: float) -> IdArray:
    """Pairs of rows, also of one with itself: some neighbours of each ``fresh`` vector, and of the other
    ``ways`` (w, n, dimension) to look at it."""
    if not len(vectors):
        return np.empty((0, 2), np.int64)
    # Many equal ones would be neighbours of nobody else. Rows as single values are compared in no time.
    keys = np.ascontiguousarray(vectors).view(np.dtype((np.void, vectors.itemsize * vectors.shape[1])))
    _, first, same = np.unique(keys.ravel(), return_index=True, return_inverse=True)
    pairs = [np.column_stack([first[same], np.arange(len(vectors))])[fresh]]
    distinct = np.ascontiguousarray(vectors[first])
    asked = np.flatnonzero(fresh[first])
    limit = _EXACT_UP_TO if len(asked) > _FRESH_SHARE * len(first) else len(first)
    nearest_rows = NearestRows(distinct, exact_up_to=limit)
    for way in ways:
        queries = way[first[asked]]
        nearest = nearest_rows.nearest(queries, count + 1)
        rows = np.column_stack([np.repeat(np.arange(len(asked)), nearest.shape[1]), nearest.ravel()])
        close = rows[_cosines(queries, distinct, rows) >= least]
        pairs.append(np.column_stack([first[asked[close[:, 0]]], first[close[:, 1]]]))
    return np.concatenate(pairs)


def _cosines(queries: FloatArray, vectors: FloatArray, rows: IdArray) -> FloatArray:
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _PAIRS_AT_ONCE):
        part = rows[start : start + _PAIRS_AT_ONCE]
        found[start : start + len(part)] = np.einsum("ij,ij->i", queries[part[:, 0]], vectors[part[:, 1]])
    return found
