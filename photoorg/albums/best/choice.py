"""The best of many photos, by rules that can be told: what the user said of them, sharpness, exposure, faces;
and no two that show nearly the same.

Whether eyes are open is not known: the landmarks of the analyzers say where eyes are, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import numpy.typing as npt

    from photoorg.albums.best.quality import Quality

    FloatArray = npt.NDArray[np.float32]

# What the user said weighs more than anything that was measured.
_OF_RATING = {0: 0.0, 1: -0.6, 2: -0.2, 3: 0.3, 4: 0.7, 5: 1.1}
_OF_FAVOURITE = 0.9
_OF_SHARPNESS = 0.45
_OF_EXPOSURE = 0.35
_OF_FACES = 0.15
# What is like a photo that was chosen already has less to add.
_OF_LIKENESS = 0.4
# Cosines of nearly the same picture; of shots within a minute, less is enough.
_SAME, _SAME_SHOT = 0.96, 0.88
_SHOT_S = 60.0
# Without vectors: shots of a burst.
_BURST_S = 2.0
_SHARP, _WELL_EXPOSED = 0.75, 0.9
# Of more, only the best are compared with each other, and beyond so many choices the score alone counts.
MOST_COMPARED, MOST_SPREAD = 3000, 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """What counts of a photo.

    Attributes:
        rating: 0 (none) to 5.
        faces: that are large and sure; None where nobody looked for any.
        quality: None where there is no thumbnail to tell.
    """

    photo_id: int
    taken_at: datetime
    rating: int = 0
    favourite: bool = False
    faces: int | None = None
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A photo that was chosen.

    Attributes:
        score: by which it was; compares within one answer.
        reasons: why, the weightiest first; empty where nothing speaks for it but that others are worse.
    """

    photo_id: int
    score: float
    reasons: tuple[Sentence, ...]


def usual_count(of: int) -> int:
    """How many of so many photos are shown where nobody said how many: fewer for each, the more there are."""
    return min(of, max(5, round(2 * of**0.5))) if of > 5 else max(1, (of + 1) // 2) if of else 0


def best_of(
    candidates: Sequence[Candidate], vectors: Mapping[int, FloatArray], count: int
) -> tuple[Choice, ...]:
    """The best ``count``, the best first. Of photos that show nearly the same there is one, unless nothing
    else is left.

    Args:
        vectors: unit vectors (dimension,) by photo id, of those that have one.
    """
    if not candidates or count < 1:
        return ()
    ranks = _sharpness_ranks(candidates)
    scores = [_score(candidate, rank) for candidate, rank in zip(candidates, ranks, strict=True)]
    # The same order for equal scores, whatever order they were given in.
    order = sorted(range(len(candidates)), key=lambda place: (-scores[place], candidates[place].photo_id))
    chosen, late = _spread(
        [candidates[place] for place in order[:MOST_COMPARED]],
        [ranks[place] for place in order[:MOST_COMPARED]],
        np.array([scores[place] for place in order[:MOST_COMPARED]], np.float32),
        vectors,
        min(count, MOST_SPREAD),
    )
    taken = {choice.photo_id for choice in chosen}
    left = [place for place in order if candidates[place].photo_id not in taken]
    left.sort(key=lambda place: candidates[place].photo_id in late)
    rest = (
        Choice(candidates[place].photo_id, scores[place], _reasons(candidates[place], ranks[place], 0))
        for place in left[: count - len(chosen)]
    )
    return (*chosen, *rest)


def _spread(
    candidates: Sequence[Candidate],
    ranks: Sequence[float],
    scores: FloatArray,
    vectors: Mapping[int, FloatArray],
    count: int,
) -> tuple[list[Choice], set[int]]:
    """The best, each of which shows something else, and the ids of photos that are nearly the same as one of
    them; of candidates in order of their scores (n,)."""
    likeness = _Likeness(candidates, vectors)
    penalty = np.zeros(len(candidates), np.float32)
    is_fresh = np.ones(len(candidates), np.bool_)
    chosen: list[Choice] = []
    same_ids: set[int] = set()
    while len(chosen) < count and is_fresh.any():
        worth = np.where(is_fresh, scores - penalty, -np.inf)
        place = int(np.argmax(worth))
        near, same = likeness.to(place)
        alike = int(np.count_nonzero(same & is_fresh))
        reasons = _reasons(candidates[place], ranks[place], alike)
        chosen.append(Choice(candidates[place].photo_id, float(worth[place]), reasons))
        same_ids |= {candidates[one].photo_id for one in np.flatnonzero(same & is_fresh).tolist()}
        is_fresh &= ~same
        penalty = np.maximum(penalty, _OF_LIKENESS * near)
    return chosen, same_ids


class _Likeness:
    """How much candidates are alike."""

    def __init__(self, candidates: Sequence[Candidate], vectors: Mapping[int, FloatArray]) -> None:
        first = candidates[0].taken_at.replace(tzinfo=None)
        self._seconds = np.array(
            [(one.taken_at.replace(tzinfo=None) - first).total_seconds() for one in candidates]
        )
        dimension = len(next(iter(vectors.values()), ()))
        self._has_vector = np.array([one.photo_id in vectors for one in candidates])
        self._vectors = np.zeros((len(candidates), dimension), np.float32)
        for place, one in enumerate(candidates):
            if one.photo_id in vectors:
                self._vectors[place] = vectors[one.photo_id]

    def to(self, place: int) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
        """How like one of them all are, 0..1, and which show nearly the same, itself among them; (n,)."""
        apart = np.abs(self._seconds - self._seconds[place])
        cosines = self._vectors @ self._vectors[place]
        known = self._has_vector & self._has_vector[place]
        same = np.where(
            known,
            (cosines >= _SAME) | ((cosines >= _SAME_SHOT) & (apart <= _SHOT_S)),
            apart <= _BURST_S,
        )
        same[place] = True
        return np.asarray(np.clip(cosines, 0, 1), np.float32), same


def _sharpness_ranks(candidates: Sequence[Candidate]) -> list[float]:
    """0 for the least sharp to 1 for the sharpest, a half for unknown: what is much depends on the others."""
    known = sorted(one.quality.sharpness for one in candidates if one.quality is not None)
    if len(known) < 2:
        return [0.5] * len(candidates)
    last = len(known) - 1
    return [
        0.5 if one.quality is None else float(np.searchsorted(known, one.quality.sharpness)) / last
        for one in candidates
    ]


def _score(candidate: Candidate, sharpness: float) -> float:
    exposure = 0.5 if candidate.quality is None else candidate.quality.exposure
    return (
        _OF_RATING[candidate.rating]
        + _OF_FAVOURITE * candidate.favourite
        + _OF_SHARPNESS * sharpness
        + _OF_EXPOSURE * exposure
        + _OF_FACES * bool(candidate.faces)
    )


def _reasons(candidate: Candidate, sharpness: float, alike: int) -> tuple[Sentence, ...]:
    reasons = []
    if candidate.favourite:
        reasons.append(Sentence("It is a favourite."))
    if candidate.rating >= 3:
        reasons.append(Sentence("It is rated {rating} of 5.", rating=candidate.rating))
    if alike > 1:
        reasons.append(Sentence("It is the best of {count} photos that look nearly the same.", count=alike))
    if candidate.quality is not None and sharpness >= _SHARP:
        reasons.append(Sentence("It is among the sharpest."))
    if candidate.quality is not None and candidate.quality.exposure >= _WELL_EXPOSED:
        reasons.append(Sentence("It is neither too dark nor too bright."))
    if candidate.faces:
        reasons.append(Sentence("It shows people clearly."))
    return tuple(reasons)
