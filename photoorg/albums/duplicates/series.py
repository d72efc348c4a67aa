"""Bursts and similar shots: taken one after the other, and much alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.duplicates.groups import GroupKind, PhotoGroup
from photoorg.albums.duplicates.looks import least_cosine
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray, IdArray

# Between two shots of a burst, and between similar ones.
BURST_GAP_S = 2.0
SIMILAR_GAP_S = 300.0
# Of the way from what is worth a look to what is equal: so alike have similar shots to be. For those of a
# burst, the time says the rest.
_ALIKE = 0.5
# Series that go on at the same time, as when people take turns before the camera.
_AT_ONCE = 8


def series(
    photo_ids: IdArray,
    vectors: FloatArray,
    taken_s: npt.NDArray[np.float64],
    burst_cosine: float | None = None,
) -> list[PhotoGroup]:
    """Groups of two photos or more, in the order of time.

    Args:
        photo_ids: (n,). vectors: (n, dimension) float32, of one model and of unit length; zeros for what has
            none.
        taken_s: (n,), seconds since any moment; NaN where that is only guessed: copying files makes dates.
        burst_cosine: from which on two shots of a burst may be alike, where these are not the vectors of a
            whole library; see :func:`least_burst_cosine`.
    """
    known = np.flatnonzero(~np.isnan(taken_s) & vectors.any(axis=1))
    order = known[np.argsort(taken_s[known], kind="stable")]
    if burst_cosine is None:
        burst_cosine = least_burst_cosine(vectors[known])
    similar_cosine = burst_cosine + _ALIKE * (1 - burst_cosine)
    going_on: list[_Series] = []
    ended: list[_Series] = []
    for row in order.tolist():
        moment, vector = float(taken_s[row]), vectors[row]
        ended += [each for each in going_on if moment - each.last_s > SIMILAR_GAP_S]
        going_on = [each for each in going_on if moment - each.last_s <= SIMILAR_GAP_S]
        cosines = [each.likeness(vector) for each in going_on]
        best = int(np.argmax(cosines)) if cosines else -1
        if best >= 0:
            is_near = moment - going_on[best].last_s <= BURST_GAP_S
            if cosines[best] >= (burst_cosine if is_near else similar_cosine):
                going_on[best].add(row, moment, vector)
                continue
        going_on.append(_Series([row], [moment], vector.astype(np.float64)))
        ended += going_on[:-_AT_ONCE]
        going_on = going_on[-_AT_ONCE:]
    found = [each for each in ended + going_on if len(each.rows) > 1]
    return [each.group(photo_ids) for each in sorted(found, key=lambda each: each.moments[0])]


def least_burst_cosine(vectors: FloatArray) -> float:
    """From which cosine on photos of a library with such vectors (n, dimension) may be of one burst."""
    return least_cosine(vectors, few=0)


def stretches(taken_s: npt.NDArray[np.float64]) -> list[IdArray]:
    """Rows of photos, of two or more each, in the order of time: between two stretches so much time goes by
    that no series is in both. NaN is in none."""
    known = np.flatnonzero(~np.isnan(taken_s))
    order = known[np.argsort(taken_s[known], kind="stable")]
    ends = np.flatnonzero(np.diff(taken_s[order]) > SIMILAR_GAP_S) + 1
    return [part for part in np.split(order, ends) if len(part) > 1]


def series_group(photo_ids: IdArray, taken_s: npt.NDArray[np.float64]) -> PhotoGroup:
    """A group of photos (n,) that were found to be a series, or of those that are left of one."""
    order = np.argsort(taken_s, kind="stable")
    rows = list(range(len(order)))
    known = _Series(rows, taken_s[order].tolist(), np.empty(0))
    return known.group(photo_ids[order])


@dataclass(slots=True)
class _Series:
    rows: list[int]
    moments: list[float]
    total: npt.NDArray[np.float64] = field(repr=False)

    @property
    def last_s(self) -> float:
        return self.moments[-1]

    def likeness(self, vector: FloatArray) -> float:
        """The cosine to what all of them have in common."""
        return float(self.total @ vector / np.linalg.norm(self.total))

    def add(self, row: int, moment: float, vector: FloatArray) -> None:
        self.rows.append(row)
        self.moments.append(moment)
        self.total += vector

    def group(self, photo_ids: IdArray) -> PhotoGroup:
        ids = tuple(sorted(photo_ids[self.rows].tolist()))
        lasted_s = self.moments[-1] - self.moments[0]
        if np.diff(self.moments).max() <= BURST_GAP_S:
            reason = Sentence(
                "{count} shots within {seconds} s.", count=len(ids), seconds=max(1, ceil(lasted_s))
            )
            return PhotoGroup(GroupKind.BURST, ids, reason)
        minutes = max(1, ceil(lasted_s / 60))
        reason = Sentence("{count} similar shots within {minutes} min.", count=len(ids), minutes=minutes)
        return PhotoGroup(GroupKind.SIMILAR, ids, reason)
