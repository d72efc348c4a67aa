"""Who is whose best match among pairs of neighbours, and what becomes one if they join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from photoorg.index.vector_index import IdArray

# A group of so many takes in together all whose best match it is, if they match it by such a part of what its
# own best match does. One after the other would take as many steps as there are members.
_LARGE = 8
_NEARLY_BEST = 0.8


def best_matches(pairs: IdArray, strength: npt.NDArray[np.float64], counts: IdArray) -> IdArray:
    """Pairs (m, 2) that are each other's best match, best first; and others that are nearly so, where one is
    large.

    Args:
        strength: (pairs,), more than 0, how well each pair matches.
        counts: (groups,), how large the groups are that the pairs are about.
    """
    order = np.argsort(-strength, kind="stable")
    both = np.concatenate([pairs[order], pairs[order, ::-1]])
    rank = np.tile(np.arange(len(order)), 2)
    by_group = np.lexsort((rank, both[:, 0]))
    _, first = np.unique(both[by_group, 0], return_index=True)
    best = by_group[first]
    strongest = np.zeros(len(counts))
    strongest[both[best, 0]] = strength[order[rank[best]]]
    group, match = both[best].T
    needed = np.where(counts[match] >= _LARGE, _NEARLY_BEST, 1.0)
    chosen = strongest[group] >= needed * strongest[match]
    return np.asarray(pairs[order[np.unique(rank[best[chosen]])]])


def components(pairs: IdArray, count: int) -> IdArray:
    """A number (count,) for what each of ``count`` groups becomes a part of when the pairs join."""
    graph = csr_matrix((np.ones(len(pairs), bool), (pairs[:, 0], pairs[:, 1])), (count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)
