"""Average linkage of many vectors by their neighbours, cut at several heights.

The average cosine of all pairs between two groups is the product of their mean vectors, so a group is two
numbers and a vector, however large it is. Groups join that are each other's best match (reciprocal nearest
neighbours, after Sumengen et al. 2021, arXiv:2105.11653), which gives what joining the best pair of all
again and again gives, in few rounds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from photoorg.index.mutual_matches import best_matches, components
from photoorg.index.neighbour_graph import distinct_pairs, neighbour_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.index.vector_index import FloatArray

    IntArray = npt.NDArray[np.int64]

_NEIGHBOURS = 20
_PAIRS_AT_ONCE = 50_000


def linked(
    looks: FloatArray, likeness: Sequence[float], check: Callable[[int], None] = lambda _level: None
) -> list[IntArray]:
    """For each level, a number (n,) for the group of each row; groups of one level are parts of the next's.

    Args:
        looks: (n, dimension) float32, of unit length.
        likeness: least average cosine between the parts of a group, falling.
        check: called with the number of the level again and again; may raise to end it all.
    """
    groups = _Groups(looks)
    levels = []
    for level, least in enumerate(likeness):
        check(level)
        # What is left is compared again, for all neighbours of a large group are within it in the end.
        while groups.grow(neighbour_pairs(groups.directions(), _NEIGHBOURS), least, partial(check, level)):
            pass
        levels.append(groups.labels)
    return levels


class _Groups:
    def __init__(self, looks: FloatArray) -> None:
        self.labels: IntArray = np.arange(len(looks))
        self.sums = looks
        self.counts = np.ones(len(looks), np.int64)

    def directions(self) -> FloatArray:
        lengths = np.linalg.norm(self.sums, axis=1, keepdims=True)
        return np.asarray(self.sums / np.maximum(lengths, 1e-12), np.float32)

    def grow(self, pairs: IntArray, least: float, check: Callable[[], None]) -> bool:
        """Joins groups until no two of the pairs, or of what became of them, are so alike. Whether any
        did."""
        likeness = self._likeness(pairs)
        before = len(self.counts)
        while (kept := likeness >= least).any():
            check()
            pairs, likeness = pairs[kept], likeness[kept]
            became = components(best_matches(pairs, likeness, self.counts), len(self.counts))
            grown = np.bincount(became) > 1
            self._merge(became)
            pairs, first = distinct_pairs(became[pairs])
            likeness = likeness[first]
            changed = grown[pairs].any(axis=1)
            likeness[changed] = self._likeness(pairs[changed])
        return len(self.counts) < before

    def _likeness(self, pairs: IntArray) -> npt.NDArray[np.float64]:
        found = np.empty(len(pairs))
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            part = slice(start, start + _PAIRS_AT_ONCE)
            left, right = pairs[part].T
            products = np.einsum("ij,ij->i", self.sums[left], self.sums[right])
            found[part] = products / (self.counts[left] * self.counts[right])
        return found

    def _merge(self, became: IntArray) -> None:
        count = int(became.max()) + 1
        ones = np.ones(len(became), np.float32)
        joining = csr_matrix((ones, (became, np.arange(len(became)))), (count, len(became)))
        self.sums = joining @ self.sums
        self.counts = np.bincount(became, self.counts).astype(np.int64)
        self.labels = became[self.labels]
