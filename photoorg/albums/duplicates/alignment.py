"""Where one picture lies in another: the map that takes the corners of one to those of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.duplicates.local_features import TURNS, turned_patches

if TYPE_CHECKING:
    from photoorg.albums.duplicates.local_features import LocalFeatures
    from photoorg.index.vector_index import FloatArray

_LEAST_LIKENESS = 0.8
# Patches know the scale to about a step of the pyramid, so what is far off may miss by much at first.
_SCALE_ERROR = 0.16
_SCALE_RATIO = 1.4
_NEAR_PX = 4.0
_HYPOTHESES = 3
_REFINED_WITHIN_PX = (12.0, 6.0, 3.0, 2.5)
LEAST_INLIERS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A map of points of one picture into another.

    Attributes:
        linear: (2, 2). offset: (2,). ``point @ linear.T + offset``, in pixels of the features' ``grey``.
        inliers: how many corners it takes to their likes.
    """

    linear: FloatArray
    offset: FloatArray
    inliers: int

    def apply(self, points: FloatArray) -> FloatArray:
        """Where points (n, 2) of the one picture lie in the other."""
        return np.asarray(points @ self.linear.T + self.offset, np.float32)


def align(one: LocalFeatures, other: LocalFeatures) -> Alignment | None:
    """The map from ``other`` into ``one``, turned and mirrored as it may be; None where none is found."""
    best = None
    if min(len(one.points), len(other.points)) < LEAST_INLIERS:
        return None
    for turn in range(len(TURNS)):
        found = _aligned(one, other, turn)
        if found is not None and (best is None or found.inliers > best.inliers):
            best = found
    return best


def _aligned(one: LocalFeatures, other: LocalFeatures, turn: int) -> Alignment | None:
    likeness = one.patches @ turned_patches(other.patches, turn).T
    partner = likeness.argmax(axis=1)
    rows = np.arange(len(partner))
    mutual = (likeness.argmax(axis=0)[partner] == rows) & (likeness[rows, partner] >= _LEAST_LIKENESS)
    if mutual.sum() < LEAST_INLIERS:
        return None
    matched = partner[mutual]
    here, there = one.points[mutual], other.points[matched]
    turned = there @ TURNS[turn].T
    scales = one.scales[mutual] / other.scales[matched]
    # Each match says where the whole picture lies; those that the most others agree with are looked into.
    offsets = here - scales[:, None] * turned
    placed = scales[:, None, None] * turned[None] + offsets[:, None]
    missed = np.linalg.norm(placed - here[None], axis=2)
    far = np.linalg.norm(here[None] - here[:, None], axis=2)
    ratio = np.abs(np.log(scales[None] / scales[:, None]))
    agree = (missed <= _NEAR_PX + _SCALE_ERROR * far) & (ratio < np.log(_SCALE_RATIO))
    best = None
    for hypothesis in np.argsort(-agree.sum(axis=1), kind="stable")[:_HYPOTHESES]:
        found = _refined(here, there, agree[hypothesis])
        if found is not None and (best is None or found.inliers > best.inliers):
            best = found
    return best


def _refined(here: FloatArray, there: FloatArray, agree: np.ndarray) -> Alignment | None:
    """By least squares over those that agree, again and again."""
    columns = np.column_stack([there, np.ones(len(there), np.float32)])
    for within_px in _REFINED_WITHIN_PX:
        if agree.sum() < LEAST_INLIERS:
            return None
        solved = np.linalg.lstsq(columns[agree], here[agree], rcond=None)[0]
        agree = np.linalg.norm(columns @ solved - here, axis=1) <= within_px
    if agree.sum() < LEAST_INLIERS:
        return None
    return Alignment(solved[:2].T.astype(np.float32), solved[2].astype(np.float32), int(agree.sum()))
