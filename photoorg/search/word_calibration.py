"""From the cosines of words and photos to a relevance that compares between queries and photos.

Two things are taken out of a cosine before it means anything. Some photos are near every text: so from each
photo's score its *level* is taken, what it says to a shipped list of words (the log-mean-exp of their
cosines, so that what is left is the log odds of the query among those words, as in a softmax over labels;
Radford et al. 2021, https://arxiv.org/abs/2103.00020, 3.1). And words for common things ("man") are right for
many photos at a score at which rare ones ("accordion") are not: how near a query is to the middle of the
words says how common what it means is. The sum goes through a logistic curve, whose constants were fitted on
captioned and labelled photos that no model was trained on; ``benchmarks/relevance.py`` shows what they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.search.calibration import logistic

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

# The logistic curve, in spreads above a photo's level: where every second photo is right, and how steep.
MIDDLE = 3.3
STEEPNESS = 1.35
# How much one standard deviation of commonness counts, in spreads; and where it ends: long sentences are
# further from the middle than any word, though not because what they say is rarer.
COMMONNESS_WEIGHT = 0.6
LEAST_COMMONNESS = -1.0
# Assumed while there is no photo.
SPREAD_PRIOR = 0.08


@dataclass(frozen=True, slots=True)
class WordBackground:
    """What photos say to words in general, under one model in one library.

    Attributes:
        words: of the shipped list, unit vectors (w, dimension).
        spread: standard deviation of their cosines around each photo's own mean.
        middle: mean of the words (dimension,).
        commonness: mean and standard deviation of the words' products with ``middle``.
        lowest_level: few photos of the library have a lower one.
    """

    words: FloatArray
    spread: float
    middle: FloatArray
    commonness: tuple[float, float]
    lowest_level: float

    def levels(self, photos: FloatArray) -> FloatArray:
        """For unit vectors (n, dimension) of photos what each says to the words, as a cosine, shape (n,)."""
        return _levels(photos @ self.words.T, self.spread)

    def relevance(self, query: FloatArray, scores: FloatArray, levels: FloatArray | float) -> FloatArray:
        """Relevance 0..1 (k,) of photos with these scores (k,) for a unit query (dimension,) and levels."""
        return logistic(self.log_odds(query, scores, levels))

    def log_odds(self, query: FloatArray, scores: FloatArray, levels: FloatArray | float) -> FloatArray:
        """Of the same relevance, natural logarithm."""
        mean, deviation = self.commonness
        common = max((float(query @ self.middle) - mean) / deviation, LEAST_COMMONNESS)
        distance = (scores - levels) / self.spread + COMMONNESS_WEIGHT * common
        return np.asarray(STEEPNESS * (distance - MIDDLE), np.float32)


def word_background_of(words: FloatArray, photos: FloatArray) -> WordBackground:
    """Measures a background from the words (w, dimension) and a sample (n, dimension); n may be 0."""
    middle = words.mean(axis=0)
    products = words @ middle
    commonness = float(products.mean()), max(float(products.std()), 1e-6)
    if len(photos) == 0:
        return WordBackground(words, SPREAD_PRIOR, middle, commonness, -1.0)
    cosines = photos @ words.T
    spread = max(float((cosines - cosines.mean(axis=1, keepdims=True)).std()), 1e-3)
    lowest = float(np.quantile(_levels(cosines, spread), 0.01))
    return WordBackground(words, spread, middle, commonness, lowest)


def _levels(cosines: FloatArray, spread: float) -> FloatArray:
    highest = cosines.max(axis=1, keepdims=True)
    mean = np.exp((cosines - highest) / spread).mean(axis=1)
    return np.asarray(highest[:, 0] + spread * np.log(mean), np.float32)
