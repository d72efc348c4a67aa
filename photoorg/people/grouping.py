"""Faces of the same person come together, around what the user said.

Groups grow from single faces: again and again those join that are each other's best match, as long as one
person is likelier than two (:mod:`photoorg.people.evidence`) and nothing forbids it. Only neighbours are
compared (reciprocal nearest neighbours, after Sumengen et al. 2021, arXiv:2105.11653), so that it stays quick
for many faces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from photoorg.index.mutual_matches import best_matches, components
from photoorg.index.neighbour_graph import RememberedPairs, distinct_pairs, neighbour_pairs
from photoorg.people.evidence import evidence_of_one, needed_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.index.vector_index import FloatArray

    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

ALONE = -1
_NEIGHBOURS = 30
_PAIRS_AT_ONCE = 100_000


def group_faces(
    descriptors: FloatArray,
    *,
    photos: Sequence[int] | IntArray | None = None,
    clear: Sequence[bool] | BoolArray | None = None,
    must_link: Sequence[tuple[int, int]] | IntArray = (),
    cannot_link: Sequence[tuple[int, int]] | IntArray = (),
    names: Sequence[int] | IntArray | None = None,
) -> IntArray:
    """A number for the group of each face, 0 for the largest; ``ALONE`` for faces that belong to none.

    Args:
        descriptors: (n, dimension) float32, of unit length, of one analyzer.
        photos: which photo each face is in; two faces in one photo are two people. None if all are in
            different ones.
        clear: whether a face shows enough for a group to begin with it; others only join. None if all do.
        must_link: rows of faces that show one person, whatever else speaks against it.
        cannot_link: rows of faces that show two people. Where it contradicts ``must_link``, that counts.
        names: the person the user said a face shows, 0 or more, or ``ALONE``. Faces of different people do
            not join; faces of one person need not look alike, but are one group in the end.
    """
    if len(descriptors) == 0:
        return np.empty(0, np.int64)
    groups = grown_groups(
        descriptors, photos=photos, clear=clear, must_link=must_link, cannot_link=cannot_link, names=names
    )
    named = np.flatnonzero(groups.names != ALONE)
    order = named[np.argsort(groups.names[named], kind="stable")]
    alike = groups.names[order[:-1]] == groups.names[order[1:]]
    groups.join(np.column_stack([order[:-1][alike], order[1:][alike]]))
    return _by_size(groups.labels, groups.names != ALONE)


def grown_groups(
    descriptors: FloatArray,
    *,
    photos: Sequence[int] | IntArray | None = None,
    clear: Sequence[bool] | BoolArray | None = None,
    must_link: Sequence[tuple[int, int]] | IntArray = (),
    cannot_link: Sequence[tuple[int, int]] | IntArray = (),
    names: Sequence[int] | IntArray | None = None,
    remembered: RememberedPairs | None = None,
) -> Groups:
    """As :func:`group_faces`, with groups of a single face, and with a group for each way a named person
    looks; ``remembered``: of the same faces, where only what is said of them changes."""
    count = len(descriptors)
    groups = Groups(
        np.ascontiguousarray(descriptors, np.float32),
        np.ones(count, bool) if clear is None else np.asarray(clear, bool),
        np.full(count, ALONE) if names is None else np.asarray(names, np.int64),
        _apart(count, photos, _pairs(cannot_link)),
    )
    groups.join(_pairs(must_link))
    # To compare all faces takes most of the time.
    pairs = (remembered or RememberedPairs()).of(groups.means(), _NEIGHBOURS)
    # What is left is compared again, for all neighbours of a large group are within it in the end.
    while groups.grow(pairs):
        pairs = neighbour_pairs(groups.means(), _NEIGHBOURS)
    return groups


class Groups:
    """Faces in groups.

    Attributes:
        labels: (n,), the group of each face.
        sums: (groups, dimension) float32, of the descriptors in each.
        counts: (groups,), how many there are.
        names: (groups,), the person that the user gave a face of the group, or ``ALONE``.
    """

    def __init__(self, descriptors: FloatArray, clear: BoolArray, names: IntArray, apart: csr_matrix) -> None:
        self.labels: IntArray = np.arange(len(descriptors))
        self.sums = descriptors
        self.counts = np.ones(len(descriptors), np.int64)
        self.names = names
        self._clear = clear
        self._apart = apart

    def means(self) -> FloatArray:
        """Directions of the groups' sums."""
        lengths = np.linalg.norm(self.sums, axis=1, keepdims=True)
        return np.asarray(self.sums / np.maximum(lengths, 1e-12), np.float32)

    def grow(self, pairs: IntArray) -> bool:
        """Joins groups until no two of the pairs, or of what became of them, match. Whether any did."""
        evidence = self._evidence(pairs)
        before = len(self.counts)
        while (kept := evidence > 0).any():
            pairs, evidence = pairs[kept], evidence[kept]
            became = self._became(best_matches(pairs, evidence, self.counts))
            grown = np.bincount(became) > 1
            self._merge(became)
            pairs, first = distinct_pairs(became[pairs])
            evidence = evidence[first]
            changed = grown[pairs].any(axis=1)
            evidence[changed] = self._evidence(pairs[changed])
        return len(self.counts) < before

    def join(self, pairs: IntArray) -> None:
        """Joins these, whatever speaks against it."""
        if len(pairs):
            self._merge(components(pairs, len(self.counts)))

    def _evidence(self, pairs: IntArray) -> npt.NDArray[np.float64]:
        """What speaks for joining each pair beyond what is needed; less than nothing where that is
        forbidden."""
        evidence = np.empty(len(pairs))
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            part = slice(start, start + _PAIRS_AT_ONCE)
            left, right = pairs[part].T
            counts, others = self.counts[left], self.counts[right]
            found = evidence_of_one(self.sums[left], counts, self.sums[right], others)
            found -= needed_evidence(counts, others)
            evidence[part] = np.where(self._may_join(left, right), found, -np.inf)
        return evidence

    def _may_join(self, left: IntArray, right: IntArray) -> BoolArray:
        known, others = self.names[left], self.names[right]
        named_alike = (known == others) | (known == ALONE) | (others == ALONE)
        shared = np.asarray(self._apart[left].multiply(self._apart[right]).sum(axis=1)).ravel()
        return np.asarray(named_alike & (self._clear[left] | self._clear[right]) & (shared == 0))

    def _became(self, chosen: IntArray) -> IntArray:
        """New numbers for the groups when the chosen pairs join; where three or more may not, only two of
        them do."""
        became = components(chosen, len(self.counts))
        wrong = self._contradictory(became)
        if not wrong.any():
            return became
        inside = wrong[became[chosen[:, 0]]]
        # The first of each, for the pairs are sorted best first.
        _, first = np.unique(became[chosen[inside, 0]], return_index=True)
        kept = np.concatenate([chosen[~inside], chosen[inside][first]])
        return components(kept, len(self.counts))

    def _contradictory(self, became: IntArray) -> BoolArray:
        """Which of the new groups would hold what must stay apart, or two names."""
        count = int(became.max()) + 1
        joining = csr_matrix((np.ones(len(became)), (became, np.arange(len(became)))), (count, len(became)))
        doubled = np.asarray((joining @ self._apart).max(axis=1).todense()).ravel() > 1
        # Those that already hold two, because the user said so, are not new.
        doubled &= np.bincount(became, minlength=count) > 1
        named = self.names != ALONE
        low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, ALONE)
        np.minimum.at(low, became[named], self.names[named])
        np.maximum.at(high, became[named], self.names[named])
        return np.asarray(doubled | (low < high))

    def _merge(self, became: IntArray) -> None:
        count = int(became.max()) + 1
        joining = csr_matrix(
            (np.ones(len(became), np.float32), (became, np.arange(len(became)))), (count, len(became))
        )
        self.sums = joining @ self.sums
        self.counts = np.bincount(became, self.counts).astype(np.int64)
        self._clear = np.bincount(became, self._clear) > 0
        names = np.full(count, ALONE)
        np.maximum.at(names, became, self.names)
        self.names = names
        self._apart = (joining @ self._apart).minimum(1).tocsr()
        self.labels = became[self.labels]


def _apart(count: int, photos: Sequence[int] | IntArray | None, cannot_link: IntArray) -> csr_matrix:
    """A column for each photo, and for each pair that shows two people: faces with a one in the same column
    differ."""
    rows, columns = [cannot_link.ravel()], [np.repeat(np.arange(len(cannot_link)), 2)]
    if photos is not None:
        _, photo, faces = np.unique(np.asarray(photos), return_inverse=True, return_counts=True)
        several = np.flatnonzero(faces[photo] > 1)
        rows.append(several)
        columns.append(len(cannot_link) + photo[several])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (count, int(column.max(initial=0)) + 1)
    return csr_matrix((np.ones(len(row), np.float32), (row, column)), shape).minimum(1).tocsr()


def _by_size(labels: IntArray, named: BoolArray) -> IntArray:
    """Numbers from 0, the largest group first; ``ALONE`` for single faces in groups without a name."""
    sizes = np.bincount(labels)
    grouped = (sizes > 1) | named
    order = np.argsort(-np.where(grouped, sizes, 0), kind="stable")
    numbers = np.empty(len(sizes), np.int64)
    numbers[order] = np.arange(len(sizes))
    return np.where(grouped, numbers, ALONE)[labels]


def _pairs(rows: Sequence[tuple[int, int]] | IntArray) -> IntArray:
    return np.asarray(rows, np.int64).reshape(-1, 2)
