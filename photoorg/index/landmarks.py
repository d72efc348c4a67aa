"""A few hundred vectors that stand for all: what tells a search that it missed a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.index.vector_index import FloatArray, IdArray

LIMIT = 512
_NONE = -1
# Angles below this, in radians, are noise of single precision.
_ANGLE_NOISE = 1e-3


class Landmarks:
    """Vectors chosen so that each one ever seen is near one of them: an online k-centre clustering (Charikar
    et al., Incremental clustering and dynamic information retrieval, 1997). Not safe between threads.

    Photos of few kinds, far apart, leave a graph of neighbours in pieces, and a search in the wrong piece, or
    one that finds only some of its own, does not know it. Every such kind is a region around a landmark,
    and of a region it is known how many vectors lie in it and how wide it is.
    """

    def __init__(self, dimension: int) -> None:
        self._vectors: FloatArray = np.empty((LIMIT + 1, dimension), np.float32)
        # The widest angle between a landmark and a vector of its region, and their number.
        self._widths = np.zeros(LIMIT + 1, np.float64)
        self._sizes = np.zeros(LIMIT + 1, np.int64)
        self._count = 0
        # What is less similar than this to every landmark becomes one.
        self._least_similarity = 1.0
        self._region_of: IdArray = np.empty(0, np.int64)

    def see(self, slots: IdArray, vectors: FloatArray) -> None:
        """Unit vectors (n, dimension) were put into ``slots`` (n,), which were free."""
        if len(self._region_of) <= slots.max():
            grown = np.full(2 * int(slots.max()) + 1, _NONE, np.int64)
            grown[: len(self._region_of)] = self._region_of
            self._region_of = grown
        # What is near a landmark goes to its region at once; the rest is looked at one by one.
        near = np.zeros(len(slots), dtype=bool)
        if self._count:
            similarity = vectors @ self._vectors[: self._count].T
            best = similarity.argmax(axis=1)
            highest = similarity[np.arange(len(slots)), best]
            near = highest >= self._least_similarity
            np.add.at(self._sizes, best[near], 1)
            np.maximum.at(self._widths, best[near], _angle(highest[near]))
            self._region_of[slots[near]] = best[near]
        for row in np.flatnonzero(~near).tolist():
            self._see_one(int(slots[row]), vectors[row])

    def forget(self, slot: int) -> None:
        """The vector there is gone; its region stays."""
        self._sizes[self._region_of[slot]] -= 1
        self._region_of[slot] = _NONE

    def missed_by(self, query: FloatArray, found: IdArray, worst_score: float) -> bool:
        """Whether a search for a query (dimension,) that found these slots, the worst with this score, missed
        something nearer: a region lies wholly nearer, and not all of it was found."""
        farthest = _angle(self._vectors[: self._count] @ query) + self._widths[: self._count] + _ANGLE_NOISE
        nearer = np.flatnonzero(farthest < _angle(np.float32(worst_score)))
        if not len(nearer):
            return False
        regions = np.bincount(self._region_of[found], minlength=self._count)
        return bool((regions[nearer] < self._sizes[nearer]).any())

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Everything, to be saved."""
        return {
            "landmarks": self._vectors[: self._count].copy(),
            "region_widths": self._widths[: self._count].copy(),
            "region_of": self._region_of.copy(),
            "least_similarity": np.array([self._least_similarity]),
        }

    @classmethod
    def from_arrays(
        cls,
        landmarks: FloatArray,
        region_widths: npt.NDArray[np.float64],
        region_of: IdArray,
        least_similarity: npt.NDArray[np.float64],
    ) -> Landmarks:
        """What :meth:`arrays` gave."""
        made = cls(landmarks.shape[1])
        made._count = len(landmarks)
        made._vectors[: made._count] = landmarks
        made._widths[: made._count] = region_widths
        made._sizes[: made._count] = np.bincount(region_of[region_of != _NONE], minlength=made._count)
        made._region_of = region_of
        made._least_similarity = float(least_similarity[0])
        return made

    def _see_one(self, slot: int, vector: FloatArray) -> None:
        similarity = self._vectors[: self._count] @ vector
        best = int(similarity.argmax()) if self._count else _NONE
        if best != _NONE and similarity[best] >= self._least_similarity:
            self._widths[best] = max(self._widths[best], float(_angle(similarity[best])))
        else:
            best = self._count
            self._vectors[best], self._widths[best], self._sizes[best] = vector, 0, 0
            self._count += 1
        self._sizes[best] += 1
        self._region_of[slot] = best
        if self._count > LIMIT:
            self._thin_out()

    def _thin_out(self) -> None:
        """Lets each stand for a larger region, so that about half of them are enough."""
        similarity = self._vectors[: self._count] @ self._vectors[: self._count].T
        np.fill_diagonal(similarity, -1)
        self._least_similarity = min(self._least_similarity, float(np.median(similarity.max(axis=1))))
        kept: list[int] = []
        new_place = np.empty(self._count, np.int64)
        for row in range(self._count):
            nearest = int(similarity[row, kept].argmax()) if kept else _NONE
            if nearest != _NONE and similarity[row, kept[nearest]] >= self._least_similarity:
                new_place[row] = nearest
                into = kept[nearest]
                angle = float(_angle(similarity[row, into]))
                self._widths[into] = max(self._widths[into], angle + self._widths[row])
                self._sizes[into] += self._sizes[row]
            else:
                new_place[row] = len(kept)
                kept.append(row)
        for values in (self._vectors, self._widths, self._sizes):
            values[: len(kept)] = values[kept]
        self._count = len(kept)
        known = self._region_of != _NONE
        self._region_of[known] = new_place[self._region_of[known]]


def _angle(cosines: npt.NDArray[np.float32] | np.float32) -> npt.NDArray[np.float64]:
    return np.arccos(np.clip(cosines, -1, 1).astype(np.float64))
