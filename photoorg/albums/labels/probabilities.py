"""From log odds of labels to probabilities that share one whole with "none of these"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.encoders.encoder import FloatArray

    BoolArray = npt.NDArray[np.bool_]


class WordSense(Protocol):
    """What photos say to words under one model in one library, see ``search.word_calibration``."""

    def levels(self, photos: FloatArray) -> FloatArray:
        """For unit vectors (n, dimension) what each photo says to words in general, shape (n,)."""

    def log_odds(self, query: FloatArray, scores: FloatArray, levels: FloatArray) -> FloatArray:
        """That a word (dimension,) is right for photos with these cosines (n,) to it and levels (n,)."""


def zero_shot_log_odds(sense: WordSense, labels: FloatArray, photos: FloatArray) -> FloatArray:
    """Log odds (n, labels) against "none of these", for unit vectors of labels and of n photos."""
    levels = sense.levels(photos)
    columns = [sense.log_odds(label, photos @ label, levels) for label in labels]
    return np.stack(columns, axis=1) if columns else np.empty((len(photos), 0), np.float32)


def probabilities(log_odds: FloatArray) -> FloatArray:
    """Softmax (n, labels) in which "none of these" has log odds 0; with one label, its logistic function."""
    highest = np.maximum(log_odds.max(axis=1, keepdims=True, initial=0.0), 0.0)
    shares = np.exp(log_odds - highest)
    return np.asarray(shares / (shares.sum(axis=1, keepdims=True) + np.exp(-highest)), np.float32)


def fits_best(log_odds: FloatArray) -> BoolArray:
    """Which labels (n, labels) fit a photo better than any other, and better than none does."""
    best = np.maximum(log_odds.max(axis=1, keepdims=True, initial=0.0), 0.0)
    return np.asarray((log_odds >= best) & (log_odds > 0.0))


def with_verdicts(log_odds: FloatArray, said: BoolArray) -> FloatArray:
    """Log odds (labels,) of one photo, -inf where something was ``said`` (labels,): that is certain, and
    speaks neither for nor against the others, which share the whole as if it were not there."""
    return np.where(said, np.float32(-np.inf), log_odds)
