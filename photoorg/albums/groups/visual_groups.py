"""Groups of photos that look alike, each with the finer groups that it falls into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.groups.linkage import linked
from photoorg.albums.groups.looks import looks_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.index.vector_index import FloatArray, IdArray

    IntArray = npt.NDArray[np.int64]

# How alike photos of one group are on average: of one occasion or thing, of one kind, of one theme. Random
# photos have 0. Chosen on photos of dogs, people and of captions, see ``benchmarks/groups``.
LEVELS = (0.6, 0.4, 0.22)
LEAST_PHOTOS = 4
# A finer group that leaves less than this of its theme out says nothing new.
_NEARLY_ALL = 0.85


@dataclass(frozen=True, slots=True)
class VisualGroup:
    """Photos that look alike.

    Attributes:
        photo_ids: those that show best what all have in common come first.
        parent: place of the group that this is a part of in the list of all, -1 for none.
    """

    photo_ids: tuple[int, ...]
    parent: int = -1


def visual_groups(
    photo_ids: IdArray, vectors: FloatArray, check: Callable[[int], None] = lambda _level: None
) -> list[VisualGroup]:
    """Groups of at least 4 photos, the largest first, each before the finer ones in it; photos that are like
    few others are in none.

    Args:
        photo_ids: (n,). vectors: (n, dimension) float32, of one model and of unit length.
        check: called now and then with the number of the level, of ``len(LEVELS)``; may raise to end it.
    """
    if len(photo_ids) < LEAST_PHOTOS:
        return []
    looks = looks_of(vectors)
    levels = linked(looks, LEVELS, check)[::-1]
    found: list[VisualGroup] = []
    parent_of = np.full(len(photo_ids), -1)
    for labels in levels:
        next_parent = parent_of.copy()
        for rows in _large(labels):
            parent = int(parent_of[rows[0]])
            if parent >= 0 and len(rows) > _NEARLY_ALL * len(found[parent].photo_ids):
                continue
            next_parent[rows] = len(found)
            found.append(VisualGroup(tuple(photo_ids[_typical_first(looks, rows)].tolist()), parent))
        parent_of = next_parent
    return found


def _large(labels: IntArray) -> list[IntArray]:
    """The rows of each label that enough have, the most frequent first."""
    counts = np.bincount(labels)
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.cumsum(counts)[:-1])
    large = [part for part in parts if len(part) >= LEAST_PHOTOS]
    return sorted(large, key=len, reverse=True)


def _typical_first(looks: FloatArray, rows: IntArray) -> IntArray:
    likeness = looks[rows] @ looks[rows].sum(axis=0)
    return np.asarray(rows[np.argsort(-likeness, kind="stable")])
