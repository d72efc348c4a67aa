"""Where one occasion ends and the next begins: gaps of time that stand out, with another place or sight.

A gap stands out if it is many times as long as those around it, in logarithms (PhotoTOC: Platt, Czerwinski,
Field, "PhotoTOC: automatic clustering for browsing personal photographs", 2003), so that an evening of a
photo a minute and a hike of one an hour are each told by their own measure. What photos show (Cooper et al.,
"Temporal event clustering for digital photo collections", 2005) and where they were taken count as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray as Looks

    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]

# Of a gap to the geometric mean of those around it (PhotoTOC's K), and how many those are on each side.
_STANDS_OUT = np.log(17.0)
_AROUND = 10
# Photos before and after a gap that are compared.
_SEEN = 5
_PART = 4096
# What another sight adds to, and the same one takes from, what the gap says.
_BY_SIGHT = 0.5
# As far apart as two ends of a day out; so far away another place is another occasion.
_FAR_KM = 40.0
_BY_PLACE = 0.5
# Below that nobody goes anywhere; beyond, a night has passed.
_LEAST_S = 600.0
_LONGEST_S = 9 * 3600.0
_EARTH_KM = 6371.0


def session_starts(
    taken_s: FloatArray, latitude: FloatArray, longitude: FloatArray, looks: Looks | None
) -> IntArray:
    """Rows at which a session begins, the first one being 0; none for no photos.

    Args:
        taken_s: (n,), seconds, ascending, without NaN.
        latitude, longitude: (n,), degrees; NaN where unknown.
        looks: (n, dimension) float32, see ``groups.looks``; zeros for what has none. None if nothing has.
    """
    if len(taken_s) < 2:
        return np.arange(len(taken_s))
    gaps = np.diff(taken_s)
    logs = np.log(np.maximum(gaps, 1.0))
    evidence = (logs - _mean_around(logs)) / _STANDS_OUT
    evidence += _BY_PLACE * (_distances_km(latitude, longitude) > _FAR_KM)
    if looks is not None:
        evidence += _BY_SIGHT * _novelty(looks)
    begins = ((evidence >= 1) & (gaps >= _LEAST_S)) | (gaps >= _LONGEST_S)
    return np.concatenate([[0], np.flatnonzero(begins) + 1])


def distance_km(
    latitude: FloatArray, longitude: FloatArray, other_latitude: FloatArray, other_longitude: FloatArray
) -> FloatArray:
    """Along the surface, element by element (haversine formula); NaN where a place is unknown."""
    one, other = np.radians(latitude), np.radians(other_latitude)
    across = np.radians(other_longitude - longitude)
    half = np.sin((other - one) / 2) ** 2 + np.cos(one) * np.cos(other) * np.sin(across / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def _mean_around(values: FloatArray) -> FloatArray:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    rows = np.arange(len(values))
    first, end = np.maximum(rows - _AROUND, 0), np.minimum(rows + _AROUND + 1, len(values))
    return np.asarray((sums[end] - sums[first]) / (end - first))


def _distances_km(latitude: FloatArray, longitude: FloatArray) -> FloatArray:
    """Between each known place and the last one before it; 0 where a place is unknown."""
    known = ~(np.isnan(latitude) | np.isnan(longitude))
    before = np.maximum.accumulate(np.where(known, np.arange(len(known)), -1))[:-1]
    found = np.zeros(len(known) - 1)
    both = known[1:] & (before >= 0)
    at, after = before[both], np.flatnonzero(both) + 1
    found[both] = distance_km(latitude[at], longitude[at], latitude[after], longitude[after])
    return found


def _novelty(looks: Looks) -> FloatArray:
    """How much less alike the photos before and after each gap are than usual at a gap, about -1..1."""
    # In parts: sums of all at once would be several times what they are made of.
    gaps = len(looks) - 1
    parts = [_likeness(looks, start, min(start + _PART, gaps)) for start in range(0, gaps, _PART)]
    cosines = np.concatenate(parts)
    seen = ~np.isnan(cosines)
    usual = float(np.median(cosines[seen])) if seen.any() else 0.0
    return np.where(seen, usual - cosines, 0.0)


def _likeness(looks: Looks, first: int, end: int) -> FloatArray:
    """Cosines of what is seen before and after the gaps of these numbers; NaN where nothing is."""
    begin = max(first + 1 - _SEEN, 0)
    near = looks[begin : end + _SEEN]
    sums = np.concatenate([np.zeros((1, near.shape[1])), np.cumsum(near, axis=0, dtype=np.float64)])
    at = np.arange(first + 1, end + 1) - begin
    before = sums[at] - sums[np.maximum(at - _SEEN, 0)]
    after = sums[np.minimum(at + _SEEN, len(near))] - sums[at]
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = np.full(len(at), np.nan)
    seen = lengths > 0
    cosines[seen] = np.einsum("ij,ij->i", before[seen], after[seen]) / lengths[seen]
    return cosines
