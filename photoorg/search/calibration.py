"""From the cosines of example pictures, alone or beside words, to a relevance that compares between queries.

A cosine of 0.27 may be an excellent match under one model and noise under another, and even under one
model a vague example scores higher everywhere than a precise one. So a score is read against two
backgrounds: what this query scores over a sample of the library (most of which it does not mean), and how
far such scores spread for ordinary queries. The distance in spreads goes through a logistic curve. For one
query the result grows with the cosine, so the order of hits never changes. Words alone are read otherwise:
``word_calibration``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

# Where the logistic curve has its middle and how steep it is, in spreads above the query's own background.
MIDDLE = 3.0
STEEPNESS = 1.5
# Below this relevance a photo is no result unless weaker matches are wanted. Of captions, 83 % find their own
# photo above it and 3 % find nothing; of queries for what is in no photo, six of ten find nothing. (At 0.25:
# 69 %, 12 % and eight of ten. Not to find a photo that is there is worse than to see a wrong one last.)
CUTOFF = 0.12
# As many imaginary photos with the average background stand beside the sample, so that a library
# of three photos does not take those three for "the background".
PRIOR_PHOTOS = 20
# A photo this close to an example is the same picture, whatever the library holds otherwise.
SAME_PICTURE_COSINE = 0.92
SAME_PICTURE_STEEPNESS = 60.0
# (mean, spread) of cosines assumed where the library is too small to measure them.
IMAGE_PRIOR = (0.35, 0.13)


@dataclass(frozen=True, slots=True)
class Background:
    """The scores of many ordinary queries over a sample of photos, in two numbers.

    Attributes:
        photos: the sample, unit vectors (n, dimension).
        mean: of all scores.
        spread: robust standard deviation of scores around their own query's median.
    """

    photos: FloatArray
    mean: float
    spread: float

    def relevance(self, query: FloatArray, scores: FloatArray) -> FloatArray:
        """Relevance 0..1, shape (k,), of scores (k,) that a unit query (dimension,) got."""
        count = len(self.photos)
        weight = count / (count + PRIOR_PHOTOS)
        own = float(np.median(self.photos @ query)) if count else self.mean
        centre = weight * own + (1 - weight) * self.mean
        distance = (scores - centre) / self.spread
        return logistic(STEEPNESS * (distance - MIDDLE))


def background_of(queries: FloatArray, photos: FloatArray, prior: tuple[float, float]) -> Background:
    """Measures a background.

    Args:
        queries: unit vectors (m, dimension) of ordinary queries.
        photos: unit vectors (n, dimension), a sample of the library; n may be 0.
        prior: (mean, spread) where there is too little to measure.
    """
    if len(queries) * len(photos) < 2 * PRIOR_PHOTOS:
        return Background(photos, *prior)
    scores = queries @ photos.T
    # An example taken from the sample meets itself with a cosine of 1: no background.
    scores = np.where(scores > SAME_PICTURE_COSINE, np.nan, scores)
    if np.isnan(scores).all(axis=1).any():
        scores = scores[~np.isnan(scores).all(axis=1)]
    if scores.size == 0:
        return Background(photos, *prior)
    centres = (
        np.nanmedian(scores, axis=1, keepdims=True) if len(photos) >= PRIOR_PHOTOS else np.nanmean(scores)
    )
    spread = float(np.sqrt(np.nanmean((scores - centres) ** 2)))
    return Background(photos, float(np.nanmean(scores)), max(spread, 1e-3))


def same_picture(scores: FloatArray) -> FloatArray:
    """How surely a photo shows the very picture of the example: 0..1 by cosine alone, shape (k,)."""
    return logistic(SAME_PICTURE_STEEPNESS * (scores - SAME_PICTURE_COSINE))


def logistic(values: FloatArray) -> FloatArray:
    """1 / (1 + exp(-x)), any shape."""
    return (1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0)))).astype(np.float32)
