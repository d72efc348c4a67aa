"""Refining a search by example: photos marked "more like this" and "less like this" reorder the others.

The relevance a photo has without marks says how likely it is meant; each mark is one answer to that question.
So the marks teach a logistic regression on the vectors, whose offset is the log odds of that relevance: with
no mark nothing changes, and the more marks there are, the more they say. (Relevance feedback goes back to
Rocchio, 1971.)
``benchmarks/refinement.py`` shows what a click is worth; there ``TRUST`` was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.search.calibration import logistic

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

# Inverse strength of the penalty on the weights: how much one mark counts against the query.
TRUST = 6.0
# However sure the query is, marks can turn it over.
HIGHEST_LOG_ODDS = 6.0
# Of the mean variance, added to every direction's, so that few photos do not make noise important.
SHRINKAGE = 0.3
_STEPS = 300
_STEP = 0.2


@dataclass(frozen=True, slots=True)
class Whitening:
    """Vectors as the library sees them: what most of its photos share says little about what one is about.

    Attributes:
        middle: mean of the library's vectors (dimension,).
        scaling: (dimension, dimension); makes all directions of the library about equally long.
    """

    middle: FloatArray
    scaling: FloatArray

    def __call__(self, vectors: FloatArray) -> FloatArray:
        """Vectors (n, dimension), centred, scaled, and of unit length."""
        scaled = (vectors - self.middle) @ self.scaling
        lengths = np.linalg.norm(scaled, axis=1, keepdims=True)
        return np.asarray(scaled / np.maximum(lengths, 1e-6), np.float32)


def whitening_of(sample: FloatArray) -> Whitening:
    """Measures it from a sample (n, dimension), n at least 1."""
    middle = sample.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov((sample - middle).T, ddof=0))
    variances = np.maximum(variances, 0.0)
    regular = variances + SHRINKAGE * max(float(variances.mean()), 1e-6)
    return Whitening(middle, np.asarray(directions / np.sqrt(regular), np.float32))


def refined(
    relevance: FloatArray, photos: FloatArray, teachers: FloatArray, answers: FloatArray, before: FloatArray
) -> FloatArray:
    """The relevance of photos after marks, 0..1, shape (n,).

    Args:
        relevance: of the photos without marks, 0..1, shape (n,).
        photos: their whitened vectors (n, dimension).
        teachers: whitened vectors (m, dimension) of the marked photos.
        answers: +1 (more) or -1 (less) for each of those, shape (m,).
        before: the relevance of those without marks, shape (m,).
    """
    likeness = teachers @ teachers.T
    offset = _log_odds(before)
    # The weights are a sum of the marked vectors, so it is enough to find how much of each (the dual form).
    shares = np.zeros(len(teachers), np.float32)
    for _ in range(_STEPS):
        agreement = np.asarray(answers * (offset + likeness @ shares), np.float32)
        shares += _STEP * (TRUST * answers * logistic(-agreement) - shares)
    return logistic(_log_odds(relevance) + photos @ (teachers.T @ shares))


def _log_odds(relevance: FloatArray) -> FloatArray:
    bounded = np.clip(relevance, 1e-6, 1 - 1e-6)
    odds = np.log(bounded / (1 - bounded))
    return np.asarray(np.clip(odds, -HIGHEST_LOG_ODDS, HIGHEST_LOG_ODDS), np.float32)
